"""Running the checks that a generated project brings along."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from scaffold.outcome import Verified
from scaffold.project.apply import recover
from scaffold.project.folder import project_lock
from scaffold.project.problem import ProjectError

_CHECKS = ("lint", "test")
"""Targets of the project's Makefile: format, lint and types; then tests and contract."""


def verify_project(folder: Path, progress: Callable[[str, str], None]) -> Verified:
    """Run every check of a project; what they print goes to stderr.

    Raises:
        ProjectError: When the folder holds no project, or make is missing.
    """
    recover(folder)
    project_lock(folder)
    return Verified(tuple((name, _make(folder, name, progress)) for name in _CHECKS))


def _make(folder: Path, name: str, progress: Callable[[str, str], None]) -> int:
    progress("verify", f"make {name}")
    try:
        return subprocess.run(["make", name], cwd=folder, stdout=sys.stderr, check=False).returncode
    except FileNotFoundError as error:
        raise ProjectError("SC910", folder, "`make` is not installed", "install it and run this again") from error
