"""Writing a plan of changes to disk: all of it or nothing."""

from __future__ import annotations

import re
import secrets
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from scaffold.project.changes import Action, Change, Changes, written
from scaffold.project.disk import Disk, delete_tree, exclusive
from scaffold.project.journal import STATE, Recovery, clean_up, stage, swap, undo
from scaffold.project.permissions import verify_writable
from scaffold.project.problem import ProjectError, reason, reporting_disk_errors


def apply_changes(changes: Changes, folder: Path, disk: Disk | None = None) -> None:
    """Write a plan of changes, whole or not at all.

    A folder that does not exist is staged beside and renamed; an existing one is changed under a
    journal. Never writes over or deletes a file that the lock does not list, and never writes
    through a link.

    Args:
        changes: The plan.
        folder: The project.
        disk: The steps to use; the real ones unless a test says otherwise.

    Raises:
        Refused: When it cannot be done; everything is then as it was.
    """
    disk = disk or Disk()
    for blocked in changes.of(Action.BLOCKED):
        message = "a file that is not as scaffold wrote it is in the way"
        raise ProjectError("SC905", folder / blocked.path, message, "move it away and run the command again")
    with reporting_disk_errors(folder):
        if folder.exists() or folder.is_symlink():
            _change_existing(disk, folder, changes.written)
        else:
            _create(disk, folder.absolute(), changes.written)


def recover(folder: Path, disk: Disk | None = None) -> Recovery | None:
    """Undo what a command that died left half done in a project; say what became of it, if there was any.

    Raises:
        ProjectError: When that is not possible now.
    """
    with reporting_disk_errors(folder, "this cannot be read"):
        if not (folder / STATE).is_dir():
            return None
    try:
        with exclusive(folder):
            return undo(disk or Disk(), folder)
    except OSError as error:
        raise _not_undone(folder, error) from error


def _not_undone(folder: Path, error: OSError) -> ProjectError:
    message = f"an interrupted change could not be undone: {reason(error)}"
    return ProjectError("SC907", folder, message, "make that possible and run any command here again")


def _change_existing(disk: Disk, folder: Path, changes: Sequence[Change]) -> None:
    with exclusive(folder):
        undo(disk, folder)
        verify_writable(folder, [change.path for change in changes])
        try:
            swap(disk, folder, stage(disk, folder, changes))
        except BaseException:
            _take_back(disk, folder)
            raise
        with suppress(OSError):
            clean_up(disk, folder)


def _take_back(disk: Disk, folder: Path) -> None:
    try:
        undo(disk, folder)
    except OSError as error:
        raise _not_undone(folder, error) from error


def _create(disk: Disk, folder: Path, changes: Sequence[Change]) -> None:
    """Stage the outermost missing folder beside where it goes, then rename it."""
    missing = next(each for each in (folder, *folder.parents) if each.parent.exists())
    _remove_leftovers(disk, missing)
    staged = missing.with_name(f".{missing.name}.scaffold-{secrets.token_hex(4)}")
    try:
        disk.make_folder(staged)
        with exclusive(staged):
            _fill(disk, staged, staged / folder.relative_to(missing), changes)
            disk.move(staged, missing)
    except BaseException as error:
        if staged.exists():
            delete_tree(disk, staged)
        if isinstance(error, OSError):
            raise OSError(error.errno, error.strerror, str(folder)) from error
        raise
    with suppress(OSError):
        disk.flush(missing.parent)


def _fill(disk: Disk, staged: Path, project: Path, changes: Sequence[Change]) -> None:
    files = [(project / change.path, change.after) for change in changes if change.after is not None]
    holding = {path.parent for path, _ in files}
    folders = {each for folder in holding for each in (folder, *folder.parents) if each.is_relative_to(staged)}
    for each in sorted(folders - {staged}):
        disk.make_folder(each)
    for path, file in files:
        disk.write(path, written(file), file.executable)
    disk.sync()


def _remove_leftovers(disk: Disk, missing: Path) -> None:
    """Delete what earlier commands staged for this folder and died over."""
    ours = re.compile(re.escape(f".{missing.name}.scaffold-") + "[0-9a-f]{8}")
    for leftover in sorted(missing.parent.iterdir()):
        if ours.fullmatch(leftover.name) and leftover.is_dir() and not leftover.is_symlink():
            try:
                with exclusive(leftover):
                    delete_tree(disk, leftover)
            except ProjectError:
                continue
