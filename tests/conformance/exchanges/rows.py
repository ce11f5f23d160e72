"""Making rows: straight in the database, or by the operations that create them."""

from __future__ import annotations

from collections.abc import Mapping

from scaffold.design.entities import Attribute, Entity
from scaffold.design.operations import Operation
from scaffold.design.schemas import Property
from scaffold.design.types import Kind, Reference
from scaffold.testdata.calls import ValidCall, answered_entity
from scaffold.testdata.values import Json
from tests.conformance.exchange import Captured, Expectation, Seed
from tests.conformance.exchanges.script import Person, Row, Script
from tests.conformance.exchanges.values import PASSWORD_HASH

_DEEPEST = 8


def make_row(
    script: Script,
    entity: str,
    values: Mapping[str, Json] | None = None,
    maker: Person | None = None,
    *,
    depth: int = 0,
) -> Row | None:
    """Make a row with these values by column; ``None`` where there is no way to make it.

    Args:
        script: Where it is made.
        entity: Whose row.
        values: By column, what the row must have.
        maker: Who makes it, where calls do; without one it is whoever usually may.
        depth: How many rows wait for this one to be made.
    """
    if depth > _DEEPEST:
        return None
    if script.world.seeded:
        return _seeded(script, script.world.design.entity[entity], values or {}, depth)
    return _created(script, script.world.design.entity[entity], values or {}, maker, depth)


def named_row(script: Script, call: ValidCall, person: Person | None) -> Row | None:
    """A row that the path of a call names, one that the caller sees; ``None`` where it names none."""
    if call.row is None or not call.row.parameters:
        return None
    mine = {call.owner: person.id} if call.owner and person is not None and person.id is not None else {}
    return make_row(script, call.row.entity, mine, person)


def _seeded(script: Script, entity: Entity, values: Mapping[str, Json], depth: int) -> Row | None:
    fresh = script.world.fresh
    number = fresh.number(f"rows of {entity.key}")
    columns: dict[str, Json] = {"id": _seeded_id(entity, fresh.number("rows"), number)}
    stored: dict[str, Json] = {}
    for each in entity.attributes:
        if each.column in values:
            columns[each.column] = values[each.column]
        elif each.column in fresh.plan(entity.key).references:
            other = make_row(script, fresh.plan(entity.key).references[each.column], depth=depth + 1)
            if other is None:
                return None
            columns[each.column] = other.id
        elif not (each.nullable and each.default is None):
            columns[each.column] = _stored(script, entity, each, number)
    for column, value in columns.items():
        is_secret = column != "id" and entity.attribute(column).secret
        stored[f"{column}_hash" if is_secret else column] = PASSWORD_HASH if is_secret else value
    script.seeds.append(Seed(entity.table, stored))
    return Row(entity.key, columns)


def _seeded_id(entity: Entity, number: int, own: int) -> Json:
    """Ids of UUIDv7's form, older than any that a service makes; numbers far above those that a database counts."""
    if entity.id_type.kind is Kind.UUID:
        return f"01900000-0000-7000-8000-{number:012x}"
    return 1_000_000 + own


def _stored(script: Script, entity: Entity, each: Attribute, number: int) -> Json:
    fresh = script.world.fresh
    if each.slug_of is not None:
        return f"row-{number}"
    if fresh.keeps_apart(entity.key, each.column):
        return fresh.fresh(entity, each)
    if each.default is None:
        return fresh.sample(each)
    if each.default.clock == "now":
        return fresh.moment()
    if each.default.clock == "today":
        return fresh.moment()[:10]
    value = each.default.value
    return list(value) if isinstance(value, tuple) else value


def _created(
    script: Script, entity: Entity, values: Mapping[str, Json], maker: Person | None, depth: int
) -> Row | None:
    for call in script.world.calls.values():
        if call.operation.action == "create" and call.operation.entity == entity.key:
            made = _create(script, call, entity, values, maker, depth)
            if made is not None:
                return made
    return None


def _create(
    script: Script, call: ValidCall, entity: Entity, values: Mapping[str, Json], maker: Person | None, depth: int
) -> Row | None:
    operation = call.operation
    caller = maker if maker is not None and call.roles and maker.role in call.roles else script.usual(call)
    shown = answered_entity(script.world.design, operation)
    if shown is None or all(each.wire != "id" for each in shown.properties) or (call.roles and caller is None):
        return None
    given = _given(operation, caller, values)
    if given is None:
        return None
    parent = _parent(script, operation, values, depth)
    if operation.parent is not None and parent is None:
        return None
    body = fresh_body(script, call, {column: value for column, value in values.items() if column not in given}, depth)
    if body is None:
        return None
    key = f"{entity.name.snake} {script.world.fresh.number(f'rows of {entity.key}')}"
    wires = {each.wire: each for each in shown.properties if each.attribute}
    script.call(
        f"makes {key}", operation.name.snake, caller, row=parent, body=body,
        expected=Expectation(status=operation.answer.status),
        keeps={f"{key}.{wire}": (wire,) for wire in wires},
    )  # fmt: skip
    columns = {each.attribute or "": Captured(f"{key}.{wire}") for wire, each in wires.items()}
    return Row(entity.key, {"id": Captured(f"{key}.id"), **columns})


def _given(operation: Operation, caller: Person | None, values: Mapping[str, Json]) -> dict[str, Json] | None:
    """What the operation itself sets; ``None`` where that is not what the row must have."""
    given: dict[str, Json] = {}
    for each in operation.sets:
        given[each.column] = (caller.id if caller else None) if each.caller else each.value
    if operation.parent is not None and operation.parent.reference in values:
        given[operation.parent.reference] = values[operation.parent.reference]
    return None if any(values.get(column, value) != value for column, value in given.items()) else given


def _parent(script: Script, operation: Operation, values: Mapping[str, Json], depth: int) -> Row | None:
    parent = operation.parent
    if parent is None:
        return None
    if parent.reference in values and parent.column == "id":
        return Row(parent.entity, {"id": values[parent.reference]})
    return make_row(script, parent.entity, depth=depth + 1)


def fresh_body(script: Script, call: ValidCall, values: Mapping[str, Json], depth: int = 0) -> dict[str, Json] | None:
    """A body with these values by column, that is in no conflict; ``None`` where it cannot have them.

    What it must refer to is made.
    """
    if call.operation.body is None:
        return None
    schema = script.world.design.schema[call.operation.body.schema]
    body = dict(call.body or {})
    entity = script.world.design.entity[schema.entity] if schema.entity else None
    for each in schema.properties:
        column = each.attribute or ""
        if column in values:
            body[each.wire] = values[column]
        elif each.wire in body and isinstance(each.type, Reference):
            other = make_row(script, each.type.entity, depth=depth + 1)
            if other is None:
                return None
            body[each.wire] = other.id
        elif each.wire in body and entity is not None and script.world.fresh.keeps_apart(entity.key, column):
            body[each.wire] = script.world.fresh.fresh(entity, entity.attribute(column))
    left = {column: value for column, value in values.items() if column not in _columns(schema.properties)}
    return body if entity is None or all(_starts_with(entity, *each) for each in left.items()) else None


def _columns(properties: tuple[Property, ...]) -> set[str | None]:
    return {each.attribute for each in properties}


def _starts_with(entity: Entity, column: str, value: Json) -> bool:
    """Whether a new row has the value when nobody says it."""
    attribute = entity.attribute(column)
    default = attribute.default
    if default is None:
        return attribute.nullable and value is None
    settled = list(default.value) if isinstance(default.value, tuple) else default.value
    return default.clock is None and bool(settled == value)
