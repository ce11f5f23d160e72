"""Rendered tree against what is on disk: what writing it would do to every file."""

from __future__ import annotations

import os
from collections.abc import Iterator
from difflib import unified_diff
from enum import Enum
from io import StringIO
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from scaffold.project.lock import LOCK_PATH, Lock, LockedFile, blob_id, lock_text, locked_file
from scaffold.project.merging import WITHOUT_BASE, Merging, Verdict, merge_file, with_line_ends_of, with_line_feeds
from scaffold.project.moving import follow_stubs
from scaffold.project.permissions import is_executable
from scaffold.project.problem import ProjectError, reporting_disk_errors
from scaffold.render.tree import Owner, RenderedFile, Tree

ATTIC = ".scaffold/attic"
"""Where text of a person goes that has no place any more."""

BESIDE_SUFFIX = ".scaffold-new"


class Action(Enum):
    """What becomes of one file."""

    CREATE = "create"
    UPDATE = "update"
    REMOVE = "remove"
    UNCHANGED = "unchanged"
    KEEP = "keep"
    """The project's text stays: it is a person's, or frozen."""
    MERGE = "merge"
    """A person edited it and the rendering changed too; both are in the text."""
    CONFLICT = "conflict"
    """Person and rendering changed the same lines; git's markers are in the text."""
    BESIDE = "beside"
    """What is rendered now is put beside the file that a person keeps, to be looked at."""
    BLOCKED = "blocked"
    """A file that the lock does not list is in the way."""


class Change(Struct, frozen=True):
    """What becomes of one file.

    Attributes:
        path: Where it is, relative to the project.
        action: What is done.
        before: What is on disk; None when nothing is.
        after: What is written or was rendered; None when nothing is any more.
        base: What was rendered last, for a conflict.
        theirs: What is rendered now, for a conflict.
        note: What a person should know of it; empty when there is nothing.
    """

    path: str
    action: Action
    before: bytes | None
    after: RenderedFile | None
    base: bytes | None = None
    theirs: RenderedFile | None = None
    note: str = ""


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


_WRITING = frozenset({Action.CREATE, Action.UPDATE, Action.REMOVE, Action.MERGE, Action.CONFLICT, Action.BESIDE})


def plan_changes(
    tree: Tree, lock: Lock, previous: Lock | None, folder: Path, merging: Merging = WITHOUT_BASE
) -> Changes:
    """Compare a rendered tree with the project on disk.

    Args:
        tree: What was rendered.
        lock: The lock that goes with it.
        previous: The lock on disk, None for a new project.
        folder: The project; it need not exist.
        merging: What merging has to know.

    Raises:
        ProjectError: When the project cannot be read, or a folder of it is a link.
    """
    rendered = {file.path: file for file in tree.files}
    listed = previous.files if previous else {}
    with reporting_disk_errors(folder, "this cannot be read"):
        rendered = dict(follow_stubs(rendered, listed, lambda path: content(folder, path), merging))
        changes = [
            change
            for path in sorted({*rendered, *listed})
            for change in _changes(folder, path, rendered.get(path), listed.get(path), merging)
        ]
        changes.sort(key=lambda change: change.path)
        return Changes(tuple(changes), _lock_change(lock, content(folder, LOCK_PATH)))


def _lock_change(lock: Lock, before: bytes | None) -> Change:
    after = RenderedFile(LOCK_PATH, lock_text(lock), Owner.GENERATED)
    action = Action.UNCHANGED if before == after.text.encode() else Action.CREATE if before is None else Action.UPDATE
    return Change(LOCK_PATH, action, before, after)


def _changes(
    folder: Path, path: str, after: RenderedFile | None, listed: LockedFile | None, merging: Merging
) -> Iterator[Change]:
    before = content(folder, path)
    if after is None:
        yield from _stale(folder, path, listed, before)
    elif listed is None or before is None:
        yield Change(path, _wanted(after, listed, before), before, after)
    elif (folder / path).is_symlink():
        yield from _linked(folder, after, listed, before)
    else:
        yield from _existing(folder, after, listed, before, merging)


def _wanted(after: RenderedFile, listed: LockedFile | None, before: bytes | None) -> Action:
    """The action for a path that was rendered, and that is not both in the lock and on disk."""
    if before is not None:
        return Action.UNCHANGED if _says_the_same(before, after) else Action.BLOCKED
    return Action.CREATE if listed is None or after.owner is Owner.GENERATED else Action.KEEP


def _linked(folder: Path, after: RenderedFile, listed: LockedFile, before: bytes) -> Iterator[Change]:
    """A link that a person put in place of a file stays, and nothing is written where it leads to."""
    if after.owner is Owner.FROZEN or locked_file(after).blob == listed.blob:
        yield Change(after.path, Action.KEEP, before, after)
    else:
        yield from _merged(folder, after, listed, before, WITHOUT_BASE)


