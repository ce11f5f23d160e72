"""A rendered service against its own API document: random calls of every operation, and every check of schemathesis."""

from __future__ import annotations

import json
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY
from tests.rendered import Toolchain
from tests.running import ADMIN, running

pytestmark = pytest.mark.toolchain

LIBRARY = REPOSITORY / "tests/cases/library/scaffold.yaml"

CONFIGURATION = """
[checks]
not_a_server_error.expected-statuses = ["2xx", "4xx", "501"]
positive_data_acceptance.expected-statuses = ["2xx", "401", "403", "404", "409", "422", "429", "501"]
"""
"""A stub answers 501 until its business logic is written. No schema can tell a cursor of another list, or the id of
a row that is not there, from one that will do: those are 422. An account that failed too often is locked: 429."""


@pytest.fixture
def service(toolchain: Toolchain, tmp_path: Path) -> Iterator[str]:
    """The address of a library that runs on an embedded database."""
    with running(toolchain, LIBRARY, tmp_path) as address:
        yield address


def test_no_call_is_answered_otherwise_than_documented(service: str, tmp_path: Path) -> None:
    (tmp_path / "schemathesis.toml").write_text(CONFIGURATION, encoding="utf-8")
    command = (
        sys.executable, "-m", "schemathesis.cli", "run", f"{service}/openapi.json",
        "--checks=all", "--max-examples=20", "--seed=1", "--generation-database=none", "--workers=1",
        "--exclude-operation-id=logout",
        f"--header=Authorization: Bearer {_token(service)}",
    )  # fmt: skip
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]


def _token(address: str) -> str:
    request = urllib.request.Request(
        f"{address}/api/v1/auth/login", json.dumps(ADMIN).encode(), {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request) as answer:
        token: str = json.load(answer)["access_token"]
    return token
