"""Which values make a condition true: for rows that a filter should find, and rows that it should not."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import TypeGuard

from msgspec import Struct

from scaffold.design.conditions import (
    BoundCondition,
    Column,
    Compare,
    Conjunction,
    Constant,
    Contains,
    Disjunction,
    FromRequest,
    IsNull,
    Negation,
    OneOf,
    Operand,
    RowExists,
)
from scaffold.design.entities import Attribute, Entity
from scaffold.design.types import Enumeration, Kind, ListOf, Plain, Reference
from scaffold.spec.conditions import Operator
from scaffold.testdata.values import Json, Listed, Numbered, Samples


class Known(Enum):
    """Values that only a running test knows."""

    CALLER = "caller"
    PARENT = "parent"


Values = Mapping[str, Json]
"""By column, the value that makes a condition true."""

_MIRRORED: Mapping[Operator, Operator] = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "=", "!=": "!="}
_NEGATED: Mapping[Operator, Operator] = {"<": ">=", "<=": ">", ">": "<=", ">=": "<", "=": "!=", "!=": "="}
_PAST = {Kind.DATE: "2000-01-01", Kind.DATETIME: "2000-01-01T00:00:00.000Z"}
_FUTURE = {Kind.DATE: "2999-01-01", Kind.DATETIME: "2999-01-01T00:00:00.000Z"}


class Solver(Struct, frozen=True):
    """Makes conditions about one entity true; ``asked`` is what the request brings as the value."""

    samples: Samples
    entity: Entity
    asked: Json = None

    def solve(self, condition: BoundCondition) -> Values | None:
        """Values that make the condition true; ``None`` where none are found."""
        match condition:
            case IsNull(column, negated):
                return self._null(column, negated)
            case Compare(Column() as column, operator, right):
                return self._compared(column, operator, right)
            case Compare(left, operator, Column() as column):
                return self._compared(column, _MIRRORED[operator], left)
            case OneOf(Column() as column, values):
                return self._compared(column, "=", values[0])
            case Contains(column, item):
                value = self._value(item)
                return None if value is None else {column.column: [value]}
            case RowExists(negated=True):
                return {}
            case Negation(inner):
                return self._negated(inner)
            case Conjunction(parts):
                return self._all(parts)
            case Disjunction(parts):
                return next((found for part in parts if (found := self.solve(part)) is not None), None)
        return None

    def _all(self, parts: tuple[BoundCondition, ...]) -> Values | None:
        together: dict[str, Json] = {}
        for part in sorted(parts, key=_asks_for_any_value):
            if _asks_for_any_value(part) and together.get(part.column.column) is not None:
                continue
            found = self.solve(part)
            if found is None or any(together.get(column, value) != value for column, value in found.items()):
                return None
            together |= found
        return together

    def _negated(self, condition: BoundCondition) -> Values | None:
        match condition:
            case IsNull(column, negated):
                return self._null(column, not negated)
            case Compare(left, operator, right):
                return self.solve(Compare(left, _NEGATED[operator], right))
            case OneOf(Column() as column, values):
                return self._other_than(column, [self._value(value) for value in values])
            case Contains(column, _):
                return {column.column: []}
            case RowExists(entity, column, where, negated):
                return self.solve(RowExists(entity, column, where, not negated))
            case Negation(inner):
                return self.solve(inner)
            case Conjunction(parts):
                return next((found for part in parts if (found := self._negated(part)) is not None), None)
            case Disjunction(parts):
                return self._all(tuple(Negation(part) for part in parts))
        return None

    def _null(self, column: Column, negated: bool) -> Values | None:
        attribute = self._attribute(column)
        if attribute is None:
            return None
        if negated:
            value = self.samples.of_type(attribute.type, attribute.name)
            return None if isinstance(attribute.type, Reference) else {column.column: value}
        return {column.column: None} if attribute.nullable else None

    def _compared(self, column: Column, operator: str, operand: Operand) -> Values | None:
        attribute = self._attribute(column)
        if attribute is None or isinstance(operand, Column):
            return None
        if operand in (FromRequest.NOW, FromRequest.TODAY):
            return self._around_now(attribute, operator)
        value = self._value(operand)
        if value is None:
            return None
        if operator in ("=", "<=", ">="):
            return {column.column: value}
        if operator == "!=":
            return self._other_than(column, [value])
        return self._beside(attribute, operator, value)

    def _around_now(self, attribute: Attribute, operator: str) -> Values | None:
        kind = attribute.type.kind if isinstance(attribute.type, Plain) else None
        if kind not in _PAST or operator == "=":
            return None
        return {attribute.column: _PAST[kind] if operator.startswith("<") else _FUTURE[kind]}

    def _other_than(self, column: Column, values: list[Json]) -> Values | None:
        attribute = self._attribute(column)
        if attribute is None or Known.CALLER in values:
            return None
        other = next((each for each in several(self.samples, attribute) if each not in values), None)
        return None if other is None else {column.column: other}

    def _beside(self, attribute: Attribute, operator: str, value: Json) -> Values | None:
        """A value below or above, of a type that has an order."""
        if not isinstance(value, int | float) or isinstance(value, bool) or not isinstance(attribute.type, Plain):
            return None
        other = value - 1 if operator == "<" else value + 1
        limits = attribute.type
        if (limits.min is not None and other < limits.min) or (limits.max is not None and other > limits.max):
            return None
        return {attribute.column: other}

    def _value(self, operand: Operand) -> Json:
        match operand:
            case Constant(value):
                return value
            case FromRequest.VALUE:
                return self.asked
            case FromRequest.CALLER:
                return Known.CALLER
        return None

    def _attribute(self, column: Column) -> Attribute | None:
        return next((each for each in self.entity.attributes if each.column == column.column), None)


def _asks_for_any_value(condition: BoundCondition) -> TypeGuard[IsNull]:
    """Whether any value but null makes the condition true."""
    return isinstance(condition, IsNull) and condition.negated


def several(samples: Samples, attribute: Attribute, count: int = 3) -> list[Json]:
    """A few values of a stored field, smallest first; fewer where it does not have so many."""
    kind = attribute.type
    if isinstance(kind, Reference | ListOf):
        return []
    values = samples.distinct(kind, attribute.name)
    if isinstance(values, Numbered):
        return [values.text(number) for number in range(1, count + 1)]
    found = values.values
    if isinstance(kind, Enumeration):
        found = tuple(sorted(found, key=lambda each: (str(type(each)), str(each) if isinstance(each, str) else each)))
    return list(_in_order(values, found)[:count])


def _in_order(values: Listed, found: tuple[Json, ...]) -> tuple[Json, ...]:
    """The values in ascending order, where they are texts of any pattern too."""
    return tuple(sorted(found)) if found and all(isinstance(each, str) for each in found) else found
