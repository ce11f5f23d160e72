"""From a file to a validated spec, with the place of everything in it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from scaffold.diagnostics import Diagnostic, Span, has_errors, in_order, suggestion
from scaffold.spec.includes import Sources, read_sources, text_sources
from scaffold.spec.positions import Path, Place, key_span, value_span

if TYPE_CHECKING:
    from scaffold.spec.language.document import Spec

SPEC_VERSION = 1


class LoadedSpec(Struct, frozen=True):
    """A spec as it was found in its files.

    Attributes:
        file: the name of the spec's first file, as messages call it.
        spec: the spec; ``None`` when any part of it is not of the language.
        sound: the spec without the parts that were refused, so that the rest can be checked.
        data: the whole document as plain data.
        root: the places of the document's nodes.
        broken: the paths of the parts that ``sound`` lacks.
        sources: the text of each file, by its name.
        diagnostics: everything that was wrong on the way.
    """

    file: str
    spec: Spec | None
    sound: Spec | None
    data: Mapping[Any, Any]
    root: Place
    broken: frozenset[Path]
    sources: Mapping[str, str]
    diagnostics: tuple[Diagnostic, ...]

    def span(self, path: Path) -> Span:
        """Where the node at a path of keys begins: its key in a mapping, itself in a list.

        A path such as ``("models", "Book", "fields", "isbn")`` that is not written down in
        full leads to the nearest node around it.
        """
        return key_span(self.root, path)

    def value_span(self, path: Path) -> Span:
        """Where the value at a path of keys is, else the nearest node around it."""
        return value_span(self.root, path)


def load_spec(path: FilePath) -> LoadedSpec:
    """Read, parse and validate the spec at ``path``.

    Never raises for bad input: whatever is wrong is in the result's diagnostics, and its
    ``spec`` is ``None`` then.
    """
    return _load(str(path), read_sources(path))


def load_text(text: str, file: str) -> LoadedSpec:
    """Parse and validate a spec that is in memory, such as a draft; ``file`` is what messages call it."""
    return _load(file, text_sources(text, file))


def _load(file: str, sources: Sources) -> LoadedSpec:
    root = sources.place
    if root is None:
        nowhere = Place(file, 1, 1)
        return LoadedSpec(file, None, None, {}, nowhere, frozenset(), sources.texts, in_order(sources.diagnostics))
    problem = _version_problem(sources, root)
    if problem is not None:
        diagnostics = in_order([*sources.diagnostics, problem])
        return LoadedSpec(file, None, None, sources.data, root, frozenset(), sources.texts, diagnostics)
    return _validated(file, sources, root)


def _validated(file: str, sources: Sources, root: Place) -> LoadedSpec:
    from scaffold.spec.validate import validate

    validated = validate(sources.data, root)
    said = {each.span for each in sources.diagnostics}
    diagnostics = in_order([*sources.diagnostics, *(each for each in validated.diagnostics if each.span not in said)])
    return LoadedSpec(
        file=file,
        spec=None if has_errors(diagnostics) else validated.spec,
        sound=validated.sound,
        data=sources.data,
        root=root,
        broken=validated.broken,
        sources=sources.texts,
        diagnostics=diagnostics,
    )


def _version_problem(sources: Sources, root: Place) -> Diagnostic | None:
    """Why the document is not of this version of the language."""
    if "scaffold" not in sources.data:
        near = suggestion("scaffold", [str(key) for key in sources.data])
        hint = f"write `scaffold: {SPEC_VERSION}`" + (f"; is `{near}` meant?" if near else " in the first line")
        return Diagnostic("SC010", "the version of the spec language is missing", root.span, hint)
    version = sources.data["scaffold"]
    if version == SPEC_VERSION and type(version) is int:
        return None
    span = root.parts["scaffold"].span
    if type(version) is int and version > SPEC_VERSION:
        hint = "a newer scaffold reads it: upgrade with `pipx upgrade scaffold`"
        return Diagnostic("SC010", f"version {version} of the spec language is not known to this scaffold", span, hint)
    return Diagnostic(
        "SC010", f"`{version}` is not a version of the spec language", span, f"write `scaffold: {SPEC_VERSION}`"
    )
