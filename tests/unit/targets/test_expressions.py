import json

import pytest

from scaffold.design.design import Design
from scaffold.design.entities import Computed
from scaffold.targets.python_fastapi.entities import entity_view
from scaffold.targets.python_fastapi.expressions import AT_ONCE, PREPARED, ExpressionWriter
from scaffold.targets.python_fastapi.naming import name_project
from tests.rendered import design_of

SPEC = """
scaffold: 1
service: {name: shelf, version: 1.0.0}
stack: {language: python, database: sqlite}
models:
  Book:
    soft_delete: true
    fields:
      title: string
      class: {type: string, optional: true}
      price: {type: decimal, default: 1}
      on_sale: {type: boolean, default: false}
      due_on: {type: date, optional: true}
      tags: {list: string, default: []}
      parent: {ref: Book, optional: true}
      parts: {count: Book.parent, where: FILTER}
endpoints:
  Book: {path: /books, list: {filter: [{asked: FILTER}], access: public}}
"""


def shelf(condition: str) -> Design:
    return design_of(SPEC.replace("FILTER", json.dumps(condition)))


def written(condition: str) -> str:
    design = shelf(condition)
    listing = design.operation["list_books"].listing
    assert listing is not None
    return ExpressionWriter(design, name_project(design), AT_ONCE).condition(listing.filters[0].condition, "Book")


@pytest.mark.parametrize(
    ("condition", "expression"),
    [
        ("title = 'a \"b\"'", 'books.c.title == "a \\"b\\""'),
        ("class is null", "books.c.class_.is_(None)"),
        ("price > 1.5", 'books.c.price > Decimal("1.5")'),
        ("on_sale = false", "books.c.on_sale.is_(False)"),
        ("today > due_on", "books.c.due_on < today()"),
        ("class != 'x'", 'books.c.class_.is_distinct_from("x")'),
        ("title in ['a', 'b']", 'books.c.title.in_(["a", "b"])'),
        ("'x' in tags", 'has_element(books.c.tags, "x")'),
        ("not (due_on < today)", "(books.c.due_on < today()).is_not(True)"),
        ("title = 'x' and on_sale = true", 'and_(books.c.title == "x", books.c.on_sale.is_(True))'),
    ],
)
def test_conditions(condition: str, expression: str) -> None:
    assert written(condition) == expression


def test_rows_of_the_same_table_get_a_second_name() -> None:
    design = shelf("title = 'x'")
    view = entity_view(design, name_project(design), design.entity["Book"])
    alias = view.constants[0]
    assert (alias.name, alias.value) == ("_other_books", "books.alias()")
    assert "_other_books.c.parent_id == books.c.id" in view.constants[1].value


def test_deleted_rows_are_not_counted() -> None:
    design = shelf("title = 'x'")
    view = entity_view(design, name_project(design), design.entity["Book"])
    assert "_other_books.c.deleted_at.is_(None)" in view.constants[1].value


def test_the_time_of_a_prepared_statement_is_asked_for_when_it_runs() -> None:
    design = shelf("due_on < today")
    computed = design.entity["Book"].computed[0]
    assert isinstance(computed, Computed)
    writer = ExpressionWriter(design, name_project(design), PREPARED)
    _, conditions = writer.related("Book", computed.column, computed.where, ("books",))
    assert 'bindparam("today", callable_=today)' in conditions
