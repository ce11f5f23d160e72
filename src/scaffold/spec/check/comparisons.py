"""Comparisons of a condition: which columns, constants and words of the request may stand on two sides of one."""

from __future__ import annotations

from scaffold.spec.check.forms import form_problem
from scaffold.spec.check.limits import shown
from scaffold.spec.check.scope import Scope, kind_of
from scaffold.spec.conditions import Constant, Operand, Word
from scaffold.spec.language.fields import FieldSpec

_FAMILIES = {
    "string": "text", "text": "text", "email": "text", "url": "text", "slug": "text",
    "integer": "a number", "number": "a number", "decimal": "a number", "money": "a number",
    "boolean": "true or false", "date": "a date", "datetime": "a time", "duration": "a duration", "uuid": "a UUID",
}  # fmt: skip
_CLOCK = {"today": "a date", "now": "a time"}
_INCOMPARABLE = {"list": "a list", "json": "JSON", "file": "a file"}


def mismatch(scope: Scope, model: str, left: Operand, right: Operand) -> str | None:
    """Why the two sides can never be compared, as a sentence; ``None`` when they can.

    Words that stand for no field, and fields that are said to be wrong elsewhere, compare with anything.
    """
    column, other = (left, right) if _is_column(scope, model, left) else (right, left)
    if not isinstance(column, Word) or not _is_column(scope, model, column):
        return None
    field = scope.fields_of(model)[column.text]
    if what := _INCOMPARABLE.get(field.type or kind_of(field) or ""):
        return f"`{column.text}` is {what}, which a condition cannot compare"
    if isinstance(other, Constant):
        return item_mismatch(column.text, field, other)
    if _is_column(scope, model, other):
        return _unlike(column.text, field, other.text, scope.fields_of(model)[other.text])
    return _not_from_request(scope, column.text, field, other.text)


def item_mismatch(name: str, field: FieldSpec, constant: Constant) -> str | None:
    """Why a constant is none of the values of a field, as a sentence."""
    if field.ref is not None:
        return f"`{name}` is compared with `{shown(constant.value)}`, and no row is known by that"
    if field.type == "duration":
        return f"`{name}` is a duration, which is compared with other fields and with `value` alone"
    problem = form_problem(field.type, constant.value) if field.type is not None else None
    return f"`{name}` is compared with `{shown(constant.value)}`, which {problem}" if problem else None


def _is_column(scope: Scope, model: str, operand: Operand) -> bool:
    return isinstance(operand, Word) and operand.text in scope.fields_of(model)


def _family(field: FieldSpec) -> str | None:
    if field.ref is not None:
        return f"a reference to {field.ref}"
    if field.enum:
        value = field.enum[0]
        return "true or false" if isinstance(value, bool) else "text" if isinstance(value, str) else "a number"
    return _FAMILIES.get(field.type or "")


def _unlike(name: str, field: FieldSpec, other_name: str, other: FieldSpec) -> str | None:
    first, second = _family(field), _family(other)
    if first is None or second is None or first == second:
        return None
    return f"`{name}` and `{other_name}` are never alike: one is {first}, the other {second}"


def _not_from_request(scope: Scope, name: str, field: FieldSpec, word: str) -> str | None:
    family = _family(field)
    if word == "caller" and scope.auth is None and not scope.is_broken(("auth",)):
        return "`caller` is nobody: without `auth` no one logs in"
    if word == "caller" and scope.auth is not None and field.ref != scope.auth.user:
        return f"`{name}` is compared with `caller`, but does not refer to `{scope.auth.user}`"
    if word in _CLOCK and family is not None and family != _CLOCK[word]:
        return f"`{name}` is compared with `{word}`, but is not {_CLOCK[word]}"
    return None
