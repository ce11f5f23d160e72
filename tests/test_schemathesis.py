"""Rendered services against their own API document: random calls of every operation, every check of schemathesis."""

from __future__ import annotations

import json
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from scaffold.targets import TARGETS
from tests.conformance.exchanges.people import FIRST_ADMIN
from tests.conformance.services import Project, settings_for_many
from tests.conformance.suite import design_of_file
from tests.conftest import REPOSITORY
from tests.rendered import render_spec, write

pytestmark = [pytest.mark.toolchain, pytest.mark.requires("make", "go", "npm")]

LIBRARY = REPOSITORY / "tests/cases/library/scaffold.yaml"

CONFIGURATION = """
[checks]
not_a_server_error.expected-statuses = ["2xx", "4xx", "501"]
positive_data_acceptance.expected-statuses = ["2xx", "401", "403", "404", "409", "422", "429", "501"]
"""
"""A stub answers 501 until its business logic is written. No schema can tell a cursor of another list, or the id of
a row that is not there, from one that will do: those are 422. An account that failed too often is locked: 429."""

ENDING = ("logout", "update_user")
"""Operations that take from the caller what the calls after them need: the session, or the role."""


@pytest.fixture(params=TARGETS)
def service(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a library that runs on an embedded database, in each language."""
    folder = tmp_path / "service"
    write(render_spec(LIBRARY, request.param), folder)
    project = Project.set_up(folder, tmp_path / "shared")
    settings = settings_for_many(design_of_file(LIBRARY), None, tmp_path / "data")
    project.migrate(settings)
    with project.started(settings) as address:
        yield address


def test_no_call_is_answered_otherwise_than_documented(service: str, tmp_path: Path) -> None:
    (tmp_path / "schemathesis.toml").write_text(CONFIGURATION, encoding="utf-8")
    options = [f"--exclude-operation-id={each}" for each in ENDING]
    token = _token(service)
    assert _schemathesis(service, token, tmp_path, *options) == "0 failures"
    assert _schemathesis(service, token, tmp_path, f"--include-operation-id={ENDING[1]}") == "0 failures"


def _schemathesis(address: str, token: str, folder: Path, *options: str) -> str:
    """What calls of a service come to: that nothing failed, else the report."""
    command = (
        sys.executable, "-m", "schemathesis.cli", "run", f"{address}/openapi.json",
        "--checks=all", "--max-examples=20", "--seed=1", "--generation-database=none", "--workers=1",
        f"--header=Authorization: Bearer {token}", *options,
    )  # fmt: skip
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    return "0 failures" if done.returncode == 0 else done.stdout[-6000:] + done.stderr[-2000:]


def _token(address: str) -> str:
    people = {"email": FIRST_ADMIN["ADMIN_EMAIL"], "password": FIRST_ADMIN["ADMIN_PASSWORD"]}
    request = urllib.request.Request(
        f"{address}/api/v1/auth/login", json.dumps(people).encode(), {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request) as answer:
        token: str = json.load(answer)["access_token"]
    return token
