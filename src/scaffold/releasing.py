"""The side of an update that clients see: what breaks, which version says so, what the changelog tells."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from scaffold.compatibility import Release, Specs, objections, release
from scaffold.diagnostics import Diagnostic
from scaffold.pipeline import Rendered, Understood
from scaffold.project.changelog import CHANGELOG_PATH, add_entries
from scaffold.project.changes import content, text_content
from scaffold.project.lock import Lock, locked_file
from scaffold.project.records import READING_PATH
from scaffold.render.tree import Owner, RenderedFile, Tree
from scaffold.spec.load import load_text


class Released(Struct, frozen=True):
    """What an update is for clients, and each break as an error."""

    release: Release
    breaking: tuple[Diagnostic, ...]


def compare_contracts(folder: Path, former: Understood, understood: Understood) -> Released:
    """What clients of a project see when it follows its new spec.

    Args:
        folder: The project, with the spec as the requirements were read last, if it comes from any.
        former: What the project was rendered from.
        understood: What it becomes.
    """
    text = content(folder, READING_PATH)
    reading = load_text(text.decode("utf-8", "replace"), READING_PATH) if text is not None else None
    specs = Specs(understood.loaded, former.loaded, reading)
    released = release(former.design, understood.design, specs)
    return Released(released, objections(released, specs))


def with_changelog(rendered: Rendered, folder: Path, previous: Lock, release: Release) -> Rendered:
    """A rendered project with the changelog that it has, and what is new for clients in it.

    One that scaffold did not begin is left alone.

    Args:
        rendered: The project as a new one would be, with a changelog of its own.
        folder: The project on disk.
        previous: Its lock.
        release: What clients see.

    Raises:
        ProjectError: When the changelog is not text.
    """
    if CHANGELOG_PATH not in previous.files and content(folder, CHANGELOG_PATH) is not None:
        return _replaced(rendered, None)
    existing = text_content(folder, CHANGELOG_PATH)
    begun = next(file.text for file in rendered.tree.files if file.path == CHANGELOG_PATH)
    text = begun if existing is None else existing
    if release.entries:
        text = add_entries(text, release.version, release.entries)
    return _replaced(rendered, RenderedFile(CHANGELOG_PATH, text, Owner.YOURS))


def _replaced(rendered: Rendered, changelog: RenderedFile | None) -> Rendered:
    """The project with another changelog, or with none."""
    others = tuple(file for file in rendered.tree.files if file.path != CHANGELOG_PATH)
    listed = {path: file for path, file in rendered.lock.files.items() if path != CHANGELOG_PATH}
    if changelog is None:
        return Rendered(Tree(others), rendered.lock.model_copy(update={"files": listed}))
    files = {**listed, CHANGELOG_PATH: locked_file(changelog)}
    return Rendered(Tree((*others, changelog)), rendered.lock.model_copy(update={"files": files}))
