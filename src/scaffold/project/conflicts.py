"""Conflicts that a merge left for a person: shown to git, and found again until somebody has resolved them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from scaffold.project.changes import Action, Changes, content, written
from scaffold.project.git import Conflict, stage_conflicts, unmerged_paths
from scaffold.project.lock import Lock
from scaffold.project.problem import ProjectError, reporting_disk_errors

_MARKER = re.compile(rb"^<<<<<<< yours\r?$", re.MULTILINE)


def stage(folder: Path, changes: Changes) -> None:
    """Tell git of the conflicts of an update, so that its tools open them."""
    conflicts = (
        Conflict(change.path, change.base or b"", change.before or b"", written(change.theirs))
        for change in changes.of(Action.CONFLICT)
        if change.theirs is not None
    )
    stage_conflicts(folder, conflicts)


def verify_resolved(folder: Path, lock: Lock) -> None:
    """Make sure that no file of the project has a conflict left.

    Raises:
        ProjectError: When one has; each is named.
    """
    with reporting_disk_errors(folder, "this cannot be read"):
        paths = sorted(set(unresolved(folder, lock)))
    if paths:
        message = f"the last update left conflicts that nobody has resolved: {', '.join(paths)}"
        hint = "resolve them (`git mergetool`, or edit between the markers), then run the command again"
        raise ProjectError("SC911", folder / paths[0], message, hint)


def unresolved(folder: Path, lock: Lock) -> Iterator[str]:
    """The files of a project that hold markers of a conflict, or that git holds as conflicts."""
    unmerged = unmerged_paths(folder)
    for path in lock.files:
        text = content(folder, path)
        if path in unmerged or (text is not None and _MARKER.search(text)):
            yield path
