"""The steps that change a disk, and one command at a time in a folder."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from scaffold.project.problem import ProjectError


class Disk:
    """Every step by which a project changes, one method each, so that a test can fail any of them.

    Each method raises OSError where the system refuses.
    """

    def make_folder(self, path: Path) -> None:
        """Make one folder; its parent exists."""
        path.mkdir()

    def write(self, path: Path, content: bytes, executable: bool) -> None:
        """Write a file that does not exist yet; it lasts through a loss of power once :meth:`sync` is done."""
        mode = 0o777 if executable else 0o666
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)

    def set_mode(self, path: Path, mode: int) -> None:
        """Say who may read, write and run a file."""
        path.chmod(mode)

    def sync(self) -> None:
        """Make all that was written last: once for all files is many times faster than once for each."""
        os.sync()

    def move(self, source: Path, target: Path) -> None:
        """Rename a file or folder on one file system."""
        source.rename(target)

    def remove(self, path: Path) -> None:
        """Delete a file."""
        path.unlink()

    def remove_folder(self, path: Path) -> None:
        """Delete an empty folder."""
        path.rmdir()

    def flush(self, folder: Path) -> None:
        """Make the names in a folder last through a loss of power."""
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def delete_tree(disk: Disk, folder: Path) -> None:
    """Delete a folder of ours and all that is in it; links are deleted, not followed."""
    for path in sorted(folder.iterdir()):
        if path.is_dir() and not path.is_symlink():
            delete_tree(disk, path)
        else:
            disk.remove(path)
    disk.remove_folder(folder)


@contextmanager
def exclusive(folder: Path) -> Iterator[None]:
    """Hold a folder against other commands of scaffold while inside; the system lets go if we die.

    Raises:
        ProjectError: When another one holds it.
    """
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise ProjectError("SC906", folder, "another scaffold is at work in this folder", "wait for it") from None
        yield
    finally:
        os.close(descriptor)
