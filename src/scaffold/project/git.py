"""What git does for a project: old contents by their id, three-way merges, conflicts that its tools open."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from msgspec import Struct

from scaffold.project.problem import ProjectError

_LABELS = ("yours", "as it was rendered", "rendered now")
_LEAST_CONFLICTED, _MOST_CONFLICTED = 1, 127
_REGULAR = "100644"


class MergedText(Struct, frozen=True):
    """A three-way merge; with conflicts the text holds git's markers."""

    text: bytes
    has_conflicts: bool


class Conflict(Struct, frozen=True):
    """The three texts of a file that could not be merged."""

    path: str
    base: bytes
    ours: bytes
    theirs: bytes


def merge_texts(base: bytes, ours: bytes, theirs: bytes) -> MergedText:
    """Merge two texts that come from one (``git merge-file``).

    Raises:
        ProjectError: When git is missing or cannot merge them.
    """
    with TemporaryDirectory(prefix="scaffold-") as folder:
        names = []
        for name, text in (("ours", ours), ("base", base), ("theirs", theirs)):
            path = Path(folder, name)
            path.write_bytes(text)
            names.append(str(path))
        labels = [argument for label in _LABELS for argument in ("-L", label)]
        done = _git(Path(folder), "merge-file", "-p", "--diff3", *labels, *names)
    if done.returncode == 0:
        return MergedText(done.stdout, has_conflicts=False)
    if _LEAST_CONFLICTED <= done.returncode <= _MOST_CONFLICTED:
        return MergedText(done.stdout, has_conflicts=True)
    raise ProjectError("SC904", Path(), f"git cannot merge: {done.stderr.decode(errors='replace').strip()}")


def read_blob(folder: Path, blob: str) -> bytes | None:
    """The content that a repository holds under an id; None when it does not, or there is no repository."""
    done = _git(folder, "cat-file", "blob", blob)
    return done.stdout if done.returncode == 0 else None


def unmerged_paths(folder: Path) -> frozenset[str]:
    """The files of a folder that git holds as conflicts, relative to the folder."""
    done = _git(folder, "ls-files", "-z", "--unmerged")
    entries = done.stdout.decode(errors="replace").split("\0") if done.returncode == 0 else []
    return frozenset(entry.partition("\t")[2] for entry in entries if entry)


def stage_conflicts(folder: Path, conflicts: Iterable[Conflict]) -> None:
    """Tell git of conflicts, so that ``git mergetool`` and editors open them; nothing outside a repository.

    A file that the repository does not track is left alone.
    """
    lines = []
    for each in conflicts:
        tracked = _git(folder, "ls-files", "-z", "--full-name", "--", each.path)
        name = tracked.stdout.decode(errors="replace").rstrip("\0")
        if tracked.returncode == 0 and name:
            lines.append(f"0 {'0' * 40}\t{name}")
            for stage, text in enumerate((each.base, each.ours, each.theirs), start=1):
                blob = _git(folder, "hash-object", "-w", "--stdin", given=text).stdout.decode().strip()
                lines.append(f"{_REGULAR} {blob} {stage}\t{name}")
    if lines:
        _git(folder, "update-index", "-z", "--index-info", given="".join(f"{line}\0" for line in lines).encode())


def _git(folder: Path, *arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(["git", *arguments], cwd=folder, input=given, capture_output=True, check=False)
    except FileNotFoundError as error:
        message = "git is missing, and it does the merging"
        raise ProjectError("SC910", folder, message, "install git and run the command again") from error
