"""Who may call what: the rows of the access tests."""

from __future__ import annotations

from msgspec import Struct

from scaffold.design.design import Design
from scaffold.targets.python_fastapi.testing.calls import model, row_member
from scaffold.targets.python_fastapi.testing.literals import json_literal, mapping, row, row_values
from scaffold.targets.python_fastapi.text import python_string
from scaffold.testdata.access import LimitedMember, OwnedList, OwnedRow, limited_members, owned_lists, owned_rows
from scaffold.testdata.calls import ValidCall


class AccessTables(Struct, frozen=True):
    """What nobody may call without a login, and who sees whose rows."""

    protected: tuple[str, ...]
    owned: tuple[str, ...]
    owned_lists: tuple[str, ...]
    limited: tuple[str, ...]


def access_tables(design: Design, calls: tuple[ValidCall, ...]) -> AccessTables:
    """The rows of the access tests of a design."""
    return AccessTables(
        protected=tuple(python_string(call.operation.name.snake) for call in calls if call.roles is not None),
        owned=tuple(map(_owned_row, owned_rows(design, calls))),
        owned_lists=tuple(_owned_list(design, each) for each in owned_lists(design, calls)),
        limited=tuple(map(_limited_member, limited_members(design, calls))),
    )


def _owned_row(each: OwnedRow) -> str:
    member = row_member(each.entity, each.column)
    return row(*map(python_string, (each.operation, member, each.role)), str(each.sees_all))


def _owned_list(design: Design, each: OwnedList) -> str:
    name, of = python_string(each.operation), python_string(model(design, each.entity.key))
    return row(name, of, row_values(each.entity, each.values), python_string(each.role), str(each.sees_all))


def _limited_member(each: LimitedMember) -> str:
    member = mapping({each.member: json_literal(each.value)})
    return row(python_string(each.operation), member, python_string(each.role))
