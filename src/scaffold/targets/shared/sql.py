"""SQL that is the same for every language and database, but for how a target spells names and types."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Literal

from msgspec import Struct

from scaffold.design.conditions import BoundCondition, ConstantValue
from scaffold.design.entities import Default, ForeignKey, Table, TableColumn, TableIndex
from scaffold.design.types import STRINGS, Enumeration, Kind, ListOf, Plain, Reference, Type
from scaffold.targets.shared.decimals import plain_decimal

_UNSAFE = re.compile(r"[\n\r?]|--")
"""What ends a line, begins a comment, or stands for an argument to those who do not look for texts."""


Clocks = Mapping[Literal["now", "today"], str]
"""Expressions for the time of the server."""


class Spelling(Struct, frozen=True):
    """How a target writes SQL for a database.

    Attributes:
        name: a table, column or constraint.
        kind: the type of a column.
        constant: a value of the spec, for a column of a type.
        predicate: the condition of a partial index: about the columns of one row alone.
        clocks: what time it is.
        counted: what stands behind the name of an id that the database counts.
    """

    name: Callable[[str], str]
    kind: Callable[[Type], str]
    constant: Callable[[ConstantValue, Type], str]
    predicate: Callable[[BoundCondition], str]
    clocks: Clocks
    counted: str

    @property
    def counted_is_key(self) -> bool:
        """Whether an id that the database counts is declared as the primary key where it stands."""
        return "PRIMARY KEY" in self.counted


def sql_text(text: str) -> str:
    """A string literal, on one line, without the signs of comments and arguments."""
    quoted = text.replace("'", "''")
    if not _UNSAFE.search(text):
        return f"'{quoted}'"
    escaped = _UNSAFE.sub(_escaped, quoted.replace("\\", "\\\\"))
    return f"unistr('{escaped}')"


def _escaped(found: re.Match[str]) -> str:
    return "".join(f"\\u{ord(sign):04x}" for sign in found[0])


def sql_constant(value: ConstantValue, kind: Type | None) -> str:
    """A constant of the spec, compared with a column of a type or stored in it."""
    match kind:
        case Reference(_, id_type):
            return sql_constant(value, id_type)
        case Plain(Kind.DATETIME):
            moment = datetime.fromisoformat(str(value))
            moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
            return sql_text(moment.isoformat(timespec="milliseconds").replace("+00:00", "Z"))
        case Plain(Kind.DECIMAL):
            return sql_text(plain_decimal(value))
        case Plain(Kind.UUID):
            return sql_text(str(value).lower())
        case Plain(Kind.INTEGER) if isinstance(value, float):
            return str(int(value))
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    return sql_text(value) if isinstance(value, str) else repr(value)


def fill_value(fill: Default, kind: Type, spelling: Spelling) -> str:
    """What rows that are there get in a column."""
    if fill.clock is not None:
        return spelling.clocks[fill.clock]
    if isinstance(fill.value, tuple):
        item = kind.item if isinstance(kind, ListOf) else kind
        return _json([_item(each, item) for each in fill.value])
    if fill.value is None:
        return "NULL"
    return _json(fill.value) if value_kind(kind) is Kind.JSON else spelling.constant(fill.value, kind)


def _item(value: ConstantValue, kind: Type) -> ConstantValue:
    """An item of a list as JSON knows it."""
    return plain_decimal(value) if isinstance(kind, Plain) and kind.kind is Kind.DECIMAL else value


def _json(value: object) -> str:
    return sql_text(json.dumps(value, ensure_ascii=False, separators=(",", ":")))


def value_kind(kind: Type) -> Kind:
    """The kind of the values of a column: all strings are text, and lists and objects JSON."""
    match kind:
        case Enumeration(_, values):
            return _kind_of(values)
        case Reference(_, id_type):
            return id_type.kind
        case Plain():
            return Kind.TEXT if kind.kind in STRINGS else kind.kind
    return Kind.JSON


def _kind_of(values: tuple[ConstantValue, ...]) -> Kind:
    if any(isinstance(value, str) for value in values):
        return Kind.TEXT
    if all(isinstance(value, bool) for value in values):
        return Kind.BOOLEAN
    return Kind.NUMBER if any(isinstance(value, float) for value in values) else Kind.INTEGER


def is_counted(column: TableColumn) -> bool:
    """Whether the database counts the ids of a table's rows itself."""
    return column.name == "id" and isinstance(column.type, Plain) and column.type.kind is Kind.INTEGER


def create_table(table: Table, name: str, spelling: Spelling) -> str:
    """Create a table with its columns and all of its keys, of which each is a line.

    Args:
        table: the table; keys that are to be added later are not in ``foreign_keys``.
        name: what it is called, where that is not its own name yet.
        spelling: how the target writes it.
    """
    lines = ",\n".join(f"    {line}" for line in _lines(table, spelling))
    return f"CREATE TABLE {spelling.name(name)} (\n{lines}\n)"


def _lines(table: Table, spelling: Spelling) -> Iterator[str]:
    for each in table.columns:
        yield column_line(each, spelling)
    if not (spelling.counted_is_key and any(map(is_counted, table.columns))):
        columns = ", ".join(map(spelling.name, table.primary_key))
        yield f"CONSTRAINT {spelling.name(f'pk_{table.name}')} PRIMARY KEY ({columns})"
    yield from (foreign_key(key, spelling) for key in table.foreign_keys)


def column_line(column: TableColumn, spelling: Spelling) -> str:
    """A column as tables declare it."""
    if is_counted(column):
        return f"{spelling.name(column.name)} {spelling.counted}"
    return f"{spelling.name(column.name)} {spelling.kind(column.type)}{'' if column.nullable else ' NOT NULL'}"


def foreign_key(key: ForeignKey, spelling: Spelling) -> str:
    """A foreign key as tables declare it."""
    columns = ", ".join(map(spelling.name, key.columns))
    return f"CONSTRAINT {spelling.name(key.name)} FOREIGN KEY ({columns}) {references(key, spelling)}"


def references(key: ForeignKey, spelling: Spelling) -> str:
    """What a foreign key refers to, and what becomes of it."""
    action = key.on_delete.replace("_", " ").upper()
    return f"REFERENCES {spelling.name(key.table)} ({spelling.name('id')}) ON DELETE {action}"


def create_index(table: str, index: TableIndex, spelling: Spelling) -> str:
    """Create an index of a table."""
    columns = (spelling.name(each) for each in index.columns)
    listed = ", ".join(
        f"lower({column})" if name in index.lower else column
        for name, column in zip(index.columns, columns, strict=True)
    )
    kind = "UNIQUE INDEX" if index.unique else "INDEX"
    where = f" WHERE {spelling.predicate(index.where)}" if index.where is not None else ""
    return f"CREATE {kind} {spelling.name(index.name)} ON {spelling.name(table)} ({listed}){where}"
