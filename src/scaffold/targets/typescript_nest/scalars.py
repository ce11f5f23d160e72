"""What a request brings, as zod schemas: one function of the service for each kind of value."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from scaffold.design.types import STRINGS, Enumeration, Kind, ListOf, ObjectOf, Plain, Reference, Type
from scaffold.openapi.values import GREATEST_INTEGER, LEAST_INTEGER, value_schema
from scaffold.targets.shared.integers import is_exact_as_double
from scaffold.targets.typescript_nest.imports import Imports
from scaffold.targets.typescript_nest.patterns import regular_expression
from scaffold.targets.typescript_nest.text import string, value

Place = Literal["body", "text"]
"""Where a value comes from: JSON, or the text of a path, a query or a header."""

_PLAIN: Mapping[Kind, tuple[str, str]] = {
    Kind.UUID: ("uuid", "uuid"),
    Kind.DATE: ("date", "date"),
    Kind.DATETIME: ("timestamp", "timestamp"),
    Kind.DURATION: ("duration", "duration"),
    Kind.JSON: ("json", "json"),
}

_OWN_TEXTS: Mapping[Kind, str] = {Kind.SECRET: "password", Kind.URL: "url"}


def scalar(kind: Type, place: Place, imports: Imports) -> str:
    """The schema of a value that is not an object."""
    match kind:
        case Reference(_, key):
            return row_id(key, place, imports)
        case Enumeration(_, values):
            return _one_of(values, place, imports)
        case Plain(Kind.INTEGER):
            return _integer(kind, place, imports)
        case Plain(Kind.NUMBER):
            return _number(kind, place, imports)
        case Plain(Kind.BOOLEAN):
            return f"{imports.value(_module('boolean'), 'booleanText' if place == 'text' else 'boolean')}()"
        case Plain(Kind.DECIMAL):
            return _decimal(kind, imports)
        case Plain() if kind.kind in STRINGS:
            return _text(kind, imports)
        case Plain():
            return _plain(kind, imports)
    raise ValueError(f"{kind} is no scalar")


def row_id(kind: Plain, place: Place, imports: Imports) -> str:
    """The schema of an id of a row."""
    if kind.kind is not Kind.INTEGER:
        return _plain(kind, imports)
    return f"{imports.value(_module('row-id'), 'rowIdText' if place == 'text' else 'rowId')}()"


def listed(item: str, kind: ListOf, imports: Imports) -> str:
    """The schema of a list of a schema."""
    function = imports.value(_module("list"), "list")
    return f"{function}({item}{_options(min=_text_of(kind.min), max=_text_of(kind.max), after=True)})"


def contains_object(kind: Type) -> str | None:
    """The schema that a value is, or holds in a list."""
    match kind:
        case ListOf(item):
            return contains_object(item)
        case ObjectOf(key):
            return key
    return None


def _module(name: str) -> str:
    return f"/common/scalars/{name}"


def _plain(kind: Plain, imports: Imports) -> str:
    module, function = _PLAIN[kind.kind]
    return f"{imports.value(_module(module), function)}()"


def _one_of(values: tuple[str | int | float | bool, ...], place: Place, imports: Imports) -> str:
    function = "oneOfText" if place == "text" and not all(isinstance(each, str) for each in values) else "oneOf"
    return f"{imports.value(_module('one-of'), function)}([{', '.join(map(value, values))}])"


def _integer(kind: Plain, place: Place, imports: Imports) -> str:
    schema = value_schema(kind, "in")
    least, most = schema["minimum"], schema["maximum"]
    suffix = "Text" if place == "text" else ""
    if is_exact_as_double(kind):
        return f"{imports.value(_module('integer'), f'integer{suffix}')}({{ min: {least}, max: {most} }})"
    limits = _options(
        min=f"{least}n" if least != LEAST_INTEGER else None, max=f"{most}n" if most != GREATEST_INTEGER else None
    )
    return f"{imports.value(_module('big-integer'), f'bigInteger{suffix}')}({limits})"


def _number(kind: Plain, place: Place, imports: Imports) -> str:
    function = imports.value(_module("number"), "numberText" if place == "text" else "number")
    schema = value_schema(kind, "in")
    return f"{function}({_options(min=_text_of(schema.get('minimum')), max=_text_of(schema.get('maximum')))})"


def _decimal(kind: Plain, imports: Imports) -> str:
    schema = value_schema(kind, "in")
    limits = _options(
        min=string(str(schema["minimum"])) if "minimum" in schema else None,
        max=string(str(schema["maximum"])) if "maximum" in schema else None,
        after=True,
    )
    return f"{imports.value(_module('decimal'), 'decimal')}({regular_expression(schema['pattern'])}{limits})"


def _text(kind: Plain, imports: Imports) -> str:
    if kind.kind is Kind.EMAIL and kind.pattern is None:
        return f"{imports.value(_module('email'), 'email')}()"
    schema = value_schema(kind, "in")
    own = _OWN_TEXTS.get(kind.kind, "text") if kind.pattern is None or kind.kind is Kind.SECRET else "text"
    limits = _options(
        min=_text_of(schema.get("minLength")),
        max=_text_of(schema.get("maxLength")),
        pattern=regular_expression(schema["pattern"]) if kind.pattern is not None else None,
    )
    return f"{imports.value(_module('url' if own == 'url' else 'text'), own)}({limits})"


def _text_of(limit: float | None) -> str | None:
    return None if limit is None else repr(limit)


def _options(*, after: bool = False, **options: str | None) -> str:
    """Named arguments as an object, where there are any; ``after`` others they need a comma."""
    said = ", ".join(f"{name}: {text}" for name, text in options.items() if text is not None)
    return f"{', ' if said and after else ''}{{ {said} }}" if said else ""
