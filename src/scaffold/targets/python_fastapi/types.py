"""Types of the design in Python: annotations, columns, and parameters of requests."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal

from pydantic import TypeAdapter

from scaffold.design.design import Design
from scaffold.design.types import STRINGS, Enumeration, Kind, ListOf, ObjectOf, Plain, Reference, Type
from scaffold.openapi.values import DECIMAL_DIGITS, NO_NUL, decimal_digits, value_schema
from scaffold.targets.python_fastapi.decimals import decimal_type
from scaffold.targets.python_fastapi.text import python_string

_INT32 = 2**31

_ANNOTATIONS: Mapping[Kind, str] = {
    **dict.fromkeys(STRINGS, "str"),
    Kind.INTEGER: "int",
    Kind.NUMBER: "float",
    Kind.DECIMAL: "Decimal",
    Kind.BOOLEAN: "bool",
    Kind.DATE: "date",
    Kind.DATETIME: "datetime",
    Kind.DURATION: "timedelta",
    Kind.UUID: "UUID",
    Kind.JSON: "Any",
    Kind.BINARY: "bytes",
}

_UNITS = {"days": 86_400, "hours": 3_600, "minutes": 60, "seconds": 1}

_DURATION = TypeAdapter(timedelta)

_MODULE_NAMES = frozenset({"date", "datetime", "timedelta"})

_COLUMNS: Mapping[Kind, str] = {
    Kind.TEXT: "Text",
    Kind.NUMBER: "Double",
    Kind.BOOLEAN: "Boolean",
    Kind.DATE: "Date",
    Kind.DATETIME: "UtcDateTime",
    Kind.DURATION: "Interval",
    Kind.UUID: "Uuid",
    Kind.JSON: "Json",
}
_MIGRATION_COLUMNS: Mapping[Kind, str] = {
    Kind.TEXT: "sa.Text()",
    Kind.NUMBER: "sa.Double()",
    Kind.BOOLEAN: "sa.Boolean()",
    Kind.DATE: "sa.Date()",
    Kind.DATETIME: "sa.DateTime(timezone=True)",
    Kind.DURATION: "sa.Interval()",
    Kind.UUID: "sa.Uuid()",
}
_MIGRATION_JSON = 'sa.JSON().with_variant(JSONB(), "postgresql")'
_VALUES: Mapping[type, str] = {str: "str", int: "int", float: "float", bool: "bool"}

_WIRE_TYPES: Mapping[Kind, str] = {
    Kind.UUID: "Id",
    Kind.DATE: "Date",
    Kind.DATETIME: "Timestamp",
    Kind.DURATION: "Duration",
    Kind.DECIMAL: "DecimalText",
    Kind.JSON: "Json",
}
_PARAMETER_TYPES: Mapping[Kind, str] = {
    **_WIRE_TYPES,
    Kind.INTEGER: "QueryInteger",
    Kind.NUMBER: "QueryNumber",
    Kind.BOOLEAN: "QueryBoolean",
    Kind.EMAIL: "Email",
}


def row_annotation(kind: Type, *, alias: str | None = None, qualified: bool = False) -> str:
    """What a value is in a row.

    Args:
        kind: Its type.
        alias: What its enumeration is called, if it is one or a list of one.
        qualified: Spell ``dt.date`` for ``date``, beside a member of that name.
    """
    match kind:
        case ListOf(item):
            return f"list[{row_annotation(item, alias=alias, qualified=qualified)}]"
        case Enumeration(_, values):
            return alias or literal_annotation(values)
        case Reference(_, id_type):
            return row_annotation(id_type)
        case ObjectOf():
            return "Any"
        case Plain():
            name = _ANNOTATIONS[kind.kind]
            return f"dt.{name}" if qualified and name in _MODULE_NAMES else name


def caller_type(design: Design) -> str:
    """The id of a caller, and of the owner of a row."""
    return row_annotation(design.entity[design.auth.user].id_type) if design.auth else "UUID"


def literal_annotation(values: tuple[str | int | float | bool, ...]) -> str:
    """One of the given values; a float, which no ``Literal`` can hold, is any float."""
    if any(isinstance(value, float) for value in values):
        return "float"
    return f"Literal[{', '.join(python_value(value) for value in values)}]"


def python_value(value: str | int | float | bool | None) -> str:
    """A constant in Python."""
    return python_string(value) if isinstance(value, str) else repr(value)


def typed_value(value: str | int | float | bool, kind: Type) -> str:
    """A constant of the spec as a value of a column's type."""
    match kind:
        case Plain(Kind.DECIMAL):
            return f'Decimal("{value}")'
        case Plain(Kind.DATE):
            return f"date.fromisoformat({python_value(str(value))})"
        case Plain(Kind.DATETIME):
            return f"datetime.fromisoformat({python_value(str(value))})"
        case Plain(Kind.UUID) | Reference(_, Plain(Kind.UUID)):
            return f"UUID({python_value(str(value))})"
        case Plain(Kind.NUMBER):
            return repr(float(value))
        case Plain(Kind.DURATION):
            return timedelta_value(_DURATION.validate_python(value).total_seconds())
    return python_value(value)


