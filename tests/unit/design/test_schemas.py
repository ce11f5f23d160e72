from __future__ import annotations

import pytest

from scaffold.design.design import Design
from scaffold.design.entities import Default
from scaffold.design.types import COUNT, Enumeration, Kind, ListOf, ObjectOf, Plain, Reference
from tests.unit.design.specs import HEAD, USERS, design_of

BODY = f"""{USERS}
  Book:
    fields:
      isbn: {{type: string, unique: true, create_only: true}}
      title: {{type: string, max: 80}}
      slug: {{type: slug, from: title, unique: true}}
      owner: {{ref: User}}
      note: {{type: text, optional: true}}
      tags: {{list: string, default: []}}
      key: {{type: string, write_only: true}}
      seen_at: {{type: datetime, read_only: true, optional: true}}
      changed_at: {{type: datetime, on_update: now}}
      state: {{enum: [draft, out]}}
      reviews: {{count: Review.book}}
    states: {{field: state, initial: draft, transitions: [{{from: [draft], to: out}}], final: [out]}}
  Review: {{fields: {{book: {{ref: Book}}, stars: integer}}}}
shapes:
  Card: {{of: Book, only: [isbn, title], fields: {{hot: boolean}}}}
  Tree: {{fields: {{label: string, below: {{list: Tree}}}}}}
endpoints:
  Book: {{path: /books, list: public, create: user, update: user}}
  card: {{GET: /card, answer: {{200: Card}}}}
  tree: {{GET: /tree, answer: {{200: Tree}}}}
  sort_books:
    POST: /sort
    body: {{object: {{by: {{enum: [title, isbn], default: title}}, book: {{ref: Book}},
                      at: {{object: {{x: integer, y: {{type: integer, optional: true}}}}}}}}}}
    answer: {{200: [Book]}}
"""


@pytest.fixture(scope="module")
def design() -> Design:
    return design_of(BODY)


def wires(design: Design, key: str) -> list[str]:
    return [each.wire for each in design.schema[key].properties]


def test_an_answer_shows_the_id_what_is_stored_and_what_is_computed(design: Design) -> None:
    answer = design.schema["Book"]
    assert set(wires(design, "Book")) == {
        "id", "isbn", "title", "slug", "owner_id", "note", "tags", "seen_at", "changed_at", "state", "reviews",
    }  # fmt: skip
    assert wires(design, "Book")[0] == "id"
    assert not answer.is_input
    assert all(each.required for each in answer.properties)
    assert {each.wire for each in answer.properties if each.nullable} == {"note", "seen_at"}


def test_a_secret_is_never_answered(design: Design) -> None:
    for schema in design.schemas:
        assert schema.is_input or not {"password", "password_hash"} & {each.wire for each in schema.properties}


def test_a_create_body_asks_for_what_cannot_be_left_out(design: Design) -> None:
    body = design.schema["BookCreate"]
    assert body.is_input
    required = {each.wire: each.required for each in body.properties}
    assert required == {
        "isbn": True, "title": True, "slug": False, "owner_id": True, "note": False, "tags": False, "key": True,
    }  # fmt: skip
    assert {each.wire: each.default for each in body.properties}["tags"] == Default(())


def test_a_row_begins_in_its_initial_state(design: Design) -> None:
    assert "state" not in wires(design, "BookCreate")
    assert design.entity["Book"].attribute("state").default == Default("draft")


def test_an_update_body_asks_for_nothing_and_leaves_out_what_never_changes(design: Design) -> None:
    body = design.schema["BookUpdate"]
    assert set(wires(design, "BookUpdate")) == {"title", "slug", "owner_id", "note", "tags", "key", "state"}
    assert all(not each.required and each.default is None for each in body.properties)


def test_types_of_fields(design: Design) -> None:
    types = {each.wire: each.type for each in design.schema["Book"].properties}
    assert types["title"] == Plain(Kind.STRING, max=80)
    assert types["owner_id"] == Reference("User", Plain(Kind.UUID))
    assert isinstance(types["tags"], ListOf)
    assert isinstance(types["state"], Enumeration) and types["state"].name.pascal == "BookState"
    assert types["reviews"] == COUNT


def test_a_shape_starts_from_a_model(design: Design) -> None:
    assert wires(design, "Card") == ["isbn", "title", "hot"]


def test_a_shape_may_hold_itself(design: Design) -> None:
    assert {each.wire: each.type for each in design.schema["Tree"].properties}["below"] == ListOf(ObjectOf("Tree"))


def test_nested_objects_are_parts_of_their_own(design: Design) -> None:
    body = design.schema["SortBooksBody"]
    assert {each.wire: each.required for each in body.properties} == {"book_id": True, "by": False, "at": True}
    part = {each.wire: each.type for each in body.properties}["at"]
    assert isinstance(part, ObjectOf)
    assert design.schema[part.schema].is_input
    assert {each.wire: each.required for each in design.schema[part.schema].properties} == {"x": True, "y": False}


def test_every_schema_that_is_named_exists_and_each_is_used(design: Design) -> None:
    named = {each.body.schema for each in design.operations if each.body}
    types = [answer.type for each in design.operations for answer in each.answers]
    types += [each.type for schema in design.schemas for each in schema.properties]
    for kind in types:
        inner = kind.item if isinstance(kind, ListOf) else kind
        if isinstance(inner, ObjectOf):
            named.add(inner.schema)
    assert named == set(design.schema)


def test_camel_case_and_integer_ids_reach_the_wire() -> None:
    design = design_of(
        "conventions: {json_names: camelCase, ids: integer}\n"
        "models:\n  Shelf: {fields: {label: string}}\n  Book: {fields: {top_shelf: {ref: Shelf}, full_title: string}}\n"
        "endpoints:\n  Book: {path: /books, list: public}\n",
    )
    assert wires(design, "Book") == ["id", "topShelfId", "fullTitle"]
    assert wires(design, "BookPage") == ["items", "nextCursor"]
    assert design.schema["Book"].properties[0].type == Plain(Kind.INTEGER, min=1)
    assert [each.column for each in design.entity["Book"].attributes] == ["top_shelf_id", "full_title"]


def test_the_base_path_stands_in_front_of_every_path(design: Design) -> None:
    assert "base_path: /v1" in HEAD
    assert all(each.path.startswith("/v1/") for each in design.operations)


def test_the_server_gives_new_rows_the_dates_and_times_that_nobody_may_send() -> None:
    fields = "{opened_at: {type: datetime, read_only: true}, on: {type: date, read_only: true}}"
    design = design_of(
        f"models:\n  Shop: {{fields: {fields}}}\n  Visit: {{fields: {fields}}}\n"
        "endpoints:\n  Shop: {path: /shops, create: public}\n  Visit: {path: /visits, list: public}\n"
    )
    clocks = {
        entity.key: {each.column: each.default.clock if each.default else None for each in entity.attributes}
        for entity in design.entities
    }
    assert clocks == {"Shop": {"opened_at": "now", "on": "today"}, "Visit": {"opened_at": None, "on": None}}
