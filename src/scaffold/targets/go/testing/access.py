"""Who may call what: the rows of the access tests."""

from __future__ import annotations

from msgspec import Struct

from scaffold.design.design import Design
from scaffold.targets.go.testing.calls import model
from scaffold.targets.go.testing.literals import column_name, json_literal, mapping, row, row_values
from scaffold.targets.go.text import go_string
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
        protected=tuple(go_string(call.operation.name.snake) for call in calls if call.roles is not None),
        owned=tuple(map(_owned_row, owned_rows(design, calls))),
        owned_lists=tuple(_owned_list(design, each) for each in owned_lists(design, calls)),
        limited=tuple(map(_limited_member, limited_members(design, calls))),
    )


def _owned_row(each: OwnedRow) -> str:
    texts = map(go_string, (each.operation, column_name(each.entity, each.column), each.role))
    return row(*texts, json_literal(each.sees_all))


def _owned_list(design: Design, each: OwnedList) -> str:
    values = row_values(each.entity, each.values)
    of = go_string(model(design, each.entity.key))
    return row(go_string(each.operation), of, values, go_string(each.role), json_literal(each.sees_all))


def _limited_member(each: LimitedMember) -> str:
    return row(go_string(each.operation), mapping({each.member: json_literal(each.value)}), go_string(each.role))
