"""Types of columns in PostgreSQL and in SQLite."""

from __future__ import annotations

from collections.abc import Mapping

from scaffold.design.types import Enumeration, Kind, ListOf, ObjectOf, Plain, Reference, Type
from scaffold.openapi.values import DECIMAL_DIGITS, decimal_digits

_INT32 = 2**31

_POSTGRESQL: Mapping[Kind, str] = {
    Kind.TEXT: "text",
    Kind.NUMBER: "double precision",
    Kind.BOOLEAN: "boolean",
    Kind.DATE: "date",
    Kind.DATETIME: "timestamptz",
    Kind.DURATION: "bigint",
    Kind.UUID: "uuid",
    Kind.JSON: "jsonb",
    Kind.BINARY: "bytea",
}
_SQLITE: Mapping[Kind, str] = {
    Kind.INTEGER: "INTEGER",
    Kind.NUMBER: "REAL",
    Kind.DECIMAL: "TEXT COLLATE decimal",
    Kind.BOOLEAN: "BOOLEAN",
    Kind.DURATION: "INTEGER",
    Kind.BINARY: "BLOB",
}


def postgresql_type(kind: Type) -> str:
    """The type of a column in PostgreSQL."""
    match kind:
        case ListOf() | ObjectOf():
            return "jsonb"
        case Enumeration(_, values):
            return _enumeration(values)
        case Reference(_, id_type):
            return "uuid" if id_type.kind is Kind.UUID else "bigint"
        case Plain(Kind.INTEGER):
            return "integer" if _is_small(kind) else "bigint"
        case Plain(Kind.DECIMAL):
            before, behind = decimal_digits(kind)
            return f"numeric({min(before + behind, DECIMAL_DIGITS)}, {behind})"
        case Plain():
            sized = f"varchar({int(kind.max)})" if kind.max is not None else "text"
            return _POSTGRESQL.get(kind.kind, sized)


def sqlite_type(kind: Type) -> str:
    """The type of a column in SQLite, which keeps most values as text."""
    match kind:
        case Enumeration(_, values):
            return _enumeration_in_sqlite(values)
        case Reference(_, id_type):
            return sqlite_type(id_type)
        case Plain():
            return _SQLITE.get(kind.kind, "TEXT")
    return "TEXT"


def _enumeration(values: tuple[str | int | float | bool, ...]) -> str:
    if isinstance(values[0], str):
        return f"varchar({max(len(str(value)) for value in values)})"
    if isinstance(values[0], bool):
        return "boolean"
    if any(isinstance(value, float) for value in values):
        return "double precision"
    return "integer" if all(-_INT32 <= value < _INT32 for value in values if isinstance(value, int)) else "bigint"


def _enumeration_in_sqlite(values: tuple[str | int | float | bool, ...]) -> str:
    if isinstance(values[0], str):
        return "TEXT"
    if isinstance(values[0], bool):
        return "BOOLEAN"
    return "REAL" if any(isinstance(value, float) for value in values) else "INTEGER"


def _is_small(kind: Plain) -> bool:
    return all(limit is not None and -_INT32 <= limit < _INT32 for limit in (kind.min, kind.max))
