"""Who may read, write and run the files of a project: what people set stays, and what they closed is not opened."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from scaffold.diagnostics import Diagnostic, Span
from scaffold.refusal import Refused

_READ, _WRITE, _RUN = 0o444, 0o222, 0o111


def is_executable(path: Path) -> bool:
    """Whether a file is marked as a program."""
    return bool(path.stat().st_mode & _RUN)


def mode_after(path: Path, executable: bool) -> int | None:
    """The mode of the file that takes the place of another: the same, but for whether it can be run.

    Args:
        path: The place; None is returned where no file is there.
        executable: Whether the new file is a program; then whoever may read it may run it.
    """
    if path.is_symlink() or not path.exists():
        return None
    mode = stat.S_IMODE(path.stat().st_mode)
    if not executable:
        return mode & ~_RUN
    return mode if mode & _RUN else mode | (mode & _READ) >> 2


def verify_writable(folder: Path, paths: Iterable[str]) -> None:
    """Make sure that files may be replaced, before anything is.

    A file that nobody may write is closed on purpose: that its folder would let us replace it does not count.

    Raises:
        Refused: With each file and folder that is read-only.
    """
    found = dict.fromkeys(each for path in paths for each in _closed(folder, path))
    if found:
        raise Refused(tuple(_read_only(place) for place in found))


def _closed(folder: Path, path: str) -> Iterator[Path]:
    place = folder / path
    around = next(parent for parent in place.parents if parent.exists())
    if not os.access(around, os.W_OK | os.X_OK):
        yield around
    is_file = place.is_file() and not place.is_symlink()
    if is_file and not (os.access(place, os.W_OK) and place.stat().st_mode & _WRITE):
        yield place


def _read_only(place: Path) -> Diagnostic:
    what = "folder" if place.is_dir() else "file"
    message = f"nothing was written: this {what} is read-only"
    hint = "let it be written (`chmod u+w`), and run the command again"
    return Diagnostic("SC904", message, Span(str(place), 1, 1), hint)
