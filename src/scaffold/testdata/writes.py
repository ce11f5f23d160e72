"""What creating, changing and deleting rows answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from scaffold.design.conditions import BoundCondition, Column, IsNull
from scaffold.design.design import Design
from scaffold.design.entities import Attribute, Entity, UniqueRule
from scaffold.design.operations import Operation
from scaffold.design.schemas import Property, Schema
from scaffold.design.types import Enumeration, Kind, ListOf, ObjectOf, Plain, Reference
from scaffold.testdata.calls import USER, ValidCall, answered_entity, body_references, is_simple, roles_of
from scaffold.testdata.values import Json, Numbered, RowId, Samples


@dataclass(frozen=True, slots=True)
class Creation:
    """A create, and what its answer holds beside what was sent.

    Attributes:
        answered: By member of the answer, its value, of those that are the same for every new row.
        sent: The members of the body that the answer shows as they are.
        found_by: An operation that answers the same row by its id; ``None`` where there is none.
    """

    operation: Operation
    answered: Mapping[str, Json]
    sent: tuple[str, ...]
    has_location: bool
    found_by: str | None


@dataclass(frozen=True, slots=True)
class Change:
    """A member of a patch, its new value, and the members of the answer that change with it.

    ``renames`` is the path parameter that names the row by this very member, if one does.
    """

    operation: str
    member: str
    value: Json
    moved: tuple[str, ...]
    renames: str | None


@dataclass(frozen=True, slots=True)
class Missing:
    """A member of a body that must refer to a row."""

    operation: str
    member: str


@dataclass(frozen=True, slots=True)
class Taken:
    """A second row with the same values: what is changed of the body, so that one rule alone is broken."""

    operation: str
    changes: Mapping[str, Json]
    code: str


@dataclass(frozen=True, slots=True)
class InUse:
    """A row that another one refers to."""

    operation: str
    entity: str
    by: str
    column: str
    code: str


@dataclass(frozen=True, slots=True)
class Move:
    """A change of state, as far as the caller may make it."""

    operation: str
    member: str
    column: str
    source: str
    to: str
    caller: str | None
    code: str | None


def creations(design: Design) -> Iterator[Creation]:
    """Every create that answers its new row."""
    for operation in design.operations:
        shown = answered_entity(design, operation)
        if operation.action != "create" or operation.body is None or shown is None or shown.entity is None:
            continue
        sent = design.schema[operation.body.schema]
        members = {each.wire for each in sent.properties if each.required}
        yield Creation(
            operation=operation,
            answered=dict(_settled(design.entity[shown.entity], shown, operation, members)),
            sent=tuple(
                each.wire
                for each in shown.properties
                if each.wire in members and is_simple(each.type) and not _is_reshaped(each)
            ),
            has_location=operation.answer.location is not None,
            found_by=_found_by(design, operation, shown),
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
                yield each.wire, fixed[attribute.column].value
        elif operation.parent is None or attribute.column != operation.parent.reference:
            yield from _defaulted(each.wire, attribute)


def _nothing(kind: Plain) -> Json:
    return "0" if kind.kind is Kind.DECIMAL else 0


def _defaulted(wire: str, attribute: Attribute) -> Iterator[tuple[str, Json]]:
    default = attribute.default
    if default is None:
        if attribute.nullable and attribute.slug_of is None:
            yield wire, None
    elif default.clock is None:
        yield wire, list(default.value) if isinstance(default.value, tuple) else default.value


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
        case Reference(other, _):
            return RowId(other)
        case ListOf(item, least, most):
            count = max(least or 0, 1)
            return None if most == 0 else [samples.of_type(item, attribute.name)] * count
        case ObjectOf():
            return None
        case Enumeration(_, values):
            return values[-1]
    spare = samples.distinct(attribute.type, attribute.name)
    return spare.text(60) if isinstance(spare, Numbered) else spare.values[-1]


def missing_references(design: Design) -> Iterator[Missing]:
    """Every member of a create or an update that must refer to a row."""
    for operation in design.operations:
        if operation.action in ("create", "update") and operation.body is not None:
            for wire in body_references(design, design.schema[operation.body.schema]):
                yield Missing(operation.name.snake, wire)


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


def in_use(design: Design) -> Iterator[InUse]:
    """Every way in which a row can be kept from being deleted."""
    for operation in design.operations:
        if operation.action != "delete" or operation.entity is None:
            continue
        entity = design.entity[operation.entity]
        if entity.soft_delete or entity.in_use_error is None:
            continue
        for other in design.entities:
            for each in other.attributes:
                if isinstance(each.type, Reference) and each.type.entity == entity.key and each.on_delete == "restrict":
                    yield InUse(operation.name.snake, entity.key, other.key, each.column, entity.in_use_error)


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
    for source in kind.values:
        for to in kind.values:
            if source == to:
                continue
            roles = allowed.get((str(source), str(to)), ())
            for caller in callers:
                may = roles is None or (caller in roles if caller not in (None, USER) else bool(roles))
                move = (operation.name.snake, member.wire, states.column, str(source), str(to), caller)
                yield Move(*move, code=None if may else states.error)


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
