"""Make the library service from its requirements, start it, make three calls, stop it.

Needs nothing but the standard library and an installed scaffold; ``make demo`` sees to both.
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

REPOSITORY = Path(__file__).resolve().parent.parent
REQUIREMENTS = Path("examples/library/requirements.md")
DEMO = Path("demo")
START_SECONDS = 60
SHOWN_LOG_LINES = 30


class Failed(Exception):
    """A step of the demo did not work; the message says what and what was printed."""


def main() -> None:
    os.chdir(REPOSITORY)
    try:
        keep_previous()
        make()
        set_up()
        with running() as base:
            call_it(base)
    except Failed as error:
        sys.exit(f"\nThe demo failed: {error}")
    print("\nStopped it. The service is in demo/ and is yours: cd demo && make run")
    print(f"Now change a rule in {REQUIREMENTS} and run `make demo` again.")


def keep_previous() -> None:
    """Move the last demo aside: somebody may have written into it. Its packages can be installed again."""
    if DEMO.exists():
        previous = next(path for number in count(1) if not (path := Path(f"{DEMO}.{number}")).exists())
        DEMO.rename(previous)
        shutil.rmtree(previous / ".venv", ignore_errors=True)
        step(f"The last demo is in {previous}/ now")


def make() -> None:
    command = ["scaffold", "new", str(REQUIREMENTS), "--offline", "--output", str(DEMO)]
    step(f"$ {' '.join(command)}")
    done = subprocess.run([sys.executable, "-m", *command], check=False)
    if done.returncode != 0:
        raise Failed("scaffold made no service, see above")


def set_up() -> None:
    step("$ cd demo && make setup")
    started = time.monotonic()
    with tempfile.TemporaryFile("w+") as log:
        done = subprocess.run(["make", "setup"], cwd=DEMO, stdout=log, stderr=log, check=False)
        if done.returncode != 0:
            raise Failed(f"`make setup` in demo/ ended with {done.returncode}\n{tail(log)}")
    print(f"ready after {time.monotonic() - started:.0f} s")


@contextmanager
def running() -> Iterator[str]:
    """The service on a free port with an empty database of its own, stopped on leaving; gives its address."""
    step("$ make run")
    port = free_port()
    with tempfile.TemporaryDirectory() as data, tempfile.TemporaryFile("w+") as log:
        environment = {**os.environ, **secrets_of(DEMO), "HOST": "127.0.0.1", "PORT": str(port), "DATA_DIR": data}
        environment.pop("DATABASE_URL", None)
        command = ["sh", "-c", "make migrate && exec make run"]
        service = subprocess.Popen(command, cwd=DEMO, env=environment, stdout=log, stderr=log, start_new_session=True)
        try:
            base = f"http://127.0.0.1:{port}"
            if not answers(service, base):
                raise Failed(f"the service did not start\n{tail(log)}")
            print(f"it listens on {base}, its documentation is at {base}/docs")
            yield base
        finally:
            stop(service)


def secrets_of(project: Path) -> dict[str, str]:
    """A random value for every secret that ``.env.example`` leaves open."""
    lines = (project / ".env.example").read_text(encoding="utf-8").splitlines()
    names = (line.removesuffix("=") for line in lines if line.endswith("=") and not line.startswith("#"))
    return {name: secrets.token_hex(32) for name in names if "SECRET" in name}


def answers(service: subprocess.Popen[bytes], base: str) -> bool:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and service.poll() is None:
        try:
            with urlopen(f"{base}/readyz", timeout=2):
                return True
        except (URLError, OSError):
            time.sleep(0.1)
    return False


def stop(service: subprocess.Popen[bytes]) -> None:
    if service.poll() is None:
        os.killpg(service.pid, signal.SIGTERM)
    try:
        service.wait(timeout=15)
    except subprocess.TimeoutExpired:
        os.killpg(service.pid, signal.SIGKILL)
        service.wait()


def call_it(base: str) -> None:
    api = f"{base}/api/v1"
    ann = {"email": "ann@example.com", "password": "correct horse battery"}
    call("Ann registers", "POST", f"{api}/auth/register", {**ann, "full_name": "Ann Reader"})
    tokens = call("she logs in", "POST", f"{api}/auth/login", ann)
    call("and looks at herself", "GET", f"{api}/me", token=tokens["access_token"])


def call(what: str, method: str, url: str, body: Any = None, token: str | None = None) -> Any:
    """Make one call and print it; anything but success ends the demo."""
    headers = {"Content-Type": "application/json"} if body else {}
    if token:
        headers["Authorization"] = f"Bearer {token}"
    request = Request(url, json.dumps(body).encode() if body else None, headers, method=method)
    print(f"\n{what}:\n  {method} {request.selector}" + (f"  {json.dumps(body)}" if body else ""))
    try:
        with urlopen(request, timeout=10) as response:
            status, answer = response.status, json.load(response)
    except HTTPError as error:
        raise Failed(f"{method} {url} answered {error.code}: {error.read().decode(errors='replace')}") from error
    except (URLError, OSError) as error:
        raise Failed(f"{method} {url}: {error}") from error
    print(f"  → {status}  {json.dumps(shortened(answer), ensure_ascii=False)}")
    return answer


def shortened(answer: Any) -> Any:
    """The answer with long texts, such as tokens, cut."""
    if isinstance(answer, dict):
        return {key: shortened(value) for key, value in answer.items()}
    return f"{answer[:24]}…" if isinstance(answer, str) and len(answer) > 40 else answer


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def tail(log: Any) -> str:
    log.seek(0)
    return "".join(log.readlines()[-SHOWN_LOG_LINES:])


def step(text: str) -> None:
    print(f"\n{text}", flush=True)


if __name__ == "__main__":
    main()
