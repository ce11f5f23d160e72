"""The difference of two designs leads from one schema to the other, and back."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings

from scaffold.design.design import Design
from scaffold.migrations.operations import (
    AddColumn,
    DropColumn,
    DropTable,
    RenameColumn,
    RenameTable,
    SchemaOperation,
)
from scaffold.migrations.renames import find_renames
from scaffold.migrations.step import migration_between
from tests.rendered import design_of
from tests.unit.migrations.evolving import design_with, evolved
from tests.unit.migrations.schema_model import Schema


@settings(deadline=None)
@given(evolved())
def test_the_difference_leads_to_the_other_schema_and_back(specs: tuple[dict[str, Any], dict[str, Any]]) -> None:
    before, after = map(design_with, specs)
    schema = Schema.of(before)
    migration = migration_between(before, after, 2)
    for operation in migration.up if migration else ():
        schema.apply(operation)
    assert schema == Schema.of(after)
    for operation in migration.down if migration else ():
        schema.apply(operation)
    assert schema == Schema.of(before)


@settings(deadline=None)
@given(evolved())
def test_what_has_a_new_name_is_never_dropped(specs: tuple[dict[str, Any], dict[str, Any]]) -> None:
    before, after = map(design_with, specs)
    renames = find_renames(before, after)
    migration = migration_between(before, after, 2)
    up = migration.up if migration else ()
    dropped = {each.table.name for each in up if isinstance(each, DropTable)}
    assert dropped.isdisjoint(renames.tables)


SHELF = """
scaffold: 1
service: {name: shelf}
models:
  %s
endpoints: {}
"""


def _of(models: str) -> Design:
    return design_of(SHELF % models)


def _up(before: str, after: str) -> tuple[SchemaOperation, ...]:
    migration = migration_between(_of(before), _of(after), 2)
    return migration.up if migration else ()


CODE = "Book: {fields: {code: {type: string, max: 20, optional: true}}}"


def test_a_former_name_that_never_was_makes_a_new_column() -> None:
    up = _up(CODE, CODE.replace("}}}", "}, name: {type: string, max: 20, optional: true, was: nothing}}}"))
    assert [type(each) for each in up] == [AddColumn]


def test_a_rename_that_is_done_is_not_done_again() -> None:
    renamed = CODE.replace("code:", "isbn:").replace("true}", "true, was: code}")
    assert [type(each) for each in _up(CODE, renamed)] == [RenameColumn]
    assert _up(renamed, renamed) == ()


def test_a_hashed_secret_does_not_take_over_what_was_readable() -> None:
    secret = "Book: {fields: {pin: {type: secret, optional: true, was: code}}}"
    assert [type(each) for each in _up(CODE, secret)] == [DropColumn, AddColumn]


def test_tables_may_change_places() -> None:
    two = "Book: {table: %s, fields: {code: integer}}\n  Shop: {table: %s, fields: {code: integer}}"
    up = _up(two % ("a", "b"), two % ("b", "a"))
    schema = Schema.of(_of(two % ("a", "b")))
    assert [(each.before.name, each.name) for each in up if isinstance(each, RenameTable)] == [
        ("a", "a_aside"),
        ("b", "a"),
        ("a_aside", "b"),
    ]
    for operation in up:
        schema.apply(operation)
    assert schema == Schema.of(_of(two % ("b", "a")))


def test_a_table_may_take_the_name_of_one_that_goes() -> None:
    before = _of("Book: {table: a, fields: {code: integer}}\n  Shop: {table: b, fields: {code: integer}}")
    after = _of("Shop: {table: a, fields: {code: integer}}")
    migration = migration_between(before, after, 2)
    assert migration is not None
    assert [type(each) for each in migration.up] == [DropTable, RenameTable]
    schema = Schema.of(before)
    for operation in (*migration.up, *migration.down):
        schema.apply(operation)
    assert schema == Schema.of(before)


@pytest.mark.parametrize(
    ("before", "after", "name"),
    [
        ("code: integer", "code: integer, isbn: {type: text, optional: true}", "add_isbn_to_books"),
        ("code: integer", "number: {type: integer, was: code}", "rename_code_to_number_in_books"),
        ("code: integer, isbn: text", "code: integer", "drop_isbn_of_books"),
    ],
)
def test_a_migration_is_called_after_what_it_does(before: str, after: str, name: str) -> None:
    migration = migration_between(_of(f"Book: {{fields: {{{before}}}}}"), _of(f"Book: {{fields: {{{after}}}}}"), 7)
    assert migration is not None
    assert migration.title == f"0007_{name}"
