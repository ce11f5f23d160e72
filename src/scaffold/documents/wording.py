"""Types, limits, times and conditions in words."""

from __future__ import annotations

from decimal import Decimal

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
from scaffold.design.design import Rate
from scaffold.design.entities import Default
from scaffold.design.types import GREATEST_EXACT, STRINGS, Enumeration, Kind, ListOf, ObjectOf, Plain, Reference, Type
from scaffold.documents.links import Links
from scaffold.documents.markdown import NOTHING, Markdown, code, enumerate_with, escape, join, json_text, prose

_UNITS = ((86400, "day"), (3600, "hour"), (60, "minute"), (1, "second"))
_SIZES = ((1024**3, "GB"), (1024**2, "MB"), (1024, "KB"), (1, "bytes"))
_UNIT_OF_LIMIT = dict.fromkeys(STRINGS, "characters")
_KINDS = {
    Kind.DATE: "date",
    Kind.DATETIME: "date and time",
    Kind.EMAIL: "e-mail address",
    Kind.JSON: "any JSON",
    Kind.NUMBER: "number",
    Kind.URL: "URL",
    Kind.UUID: "UUID",
}


def type_words(kind: Type, links: Links) -> Markdown:
    """What a value can be, with its limits."""
    match kind:
        case Enumeration(_, values):
            return prose("one of {}", join(code(_value(each)) for each in values))
        case Reference(entity, id_type):
            form = "UUID" if id_type.kind is Kind.UUID else "integer"
            return prose("{}, id of {}", escape(form), escape(entity))
        case ListOf(item, least, most):
            items = range_words(least, most, "items")
            return prose("list of {}{}", type_words(item, links), prose("; {}", items) if items else NOTHING)
        case ObjectOf(key):
            return links.schema(key)
        case Plain():
            return _plain(kind)


def range_words(least: float | Decimal | None, most: float | Decimal | None, unit: str) -> Markdown:
    """The least and the most in words: ``at most 10 items``, ``at least 0``."""
    noun = f" {unit}" if unit else ""
    if least is not None and most is not None:
        return escape(f"{least}{noun}") if least == most else escape(f"{least} to {most}{noun}")
    if most is not None:
        return escape(f"at most {most}{noun}")
    return NOTHING if least is None else escape(f"at least {least}{noun}")


def default_words(default: Default | None) -> Markdown:
    """The value that is taken where none is sent."""
    if default is None:
        return NOTHING
    if default.clock is not None:
        return Markdown("the time of the request" if default.clock == "now" else "the day of the request")
    value = list(default.value) if isinstance(default.value, tuple) else default.value
    return code(json_text(value))


def duration_words(seconds: float) -> Markdown:
    """``30 minutes``, ``14 days``, ``0.5 seconds``."""
    for size, unit in _UNITS:
        if seconds >= size and seconds % size == 0:
            return counted(int(seconds // size), unit)
    return Markdown(f"{seconds:g} seconds")


def counted(count: int, noun: str) -> Markdown:
    """``1 day``, ``14 days``."""
    return Markdown(f"{count} {noun}{'' if count == 1 else 's'}")


def size_words(size: int) -> Markdown:
    """``1 MB``, ``300 KB``."""
    unit, name = next((each for each in _SIZES if size % each[0] == 0), _SIZES[-1])
    return Markdown(f"{size // unit} {name}")


def rate_words(rate: Rate, per: str) -> Markdown:
    """``600 per minute and user``, where ``per`` says who is counted."""
    period = next((name for size, name in _UNITS if size == rate.seconds), None)
    return Markdown(f"{rate.count} per {period or duration_words(rate.seconds)} and {per}")


def roles_words(roles: tuple[str, ...]) -> Markdown:
    """``member, librarian or admin``."""
    return enumerate_with("or", [escape(role) for role in roles])


def condition_text(condition: BoundCondition) -> str:
    """A condition as a person would say it in a query: ``returned_at is null and due_on < today``."""
    match condition:
        case Compare(left, operator, right):
            return f"{_operand(left)} {operator} {_operand(right)}"
        case IsNull(column, negated):
            return f"{column.column} is {'not ' if negated else ''}null"
        case OneOf(operand, values):
            return f"{_operand(operand)} in [{', '.join(map(_operand, values))}]"
        case Contains(column, item):
            return f"{_operand(item)} in {column.column}"
        case RowExists(entity, column, where, negated):
            inner = f" ({condition_text(where)})" if where else ""
            return f"{'no' if negated else 'exists'} {entity}.{column}{inner}"
        case Negation(inner_condition):
            return f"not ({condition_text(inner_condition)})"
        case Conjunction(parts):
            return " and ".join(_bracketed(part) for part in parts)
        case Disjunction(parts):
            return " or ".join(map(condition_text, parts))


def _bracketed(part: BoundCondition) -> str:
    return f"({condition_text(part)})" if isinstance(part, Disjunction) else condition_text(part)


def _operand(operand: Operand) -> str:
    match operand:
        case Column(_, column):
            return column
        case Constant(value):
            return _value(value) if isinstance(value, bool | int | float) else repr(value)
        case FromRequest():
            return operand.value


def _value(value: str | int | float | bool) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _plain(kind: Plain) -> Markdown:
    # What JSON's readers hold at most says nothing about the value.
    most = None if kind.max == GREATEST_EXACT else kind.max
    limits = range_words(kind.min, most, _UNIT_OF_LIMIT.get(kind.kind, ""))
    pattern = prose("matches {}", code(kind.pattern)) if kind.pattern else NOTHING
    digits = escape(f"{kind.digits} digits") if kind.digits else NOTHING
    places = escape(f"{kind.places} decimal places") if kind.places is not None else NOTHING
    currency = escape(f"in {kind.currency}") if kind.currency else NOTHING
    media = enumerate_with("or", [code(each) for each in kind.media])
    size = prose("at most {}", size_words(kind.max_bytes)) if kind.max_bytes else NOTHING
    name = escape(_KINDS.get(kind.kind, kind.kind.value))
    return join(part for part in (name, limits, digits, places, currency, media, size, pattern) if part)
