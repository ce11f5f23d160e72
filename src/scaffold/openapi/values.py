"""Types of the design → JSON Schema (draft 2020-12)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Literal

from scaffold.design.entities import Default
from scaffold.design.types import STRINGS, Enumeration, Kind, ListOf, ObjectOf, Plain, Reference, Type
from scaffold.openapi.matching import may_hold_nul
from scaffold.spec.patterns import portable_pattern

Json = dict[str, Any]
Direction = Literal["in", "out"]
"""Limits bind what comes ``in``. What goes ``out`` has its form alone: rows older than a limit stay readable."""

LEAST_INTEGER, GREATEST_INTEGER = -(2**63), 2**63 - 1
DECIMAL_DIGITS, DECIMAL_PLACES = 38, 10
NO_NUL = r"^[^\x00]*$"
"""Any text but U+0000, which PostgreSQL cannot store."""
EMAIL_PATTERN = (
    r"^[a-zA-Z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-zA-Z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)+$"
)
"""A mailbox (RFC 5321 §4.1.2) without quotes, of host names as browsers take them, with a dot in its domain."""
URL_PATTERN = r"^https?://[^\s\x00]+$"

_FORMATS = {
    Kind.DATE: "date",
    Kind.DATETIME: "date-time",
    Kind.DURATION: "duration",
    Kind.UUID: "uuid",
    Kind.EMAIL: "email",
    Kind.URL: "uri",
    Kind.SECRET: "password",
}
_PATTERNS = {
    Kind.EMAIL: EMAIL_PATTERN,
    Kind.URL: URL_PATTERN,
    Kind.STRING: NO_NUL,
    Kind.TEXT: NO_NUL,
    Kind.SLUG: NO_NUL,
}
_JSON_TYPES = {bool: "boolean", int: "integer", float: "number", str: "string"}


def schema_ref(key: str) -> Json:
    """A reference to the component of that schema."""
    return {"$ref": f"#/components/schemas/{key}"}


def value_schema(kind: Type, direction: Direction) -> Json:
    """The JSON Schema of a value that is not null."""
    match kind:
        case ObjectOf(key):
            return schema_ref(key)
        case ListOf(item, least, most):
            limits = _present(minItems=least, maxItems=most) if direction == "in" else {}
            return {"type": "array", "items": value_schema(item, direction), **limits}
        case Enumeration(_, values):
            return {"type": _type_of(values), "enum": list(values)}
        case Reference(_, id_type):
            return _plain(id_type, direction)
        case Plain():
            return _plain(kind, direction)


def or_null(schema: Json) -> Json:
    """The schema of the same value, or null."""
    if "$ref" in schema:
        return {"anyOf": [schema, {"type": "null"}]}
    if "type" not in schema:
        return {}
    types = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    values = {"enum": [*schema["enum"], None]} if "enum" in schema else {}
    return {**schema, "type": [*types, "null"], **values}


def default_value(kind: Type, default: Default | None) -> Json:
    """The ``default`` keyword with the value as it is on the wire, where it is a constant."""
    if default is None or default.value is None:
        return {}
    if isinstance(default.value, tuple):
        return {"default": list(default.value)}
    if isinstance(kind, Plain) and kind.kind is Kind.DECIMAL:
        return {"default": str(default.value)}
    if isinstance(kind, Plain) and kind.kind is Kind.MONEY:
        return {"default": {"amount": default.value, "currency": kind.currency}} if kind.currency else {}
    return {"default": default.value}


def decimal_digits(kind: Plain) -> tuple[int, int]:
    """How many digits a decimal has before and behind its point, at most; as in SQL, digits alone are whole."""
    if kind.digits is None:
        behind = DECIMAL_PLACES if kind.places is None else kind.places
        return DECIMAL_DIGITS - behind, behind
    return kind.digits - (kind.places or 0), kind.places or 0


def _plain(kind: Plain, direction: Direction) -> Json:
    if kind.kind in STRINGS:
        return _string(kind, direction)
    match kind.kind:
        case Kind.INTEGER:
            return _integer(kind, direction)
        case Kind.NUMBER:
            return {"type": "number", "format": "double", **(_range(kind) if direction == "in" else {})}
        case Kind.DECIMAL:
            return _decimal(kind, direction)
        case Kind.MONEY:
            return _money(kind, direction)
        case Kind.BOOLEAN:
            return {"type": "boolean"}
        case Kind.JSON:
            return {"not": {"type": "null"}}
        case Kind.FILE:
            return {"type": "string", "format": "binary" if direction == "in" else "uri-reference"}
    return {"type": "string", "format": _FORMATS[kind.kind]}


def _string(kind: Plain, direction: Direction) -> Json:
    form = {"type": "string", **_present(format=_FORMATS.get(kind.kind))}
    if direction == "out":
        return form
    schema = {**form, **_present(minLength=_number(kind.min), maxLength=_number(kind.max))}
    if kind.pattern is None:
        schema |= _present(pattern=_PATTERNS.get(kind.kind))
    else:
        schema["pattern"] = portable_pattern(kind.pattern)
        if may_hold_nul(schema["pattern"]):
            schema["not"] = {"pattern": r"\x00"}
    return schema | ({"writeOnly": True} if kind.kind is Kind.SECRET else {})


def _integer(kind: Plain, direction: Direction) -> Json:
    schema: Json = {"type": "integer", "format": "int64"}
    if direction == "out":
        return schema
    return {**schema, "minimum": LEAST_INTEGER, "maximum": GREATEST_INTEGER, **_range(kind)}


def _decimal(kind: Plain, direction: Direction) -> Json:
    """A decimal is a string, so that no reader rounds it; ``minimum`` and ``maximum`` tell its range."""
    if direction == "out":
        return {"type": "string", "format": "decimal", "pattern": r"^-?[0-9]+(?:\.[0-9]+)?$"}
    before, behind = decimal_digits(kind)
    sign = "" if kind.min is not None and kind.min >= 0 else "-?"
    whole = f"[0-9]{{1,{before}}}" if before else "0"
    fraction = rf"(?:\.[0-9]{{1,{behind}}})?" if behind else ""
    return {"type": "string", "format": "decimal", "pattern": f"^{sign}{whole}{fraction}$", **_range(kind)}


def _money(kind: Plain, direction: Direction) -> Json:
    amount = Plain(Kind.INTEGER, min=kind.min, max=kind.max)
    currency: Json = {"type": "string", "pattern": "^[A-Z]{3}$", "description": "ISO 4217 code."}
    return {
        "type": "object",
        "properties": {
            "amount": {**_integer(amount, direction), "description": "In minor units, such as cents."},
            "currency": {"type": "string", "const": kind.currency} if kind.currency else currency,
        },
        "required": ["amount", "currency"],
        **({"additionalProperties": False} if direction == "in" else {}),
    }


def _range(kind: Plain) -> Json:
    return _present(minimum=_number(kind.min), maximum=_number(kind.max))


def _number(limit: float | Decimal | None) -> float | None:
    """The limit as JSON has it: whole where it is whole."""
    if limit is None:
        return None
    return int(limit) if limit == int(limit) else float(limit)


def _present(**keywords: object) -> Json:
    return {key: value for key, value in keywords.items() if value is not None}


def _type_of(values: tuple[str | int | float | bool, ...]) -> str | list[str]:
    types = sorted({_JSON_TYPES[type(value)] for value in values})
    return types[0] if len(types) == 1 else types
