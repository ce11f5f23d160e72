"""What becomes of the output where the streams are not as usual."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

SCHEMA = [sys.executable, "-m", "scaffold", "schema"]
MISSING = [sys.executable, "-m", "scaffold", "check", "missing.yaml"]


def shell(command: list[str], redirections: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["sh", "-c", f'"$@" {redirections}', "sh", *command], capture_output=True, text=True)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_result_that_cannot_be_printed_is_no_success_and_no_bug() -> None:
    ran = shell(SCHEMA, ">/dev/full")
    assert (ran.returncode, ran.stderr) == (1, "scaffold: the result cannot be printed: No space left on device\n")


def test_a_closed_stdout_is_no_success_and_no_bug() -> None:
    ran = shell(SCHEMA, ">&-")
    assert (ran.returncode, ran.stderr) == (1, "scaffold: the result cannot be printed: stdout is closed\n")


@pytest.mark.parametrize("redirection", ["2>&-", "2>/dev/full", "<&-"])
def test_the_answer_needs_no_other_stream(redirection: str) -> None:
    ran = shell([*MISSING, "--json"], redirection)
    assert ran.returncode == 1
    assert json.loads(ran.stdout)["diagnostics"][0]["code"] == "SC001"


def test_a_reader_that_goes_away_changes_nothing() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    ran = subprocess.run(SCHEMA, stdout=writing, stderr=subprocess.PIPE, text=True)
    os.close(writing)
    assert (ran.returncode, ran.stderr) == (0, "")


def test_colours_are_for_terminals() -> None:
    assert "\x1b" not in subprocess.run(MISSING, capture_output=True, text=True).stderr
