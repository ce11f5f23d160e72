from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker

from scaffold.design.types import Kind, Plain
from scaffold.names import Name, name_of
from scaffold.openapi.examples import plain_example
from scaffold.openapi.values import value_schema

NAMES = st.sampled_from(["title", "full_name", "published_year", "a", "password"]).map(name_of)
PATTERNS = st.sampled_from([None, "[a-z]{2,40}", "^[0-9]+$", "(a|bc)*d"])


@st.composite
def texts(draw: st.DrawFn) -> Plain:
    least = draw(st.none() | st.integers(0, 40))
    most = draw(st.none() | st.integers(least or 0, 300))
    kind = draw(st.sampled_from([Kind.STRING, Kind.TEXT, Kind.SECRET]))
    return Plain(kind, min=least, max=most)


@st.composite
def numbers(draw: st.DrawFn) -> Plain:
    least = draw(st.none() | st.integers(-10_000, 10_000))
    most = draw(st.none() | st.integers(10_000 if least is None else least, 20_000))
    kind = draw(st.sampled_from([Kind.INTEGER, Kind.NUMBER, Kind.MONEY]))
    return Plain(kind, min=least, max=most, currency=draw(st.sampled_from([None, "JPY"])))


@st.composite
def decimals(draw: st.DrawFn) -> Plain:
    digits = draw(st.none() | st.integers(1, 38))
    places = draw(st.none() | st.integers(0, 10 if digits is None else digits))
    return Plain(Kind.DECIMAL, digits=digits, places=places, min=draw(st.sampled_from([None, 0])))


def is_valid(kind: Plain, example: object) -> bool:
    return Draft202012Validator(value_schema(kind, "in"), format_checker=FormatChecker()).is_valid(example)


@given(texts() | numbers() | decimals(), NAMES)
def test_an_example_is_within_its_limits(kind: Plain, name: Name) -> None:
    example = plain_example(kind, name)
    assert is_valid(kind, example), example


@given(PATTERNS, NAMES)
def test_an_example_matches_its_pattern(pattern: str | None, name: Name) -> None:
    kind = Plain(Kind.STRING, pattern=pattern)
    assert is_valid(kind, plain_example(kind, name))


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.BINARY])
def test_every_kind_has_an_example_that_never_changes(kind: Kind) -> None:
    example = plain_example(Plain(kind), name_of("title"))
    assert is_valid(Plain(kind), example)
    assert plain_example(Plain(kind), name_of("title")) == example


def test_usual_fields_have_usual_values() -> None:
    assert plain_example(Plain(Kind.STRING), name_of("full_name")) == "Ada Lovelace"
    assert plain_example(Plain(Kind.STRING, max=3), name_of("full_name")) == "Ada"
    assert plain_example(Plain(Kind.INTEGER, min=1450, max=2100), name_of("published_year")) == 2024
    assert plain_example(Plain(Kind.STRING), name_of("shelf_mark")) == "Example shelf mark"
