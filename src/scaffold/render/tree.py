"""The rendered project in memory: which files, whose they are, and that their paths are safe anywhere."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from enum import Enum

from msgspec import Struct
from msgspec.structs import force_setattr


class Owner(Enum):
    """Who a rendered file belongs to once it is on disk.

    Ownership is per file, never per region.
    """

    GENERATED = "generated"
    """Rewritten at every update; merged three ways where a person edited it."""
    YOURS = "yours"
    """Rendered once; afterwards a person's text wins."""
    FROZEN = "frozen"
    """Never touched again once written, as a migration."""


class UnsafePath(ValueError):
    """A path that a project must not hold."""


class RenderedFile(Struct, frozen=True):
    """One file of a rendered project.

    Attributes:
        path: Where it goes, relative to the project, with forward slashes.
        text: What it says.
        owner: Whose it is.
        executable: Whether it can be run.
    """

    path: str
    text: str
    owner: Owner
    executable: bool = False


class Tree(Struct, frozen=True):
    """A rendered project: files sorted by path, every path safe, none twice.

    Raises:
        UnsafePath: When a path leaves the project, cannot exist on every system, or is in another's way.
    """

    files: tuple[RenderedFile, ...]

    def __post_init__(self) -> None:
        force_setattr(self, "files", tuple(sorted(self.files, key=lambda file: file.path)))
        verify_paths(file.path for file in self.files)


_RESERVED_NAME = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?", re.IGNORECASE)
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f<>:"|?*\\]')


def verify_paths(paths: Iterable[str]) -> None:
    """Make sure that paths can live side by side in one folder on any system.

    Raises:
        UnsafePath: For the first that cannot.
    """
    seen: dict[str, str] = {}
    for path in paths:
        verify_path(path)
        key = _fold(path)
        if key in seen:
            raise UnsafePath(f"{path!r} and {seen[key]!r} are the same path where letter case does not count")
        seen[key] = path
    for key, path in seen.items():
        while parent := key.rpartition("/")[0]:
            if parent in seen:
                raise UnsafePath(f"{seen[parent]!r} is a file, and {path!r} needs it to be a folder")
            key = parent


def verify_path(path: str) -> None:
    """Make sure that one path stays inside the project and can exist on any system.

    Raises:
        UnsafePath: When it is absolute, not normalised, leaves the project, or has a segment that
            Windows cannot hold or that git keeps for itself.
    """
    segments = path.split("/")
    if "" in segments or "." in segments:
        raise UnsafePath(f"{path!r} is not a normalised relative path")
    for segment in segments:
        if segment == "..":
            raise UnsafePath(f"{path!r} leads out of the project")
        if _FORBIDDEN.search(segment) or segment[-1] in ". " or _RESERVED_NAME.fullmatch(segment):
            raise UnsafePath(f"{path!r} has a segment that not every system can hold: {segment!r}")
        if segment.casefold() == ".git":
            raise UnsafePath(f"{path!r} is git's own")


def _fold(path: str) -> str:
    return unicodedata.normalize("NFC", path).casefold()
