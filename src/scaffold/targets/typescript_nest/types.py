"""Types of the design in TypeScript: values of rows, constants, and what answers hold."""

from __future__ import annotations

from collections.abc import Mapping

from scaffold.design.design import Design
from scaffold.design.entities import Entity
from scaffold.design.types import STRINGS, Enumeration, Kind, ListOf, ObjectOf, Plain, Reference, Type
from scaffold.names import name_of
from scaffold.targets.shared.answers import row_entity
from scaffold.targets.shared.decimals import plain_decimal
from scaffold.targets.shared.integers import is_exact_as_double
from scaffold.targets.typescript_nest.imports import Imports
from scaffold.targets.typescript_nest.naming import ProjectNames
from scaffold.targets.typescript_nest.text import string, value

_TYPES: Mapping[Kind, str] = {
    **dict.fromkeys(STRINGS, "string"),
    Kind.NUMBER: "number",
    Kind.DECIMAL: "string",
    Kind.BOOLEAN: "boolean",
    Kind.DATE: "string",
    Kind.DATETIME: "Date",
    Kind.DURATION: "string",
    Kind.UUID: "string",
    Kind.JSON: "unknown",
    Kind.BINARY: "Buffer",
}


def id_type(kind: Plain) -> str:
    """The type of an id: ids that the database counts stay below 2⁵³."""
    return "number" if kind.kind is Kind.INTEGER else "string"


def caller_id_type(design: Design) -> str:
    """The type of the id of a caller, and of the owner of a row."""
    return id_type(design.entity[design.auth.user].id_type) if design.auth else "string"


def row_type(kind: Type) -> str:
    """The type of a value in a row."""
    match kind:
        case ListOf(item):
            return list_type(row_type(item))
        case Enumeration(_, values):
            return union_type(values)
        case Reference(_, key):
            return id_type(key)
        case Plain(Kind.INTEGER):
            return "number" if is_exact_as_double(kind) else "bigint"
        case Plain():
            return _TYPES[kind.kind]
    return "unknown"


def union_type(values: tuple[str | int | float | bool, ...]) -> str:
    """One of the given values."""
    return " | ".join(map(value, values))


def list_type(item: str) -> str:
    """Several values of a type."""
    return f"({item})[]" if " | " in item else f"{item}[]"


def or_null(kind: str, nullable: bool) -> str:
    """The type, or null."""
    return f"{kind} | null" if nullable and kind != "unknown" else kind


def answer_type(design: Design, names: ProjectNames, kind: Type, imports: Imports) -> str:
    """The type of what an operation answers: a row where it shows one whole."""
    match kind:
        case ListOf(item):
            return list_type(answer_type(design, names, item, imports))
        case ObjectOf(key):
            entity = row_entity(design, kind)
            if entity is not None:
                own = names.entities[entity.key]
                return imports.type(own.table_module, own.row)
            dto = names.schemas[key]
            return imports.type(dto.module, dto.type)
        case Plain(Kind.INTEGER) if not is_exact_as_double(kind):
            return "number | bigint"
    return row_type(kind)


def typed_value(constant: str | int | float | bool, kind: Type) -> str:
    """A constant of the spec as a value of a type."""
    match kind:
        case Plain(Kind.DECIMAL):
            return string(plain_decimal(constant))
        case Plain(Kind.DATETIME):
            return f"new Date({string(str(constant))})"
        case Plain(Kind.INTEGER) if not is_exact_as_double(kind):
            return f"{constant}n"
        case Plain(Kind.INTEGER) if isinstance(constant, float):
            return str(int(constant))
        case Plain(Kind.DATE | Kind.UUID | Kind.DURATION):
            return string(str(constant))
    return value(constant)


def wire_of_column(entity: Entity, column: str, *, camel: bool) -> str:
    """The property of a row that holds a column."""
    for each in entity.attributes:
        if each.column == column:
            return row_key(each.wire, is_secret=each.secret, camel=camel)
    return name_of(column).camel if camel else column


def row_key(wire: str, *, is_secret: bool, camel: bool) -> str:
    """The property of a row for a member of that name: ``password_hash`` for a secret ``password``."""
    if not is_secret:
        return wire
    return f"{wire}Hash" if camel else f"{wire}_hash"


def is_camel(design: Design) -> bool:
    """Whether JSON names are written in camelCase."""
    return design.conventions.json_names == "camelCase"
