"""Conditions with every word resolved: columns, constants, and what the request brings."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from scaffold.spec.conditions import Operator

ConstantValue = str | int | float | bool


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the row that the condition is about."""

    entity: str
    column: str


@dataclass(frozen=True, slots=True)
class Constant:
    """A value that the spec gives."""

    value: ConstantValue


class FromRequest(Enum):
    """Operands that only a request knows."""

    VALUE = "value"
    CALLER = "caller"
    NOW = "now"
    TODAY = "today"


Operand = Column | Constant | FromRequest


@dataclass(frozen=True, slots=True)
class Compare:
    """Two operands and how they compare."""

    left: Operand
    operator: Operator
    right: Operand


@dataclass(frozen=True, slots=True)
class IsNull:
    """Whether a column is null."""

    column: Column
    negated: bool


@dataclass(frozen=True, slots=True)
class OneOf:
    """The operand is one of the constants."""

    operand: Operand
    values: tuple[Operand, ...]


@dataclass(frozen=True, slots=True)
class Contains:
    """A list column has the operand as an item."""

    column: Column
    item: Operand


@dataclass(frozen=True, slots=True)
class RowExists:
    """Some row of ``entity`` refers to this one through ``column``."""

    entity: str
    column: str
    where: BoundCondition | None
    negated: bool


@dataclass(frozen=True, slots=True)
class Negation:
    """The opposite of a condition."""

    condition: BoundCondition


@dataclass(frozen=True, slots=True)
class Conjunction:
    """All of the conditions."""

    conditions: tuple[BoundCondition, ...]


@dataclass(frozen=True, slots=True)
class Disjunction:
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
