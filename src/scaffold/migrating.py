"""The database side of an update: which migration leads to the new design, and what it costs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from msgspec import Struct

from scaffold.diagnostics import Diagnostic, has_errors, in_order
from scaffold.migrations.places import Places
from scaffold.migrations.step import migration_between
from scaffold.migrations.verdict import impossible, losses, obstacles
from scaffold.pipeline import Rendered, Understood
from scaffold.project.changes import content
from scaffold.project.lock import Lock, locked_file
from scaffold.project.problem import reporting_disk_errors
from scaffold.refusal import Refused
from scaffold.render.package import read_package, templates_root
from scaffold.render.tree import Owner, RenderedFile, Tree
from scaffold.targets import Renderer

_NUMBERED = re.compile(r"(\d{4,})[_.-]")


class Migrated(Struct, frozen=True):
    """What an update adds to the migrations of a project.

    Attributes:
        files: the new migration; empty when the database stays as it is.
        losses: the stored data that it drops, each an error.
        obstacles: warnings of what rows may stop it.
    """

    files: tuple[RenderedFile, ...] = ()
    losses: tuple[Diagnostic, ...] = ()
    obstacles: tuple[Diagnostic, ...] = ()


def migrate(folder: Path, former: Understood, understood: Understood, renderer: Renderer) -> Migrated:
    """The migration from the former design to the new one.

    Args:
        folder: The project, with the migrations that it has.
        former: What the project was rendered from.
        understood: What it becomes.
        renderer: That of its target.

    Raises:
        Refused: When no migration can lead there, or those that are there cannot be continued.
    """
    existing = dict(_migrations(folder, renderer.migrations_folders))
    migration = migration_between(former.design, understood.design, _next_number(existing))
    if migration is None or not (existing or former.design.tables):
        return Migrated()
    before, after = Places(former.design, former.loaded), Places(understood.design, understood.loaded)
    problems = in_order(impossible(migration, after))
    if not renderer.migrations_folders:
        problems = (_unwritten(understood),)
    if has_errors(problems):
        raise Refused(problems, understood.loaded.sources)
    package = read_package(templates_root() / understood.target.template)
    files = renderer.render_migration(migration, existing, package)
    return Migrated(files, in_order(losses(migration, before, after)), in_order(obstacles(migration, after)))


def with_history(rendered: Rendered, previous: Lock, migrated: Migrated) -> Rendered:
    """A rendered project with the migrations that it has, as they are, and the new one behind them.

    Args:
        rendered: The project as a new one would be, with a first migration of its own.
        previous: The lock of the project on disk.
        migrated: What is added.
    """
    kept = {path: file for path, file in previous.files.items() if file.owner is Owner.FROZEN}
    if not kept and not migrated.files:
        return rendered
    others = tuple(file for file in rendered.tree.files if file.owner is not Owner.FROZEN)
    tree = Tree((*others, *migrated.files))
    listed = {file.path: locked_file(file) for file in tree.files}
    return Rendered(tree, rendered.lock.model_copy(update={"files": {**listed, **kept}}))


def _migrations(folder: Path, folders: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The files that are there, by path: those of scaffold, and those that people added."""
    with reporting_disk_errors(folder, "the migrations cannot be read"):
        for each in folders:
            place = folder / each
            names = sorted(path.name for path in place.iterdir() if path.is_file()) if place.is_dir() else []
            for name in names:
                yield f"{each}/{name}", (content(folder, f"{each}/{name}") or b"").decode("utf-8", "replace")


def _next_number(existing: Mapping[str, str]) -> int:
    numbered = (_NUMBERED.match(path.rpartition("/")[2]) for path in existing)
    return 1 + max((int(match[1]) for match in numbered if match), default=0)


def _unwritten(understood: Understood) -> Diagnostic:
    message = (
        f"this changes the database, and migrations after the first are not written in {understood.target.language}"
    )
    hint = "leave models, fields, filters and sorts as they are"
    return Diagnostic("SC908", message, understood.loaded.value_span(("models",)), hint)
