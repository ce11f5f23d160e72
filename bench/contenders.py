"""The services that are measured: the generated one, and one by hand with more or less around its handler."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
BY_HAND = HERE / "services"
LIBRARY = HERE.parent / "examples/library/requirements.md"
LAYERS = ("request_id", "headers", "log", "metrics", "rate_limit", "errors")
"""What the generated service does around a handler, in the order in which it is added by hand."""

_UNLIMITED = "1000000000"
_PATIENCE = 120


@dataclass(frozen=True, slots=True)
class Contender:
    """A service that can be started: a command, its folder, and its environment but for the port."""

    command: tuple[str, ...]
    folder: Path
    environment: Mapping[str, str]

    @contextmanager
    def running(self) -> Iterator[str]:
        """Start it, wait until it answers, give its URL, and stop it in the end."""
        port = _free_port()
        environment = {**os.environ, **self.environment, "PORT": str(port), "HOST": "127.0.0.1"}
        process = subprocess.Popen(
            self.command,
            cwd=self.folder,
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            url = f"http://127.0.0.1:{port}/api/v1/books"
            _wait_for(f"{url}/00000000-0000-7000-8000-000000000000", process)
            yield url
        finally:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait(_PATIENCE)


def make_project(language: str, folder: Path) -> Path:
    """The generated library service in a language, set up."""
    project = folder / language
    scaffold = str(Path(sys.executable).with_name("scaffold"))
    _run(folder, scaffold, "new", str(LIBRARY), "--offline", "--language", language, "--output", str(project))
    _run(project, "make", "setup")
    return project


def fill_database(project: Path, url: str, psql: Path) -> None:
    """The tables of the project and rows in them."""
    _run(project, "make", "migrate", DATABASE_URL=url, SECRET_KEY="bench" * 10)
    _run(HERE, str(psql), url, "-q", "-v", "ON_ERROR_STOP=1", "-f", str(HERE / "rows.sql"))


def generated(project: Path, database: str) -> Contender:
    """The service that scaffold made, as ``make run`` starts it."""
    settings = {"DATABASE_URL": database, "SECRET_KEY": "bench" * 10, "RATE_LIMIT": _UNLIMITED, "LOG_LEVEL": "info"}
    return Contender(("make", "run"), project, settings)


def by_hand(language: str, project: Path, layers: tuple[str, ...], database: str) -> Contender:
    """The service written by hand, with these layers around its handler."""
    settings = {"DATABASE_URL": database, "LAYERS": ",".join(layers), "STATEMENT": str(BY_HAND / "book.sql")}
    return Contender(*_PREPARED[language](project), settings)


def _python(project: Path) -> tuple[tuple[str, ...], Path]:
    return (str(project / ".venv/bin/python"), str(BY_HAND / "python/service.py")), project


def _go(project: Path) -> tuple[tuple[str, ...], Path]:
    program = project.parent / "by-hand-go" / "service"
    if not program.exists():
        shutil.copytree(BY_HAND / "go", program.parent)
        _run(program.parent, "go", "mod", "tidy")
        _run(program.parent, "go", "build", "-o", str(program), ".")
    return (str(program),), program.parent


def _typescript(project: Path) -> tuple[tuple[str, ...], Path]:
    folder = project.parent / "by-hand-typescript"
    if not folder.exists():
        shutil.copytree(BY_HAND / "typescript", folder)
        (folder / "node_modules").symlink_to(project / "node_modules")
        _run(folder, "node_modules/.bin/tsc", "--project", ".")
    return ("node", "service.js"), folder


_PREPARED = {"python": _python, "go": _go, "typescript": _typescript}


def _run(folder: Path, *command: str, **environment: str) -> None:
    done = subprocess.run(command, cwd=folder, env={**os.environ, **environment}, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)} ended with {done.returncode}\n{done.stdout}{done.stderr}")


def _wait_for(url: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=2):
                return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"{process.args!r} does not answer")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
