"""The reference pages are made from the language, complete, and up to date."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from scaffold.spec.check import check_spec
from scaffold.spec.document_language import CHAPTERS, diagnostics_reference, language_reference
from scaffold.spec.language.base import Node
from scaffold.spec.language.endpoints import ActionBase
from scaffold.spec.load import load_spec

DOCS = Path(__file__).parents[3] / "docs"


def _constructs(base: type[Node]) -> Iterator[type[Node]]:
    for construct in base.__subclasses__():
        if construct.__module__.startswith("scaffold.spec.language."):
            yield construct
            yield from _constructs(construct)


def _nodes(value: object) -> Iterator[Node]:
    """Every node in a spec."""
    if isinstance(value, Node):
        yield value
        for name in type(value).model_fields:
            yield from _nodes(getattr(value, name))
    elif isinstance(value, dict):
        for each in value.values():
            yield from _nodes(each)
    elif isinstance(value, tuple):
        for each in value:
            yield from _nodes(each)


def test_every_construct_is_in_a_chapter() -> None:
    described = {construct for chapter in CHAPTERS for construct in chapter.constructs}
    assert set(_constructs(Node)) - described - {ActionBase} == set()


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda chapter: str(chapter.example))
def test_the_example_of_a_chapter_is_clean_and_uses_its_constructs(chapter: object) -> None:
    example, constructs = getattr(chapter, "example", ""), getattr(chapter, "constructs", ())
    loaded = load_spec(DOCS / "spec" / f"{example}.yaml")
    assert check_spec(loaded) == ()
    assert loaded.spec is not None
    used = {type(node) for node in _nodes(loaded.spec)}
    assert set(constructs) <= used


def test_every_key_of_a_field_is_in_an_example() -> None:
    from scaffold.spec.language.fields import FieldSpec

    used: set[str] = set()
    for chapter in CHAPTERS:
        spec = load_spec(DOCS / "spec" / f"{chapter.example}.yaml").spec
        for node in _nodes(spec):
            if isinstance(node, FieldSpec):
                used |= node.model_fields_set
    assert set(FieldSpec.model_fields) - used == {"nullable"}


def test_the_pages_are_up_to_date() -> None:
    hint = "run `python -m scaffold.spec.document_language docs`"
    assert (DOCS / "spec.md").read_text(encoding="utf-8") == language_reference(DOCS / "spec"), hint
    assert (DOCS / "diagnostics.md").read_text(encoding="utf-8") == diagnostics_reference(), hint
