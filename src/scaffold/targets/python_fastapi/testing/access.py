"""Who may call what: the rows of the access tests."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from scaffold.design.design import Design
from scaffold.targets.python_fastapi.testing.calls import model, row_member
from scaffold.targets.python_fastapi.testing.literals import json_literal, mapping, row, row_values
from scaffold.targets.python_fastapi.text import python_string
from scaffold.testdata.calls import ValidCall, roles_of
from scaffold.testdata.conditions import Known
from scaffold.testdata.lists import row_lists
from scaffold.testdata.values import Samples


@dataclass(frozen=True, slots=True)
class AccessTables:
    """What nobody may call without a login, and who sees whose rows."""

    protected: tuple[str, ...]
    owned: tuple[str, ...]
    owned_lists: tuple[str, ...]
    limited: tuple[str, ...]


def access_tables(design: Design, calls: tuple[ValidCall, ...]) -> AccessTables:
    """The rows of the access tests of a design."""
    return AccessTables(
        protected=tuple(python_string(call.operation.name.snake) for call in calls if call.roles is not None),
        owned=tuple(_owned(design, calls)),
        owned_lists=tuple(_owned_lists(design, calls)),
        limited=tuple(_limited(design, calls)),
    )


def _owned(design: Design, calls: tuple[ValidCall, ...]) -> Iterator[str]:
    """An operation on a row, the member that says whose it is, and who asks: its owner, a stranger, other roles."""
    for call in calls:
        operation, target = call.operation, call.operation.target
        if not operation.policy.owner or target is None or target.parameter is None:
            continue
        entity = design.entity[target.entity]
        if entity.owner is None:
            continue
        member = python_string(row_member(entity, entity.owner))
        for role in roles_of(design):
            sees_all = role in operation.policy.all_rows
            yield row(python_string(operation.name.snake), member, python_string(role), str(sees_all))


def _owned_lists(design: Design, calls: tuple[ValidCall, ...]) -> Iterator[str]:
    for each in row_lists(design, calls):
        operation = each.call.operation
        parent = operation.parent
        if not operation.policy.owner or each.entity.owner is None or each.entity.owner in each.visible:
            continue
        if parent is not None and design.entity[parent.entity].owner is not None:
            continue
        within = {parent.reference: Known.PARENT} if parent else {}
        values = row_values(each.entity, {**each.visible, each.entity.owner: Known.CALLER, **within})
        name, of = python_string(operation.name.snake), python_string(model(design, each.entity.key))
        for role in roles_of(design):
            yield row(name, of, values, python_string(role), str(role in operation.policy.all_rows))


def _limited(design: Design, calls: tuple[ValidCall, ...]) -> Iterator[str]:
    """A member that only some roles may send, a value of it, and a role that may call but not send it."""
    samples = Samples(design)
    for call in calls:
        if call.operation.body is None or call.roles is None:
            continue
        for each in design.schema[call.operation.body.schema].properties:
            excluded = [role for role in call.roles if each.roles is not None and role not in each.roles]
            if excluded:
                value = json_literal(samples.of_type(each.type, each.name))
                name = python_string(call.operation.name.snake)
                yield row(name, mapping({each.wire: value}), python_string(excluded[0]))
