"""Tables as Drizzle declares them, and the types of their columns as migrations do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Literal

from scaffold.design.design import Design
from scaffold.design.entities import Attribute, Default, Entity
from scaffold.design.types import Enumeration, Kind, ListOf, ObjectOf, Plain, Reference, Type
from scaffold.openapi.values import DECIMAL_DIGITS, decimal_digits
from scaffold.targets.shared.integers import is_exact_as_double
from scaffold.targets.typescript_nest.imports import Imports
from scaffold.targets.typescript_nest.text import property_name, string, value
from scaffold.targets.typescript_nest.types import is_camel, row_key, row_type, typed_value, union_type

PG = "drizzle-orm/pg-core"
COLUMNS = "/database/columns"
_INT32 = 2**31

_BUILDERS: Mapping[Kind, str] = {
    Kind.TEXT: "text",
    Kind.NUMBER: "doublePrecision",
    Kind.BOOLEAN: "boolean",
    Kind.DATE: "date",
    Kind.UUID: "uuid",
}
_OWN_BUILDERS: Mapping[Kind, str] = {Kind.DATETIME: "instant", Kind.DURATION: "duration", Kind.JSON: "json"}
_CLOCKS: Mapping[Kind, Literal["now", "today"]] = {Kind.DATETIME: "now", Kind.DATE: "today"}
_SQL_TYPES: Mapping[Kind, str] = {
    Kind.TEXT: "text",
    Kind.NUMBER: "double precision",
    Kind.BOOLEAN: "boolean",
    Kind.DATE: "date",
    Kind.DATETIME: "timestamptz",
    Kind.DURATION: "interval",
    Kind.UUID: "uuid",
    Kind.JSON: "jsonb",
    Kind.BINARY: "bytea",
}


def column_lines(design: Design, entity: Entity, imports: Imports) -> Iterator[str]:
    """The columns of an entity's table, each as a property."""
    yield f"id: {_id_column(entity.id_type, imports)}"
    for each in entity.attributes:
        column = f"{each.column}_hash" if each.secret else each.column
        key = row_key(each.wire, is_secret=each.secret, camel=is_camel(design))
        builder = f"{_builder(each, key, column, imports)}{_modifiers(design, entity, each, imports)}"
        yield f"{property_name(key)}: {builder}"
    if entity.soft_delete:
        key = deleted_key(design)
        instant = imports.value(COLUMNS, "instant")
        yield f"{key}: {instant}({'' if key == 'deleted_at' else string('deleted_at')})"


def deleted_key(design: Design) -> str:
    """The property of a row that says when it was deleted, where rows are kept."""
    return "deletedAt" if is_camel(design) else "deleted_at"


def _id_column(kind: Plain, imports: Imports) -> str:
    if kind.kind is Kind.INTEGER:
        return f'{imports.value(PG, "bigint")}({{ mode: "number" }}).primaryKey().generatedByDefaultAsIdentity()'
    return f"{imports.value(PG, 'uuid')}().primaryKey().$defaultFn({imports.value('/common/identifiers', 'newId')})"


def _builder(attribute: Attribute, key: str, column: str, imports: Imports) -> str:
    """The builder of a column, with its name where the property is called otherwise."""
    kind = Plain(Kind.TEXT) if attribute.secret else attribute.type
    name, options, typed = _column(kind)
    function = imports.value(COLUMNS if name in _OWN_BUILDERS.values() else PG, name)
    arguments = ", ".join(([] if key == column else [string(column)]) + ([options] if options else []))
    return f"{function}{f'<{typed}>' if typed and name == 'json' else ''}({arguments})" + (
        f".$type<{typed}>()" if typed and name != "json" else ""
    )