def timedelta_value(seconds: float) -> str:
    """A length of time as people say it: ``timedelta(minutes=30)`` and not 1800 seconds."""
    if seconds != int(seconds):
        return f"timedelta(seconds={seconds})"
    unit, length = next((unit, length) for unit, length in _UNITS.items() if seconds % length == 0)
    return f"timedelta({unit}={int(seconds) // length})"


def column_type(kind: Type) -> str:
    """The SQLAlchemy type of a column."""
    match kind:
        case ListOf(item):
            return "JsonList" if _is_plain_json(item) else f"JsonItems({row_annotation(kind)})"
        case Enumeration(_, values):
            return _enumeration_column(values)
        case Reference(_, id_type):
            return column_type(id_type)
        case ObjectOf():
            return "Json"
        case Plain():
            return _COLUMNS.get(kind.kind) or _sized_column(kind)


def key_type(kind: Plain) -> str:
    """The type of a primary key of its own."""
    return "Uuid" if kind.kind is Kind.UUID else "SerialKey"


def migration_type(kind: Type, *, is_key: bool = False) -> str:
    """The type of a column in a migration, which must not change with the service's code."""
    match kind:
        case ListOf() | ObjectOf() | Plain(Kind.JSON):
            return _MIGRATION_JSON
        case Reference(_, id_type):
            return migration_type(id_type, is_key=True)
        case Plain(Kind.INTEGER) if is_key:
            return 'sa.BigInteger().with_variant(sa.Integer(), "sqlite")'
        case Plain(Kind.DECIMAL):
            precision, scale = decimal_size(kind)
            return f'sa.Numeric({precision}, {scale}).with_variant(sa.String({precision + 2}), "sqlite")'
        case Plain():
            return _MIGRATION_COLUMNS.get(kind.kind) or _called(f"sa.{_sized_column(kind)}")
        case Enumeration(_, values):
            return _called(f"sa.{_enumeration_column(values)}")


def decimal_size(kind: Plain) -> tuple[int, int]:
    """Precision and scale of a decimal column."""
    before, behind = decimal_digits(kind)
    return min(before + behind, DECIMAL_DIGITS), behind


def answer_scalars(kind: Type) -> frozenset[str]:
    """The types of ``core.schemas`` that an answer is declared with, besides its schemas."""
    match kind:
        case ListOf(item):
            return answer_scalars(item)
        case Reference(_, id_type):
            return answer_scalars(id_type)
        case Plain(plain) if plain in _WIRE_TYPES:
            return frozenset([_WIRE_TYPES[plain]])
    return frozenset()


