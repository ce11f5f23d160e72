"""Conditions with every word resolved: columns, constants, and what the request brings."""

from __future__ import annotations

from enum import Enum

from msgspec import Struct

from scaffold.spec.conditions import Operator

ConstantValue = str | int | float | bool


class Column(Struct, frozen=True):
    """A column of the row that the condition is about."""

    entity: str
    column: str


class Constant(Struct, frozen=True):
    """A value that the spec gives."""

    value: ConstantValue


class FromRequest(Enum):
    """Operands that only a request knows."""

    VALUE = "value"
    CALLER = "caller"
    NOW = "now"
    TODAY = "today"


Operand = Column | Constant | FromRequest


class Compare(Struct, frozen=True):
    """Two operands and how they compare."""

    left: Operand
    operator: Operator
    right: Operand


class IsNull(Struct, frozen=True):
    """Whether a column is null."""

    column: Column
    negated: bool


class OneOf(Struct, frozen=True):
    """The operand is one of the constants."""

    operand: Operand
    values: tuple[Operand, ...]


class Contains(Struct, frozen=True):
    """A list column has the operand as an item."""

    column: Column
    item: Operand


class RowExists(Struct, frozen=True):
    """Some row of ``entity`` refers to this one through ``column``."""

    entity: str
    column: str
    where: BoundCondition | None
    negated: bool


class Negation(Struct, frozen=True):
    """The opposite of a condition."""

    condition: BoundCondition


class Conjunction(Struct, frozen=True):
    """All of the conditions."""

    conditions: tuple[BoundCondition, ...]


class Disjunction(Struct, frozen=True):
    """Any of the conditions."""

    conditions: tuple[BoundCondition, ...]


BoundCondition = Compare | IsNull | OneOf | Contains | RowExists | Negation | Conjunction | Disjunction


def request_operands(condition: BoundCondition) -> frozenset[FromRequest]:
    """What the condition needs to know from the request."""
    match condition:
        case Compare(left, _, right):
            return frozenset(each for each in (left, right) if isinstance(each, FromRequest))
        case OneOf(operand, values):
            return frozenset(each for each in (operand, *values) if isinstance(each, FromRequest))
        case Contains(_, item):
            return frozenset([item] if isinstance(item, FromRequest) else [])
        case RowExists(_, _, where, _):
            return request_operands(where) if where else frozenset()
        case Negation(inner):
            return request_operands(inner)
        case Conjunction(parts) | Disjunction(parts):
            return frozenset().union(*map(request_operands, parts))
        case IsNull():
            return frozenset()
