"""Who may call what, beyond the roles of an operation: own rows and members that only some may send."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from scaffold.design.design import Design
from scaffold.design.entities import Entity
from scaffold.testdata.calls import ValidCall, roles_of
from scaffold.testdata.conditions import Known, Values
from scaffold.testdata.lists import row_lists
from scaffold.testdata.values import Json, Samples


class OwnedRow(Struct, frozen=True):
    """An operation on a row, the column that says whose it is, and whether a stranger of that role sees it."""

    operation: str
    entity: Entity
    column: str
    role: str
    sees_all: bool


class OwnedList(Struct, frozen=True):
    """A list of rows that have an owner, and whether a stranger of that role sees those of others."""

    operation: str
    entity: Entity
    values: Values
    role: str
    sees_all: bool


class LimitedMember(Struct, frozen=True):
    """A member that only some roles may send, a value of it, and a role that may call but not send it."""

    operation: str
    member: str
    value: Json
    role: str


def owned_rows(design: Design, calls: tuple[ValidCall, ...]) -> Iterator[OwnedRow]:
    """Every operation on one row that has an owner, for every role."""
    for call in calls:
        operation, target = call.operation, call.operation.target
        if not operation.policy.owner or target is None or target.parameter is None:
            continue
        entity = design.entity[target.entity]
        if entity.owner is None:
            continue
        for role in roles_of(design):
            sees_all = role in operation.policy.all_rows
            yield OwnedRow(operation.name.snake, entity, entity.owner, role, sees_all)


def owned_lists(design: Design, calls: tuple[ValidCall, ...]) -> Iterator[OwnedList]:
    """Every list of rows that have an owner, for every role."""
    for each in row_lists(design, calls):
        operation, parent = each.call.operation, each.call.operation.parent
        if not operation.policy.owner or each.entity.owner is None or each.entity.owner in each.visible:
            continue
        if parent is not None and design.entity[parent.entity].owner is not None:
            continue
        within = {parent.reference: Known.PARENT} if parent else {}
        values = {**each.visible, each.entity.owner: Known.CALLER, **within}
        for role in roles_of(design):
            yield OwnedList(operation.name.snake, each.entity, values, role, role in operation.policy.all_rows)


def limited_members(design: Design, calls: tuple[ValidCall, ...]) -> Iterator[LimitedMember]:
    """Every member of a body that some who may call may not send."""
    samples = Samples(design)
    for call in calls:
        if call.operation.body is None or call.roles is None:
            continue
        for each in design.schema[call.operation.body.schema].properties:
            excluded = [role for role in call.roles if each.roles is not None and role not in each.roles]
            if excluded:
                value = samples.of_type(each.type, each.name)
                yield LimitedMember(call.operation.name.snake, each.wire, value, excluded[0])
