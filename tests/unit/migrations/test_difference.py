"""The difference of two designs leads from one schema to the other, and back."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from scaffold.design.design import Design
from scaffold.design.resolve import resolve
from scaffold.diagnostics import has_errors
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
from scaffold.spec.check import check_spec
from scaffold.spec.load import load_text
from scaffold.targets import TARGETS
from tests.rendered import design_of
from tests.unit.migrations.schema_model import Schema

MODELS = ("Book", "Author", "Shop", "Order")
FIELDS = ("title", "code", "state", "pages", "kept_in")
TYPES: tuple[dict[str, Any], ...] = (
    {"type": "string", "max": 20},
    {"type": "string", "max": 80},
    {"type": "text"},
    {"type": "integer"},
    {"type": "integer", "min": 0, "max": 9},
    {"type": "number"},
    {"type": "boolean"},
    {"type": "datetime"},
    {"type": "decimal", "digits": 8, "places": 2},
    {"enum": ["new", "lost"]},
    {"enum": ["new", "lost", "sold"]},
    {"list": "string"},
)


@st.composite
def models(draw: st.DrawFn) -> dict[str, dict[str, Any]]:
    names = draw(st.lists(st.sampled_from(MODELS), min_size=1, max_size=3, unique=True))
    return {name: draw(model(names)) for name in names}


@st.composite
def model(draw: st.DrawFn, others: list[str]) -> dict[str, Any]:
    fields = {}
    for name in draw(st.lists(st.sampled_from(FIELDS), min_size=1, max_size=4, unique=True)):
        if draw(st.integers(0, 3)) == 0:
            action = draw(st.sampled_from(["restrict", "cascade", "set_null"]))
            fields[name] = {"ref": draw(st.sampled_from(others)), "optional": True, "on_delete": action}
        else:
            is_optional: bool = draw(st.booleans())
            fields[name] = {**draw(st.sampled_from(TYPES)), "optional": is_optional}
            if "string" in str(fields[name].get("type")):
                fields[name]["unique"] = draw(st.sampled_from([False, True, "ignore_case"]))
    return {"soft_delete": draw(st.booleans()), "fields": fields}


@st.composite
def evolved(draw: st.DrawFn) -> tuple[dict[str, Any], dict[str, Any]]:
    """The models of two specs; what is new in the second may be something of the first under another name."""
    before, after = draw(models()), draw(models())
    _name_former(draw, before, after)
    for name, said in after.items():
        origin = before.get(said.get("was", name))
        if origin is not None:
            _name_former(draw, origin["fields"], said["fields"])
    return before, after


def _name_former(draw: st.DrawFn, before: dict[str, Any], after: dict[str, Any]) -> None:
    gone = [name for name in before if name not in after]
    for name in [each for each in after if each not in before]:
        is_renamed: bool = draw(st.booleans())
        if gone and is_renamed:
            after[name]["was"] = gone.pop()


def _design(said: dict[str, Any]) -> Design:
    endpoints = {
        name: {
            "path": f"/{name.lower()}s",
            "list": {"access": "public", "filter": _plain_fields(each), "sort": _plain_fields(each)},
        }
        for name, each in said.items()
    }
    spec = {"scaffold": 1, "service": {"name": "shelf"}, "models": said, "endpoints": endpoints}
    loaded = load_text(json.dumps(spec), "scaffold.yaml")
    problems = check_spec(loaded, TARGETS["python"].support)
    assume(loaded.spec is not None and not has_errors(problems))
    assert loaded.spec is not None
    return resolve(loaded.spec)


def _plain_fields(said: dict[str, Any]) -> list[str]:
    return [name for name, each in said["fields"].items() if each.get("type") in ("integer", "datetime")]


@settings(deadline=None)
@given(evolved())
def test_the_difference_leads_to_the_other_schema_and_back(specs: tuple[dict[str, Any], dict[str, Any]]) -> None:
    before, after = map(_design, specs)
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
    before, after = map(_design, specs)
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
endpoints:
  Book: {path: /books, list: public}
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
