"""Rendered services that run while a test calls them."""

from __future__ import annotations

import os
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.rendered import Toolchain, render_spec, write

ADMIN = {"email": "root@example.com", "password": "a password of an admin"}
PATIENCE = 60


@contextmanager
def running(toolchain: Toolchain, spec: Path, folder: Path) -> Iterator[str]:
    """The address of a Python service on an embedded database, which runs inside of the block."""
    project = folder / "service"
    write(render_spec(spec), project)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    toolchain.tool(project, "alembic", "upgrade", "head")
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(project / "src"),
        "PORT": str(port),
        "LOG_LEVEL": "error",
        "RATE_LIMIT": "1000000",
        "LOGIN_RATE_LIMIT": "1000000",
        "ADMIN_EMAIL": ADMIN["email"],
        "ADMIN_PASSWORD": ADMIN["password"],
    }
    package = next((project / "src").iterdir()).name
    command = [str(toolchain.folder / "bin" / "python"), "-m", package]
    with subprocess.Popen(command, cwd=project, env=environment) as server:
        address = f"http://127.0.0.1:{port}"
        try:
            _wait_for(f"{address}/readyz", server)
            yield address
        finally:
            server.terminate()


def _wait_for(url: str, server: subprocess.Popen[bytes]) -> None:
    """Ask until the service is ready; fail when it ends before, or never is."""
    for _ in range(PATIENCE * 10):
        assert server.poll() is None, "the service did not start"
        try:
            urllib.request.urlopen(url).close()
        except urllib.error.URLError:
            time.sleep(0.1)
        else:
            return
    pytest.fail(f"{url} did not answer")
