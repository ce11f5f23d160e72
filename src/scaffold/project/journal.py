"""Changing an existing project so that it is whole or as it was, whenever the command dies.

New contents are staged in ``.scaffold/apply`` and a journal of what is going to happen is
written beside them. Only then files are moved: the old one into ``.scaffold/apply``, the new one
into its place. Renaming that folder to ``.scaffold/applied`` is the moment at which the change is
done. A stage that is still there belongs to a change that died: :func:`undo` puts everything back.
Every step of the undoing can itself be interrupted and repeated.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from itertools import chain, count
from pathlib import Path, PurePosixPath
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, ValidationError

from scaffold.project.changes import ATTIC, Change, content, written
from scaffold.project.disk import Disk, delete_tree
from scaffold.project.lock import SafePath, blob_id
from scaffold.project.permissions import mode_after
from scaffold.project.problem import ProjectError
from scaffold.render.tree import verify_path

STATE = ".scaffold"
STAGE = f"{STATE}/apply"
_APPLIED = f"{STATE}/applied"
_JOURNAL = "journal.json"
_MOVE = "move it away and run the command again"


class Recovery(Enum):
    """What became of a change whose command died."""

    UNDONE = "the project is as it was before"
    DONE = "the change was done"


class _Entry(BaseModel):
    """One file of the change: the ids of what was there and of what comes; None for nothing."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    path: SafePath
    was: str | None
    becomes: str | None


def _safe_folders(folders: tuple[str, ...]) -> tuple[str, ...]:
    for folder in folders:
        verify_path(folder)
    return folders


