"""The YAML that the reader writes means what it was given."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from scaffold.requirements.yaml import Block, write_yaml

TEXT = st.text(
    st.characters(codec="utf-8", exclude_characters="\x7f", min_codepoint=0x20), max_size=300
) | st.sampled_from(
    [
        "yes",
        "no",
        "null",
        "~",
        "1",
        "1.0",
        "2026-01-01",
        "0x1f",
        "a: b",
        "a #b",
        "- a",
        "-a",
        "",
        " a",
        "a:",
        "{a}",
        "*a",
    ]
)
VALUE = st.recursive(
    TEXT | st.booleans() | st.integers() | st.none(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=8,
)


def block_of(key: str, value: Any, comment: str | None = None, notes: Sequence[str] = ()) -> Block:
    block = Block()
    block.add(key, value, comment, notes)
    return block


def loaded(block: Block) -> Any:
    return YAML(typ="safe").load(write_yaml(block))


@given(VALUE)
def test_values_come_back_as_they_were(value: Any) -> None:
    assert loaded(block_of("key", value)) == {"key": value}


@given(TEXT, TEXT)
def test_comments_never_become_content(comment: str, note: str) -> None:
    assert loaded(block_of("key", "value", comment, [note])) == {"key": "value"}


@given(st.lists(TEXT, min_size=1, max_size=5))
def test_blocks_nest(texts: list[str]) -> None:
    inner = Block()
    for at, text in enumerate(texts):
        inner.add(f"k{at}", {"text": text})
    assert loaded(block_of("outer", inner)) == {"outer": {f"k{at}": {"text": text} for at, text in enumerate(texts)}}


def test_long_lists_and_maps_are_broken_at_the_width() -> None:
    block = block_of("key", [f"member number {at}" for at in range(20)])
    block.add("map", {f"k{at}": "a value of some length" for at in range(10)})
    assert max(map(len, write_yaml(block).splitlines())) <= 100
