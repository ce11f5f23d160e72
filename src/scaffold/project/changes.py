"""Rendered tree against what is on disk: what writing it would do to every file."""

from __future__ import annotations

import os
from difflib import unified_diff
from enum import Enum
from io import StringIO
from pathlib import Path

from msgspec import Struct

from scaffold.project.lock import LOCK_PATH, Lock, LockedFile, blob_id, lock_text, locked_file
from scaffold.project.problem import ProjectError, reporting_disk_errors
from scaffold.render.tree import Owner, RenderedFile, Tree


class Action(Enum):
    """What becomes of one file."""

    CREATE = "create"
    UPDATE = "update"
    REMOVE = "remove"
    UNCHANGED = "unchanged"
    KEEP = "keep"
    """The project's text stays: it is a person's, or frozen."""
    MERGE = "merge"
    """A person edited what is generated, and the rendering changed too."""
    BLOCKED = "blocked"
    """A file that the lock does not list is in the way."""


class Change(Struct, frozen=True):
    """What becomes of one file.

    Attributes:
        path: Where it is, relative to the project.
        action: What is done.
        before: What is on disk; None when nothing is.
        after: What was rendered; None when nothing is any more.
    """

    path: str
    action: Action
    before: bytes | None
    after: RenderedFile | None


class Changes(Struct, frozen=True):
    """The plan of changes: what :func:`scaffold.project.apply.apply_changes` does, whole or not at all.

    Attributes:
        files: One change for each path, sorted.
        lock: The change of the lock that goes with them.
    """

    files: tuple[Change, ...]
    lock: Change

    def of(self, *actions: Action) -> tuple[Change, ...]:
        """The changes of these kinds, without the lock's."""
        return tuple(change for change in self.files if change.action in actions)

    @property
    def written(self) -> tuple[Change, ...]:
        """The changes that touch the disk; the lock's is the last."""
        return tuple(change for change in (*self.files, self.lock) if change.action in _WRITING)


_WRITING = frozenset({Action.CREATE, Action.UPDATE, Action.REMOVE})


def plan_changes(tree: Tree, lock: Lock, previous: Lock | None, folder: Path) -> Changes:
    """Compare a rendered tree with the project on disk.

    Args:
        tree: What was rendered.
        lock: The lock that goes with it.
        previous: The lock on disk, None for a new project.
        folder: The project; it need not exist.

    Raises:
        ProjectError: When the project cannot be read, or a folder of it is a link.
    """
    rendered = {file.path: file for file in tree.files}
    listed = previous.files if previous else {}
    with reporting_disk_errors(folder, "this cannot be read"):
        changes = [
            _change(path, rendered.get(path), listed.get(path), content(folder, path))
            for path in sorted({*rendered, *listed})
        ]
        return Changes(tuple(changes), _lock_change(lock, content(folder, LOCK_PATH)))


def _lock_change(lock: Lock, before: bytes | None) -> Change:
    after = RenderedFile(LOCK_PATH, lock_text(lock), Owner.GENERATED)
    action = Action.UNCHANGED if before == after.text.encode() else Action.CREATE if before is None else Action.UPDATE
    return Change(LOCK_PATH, action, before, after)


def _change(path: str, after: RenderedFile | None, listed: LockedFile | None, before: bytes | None) -> Change:
    action = _wanted(after, listed, before) if after else _stale(listed, before)
    return Change(path, action, before, after)


def _wanted(after: RenderedFile, listed: LockedFile | None, before: bytes | None) -> Action:
    """The action for a path that was rendered."""
    if listed is None:
        return Action.CREATE if before is None else Action.BLOCKED
    if before is None:
        return Action.CREATE if after.owner is Owner.GENERATED else Action.KEEP
    if before == after.text.encode():
        return Action.UNCHANGED
    if after.owner is not Owner.GENERATED or locked_file(after).blob == listed.blob:
        return Action.KEEP
    return Action.UPDATE if blob_id(before) == listed.blob else Action.MERGE


def _stale(listed: LockedFile | None, before: bytes | None) -> Action:
    """The action for a path that the lock lists and that is not rendered any more."""
    if listed is None or listed.owner is not Owner.GENERATED or before is None:
        return Action.KEEP
    return Action.REMOVE if blob_id(before) == listed.blob else Action.KEEP


def content(folder: Path, path: str) -> bytes | None:
    """What is at a path of the project; None when nothing is. Of a link, as git does, where it leads to.

    Raises:
        ProjectError: When a folder on the way is a link, which may lead out of the project, or the
            path is not a file.
        OSError: When the system refuses to read it.
    """
    place = folder
    for segment in path.split("/")[:-1]:
        place = place / segment
        if place.is_symlink():
            raise ProjectError("SC905", place, "this folder is a link, and scaffold writes through none", _MOVE)
        if place.exists() and not place.is_dir():
            raise ProjectError("SC905", place, "this is a file, and the project has a folder of this name", _MOVE)
    place = folder / path
    if place.is_symlink():
        return os.fsencode(place.readlink())
    if place.is_file():
        return place.read_bytes()
    if place.exists():
        raise ProjectError("SC905", place, "this is not a file, and the project has one of this name", _MOVE)
    return None


_MOVE = "move it away and run the command again"


def patch(changes: Changes) -> str:
    """What the changes would do, as a patch that ``git apply`` and ``patch -p1`` understand."""
    return "".join(_patch(change) for change in changes.of(Action.CREATE, Action.UPDATE, Action.REMOVE, Action.MERGE))


def _patch(change: Change) -> str:
    before = _lines(change.before or b"")
    after = _lines(change.after.text.encode() if change.after else b"")
    old = f"a/{change.path}" if change.before is not None else "/dev/null"
    new = f"b/{change.path}" if change.after else "/dev/null"
    lines = unified_diff(before, after, old, new)
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def _lines(text: bytes) -> list[str]:
    return list(StringIO(text.decode("utf-8", "replace"), newline="\n"))
