from __future__ import annotations

import pytest

from scaffold.design.conditions import Column, Compare, Contains, FromRequest
from scaffold.design.design import Design
from scaffold.design.entities import Default
from scaffold.design.operations import Order, Parent, Target
from scaffold.design.types import Kind, Plain
from tests.unit.design.specs import USERS, design_of

NESTED = """\
models:
  Book: {fields: {slug: {type: slug, unique: true}, title: string}}
  Copy: {fields: {book: {ref: Book}, code: {type: string, unique: true}}}
endpoints:
  Book: {path: /books, key: slug, get: public, update: public}
  Copy:
    path: /books/{book}/copies
    item_path: /copies/{id}
    list: public
    get: public
    create: public
    update: public
"""


@pytest.fixture(scope="module")
def nested() -> Design:
    return design_of(NESTED)


def test_a_nested_resource_belongs_to_the_row_in_its_path(nested: Design) -> None:
    for key in ("list_copies", "create_copy"):
        operation = nested.operation[key]
        assert operation.path == "/v1/books/{book_id}/copies"
        assert operation.parent == Parent("Book", "book_id", "id", "book_id")
        assert operation.target is None
        assert [each.wire for each in operation.parameters_in("path")] == ["book_id"]


def test_what_the_path_gives_cannot_be_sent(nested: Design) -> None:
    assert [each.wire for each in nested.schema["CopyCreate"].properties] == ["code"]
    assert [each.wire for each in nested.schema["CopyUpdate"].properties] == ["code"]


def test_one_row_is_named_by_its_id_outside_its_parent(nested: Design) -> None:
    get = nested.operation["get_copy"]
    assert (get.path, get.parent, get.target) == ("/v1/copies/{id}", None, Target("Copy", "id", "id"))
    assert nested.operation["create_copy"].answer.location == "/v1/copies/{id}"


def test_one_row_is_named_by_a_unique_field(nested: Design) -> None:
    get = nested.operation["get_book"]
    assert (get.path, get.target) == ("/v1/books/{slug}", Target("Book", "slug", "slug"))


def listed(style: str, plan: str = "access: public") -> Design:
    return design_of(
        f"pagination: {{style: {style}, size: 10, max: 50}}\n"
        "models:\n  Book: {fields: {title: string, year: {type: integer, optional: true}, tags: {list: string}}}\n"
        f"endpoints:\n  Book: {{path: /books, list: {{{plan}}}}}\n"
    )


@pytest.mark.parametrize(
    ("style", "parameters", "page"),
    [
        ("cursor", ["limit", "cursor"], ["items", "next_cursor"]),
        ("offset", ["limit", "offset"], ["items", "total", "limit", "offset"]),
        ("page", ["page", "size"], ["items", "total", "page", "size"]),
    ],
)
def test_each_style_has_its_parameters_and_its_page(style: str, parameters: list[str], page: list[str]) -> None:
    design = listed(style)
    operation = design.operation["list_books"]
    assert [each.wire for each in operation.parameters_in("query")] == parameters
    assert [each.wire for each in design.schema["BookPage"].properties] == page
    sizes = {each.wire: each for each in operation.parameters}
    size = sizes["size" if style == "page" else "limit"]
    assert (size.type, size.default, size.required) == (Plain(Kind.INTEGER, min=1, max=50), Default(10), False)


def test_filters_search_and_sort_come_before_the_page() -> None:
    design = listed("cursor", "access: public, filter: [year, tags], search: [title], sort: [title]")
    operation = design.operation["list_books"]
    assert [each.wire for each in operation.parameters_in("query")] == ["tags", "year", "q", "sort", "limit", "cursor"]
    plan = operation.listing
    assert plan is not None
    tags, year = plan.filters
    assert tags.condition == Contains(Column("Book", "tags"), FromRequest.VALUE)
    assert year.condition == Compare(Column("Book", "year"), "=", FromRequest.VALUE)
    assert (plan.search, [each.wire for each in plan.sorts]) == (("title",), ["title"])
    assert plan.order == (Order("id", descending=False),)


def test_the_order_may_be_said() -> None:
    plan = listed("cursor", "access: public, order: -year").operation["list_books"].listing
    assert plan is not None
    assert plan.order == (Order("year", descending=True),)


def test_an_operation_without_an_action_is_a_stub() -> None:
    design = design_of(
        f"""{USERS}
endpoints:
  get_me: {{GET: /me, do: get User, row: caller}}
  greet: {{POST: /greet, answer: {{200: string}}}}
"""
    )
    assert [each.name.snake for each in design.stubs] == ["greet"]
    assert design.operation["get_me"].target == Target("User", None, "id")
    assert design.operation["get_me"].resource == "auth"


def test_custom_operations_join_the_resource_of_their_path() -> None:
    design = design_of(
        """\
models:
  Book: {fields: {title: string}}
endpoints:
  Book: {path: /books, list: public}
  burn_book: {POST: '/books/{id}/burn', on: Book, answer: {204: nothing}, access: public}
  count: {GET: /statistics/books, answer: {200: integer}, access: public}
  ping: {GET: /ping, tag: Health, answer: {200: string}, access: public}
"""
    )
    homes = {each.name.snake: each.resource for each in design.operations}
    assert homes == {"list_books": "books", "burn_book": "books", "count": "statistics", "ping": "health"}
    assert [(each.key, each.entity) for each in design.resources] == [
        ("books", "Book"),
        ("health", None),
        ("statistics", None),
    ]


def test_a_scenario_calls_actions_by_model() -> None:
    design = design_of(
        """\
models:
  Book: {fields: {title: string}}
endpoints:
  Book: {path: /books, list: public, create: public}
scenarios:
  two books are listed:
    given: {book: 2 Book}
    steps: [{call: Book.list, expect: 200}, {call: Book.create, body: {title: x}, expect: 201}]
"""
    )
    (scenario,) = design.scenarios
    assert [each.operation for each in scenario.steps] == ["list_books", "create_book"]
    assert [(each.key, each.entity, each.count) for each in scenario.given] == [("book", "Book", 2)]
