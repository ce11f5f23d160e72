"""Which folder a project goes to, and whether it may."""

from __future__ import annotations

from pathlib import Path

from scaffold.project.lock import LOCK_PATH, Lock, read_lock
from scaffold.project.problem import ProjectError, reporting_disk_errors

_ALLOWED = frozenset({".git"})
"""What an empty folder may hold: a repository without files is empty to its owner."""


def verify_vacant(folder: Path) -> None:
    """Make sure that a new project may be written into a folder: it is missing or empty.

    Raises:
        ProjectError: When it is neither, or no folder.
    """
    another = "give another folder with --output"
    with reporting_disk_errors(folder, "this cannot be read"):
        if folder.is_symlink() and not folder.exists():
            raise ProjectError("SC901", folder, "this is a link that leads nowhere", another)
        if not folder.exists():
            return
        if not folder.is_dir():
            raise ProjectError("SC901", folder, "this is a file, not a folder", another)
        if (folder / LOCK_PATH).exists():
            hint = f"bring it up to date with `scaffold update {folder}`, or give another --output"
            raise ProjectError("SC902", folder, "this folder holds a project of scaffold already", hint)
        if any(child.name not in _ALLOWED for child in folder.iterdir()):
            message = "this folder is not empty, and no project of scaffold"
            raise ProjectError("SC901", folder, message, f"{another}, or empty this one")


def project_lock(folder: Path) -> Lock:
    """The lock of an existing project.

    Raises:
        ProjectError: When the folder holds no project, or its lock cannot be used.
    """
    lock = read_lock(folder)
    if lock is None:
        message = f"this folder holds no project of scaffold: it has no {LOCK_PATH}"
        if not folder.exists():
            message = "there is no such folder"
        hint = "give the folder of a project that `scaffold new` made"
        raise ProjectError("SC903", folder, message, hint)
    return lock


def write_new(path: Path, text: str) -> None:
    """Write a file that does not exist yet, whole or not at all.

    Raises:
        ProjectError: When it exists, or cannot be written.
    """
    hint = "give another with --output; `--output -` prints it"
    with reporting_disk_errors(path):
        try:
            file = path.open("x", encoding="utf-8", newline="")
        except FileExistsError as error:
            raise ProjectError("SC905", path, "this file exists already", hint) from error
        try:
            with file:
                file.write(text)
        except BaseException:
            path.unlink(missing_ok=True)
            raise
