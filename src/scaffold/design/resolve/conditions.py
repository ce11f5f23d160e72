"""Resolve the words of a condition into columns, constants and what a request brings."""

from __future__ import annotations

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
from scaffold.design.resolve.scope import Scope
from scaffold.names import name_of
from scaffold.spec import conditions as said
from scaffold.spec.language.fields import FieldSpec

_REQUEST_WORDS = {each.value: each for each in FromRequest}


def bind_condition(scope: Scope, entity: str, text: str) -> BoundCondition:
    """The condition that ``text`` says about the rows of ``entity``."""
    return _bind(scope, entity, said.parse_condition(text))


def column_of(key: str, field: FieldSpec) -> str:
    """The column of a stored field."""
    column = name_of(key).snake
    return f"{column}_id" if field.ref else column


def _bind(scope: Scope, entity: str, condition: said.Condition) -> BoundCondition:
    match condition:
        case said.Comparison(left, operator, right):
            return Compare(_operand(scope, entity, left), operator, _operand(scope, entity, right))
        case said.Null(field, negated):
            return IsNull(_column(scope, entity, field.text), negated)
        case said.Membership(item, said.Word() as collection):
            return Contains(_column(scope, entity, collection.text), _operand(scope, entity, item))
        case said.Membership(item, tuple() as values):
            return OneOf(_operand(scope, entity, item), tuple(_operand(scope, entity, value) for value in values))
        case said.Exists(model, field_name, where, negated, _):
            column = _column(scope, model, field_name).column
            return RowExists(model, column, _bind(scope, model, where) if where else None, negated)
        case said.Not(inner):
            return Negation(_bind(scope, entity, inner))
        case said.All(parts):
            return Conjunction(tuple(_bind(scope, entity, part) for part in parts))
        case said.Either(parts):
            return Disjunction(tuple(_bind(scope, entity, part) for part in parts))
    raise AssertionError(condition)


def _operand(scope: Scope, entity: str, operand: said.Operand) -> Operand:
    if isinstance(operand, said.Constant):
        return Constant(operand.value)
    if operand.text in scope.spec.models[entity].fields:
        return _column(scope, entity, operand.text)
    if operand.text in _REQUEST_WORDS:
        return _REQUEST_WORDS[operand.text]
    return Column(entity, "id") if operand.text == "id" else Constant(operand.text)


def _column(scope: Scope, entity: str, key: str) -> Column:
    fields = scope.spec.models[entity].fields
    return Column(entity, column_of(key, fields[key]) if key in fields else key)
