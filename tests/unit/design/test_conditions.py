from __future__ import annotations

import pytest

from scaffold.design.conditions import (
    BoundCondition,
    Column,
    Compare,
    Conjunction,
    Constant,
    Contains,
    Disjunction,
    FromRequest,
    IsNull,
    Negation,
    OneOf,
    RowExists,
    request_operands,
)
from scaffold.design.resolve.conditions import bind_condition
from scaffold.design.resolve.scope import scope_of
from scaffold.spec.load import load_text
from tests.unit.design.specs import HEAD, design_of

MODELS = """\
models:
  Shelf:
    fields:
      label: string
  Book:
    fields:
      shelf: {ref: Shelf}
      state: {enum: [new, lost]}
      pages: integer
      tags: {list: string}
      dueOn: {type: date, optional: true}
"""


def bound(text: str, entity: str = "Book") -> BoundCondition:
    spec = load_text(HEAD + MODELS, "scaffold.yaml").spec
    assert spec is not None
    return bind_condition(scope_of(spec), entity, text)


STATE, PAGES, TAGS = Column("Book", "state"), Column("Book", "pages"), Column("Book", "tags")
DUE_ON, SHELF = Column("Book", "due_on"), Column("Book", "shelf_id")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("pages > 3", Compare(PAGES, ">", Constant(3))),
        ("pages = value", Compare(PAGES, "=", FromRequest.VALUE)),
        ("state != lost", Compare(STATE, "!=", Constant("lost"))),
        ("state = 'new'", Compare(STATE, "=", Constant("new"))),
        ("dueOn is null", IsNull(DUE_ON, negated=False)),
        ("dueOn is not null", IsNull(DUE_ON, negated=True)),
        ("dueOn < today", Compare(DUE_ON, "<", FromRequest.TODAY)),
        ("shelf = caller", Compare(SHELF, "=", FromRequest.CALLER)),
        ("id = value", Compare(Column("Book", "id"), "=", FromRequest.VALUE)),
        ("value in tags", Contains(TAGS, FromRequest.VALUE)),
        ("state in [new, lost]", OneOf(STATE, (Constant("new"), Constant("lost")))),
        ("not pages > 3", Negation(Compare(PAGES, ">", Constant(3)))),
        (
            "pages > 3 and state = new or dueOn is null",
            Disjunction(
                (
                    Conjunction((Compare(PAGES, ">", Constant(3)), Compare(STATE, "=", Constant("new")))),
                    IsNull(DUE_ON, negated=False),
                )
            ),
        ),
    ],
)
def test_words_become_columns_constants_and_what_the_request_brings(text: str, expected: BoundCondition) -> None:
    assert bound(text) == expected


def test_a_row_that_refers_here_is_looked_for_through_its_column() -> None:
    inner = Compare(PAGES, ">", Constant(3))
    assert bound("no Book.shelf (pages > 3)", "Shelf") == RowExists("Book", "shelf_id", inner, negated=True)
    assert bound("exists Book.shelf", "Shelf") == RowExists("Book", "shelf_id", None, negated=False)


def test_a_field_wins_over_a_word_of_the_request() -> None:
    design = design_of(
        """\
models:
  Sample: {fields: {value: integer, taken: boolean}}
endpoints:
  Sample: {path: /samples, list: {filter: [{high: value > 3}], access: public}}
"""
    )
    plan = design.operation["list_samples"].listing
    assert plan is not None
    (high,) = plan.filters
    assert high.condition == Compare(Column("Sample", "value"), ">", Constant(3))
    assert high.switch


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("pages > 3", frozenset()),
        ("pages = value and dueOn < today", {FromRequest.VALUE, FromRequest.TODAY}),
        ("not (shelf = caller or dueOn is null)", {FromRequest.CALLER}),
        ("state in [new, value]", {FromRequest.VALUE}),
        ("value in tags", {FromRequest.VALUE}),
    ],
)
def test_what_a_condition_needs_of_the_request_is_known(text: str, expected: frozenset[FromRequest]) -> None:
    assert request_operands(bound(text)) == expected
    if expected:
        assert request_operands(RowExists("Book", "shelf_id", bound(text), negated=False)) == expected