class Journal(BaseModel):
    """What a change is going to do: folders that it makes, then files, both in order."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    version: Literal[1] = 1
    folders: Annotated[tuple[str, ...], AfterValidator(_safe_folders)]
    entries: tuple[_Entry, ...]


def stage(disk: Disk, folder: Path, changes: Sequence[Change]) -> Journal:
    """Write new contents and the journal; the project itself stays as it is.

    Raises:
        OSError: When the system refuses a step.
    """
    staged = folder / STAGE
    for missing in _missing_folders(folder, [STAGE + "/x"]):
        disk.make_folder(folder / missing)
    for number, change in enumerate(changes):
        if change.after is not None:
            new = staged / f"new-{number}"
            disk.write(new, written(change.after), change.after.executable)
            mode = mode_after(folder / change.path, change.after.executable)
            if mode is not None:
                disk.set_mode(new, mode)
    journal = Journal(
        folders=_missing_folders(folder, [change.path for change in changes if change.after]),
        entries=tuple(_entry(change) for change in changes),
    )
    disk.write(staged / "journal.new", journal.model_dump_json(indent=1).encode(), executable=False)
    disk.sync()
    disk.move(staged / "journal.new", staged / _JOURNAL)
    disk.flush(staged)
    return journal


def _entry(change: Change) -> _Entry:
    return _Entry(
        path=change.path,
        was=None if change.before is None else blob_id(change.before),
        becomes=None if change.after is None else blob_id(written(change.after)),
    )


def _missing_folders(folder: Path, paths: Sequence[str]) -> tuple[str, ...]:
    """The folders that the paths need and that are not there, outer ones first."""
    needed = {str(parent) for path in paths for parent in PurePosixPath(path).parents if str(parent) != "."}
    return tuple(sorted(each for each in needed if not (folder / each).is_dir()))


def swap(disk: Disk, folder: Path, journal: Journal) -> None:
    """Move the old files out and the new ones in, then say that it is done by renaming the stage.

    Raises:
        ProjectError: When a file is not what it was when the change was planned.
        OSError: When the system refuses a step.
    """
    staged = folder / STAGE
    for name in journal.folders:
        disk.make_folder(folder / name)
    for number, entry in enumerate(journal.entries):
        _verify_unchanged(folder, entry)
        target = folder / entry.path
        if entry.was is not None:
            disk.move(target, staged / f"old-{number}")
        if entry.becomes is not None:
            disk.move(staged / f"new-{number}", target)
    for touched in sorted({(folder / entry.path).parent for entry in journal.entries}):
        disk.flush(touched)
    disk.move(staged, folder / _APPLIED)


def _verify_unchanged(folder: Path, entry: _Entry) -> None:
    now = content(folder, entry.path)
    if (None if now is None else blob_id(now)) != entry.was:
        message = "this file changed while the command ran"
        raise ProjectError("SC905", folder / entry.path, message, "look at it and run the command again")


def undo(disk: Disk, folder: Path) -> Recovery | None:
    """Put back what an interrupted change moved, and clean up after it; say what it was, if there was one.

    What a person wrote to a file since the interruption wins; the old text is then kept in
    ``.scaffold/attic``.

    Raises:
        ProjectError: When the journal is damaged, or a link is where the stage goes.
        OSError: When the system refuses a step; undoing can be tried again.
    """
    staged = folder / STAGE
    for place in (folder / STATE, staged, folder / _APPLIED):
        if place.is_symlink():
            raise ProjectError("SC905", place, "this folder is a link, and scaffold writes through none", _MOVE)
    if (folder / _APPLIED).is_dir():
        clean_up(disk, folder)
        return Recovery.DONE
    if not staged.is_dir():
        _remove_if_empty(disk, folder / STATE)
        return None
    journal = _read(staged / _JOURNAL)
    if journal is not None:
        _put_back(disk, folder, journal)
        disk.remove(staged / _JOURNAL)
    _delete(disk, folder, staged)
    return Recovery.UNDONE


def _put_back(disk: Disk, folder: Path, journal: Journal) -> None:
    for number, entry in reversed(list(enumerate(journal.entries))):
        _undo_entry(disk, folder, number, entry)
    for name in reversed(journal.folders):
        _remove_if_empty(disk, folder / name)


def clean_up(disk: Disk, folder: Path) -> None:
    """Delete what a change that is done has left: the old files.

    Raises:
        OSError: When the system refuses a step; the next command cleans up.
    """
    _delete(disk, folder, folder / _APPLIED)


def _delete(disk: Disk, folder: Path, place: Path) -> None:
    disk.flush(folder / STATE)
    disk.flush(place)
    delete_tree(disk, place)
    _remove_if_empty(disk, folder / STATE)


def _read(path: Path) -> Journal | None:
    try:
        return Journal.model_validate_json(path.read_bytes())
    except FileNotFoundError:
        return None
    except ValidationError as error:
        message = "the journal of an interrupted change is damaged"
        hint = f"the old files are beside it, named old-*; put them back, then delete {path.parent}"
        raise ProjectError("SC907", path, message, hint) from error


def _undo_entry(disk: Disk, folder: Path, number: int, entry: _Entry) -> None:
    target = folder / entry.path
    old, new = (folder / STAGE / f"{age}-{number}" for age in ("old", "new"))
    now = content(folder, entry.path)
    moved_in = entry.becomes is not None and not new.exists()
    if moved_in and now is not None and blob_id(now) == entry.becomes:
        disk.remove(target)
        now = None
    if old.exists() or old.is_symlink():
        disk.move(old, target if now is None else _attic(disk, folder, entry.path))


def _attic(disk: Disk, folder: Path, path: str) -> Path:
    """A place in the attic that nothing has taken yet."""
    kept = f"{ATTIC}/{path}"
    for missing in _missing_folders(folder, [kept]):
        disk.make_folder(folder / missing)
    numbered = (folder / f"{kept}.{number}" for number in count(2))
    return next(place for place in chain([folder / kept], numbered) if not place.exists() and not place.is_symlink())


def _remove_if_empty(disk: Disk, path: Path) -> None:
    if path.is_dir() and not path.is_symlink() and not any(path.iterdir()):
        disk.remove_folder(path)
