"""Who may call what: the rows of the access tests."""

from __future__ import annotations

from msgspec import Struct

from scaffold.design.design import Design
from scaffold.targets.shared.testing.syntax import Syntax, member_of, row_values
from scaffold.testdata.access import LimitedMember, OwnedList, OwnedRow, limited_members, owned_lists, owned_rows
from scaffold.testdata.calls import ValidCall


class AccessTables(Struct, frozen=True):
    """What nobody may call without a login, and who sees whose rows."""

    protected: tuple[str, ...]
    owned: tuple[str, ...]
    owned_lists: tuple[str, ...]
    limited: tuple[str, ...]


def access_tables(syntax: Syntax, design: Design, calls: tuple[ValidCall, ...]) -> AccessTables:
    """The rows of the access tests of a design."""
    return AccessTables(
        protected=tuple(syntax.string(call.operation.name.snake) for call in calls if call.roles is not None),
        owned=tuple(_owned_row(syntax, each) for each in owned_rows(design, calls)),
        owned_lists=tuple(_owned_list(syntax, each) for each in owned_lists(design, calls)),
        limited=tuple(_limited_member(syntax, each) for each in limited_members(design, calls)),
    )


def _owned_row(syntax: Syntax, each: OwnedRow) -> str:
    member = member_of(syntax, each.entity, each.column)
    return syntax.row(*map(syntax.string, (each.operation, member, each.role)), syntax.json(each.sees_all))


def _owned_list(syntax: Syntax, each: OwnedList) -> str:
    name, of = syntax.string(each.operation), syntax.string(syntax.model(each.entity))
    values = row_values(syntax, each.entity, each.values)
    return syntax.row(name, of, values, syntax.string(each.role), syntax.json(each.sees_all))


def _limited_member(syntax: Syntax, each: LimitedMember) -> str:
    member = syntax.json({each.member: each.value})
    return syntax.row(syntax.string(each.operation), member, syntax.string(each.role))
