"""Test data: valid where it says so, and just beyond the limits where it does not."""

from __future__ import annotations

import re
from typing import Any

import pytest

from scaffold.design.design import Design
from scaffold.design.types import Kind, Plain
from scaffold.names import name_of
from scaffold.spec.patterns import portable_pattern
from scaffold.testdata.boundaries import bad_values
from scaffold.testdata.calls import valid_calls
from scaffold.testdata.lists import filter_cases, row_lists
from scaffold.testdata.rows import row_plans
from scaffold.testdata.values import MANY, Listed, Numbered, Repeated, distinct_values
from tests.rendered import design_of

SHELVES = """
scaffold: 1
service: {name: shelves, version: 1.0.0}
stack: {language: python, database: sqlite}
models:
  Room: {fields: {name: {type: string, unique: true, max: 40}}}
  Shelf:
    fields:
      room: {ref: Room}
      code: {type: string, unique: true, pattern: '^[A-Z]{2}[0-9]{4}$'}
      width: {type: integer, min: 1, max: 9}
      emptied_on: {type: date, optional: true}
endpoints:
  Room: {path: /rooms, list: public, create: public}
  Shelf:
    path: /shelves
    list: {filter: [room, {empty: emptied_on is not null and emptied_on < today}, {wide: width >= 5}], access: public}
    create: public
"""


@pytest.fixture
def design() -> Design:
    return design_of(SHELVES)


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (Plain(Kind.INTEGER, min=1, max=9), [0, 10, "7", 7.5, True]),
        (Plain(Kind.STRING, min=2, max=3), [7, "x", Repeated("x", 4), "nul \x00"]),
        (Plain(Kind.BOOLEAN), ["true", 1]),
    ],
)
def test_what_is_refused_lies_just_beyond_the_limits(kind: Plain, expected: list[Any]) -> None:
    assert list(bad_values(kind)) == expected


@pytest.mark.parametrize(
    ("pattern", "numbered"), [("^[0-9]{13}$", True), ("^[a-z]+-[0-9]+$", True), ("^[A-Z]{2}[0-9]{4}$", False)]
)
def test_many_texts_match_a_pattern(pattern: str, numbered: bool) -> None:
    values = distinct_values(Plain(Kind.STRING, pattern=pattern), name_of("code"))
    assert isinstance(values, Numbered) == numbered
    texts = [values.text(n) for n in range(MANY)] if isinstance(values, Numbered) else list(values.values)
    assert len(set(texts)) == MANY
    assert all(re.fullmatch(portable_pattern(pattern), text) for text in texts)


def test_a_small_type_has_few_values() -> None:
    assert distinct_values(Plain(Kind.BOOLEAN), name_of("open")) == Listed((False, True))


def test_a_row_brings_what_it_refers_to_and_leaves_out_what_may_be_missing(design: Design) -> None:
    shelf = next(plan for plan in row_plans(design) if plan.entity.key == "Shelf")
    assert shelf.references == {"room_id": "Room"}
    assert set(shelf.distinct) == {"code"}
    assert set(shelf.fixed) == {"width"}


def test_filters_tell_rows_apart(design: Design) -> None:
    cases = {
        (each.parameter, each.value): each for each in filter_cases(design, row_lists(design, valid_calls(design)))
    }
    assert set(cases) == {("empty", True), ("empty", False), ("wide", True), ("wide", False), ("room_id", None)}
    assert cases["room_id", None].refers == "room_id"
    empty, wide = cases["empty", True], cases["wide", True]
    assert (empty.matching, empty.other) == ({"emptied_on": "2000-01-01"}, {"emptied_on": None})
    assert (wide.matching, wide.other) == ({"width": 5}, {"width": 4})
