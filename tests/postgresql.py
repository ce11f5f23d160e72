"""A PostgreSQL server for tests: started from the Debian (or PATH) binaries, owned by nobody else."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

_SERVER = ("-c", "fsync=off", "-c", "full_page_writes=off", "-c", "synchronous_commit=off", "-c", "max_connections=200")
_NUMBERS = count(1)


def postgresql_bin() -> Path | None:
    """The folder of ``initdb`` and ``postgres``, newest version first; None where there is none."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name), reverse=True)
    on_path = [Path(found).parent for found in [shutil.which("initdb")] if found]
    return next((folder for folder in [*debian, *on_path] if (folder / "initdb").exists()), None)


@dataclass(frozen=True, slots=True)
class Cluster:
    """A running server that trusts whoever connects to it from this machine.

    Attributes:
        port: The TCP port on 127.0.0.1.
        folder: Where its data lives.
        bin: The folder of its programs.
    """

    port: int
    folder: Path
    bin: Path

    @classmethod
    @contextmanager
    def start(cls) -> Iterator[Cluster]:
        """Make a cluster, run it as an unprivileged user, and stop and delete it on leaving."""
        programs = postgresql_bin()
        assert programs is not None, "ask for the `postgresql` fixture, which skips where it is missing"
        folder = Path(tempfile.mkdtemp(prefix="scaffold-pg-"))
        if os.geteuid() == 0:
            shutil.chown(folder, _unprivileged())
        cluster = cls(_free_port(), folder, programs)
        try:
            cluster._run("initdb", "-D", str(folder / "data"), "-U", "postgres", "-A", "trust", "-E", "UTF8", "-N")
            options = " ".join([*_SERVER, "-p", str(cluster.port), "-k", str(folder), "-h", "127.0.0.1"])
            log = str(folder / "log")
            cluster._run("pg_ctl", "-D", str(folder / "data"), "-w", "-l", log, "-o", options, "start")
            try:
                yield cluster
            finally:
                cluster._run("pg_ctl", "-D", str(folder / "data"), "-m", "immediate", "stop")
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def database(self) -> str:
        """Create an empty database and give its URL, ``postgresql://postgres@127.0.0.1:port/name``."""
        name = f"test_{os.getpid()}_{next(_NUMBERS)}"
        self._run("createdb", "-h", "127.0.0.1", "-p", str(self.port), "-U", "postgres", name)
        return f"postgresql://postgres@127.0.0.1:{self.port}/{name}"

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(self.bin / program), *arguments]
        demotion = _demotion()
        # Output goes to a file: a server that inherits a pipe would keep its reader waiting for ever.
        with tempfile.TemporaryFile() as output:
            done = subprocess.run(command, **demotion, cwd="/", stdout=output, stderr=output)
            output.seek(0)
            if done.returncode != 0:
                raise RuntimeError(f"{program} failed:\n{output.read().decode(errors='replace')}")


def _demotion() -> dict[str, Any]:
    if os.geteuid() != 0:
        return {}
    entry = pwd.getpwnam(_unprivileged())
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


def _unprivileged() -> str:
    """The user to run as when we are root, which PostgreSQL refuses to be."""
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
