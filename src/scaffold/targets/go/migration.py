"""The first migration as its templates see it: statements for PostgreSQL and for SQLite."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from msgspec import Struct

from scaffold.design.design import Design
from scaffold.design.entities import ForeignKey, Table, TableColumn, TableIndex
from scaffold.design.types import Enumeration, Kind, ListOf, ObjectOf, Plain, Reference, Type
from scaffold.migrations.operations import AddForeignKey, CreateIndex, CreateTable, create_schema
from scaffold.openapi.values import DECIMAL_DIGITS, decimal_digits
from scaffold.targets.go.expressions import TermWriter
from scaffold.targets.go.naming import ProjectNames
from scaffold.targets.go.sql import sql_name
from scaffold.targets.go.types import GoTypes

_INT32 = 2**31
_TypeOf = Callable[[Type], str]

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


class TableView(Struct, frozen=True):
    """A table to create: its name, and its columns and keys, each a line."""

    name: str
    lines: tuple[str, ...]


class MigrationView(Struct, frozen=True):
    """A migration for one database.

    Attributes:
        statements: What follows the tables: keys that close a circle, and indexes.
        dropped: What takes it all back, in its order.
    """

    database: str
    tables: tuple[TableView, ...]
    statements: tuple[str, ...]
    dropped: tuple[str, ...]


def first_migrations(design: Design, names: ProjectNames) -> tuple[MigrationView, ...]:
    """The migration that makes an empty database into the design's, for each database."""
    return (_postgresql(design, names), _sqlite(design, names))


def _postgresql(design: Design, names: ProjectNames) -> MigrationView:
    tables = [each.table for each in create_schema(design) if isinstance(each, CreateTable)]
    late = [each for each in create_schema(design) if isinstance(each, AddForeignKey)]
    added = (f"ALTER TABLE {sql_name(each.table)} ADD {_foreign_key(each.key)};" for each in late)
    removed = (f"ALTER TABLE {sql_name(each.table)} DROP CONSTRAINT {sql_name(each.key.name)};" for each in late)
    return MigrationView(
        database="postgresql",
        tables=tuple(
            TableView(sql_name(each.name), tuple(_lines(each, each.foreign_keys, postgresql_type))) for each in tables
        ),
        statements=(*added, *_indexes(design, names)),
        dropped=(*removed, *_dropped(tables)),
    )


def _sqlite(design: Design, names: ProjectNames) -> MigrationView:
    """SQLite takes a key to a table that comes later, but adds none to a table that is there."""
    tables = [each.table for each in create_schema(design) if isinstance(each, CreateTable)]
    views = (
        TableView(sql_name(each.name), tuple(_lines(each, each.foreign_keys + each.late_foreign_keys, sqlite_type)))
        for each in tables
    )
    return MigrationView("sqlite", tuple(views), tuple(_indexes(design, names)), tuple(_dropped(tables)))


def _lines(table: Table, keys: tuple[ForeignKey, ...], type_of: _TypeOf) -> Iterator[str]:
    lines = [_column(table, each, type_of) for each in table.columns]
    if not _is_counted(table):
        columns = ", ".join(sql_name(column) for column in table.primary_key)
        lines.append(f"CONSTRAINT {sql_name(f'pk_{table.name}')} PRIMARY KEY ({columns})")
    lines += [_foreign_key(each) for each in keys]
    yield from (f"{line}," for line in lines[:-1])
    yield lines[-1]


def _column(table: Table, column: TableColumn, type_of: _TypeOf) -> str:
    name = sql_name(column.name)
    if column.name in table.primary_key and _is_counted(table):
        return f"{name} {_COUNTED[type_of]}"
    return f"{name} {type_of(column.type)}{'' if column.nullable else ' NOT NULL'}"


def _is_counted(table: Table) -> bool:
    """Whether the database counts the ids of the table's rows itself."""
    if table.primary_key != ("id",):
        return False
    kind = next(each.type for each in table.columns if each.name == "id")
    return isinstance(kind, Plain) and kind.kind is Kind.INTEGER


def _foreign_key(key: ForeignKey) -> str:
    columns = ", ".join(sql_name(column) for column in key.columns)
    action = key.on_delete.replace("_", " ").upper()
    refers = f"REFERENCES {sql_name(key.table)} (id) ON DELETE {action}"
    return f"CONSTRAINT {sql_name(key.name)} FOREIGN KEY ({columns}) {refers}"


def _indexes(design: Design, names: ProjectNames) -> Iterator[str]:
    writer = TermWriter(GoTypes(design, names), {})
    for each in create_schema(design):
        if isinstance(each, CreateIndex):
            yield _index(writer, each.table, each.index)


def _index(writer: TermWriter, table: str, index: TableIndex) -> str:
    columns = ", ".join(
        f"lower({sql_name(column)})" if column in index.lower else sql_name(column) for column in index.columns
    )
    unique = "UNIQUE " if index.unique else ""
    where = f" WHERE {writer.predicate(index.where)}" if index.where is not None else ""
    return f"CREATE {unique}INDEX {sql_name(index.name)} ON {sql_name(table)} ({columns}){where};"


def _dropped(tables: list[Table]) -> Iterator[str]:
    return (f"DROP TABLE {sql_name(each.name)};" for each in reversed(tables))


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


_COUNTED: Mapping[_TypeOf, str] = {
    postgresql_type: "bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY",
    sqlite_type: "INTEGER PRIMARY KEY AUTOINCREMENT",
}
"""How an id is declared that the database counts."""
