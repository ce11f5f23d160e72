"""What creating rows answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from decimal import Decimal

from msgspec import Struct

from scaffold.design.conditions import BoundCondition, Column, IsNull
from scaffold.design.design import Design
from scaffold.design.entities import Attribute, Entity, UniqueRule
from scaffold.design.operations import Operation
from scaffold.design.schemas import Property, Schema
from scaffold.design.types import Kind, Plain, Reference, Type
from scaffold.testdata.calls import ValidCall, answered_entity, body_references, is_simple
from scaffold.testdata.values import Json, Numbered, Samples, total_of_decimals


class Creation(Struct, frozen=True):
    """A create, and what its answer holds beside what was sent.

    Attributes:
        answered: By member of the answer, its value, of those that are the same for every new row.
        sent: The members of the body that the answer shows as they are.
        found_by: An operation that answers the same row by its id to whoever may call it; ``None`` where there is none.
    """

    operation: Operation
    answered: Mapping[str, Json]
    sent: tuple[str, ...]
    found_by: str | None


class Missing(Struct, frozen=True):
    """A member of a body that must refer to a row, and what the ids of such rows are."""

    operation: str
    member: str
    ids: Kind


class Taken(Struct, frozen=True):
    """A second row with the same values: what is changed of the body, so that one rule alone is broken."""

    operation: str
    changes: Mapping[str, Json]
    code: str


def creations(design: Design, calls: tuple[ValidCall, ...]) -> Iterator[Creation]:
    """Every create that answers its new row."""
    for_all = {call.operation.name.snake for call in calls if call.owner is None}
    for operation in design.operations:
        shown = answered_entity(design, operation)
        if operation.action != "create" or operation.body is None or shown is None or shown.entity is None:
            continue
        sent = design.schema[operation.body.schema]
        members = {each.wire for each in sent.properties if each.required}
        found_by = _found_by(design, operation, shown)
        yield Creation(
            operation=operation,
            answered=dict(_settled(design.entity[shown.entity], shown, operation, members)),
            sent=tuple(
                each.wire
                for each in shown.properties
                if each.wire in members and is_simple(each.type) and not _is_reshaped(each)
            ),
            found_by=found_by if found_by in for_all else None,
        )


def _settled(entity: Entity, shown: Schema, operation: Operation, sent: set[str]) -> Iterator[tuple[str, Json]]:
    """What every new row has that nobody sent."""
    computed = {each.wire: each for each in entity.computed}
    fixed = {each.column: each for each in operation.sets}
    for each in shown.properties:
        if each.wire in computed:
            yield each.wire, False if computed[each.wire].function == "exists" else _nothing(computed[each.wire].type)
            continue
        attribute = next((other for other in entity.attributes if other.column == each.attribute), None)
        if attribute is None or each.wire in sent or _is_reshaped(each):
            continue
        if attribute.column in fixed:
            if not fixed[attribute.column].caller:
                yield each.wire, _answered(attribute.type, fixed[attribute.column].value)
        elif operation.parent is None or attribute.column != operation.parent.reference:
            yield from _defaulted(each.wire, attribute)


def _nothing(kind: Plain) -> Json:
    return total_of_decimals(Decimal(0)) if kind.kind is Kind.DECIMAL else 0


def _defaulted(wire: str, attribute: Attribute) -> Iterator[tuple[str, Json]]:
    default = attribute.default
    if default is None:
        if attribute.nullable and attribute.slug_of is None:
            yield wire, None
    elif default.clock is None:
        value = default.value
        yield wire, list(value) if isinstance(value, tuple) else _answered(attribute.type, value)


def _answered(kind: Type, constant: Json) -> Json:
    """A constant of the spec as answers show it: times are in UTC, whatever zone they were written in."""
    if isinstance(kind, Plain) and kind.kind is Kind.DATETIME and isinstance(constant, str):
        moment = datetime.fromisoformat(constant).astimezone(UTC)
        return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return constant


def _is_reshaped(each: Property) -> bool:
    """Whether there are several ways to write a value, and the answer takes another one."""
    return isinstance(each.type, Plain) and each.type.kind in (Kind.DECIMAL, Kind.JSON)


def _found_by(design: Design, operation: Operation, shown: Schema) -> str | None:
    if not any(each.wire == "id" for each in shown.properties):
        return None
    for other in design.operations:
        target = other.target
        if other.action == "get" and target is not None and target.parameter and target.entity == operation.entity:
            same_answer = other.answer.type == operation.answer.type
            return other.name.snake if same_answer and target.column == "id" and not other.parent else None
    return None


def missing_references(design: Design) -> Iterator[Missing]:
    """Every member of a create or an update that must refer to a row."""
    for operation in design.operations:
        if operation.action in ("create", "update") and operation.body is not None:
            for wire, model in body_references(design, design.schema[operation.body.schema]).items():
                yield Missing(operation.name.snake, wire, design.entity[model].id_type.kind)


def taken(design: Design) -> Iterator[Taken]:
    """Every unique rule that a second create can break alone."""
    samples = Samples(design)
    for operation in design.operations:
        if operation.action != "create" or operation.body is None or operation.entity is None:
            continue
        entity = design.entity[operation.entity]
        schema = design.schema[operation.body.schema]
        sent = {each.attribute: each for each in schema.properties if each.required and each.attribute}
        for rule in entity.uniques:
            if not _holds_for_new_rows(entity, rule.where) or not _is_settled(operation, sent, entity, rule):
                continue
            others = _others_kept_apart(samples, entity, sent, rule)
            if others is not None:
                yield Taken(operation.name.snake, others, rule.error)
                yield from _in_other_case(samples, operation, schema, sent, rule, others)


def _holds_for_new_rows(entity: Entity, where: BoundCondition | None) -> bool:
    match where:
        case None:
            return True
        case IsNull(Column(_, column), False):
            attribute = next((each for each in entity.attributes if each.column == column), None)
            return attribute is None or (attribute.nullable and attribute.default is None)
    return False


def _is_settled(operation: Operation, sent: Mapping[str, Property], entity: Entity, rule: UniqueRule) -> bool:
    """Whether two equal creates have the same values, none of them null, in the columns of the rule."""
    given = {each.column for each in operation.sets} | ({operation.parent.reference} if operation.parent else set())
    return all(column in sent or column in given for column in rule.columns)


def _others_kept_apart(
    samples: Samples, entity: Entity, sent: Mapping[str, Property], rule: UniqueRule
) -> Mapping[str, Json] | None:
    """Other values for what further rules keep apart; ``None`` where one cannot be broken without them."""
    found: dict[str, Json] = {}
    for other in entity.uniques:
        if other is rule or not _holds_for_new_rows(entity, other.where):
            continue
        free = [column for column in other.columns if column not in rule.columns and column in sent]
        values = [(sent[column].wire, _second_value(samples, entity, column)) for column in free]
        usable = next(((wire, value) for wire, value in values if value is not None), None)
        if usable is not None:
            found[usable[0]] = usable[1]
        elif all(column in sent for column in other.columns):
            return None
    return found


def _second_value(samples: Samples, entity: Entity, column: str) -> Json:
    attribute = entity.attribute(column)
    if isinstance(attribute.type, Reference):
        return None
    values = samples.distinct(attribute.type, attribute.name)
    if isinstance(values, Numbered):
        return values.text(1)
    return values.values[0] if len(values.values) > 1 else None


def _in_other_case(
    samples: Samples,
    operation: Operation,
    schema: Schema,
    sent: Mapping[str, Property],
    rule: UniqueRule,
    others: Mapping[str, Json],
) -> Iterator[Taken]:
    if rule.ignore_case:
        each = sent[rule.columns[0]]
        text = samples.of_property(schema, each)
        pattern = each.type.pattern if isinstance(each.type, Plain) else None
        if isinstance(text, str) and pattern is None:
            yield Taken(operation.name.snake, {**others, each.wire: text.swapcase()}, rule.error)
