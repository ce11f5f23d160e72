"""What changing and deleting rows answers."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from scaffold.design.design import Design
from scaffold.design.entities import Attribute, Entity
from scaffold.design.operations import Operation
from scaffold.design.schemas import Property, Schema
from scaffold.design.types import Enumeration, ListOf, ObjectOf, Reference
from scaffold.testdata.calls import USER, ValidCall, answered_entity, roles_of
from scaffold.testdata.conditions import Known, Values
from scaffold.testdata.values import Json, Numbered, RowId, Samples


class Change(Struct, frozen=True):
    """A member of a patch, its new value, and the members of the answer that change with it.

    ``renames`` is the path parameter that names the row by this very member, if one does.
    """

    operation: str
    member: str
    value: Json
    moved: tuple[str, ...]
    renames: str | None


class InUse(Struct, frozen=True):
    """A row that another one refers to."""

    operation: str
    entity: str
    by: str
    column: str
    code: str


class Move(Struct, frozen=True):
    """A change of state, as far as the caller may make it; ``before`` is what the row has before."""

    operation: str
    entity: Entity
    member: str
    before: Values
    to: str
    caller: str | None
    code: str | None


def changes(design: Design) -> Iterator[Change]:
    """Every member of every patch, with a value that a row does not have before."""
    samples = Samples(design)
    for operation in design.operations:
        shown = answered_entity(design, operation)
        if operation.action != "update" or operation.body is None or shown is None or shown.entity is None:
            continue
        entity = design.entity[shown.entity]
        for each in design.schema[operation.body.schema].properties:
            yield from _changes_of(samples, operation, entity, shown, each)


def _changes_of(
    samples: Samples, operation: Operation, entity: Entity, shown: Schema, each: Property
) -> Iterator[Change]:
    attribute = next((other for other in entity.attributes if other.column == each.attribute), None)
    if attribute is None or (entity.states is not None and attribute.column == entity.states.column):
        return
    if attribute.column in samples.single[entity.key] and each.roles is None and attribute.slug_of is not None:
        return
    moved = tuple(
        other.wire
        for other in shown.properties
        if any(
            other.attribute == stored.column
            and (stored.touched or stored.column == attribute.column or stored.slug_of == attribute.name.snake)
            for stored in entity.attributes
        )
    )
    target = operation.target
    renames = target.parameter if target is not None and target.column == attribute.column else None
    value = _new_value(samples, entity, attribute)
    if value is not None:
        yield Change(operation.name.snake, each.wire, value, moved, renames)
    if each.nullable:
        yield Change(operation.name.snake, each.wire, None, moved, None)


def _new_value(samples: Samples, entity: Entity, attribute: Attribute) -> Json:
    match attribute.type:
        case Reference(other, id_type):
            return RowId(other, id_type.kind)
        case ListOf(item, least, most):
            count = max(least or 0, 1)
            return None if most == 0 else [samples.of_type(item, attribute.name)] * count
        case ObjectOf():
            return None
        case Enumeration(_, values):
            return values[-1]
    spare = samples.distinct(attribute.type, attribute.name)
    return spare.text(60) if isinstance(spare, Numbered) else spare.values[-1]


def in_use(design: Design) -> Iterator[InUse]:
    """Every way in which a row can be kept from being deleted."""
    restricting: dict[str, list[tuple[str, str]]] = {}
    for other in design.entities:
        for each in other.attributes:
            if isinstance(each.type, Reference) and each.on_delete == "restrict":
                restricting.setdefault(each.type.entity, []).append((other.key, each.column))
    for operation in design.operations:
        if operation.action != "delete" or operation.entity is None:
            continue
        entity = design.entity[operation.entity]
        if entity.soft_delete or entity.in_use_error is None:
            continue
        for key, column in restricting.get(entity.key, ()):
            yield InUse(operation.name.snake, entity.key, key, column, entity.in_use_error)


def moves(design: Design) -> Iterator[Move]:
    """Every change of state that an update can ask for, allowed or not."""
    for operation in design.operations:
        if operation.action != "update" or operation.body is None or operation.entity is None:
            continue
        entity = design.entity[operation.entity]
        schema = design.schema[operation.body.schema]
        states = entity.states
        if states is None:
            continue
        member = next((each for each in schema.properties if each.attribute == states.column), None)
        if member is None or operation.target is None or operation.target.parameter is None:
            continue
        yield from _moves_of(design, operation, entity, member)


def _moves_of(design: Design, operation: Operation, entity: Entity, member: Property) -> Iterator[Move]:
    states, kind = entity.states, member.type
    assert states is not None
    assert isinstance(kind, Enumeration)
    allowed = {(source, each.to): each.roles for each in states.transitions for source in each.sources}
    callers = _movers(design, operation, member)
    owner = {entity.owner: Known.CALLER} if entity.owner and entity.owner != states.column else {}
    for source in kind.values:
        for to in kind.values:
            if source == to:
                continue
            roles = allowed.get((str(source), str(to)), ())
            for caller in callers:
                may = roles is None or (caller in roles if caller not in (None, USER) else bool(roles))
                before = {states.column: source, **owner}
                code = None if may else states.error
                yield Move(operation.name.snake, entity, member.wire, before, str(to), caller, code)


def _movers(design: Design, operation: Operation, member: Property) -> tuple[str | None, ...]:
    if design.auth is None or operation.policy.anonymous:
        return (None,)
    roles = operation.policy.roles if operation.policy.roles is not None else roles_of(design)
    return tuple(role for role in roles if member.roles is None or role in member.roles)


def deletions(calls: tuple[ValidCall, ...]) -> Iterator[tuple[ValidCall, ValidCall | None]]:
    """Every delete, with the operation that answers the same row as long as it is there."""
    for call in calls:
        target = call.operation.target
        if call.operation.action == "delete" and target is not None and target.parameter is not None:
            found = (other for other in calls if other.operation.action == "get" and other.operation.target == target)
            yield call, next(found, None)
