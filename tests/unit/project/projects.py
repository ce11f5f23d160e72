"""Small projects for the tests of this folder."""

from __future__ import annotations

import os
from pathlib import Path

from scaffold.project.apply import apply_changes
from scaffold.project.changes import Changes, plan_changes
from scaffold.project.disk import Disk
from scaffold.project.lock import LOCKED_SPEC_PATH, Lock, LockedTemplate, digest, lock_tree, read_lock
from scaffold.render.tree import Owner, RenderedFile, Tree

GENERATED, YOURS, FROZEN = Owner


def tree(**files: str | tuple[str, Owner]) -> Tree:
    """A tree; in the keywords ``__`` stands for a slash."""
    named = {path.replace("__", "/"): text for path, text in files.items()}
    return Tree(
        tuple(
            RenderedFile(path, text, GENERATED) if isinstance(text, str) else RenderedFile(path, *text)
            for path, text in named.items()
        )
    )


def lock_of(rendered: Tree) -> Lock:
    template = LockedTemplate(name="example", version="1.0.0", digest=digest(b"template"))
    return lock_tree(rendered, "0.1.0", template, RenderedFile(LOCKED_SPEC_PATH, "spec", GENERATED))


def plan(rendered: Tree, folder: Path) -> Changes:
    return plan_changes(rendered, lock_of(rendered), read_lock(folder), folder)


def write(rendered: Tree, folder: Path, disk: Disk | None = None) -> None:
    apply_changes(plan(rendered, folder), folder, disk)


def snapshot(folder: Path) -> dict[str, bytes | None]:
    """Everything below a folder: contents of files, where links lead, None for folders."""
    found: dict[str, bytes | None] = {}
    for path in folder.rglob("*"):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink():
            found[name] = os.fsencode(path.readlink())
        else:
            found[name] = None if path.is_dir() else path.read_bytes()
    return found
