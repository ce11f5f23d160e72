"""Generated services as the suite needs them: set up once for each language, started on a free port."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from scaffold.design.design import Design
from scaffold.names import name_of
from tests.conformance.exchanges.people import FIRST_ADMIN
from tests.conformance.exchanges.protocol import FEW, ORIGIN
from tests.conformance.exchanges.tokens import SECRET_KEY

SHARED = (".venv", "node_modules")
"""Where languages install what a project depends on; projects of one language share it."""

_PATIENCE = 120
_MANY = "1000000"


@dataclass(frozen=True, slots=True)
class Project:
    """A generated project on disk, ready to be started."""

    folder: Path

    @classmethod
    def set_up(cls, folder: Path, environments: Path) -> Project:
        """Install what a project depends on; the first of a language does so for all others.

        Args:
            folder: The project.
            environments: The folder of the language's environment, which may not be there yet.
        """
        linked = [name for name in SHARED if (environments / name).exists()]
        for name in linked:
            if not (folder / name).exists():
                (folder / name).symlink_to(environments / name)
        if not linked:
            _make(folder, "setup", {})
            environments.mkdir(parents=True, exist_ok=True)
            for name in SHARED:
                if (folder / name).exists():
                    (folder / name).rename(environments / name)
                    (folder / name).symlink_to(environments / name)
        return cls(folder)

    def migrate(self, settings: Mapping[str, str]) -> None:
        """Bring the database up to date."""
        _make(self.folder, "migrate", {**self._environment(), **settings})

    @contextmanager
    def started(self, settings: Mapping[str, str]) -> Iterator[str]:
        """Start the service, give its base URL, and stop it at the end."""
        port = _free_port()
        address = {"HOST": "127.0.0.1", "PORT": str(port), "LOG_LEVEL": "error"}
        log = self.folder / f"service-{port}.log"
        with log.open("wb") as output:
            server = subprocess.Popen(
                ["make", "--silent", "run"], cwd=self.folder, env={**self._environment(), **address, **settings},
                stdout=output, stderr=subprocess.STDOUT, start_new_session=True,
            )  # fmt: skip
        try:
            _wait_for(f"http://127.0.0.1:{port}/readyz", server, log)
            yield f"http://127.0.0.1:{port}"
        finally:
            if server.poll() is None:
                os.killpg(server.pid, signal.SIGTERM)
            server.wait(_PATIENCE)

    def _environment(self) -> dict[str, str]:
        """The tests' own environment, without their virtual environment."""
        kept = {
            name: os.environ[name]
            for name in ("PATH", "HOME", "GOPATH", "GOCACHE", "GOFLAGS", "TMPDIR")
            if name in os.environ
        }
        return {**kept, "PYTHONPATH": str(self.folder / "src")}


def settings_for_many(design: Design, database: str | None, data: Path) -> dict[str, str]:
    """The environment of a service that allows as many calls as anybody makes."""
    return {**_settings(database, data), **dict.fromkeys(_rates(design), _MANY)}


def settings_for_few(design: Design, database: str | None, data: Path) -> dict[str, str]:
    """The environment of a service that allows few calls, and the pages of one origin."""
    return {**_settings(database, data), **dict.fromkeys(_rates(design), str(FEW)), "CORS_ORIGINS": f'["{ORIGIN}"]'}


def _settings(database: str | None, data: Path) -> dict[str, str]:
    url = {"DATABASE_URL": database} if database else {}
    return {**FIRST_ADMIN, **url, "SECRET_KEY": SECRET_KEY, "DATA_DIR": str(data)}


def _rates(design: Design) -> tuple[str, ...]:
    """The variables that say how many calls are allowed."""
    keys = (rate.key for rate in design.limits.rates)
    return tuple("RATE_LIMIT" if key == "default" else f"{_variable(key)}_RATE_LIMIT" for key in keys)


def _variable(key: str) -> str:

    return name_of(key).snake.upper()


def _make(folder: Path, goal: str, environment: Mapping[str, str]) -> None:
    done = subprocess.run(
        ["make", "--silent", goal],
        cwd=folder,
        env=dict(environment) or None,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise RuntimeError(f"make {goal} in {folder}\n{done.stdout}\n{done.stderr}")


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    return port


def _wait_for(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(_PATIENCE * 20):
        if server.poll() is not None:
            break
        try:
            urllib.request.urlopen(url).close()
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.05)
        else:
            return
    raise RuntimeError(f"{url} did not answer: {log.read_text(errors='replace')[-3000:]}")
