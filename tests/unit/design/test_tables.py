from __future__ import annotations

from scaffold.design.design import Design
from scaffold.design.entities import Table
from scaffold.design.types import Enumeration, Kind, Plain
from tests.unit.design.specs import USERS, design_of

MODEL = "AnotherVeryLongNameThatFillsMostOfTheRoom"


def table(design: Design, name: str) -> Table:
    return next(each for each in design.tables if each.name == name)


def names(design: Design) -> list[str]:
    return [each.name for each in design.tables]


def test_a_table_stands_after_those_it_refers_to() -> None:
    design = design_of(
        "models:\n  A: {fields: {b: {ref: B}}}\n  B: {fields: {c: {ref: C}}}\n  C: {fields: {x: string}}\n"
    )
    assert names(design) == ["cs", "bs", "as"]
    assert all(not each.late_foreign_keys for each in design.tables)


def test_a_reference_to_itself_needs_no_other_table() -> None:
    (nodes,) = design_of("models:\n  Node: {fields: {parent: {ref: Node, optional: true}}}\n").tables
    assert [key.table for key in nodes.foreign_keys] == ["nodes"]
    assert nodes.late_foreign_keys == ()


def test_a_circle_is_closed_when_all_tables_stand() -> None:
    design = design_of(
        "models:\n  Team: {fields: {lead: {ref: Player, optional: true}}}\n  Player: {fields: {team: {ref: Team}}}\n"
    )
    standing: set[str] = set()
    for each in design.tables:
        standing.add(each.name)
        assert {key.table for key in each.foreign_keys} <= standing
    late = [(each.name, key.table) for each in design.tables for key in each.late_foreign_keys]
    assert len(late) == 1
    keys = [key for each in design.tables for key in (*each.foreign_keys, *each.late_foreign_keys)]
    assert sorted(key.table for key in keys) == ["players", "teams"]


def test_a_secret_is_stored_as_a_hash() -> None:
    columns = {each.name: each.type for each in table(design_of(USERS), "users").columns}
    assert "password" not in columns
    assert columns["password_hash"] == Plain(Kind.TEXT)
    assert isinstance(columns["role"], Enumeration)


def test_many_to_many_is_a_join_table_that_goes_with_its_rows() -> None:
    design = design_of("models:\n  Post: {fields: {tags: {many: Tag}}}\n  Tag: {fields: {name: string}}\n")
    join = table(design, "posts_tags")
    assert join.primary_key == ("post_id", "tag_id")
    assert {(key.table, key.on_delete) for key in join.foreign_keys} == {("posts", "cascade"), ("tags", "cascade")}
    assert [each.columns for each in join.indexes] == [("tag_id",)]


def test_many_to_many_with_itself_has_two_columns() -> None:
    join = table(design_of("models:\n  User: {fields: {friends: {many: User}}}\n"), "users_friends")
    assert [each.name for each in join.columns] == ["user_id", "other_user_id"]


def test_references_filters_and_sorts_have_an_index() -> None:
    design = design_of(
        """\
models:
  Shelf: {fields: {label: string}}
  Book: {fields: {shelf: {ref: Shelf}, isbn: {type: string, unique: true}, title: string, year: integer}}
endpoints:
  Book: {path: /books, list: {filter: [year, isbn], sort: [title], access: public}}
"""
    )
    leading = {each.columns[0]: each.unique for each in table(design, "books").indexes}
    assert leading == {"isbn": True, "shelf_id": False, "year": False, "title": False}


def test_a_unique_value_whatever_its_case() -> None:
    (index,) = (each for each in table(design_of(USERS), "users").indexes if each.unique)
    assert (index.columns, index.lower) == (("email",), ("email",))


def test_index_and_constraint_names_are_no_longer_than_databases_take() -> None:
    long = "a_very_long_name_" * 2
    fields = f"{{{long}one: {{type: string, unique: true}}, {long}two: {{ref: {MODEL}, optional: true}}}}"
    design = design_of(f"models:\n  {MODEL}: {{fields: {fields}}}\n")
    found = [
        name
        for each in design.tables
        for name in (*(index.name for index in each.indexes), *(key.name for key in each.foreign_keys))
    ]
    assert len(found) == len(set(found)) == 3
    assert max(map(len, found)) <= 63


def test_logins_have_tables_of_their_own() -> None:
    assert not [name for name in names(design_of("models:\n  A: {fields: {x: string}}\n")) if name.startswith("auth_")]
    assert [name for name in names(design_of(USERS)) if name.startswith("auth_")]
