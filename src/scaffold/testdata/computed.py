"""Computed fields: rows that count, and rows that do not."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from msgspec import Struct

from scaffold.design.conditions import BoundCondition, Negation
from scaffold.design.design import Design
from scaffold.design.entities import Computed, Entity
from scaffold.design.types import Kind
from scaffold.testdata.calls import ValidCall, answered_entity
from scaffold.testdata.conditions import Solver, Values
from scaffold.testdata.rows import many_fit
from scaffold.testdata.values import Json, Samples, total_of_decimals


class ComputedCase(Struct, frozen=True):
    """A computed field of a row, and what it is when other rows refer to the row.

    Attributes:
        call: An operation that answers the row.
        counting: Values of another row that counts.
        other: Values of one that does not; ``None`` where none are found.
        result: What the field is with one row that counts, and with two of them.
    """

    call: ValidCall
    wire: str
    entity: str
    column: str
    counting: Values
    other: Values | None
    result: tuple[Json, Json]


def computed_cases(design: Design, calls: tuple[ValidCall, ...]) -> Iterator[ComputedCase]:
    """Every computed field of every row that can be read, for which rows are found that count."""
    samples = Samples(design)
    for call in calls:
        shown = answered_entity(design, call.operation)
        if call.operation.action != "get" or shown is None or shown.entity is None or not _names_a_row(call):
            continue
        wires = {each.wire for each in shown.properties}
        for each in design.entity[shown.entity].computed:
            case = _case(design, samples, call, each) if each.wire in wires else None
            if case is not None:
                yield case


def _names_a_row(call: ValidCall) -> bool:
    return call.row is not None and not call.row.is_parent and bool(call.row.parameters)


def _case(design: Design, samples: Samples, call: ValidCall, each: Computed) -> ComputedCase | None:
    related = design.entity[each.entity]
    counting = _solve(samples, related, each.where)
    if counting is None or each.column in counting:
        return None
    other = _solve(samples, related, Negation(each.where)) if each.where is not None else None
    if other is not None and (each.column in other or other == counting):
        other = None
    pinned = frozenset({each.column, *counting, *(other or {})})
    result = _results(samples, related, each)
    if result is None or not many_fit(design, related, pinned, 3):
        return None
    if each.summed is not None:
        value = _summand(samples, related, each.summed)
        counting = {each.summed: value, **counting}
    return ComputedCase(call, each.wire, each.entity, each.column, counting, other, result)


def _solve(samples: Samples, entity: Entity, where: BoundCondition | None) -> Values | None:
    return {} if where is None else Solver(samples, entity).solve(where)


def _results(samples: Samples, related: Entity, each: Computed) -> tuple[Json, Json] | None:
    match each.function:
        case "count":
            return 1, 2
        case "exists":
            return True, True
        case "sum":
            value = _summand(samples, related, each.summed or "")
            if each.type.kind is Kind.DECIMAL:
                return total_of_decimals(Decimal(value)), total_of_decimals(2 * Decimal(value))
            return (value, 2 * value) if each.type.kind in (Kind.INTEGER, Kind.NUMBER) and value else None


def _summand(samples: Samples, related: Entity, column: str) -> Json:
    attribute = related.attribute(column)
    return samples.of_type(attribute.type, attribute.name)