def _existing(
    folder: Path, after: RenderedFile, listed: LockedFile, before: bytes, merging: Merging
) -> Iterator[Change]:
    runs = is_executable(folder / after.path)
    if after.executable == listed.executable or runs != listed.executable:
        after = replace(after, executable=runs)
    if _says_the_same(before, after):
        action = Action.UNCHANGED if runs == after.executable or after.owner is Owner.FROZEN else Action.UPDATE
        yield Change(after.path, action, before, _with_line_ends_of(before, after))
    elif after.owner is Owner.FROZEN:
        yield Change(after.path, Action.KEEP, before, after)
    elif not _is_edited(listed, before):
        yield Change(after.path, Action.UPDATE, before, _with_line_ends_of(before, after))
    elif locked_file(after).blob == listed.blob:
        yield Change(after.path, Action.KEEP, before, after)
    else:
        yield from _merged(folder, after, listed, before, merging)


def _says_the_same(before: bytes, after: RenderedFile) -> bool:
    return with_line_feeds(before) == with_line_feeds(after.text.encode())


def _with_line_ends_of(before: bytes, after: RenderedFile) -> RenderedFile:
    return replace(after, text=with_line_ends_of(before, after.text.encode()).decode())


def _is_edited(listed: LockedFile, before: bytes) -> bool:
    return listed.blob not in (blob_id(before), blob_id(with_line_feeds(before)))


_VERDICTS = {Verdict.MERGED: Action.MERGE, Verdict.CONFLICT: Action.CONFLICT}


def _merged(folder: Path, after: RenderedFile, listed: LockedFile, before: bytes, merging: Merging) -> Iterator[Change]:
    path, merged = after.path, merge_file(after, before, merging)
    if merged.verdict is Verdict.REFUSED:
        yield Change(path, Action.KEEP, before, after, note=merged.note)
        beside = f"{path}{BESIDE_SUFFIX}"
        there = content(folder, beside)
        if there != after.text.encode():
            yield Change(beside, Action.BESIDE, there, RenderedFile(beside, after.text, after.owner))
            if there is not None and _is_edited(listed, there):
                yield _kept(folder, beside, there)
        return
    action = Action.UNCHANGED if merged.text == before else _VERDICTS[merged.verdict]
    text = merged.text.decode("utf-8", "surrogateescape")
    yield Change(path, action, before, replace(after, text=text), merged.base, after, merged.note)
    if merged.removed:
        yield _kept(folder, path, b"\n\n".join(each.text for each in merged.removed))


def _stale(folder: Path, path: str, listed: LockedFile | None, before: bytes | None) -> Iterator[Change]:
    """What becomes of a path that the lock lists and that is not rendered any more."""
    if listed is None or listed.owner is Owner.FROZEN or before is None:
        yield Change(path, Action.KEEP, before, None)
    elif not _is_edited(listed, before):
        yield Change(path, Action.REMOVE, before, None)
    elif listed.owner is Owner.YOURS and not (folder / path).is_symlink():
        yield Change(path, Action.REMOVE, before, None, note="now in the attic")
        yield _kept(folder, path, before)
    else:
        yield Change(path, Action.KEEP, before, None, note="not rendered any more, but you edited it")


def _kept(folder: Path, path: str, text: bytes) -> Change:
    """Text of a person that has no place any more: it is added to what the attic holds of the file."""
    kept = f"{ATTIC}/{path}"
    before = content(folder, kept)
    after = text if before is None else before.rstrip(b"\n") + b"\n\n\n" + text
    file = RenderedFile(kept, after.decode("utf-8", "surrogateescape"), Owner.YOURS)
    return Change(kept, Action.CREATE if before is None else Action.UPDATE, before, file)


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


def text_content(folder: Path, path: str) -> str | None:
    """The text at a path of the project that scaffold adds to; None when nothing is there, or a link.

    Raises:
        ProjectError: As :func:`content`, and when it is not UTF-8.
        OSError: When the system refuses to read it.
    """
    found = content(folder, path) if not (folder / path).is_symlink() else None
    try:
        return found.decode() if found is not None else None
    except UnicodeDecodeError as error:
        message = "this is not UTF-8 text, and scaffold adds lines to it"
        raise ProjectError("SC922", folder / path, message, "save it as UTF-8, or move it away") from error


def written(file: RenderedFile) -> bytes:
    """The bytes of a file, also where a person's text in it is not of UTF-8."""
    return file.text.encode("utf-8", "surrogateescape")


def patch(changes: Changes) -> str:
    """What the changes would do, as a patch that ``git apply`` and ``patch -p1`` understand."""
    return "".join(_patch(change) for change in changes.of(*_WRITING))


def _patch(change: Change) -> str:
    before = _lines(change.before or b"")
    after = _lines(written(change.after) if change.after else b"")
    old = f"a/{change.path}" if change.before is not None else "/dev/null"
    new = f"b/{change.path}" if change.after else "/dev/null"
    lines = unified_diff(before, after, old, new)
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def _lines(text: bytes) -> list[str]:
    return list(StringIO(text.decode("utf-8", "replace"), newline="\n"))