def _column(kind: Type) -> tuple[str, str, str]:
    """The builder of a type, its options, and the type of its values where the builder cannot tell."""
    match kind:
        case ListOf():
            return "json", "", row_type(kind)
        case Enumeration(_, values):
            return _enumeration(values)
        case Reference(_, key):
            return ("bigint", '{ mode: "number" }', "") if key.kind is Kind.INTEGER else ("uuid", "", "")
        case Plain(Kind.INTEGER):
            if _is_small(kind.min) and _is_small(kind.max):
                return "integer", "", ""
            return "bigint", f'{{ mode: "{"number" if is_exact_as_double(kind) else "bigint"}" }}', ""
        case Plain(Kind.DECIMAL):
            precision, scale = decimal_size(kind)
            return "numeric", f"{{ precision: {precision}, scale: {scale} }}", ""
        case Plain() if kind.kind in _BUILDERS:
            return _BUILDERS[kind.kind], "", ""
        case Plain() if kind.kind in _OWN_BUILDERS:
            return _OWN_BUILDERS[kind.kind], "", "unknown" if kind.kind is Kind.JSON else ""
        case Plain():
            return "varchar", f"{{ length: {int(kind.max)} }}" if kind.max is not None else "", ""
    return "json", "", "unknown"


def _enumeration(values: tuple[str | int | float | bool, ...]) -> tuple[str, str, str]:
    if all(isinstance(each, str) for each in values):
        length = max(len(str(each)) for each in values)
        return "varchar", f"{{ length: {length}, enum: [{', '.join(map(value, values))}] }}", ""
    if all(isinstance(each, bool) for each in values):
        return "boolean", "", ""
    if all(isinstance(each, int) for each in values):
        if all(_is_small(each) for each in values if not isinstance(each, str)):
            return "integer", "", union_type(values)
        return "bigint", '{ mode: "number" }', union_type(values)
    return "doublePrecision", "", union_type(values)


def _modifiers(design: Design, entity: Entity, attribute: Attribute, imports: Imports) -> str:
    said = "" if attribute.nullable else ".notNull()"
    if attribute.touched:
        return f"{said}.$onUpdate({imports.value('/common/clock', 'now')})"
    default = attribute.default or _server_time(design, entity, attribute)
    return said + _default(default, attribute.type, imports)


def _server_time(design: Design, entity: Entity, attribute: Attribute) -> Default | None:
    """The server's clock, for a time that requests do not send although they make rows."""
    if attribute.nullable or attribute.writable or not isinstance(attribute.type, Plain):
        return None
    made = [each for each in design.operations if each.action == "create" and each.entity == entity.key]
    is_left_out = any(attribute.column not in {said.column for said in each.sets} for each in made)
    clock = _CLOCKS.get(attribute.type.kind)
    return Default(clock=clock) if is_left_out and clock is not None else None


def _default(default: Default | None, kind: Type, imports: Imports) -> str:
    if default is None or (default.value is None and default.clock is None):
        return ""
    if default.clock is not None:
        return f".$defaultFn({imports.value('/common/clock', default.clock)})"
    if isinstance(default.value, tuple):
        item = kind.item if isinstance(kind, ListOf) else kind
        return f".$defaultFn(() => [{', '.join(typed_value(each, item) for each in default.value)}])"
    assert default.value is not None
    return f".$defaultFn(() => {typed_value(default.value, kind)})"


def sql_type(kind: Type) -> str:
    """The type of a column in PostgreSQL."""
    match kind:
        case ListOf() | ObjectOf():
            return "jsonb"
        case Reference(_, key):
            return sql_type(key)
        case Plain(Kind.INTEGER):
            return "integer" if _is_small(kind.min) and _is_small(kind.max) else "bigint"
        case Plain(Kind.DECIMAL):
            precision, scale = decimal_size(kind)
            return f"numeric({precision}, {scale})"
        case Plain() if kind.kind in _SQL_TYPES:
            return _SQL_TYPES[kind.kind]
        case Plain():
            return f"varchar({int(kind.max)})" if kind.max is not None else "varchar"
        case Enumeration(_, values):
            return _sql_enumeration(values)


def _sql_enumeration(values: tuple[str | int | float | bool, ...]) -> str:
    name, _, _ = _enumeration(values)
    if name == "varchar":
        return f"varchar({max(len(str(each)) for each in values)})"
    return {"doublePrecision": "double precision"}.get(name, name)


def decimal_size(kind: Plain) -> tuple[int, int]:
    """Precision and scale of a decimal column."""
    before, behind = decimal_digits(kind)
    return min(before + behind, DECIMAL_DIGITS), behind


def _is_small(limit: str | int | float | Decimal | None) -> bool:
    return isinstance(limit, int | float | Decimal) and -_INT32 <= limit < _INT32