def answer_annotation(kind: Type, schemas: Mapping[str, str]) -> str:
    """What an operation answers, as FastAPI reads it to write the answer."""
    match kind:
        case ObjectOf(key):
            return schemas[key]
        case ListOf(item):
            return f"list[{answer_annotation(item, schemas)}]"
        case Enumeration(_, values):
            return literal_annotation(values)
        case Reference(_, id_type):
            return answer_annotation(id_type, schemas)
        case Plain():
            return _WIRE_TYPES.get(kind.kind) or _ANNOTATIONS[kind.kind]


def parameter_annotation(kind: Type, place: str, alias: str | None) -> str:
    """A path or header parameter with its limits, as FastAPI reads it.

    Args:
        kind: Its type.
        place: ``Path`` or ``Header``.
        alias: Its name on the wire, where the argument is called something else.
    """
    base, limits = _limited(kind)
    if alias is not None:
        limits["alias"] = python_string(alias)
    if not limits:
        return base
    said = ", ".join(f"{name}={value}" for name, value in limits.items())
    return f"Annotated[{base}, {place}({said})]"


def _limited(kind: Type) -> tuple[str, dict[str, str]]:
    """The type without limits, and the limits as arguments."""
    match kind:
        case Reference(_, id_type):
            return _limited(id_type)
        case Enumeration(_, values) if all(isinstance(value, str) for value in values):
            return literal_annotation(values), {}
        case Enumeration(_, values):
            return f"Annotated[{literal_annotation(values)}, QueryChoice]", {}
        case Plain(plain):
            schema = value_schema(kind, "in")
            own = _PARAMETER_TYPES.get(plain)
            if own == "Email" and kind.pattern is not None:
                own = None
            if plain is Kind.DECIMAL:
                return decimal_type(schema["pattern"]), {}
            if own is None:
                own = "Text" if schema.get("pattern") == NO_NUL or "not" in schema else "str"
            return own, _limits(schema, own)
    return "str", {}


def _limits(schema: Mapping[str, object], own: str) -> dict[str, str]:
    names = {"minimum": "ge", "maximum": "le", "minLength": "min_length", "maxLength": "max_length"}
    limits = {python: repr(schema[keyword]) for keyword, python in names.items() if keyword in schema}
    if own == "Email":
        return {}
    if "pattern" in schema and schema["pattern"] != NO_NUL and own in ("str", "Text"):
        limits["pattern"] = python_string(str(schema["pattern"]))
    return limits


def _is_plain_json(item: Type) -> bool:
    if isinstance(item, Plain):
        return item.kind in STRINGS or item.kind in (Kind.INTEGER, Kind.NUMBER, Kind.BOOLEAN)
    return isinstance(item, Enumeration)


def _enumeration_column(values: tuple[str | int | float | bool, ...]) -> str:
    if all(isinstance(value, bool) for value in values):
        return "Boolean"
    if all(isinstance(value, int) for value in values):
        return "Integer" if all(_is_small(value) for value in values) else "BigInteger"
    if any(isinstance(value, str) for value in values):
        return f"String({max(len(str(value)) for value in values)})"
    return "Double"


def _sized_column(kind: Plain) -> str:
    match kind.kind:
        case Kind.INTEGER:
            return "Integer" if _is_small(kind.min) and _is_small(kind.max) else "BigInteger"
        case Kind.DECIMAL:
            precision, scale = decimal_size(kind)
            return f"ExactDecimal({precision}, {scale})"
        case Kind.BINARY:
            return f"LargeBinary({kind.max})" if kind.max else "LargeBinary"
    return f"String({int(kind.max)})" if kind.max is not None else "String"


def _is_small(limit: str | int | float | Decimal | None) -> bool:
    return isinstance(limit, int | float | Decimal) and -_INT32 <= limit < _INT32


def _called(name: str) -> str:
    return name if name.endswith(")") else f"{name}()"
