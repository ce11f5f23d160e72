"""Schema operations as statements for SQLite, without the semicolons behind them.

SQLite changes tables in few ways (https://www.sqlite.org/lang_altertable.html). Where it has none, a new
table takes the place of the old one, as section 7 there says: foreign keys must not be enforced meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from scaffold.design.entities import Table, TableColumn
from scaffold.design.types import Kind
from scaffold.migrations.operations import (
    AddColumn,
    AlterColumn,
    CreateIndex,
    DropColumn,
    DropIndex,
    DropTable,
    RenameColumn,
    RenameTable,
    SchemaOperation,
)
from scaffold.targets.go.reshaping import ColumnOperation, Reshaping, reshape
from scaffold.targets.shared.sql import (
    Clocks,
    Spelling,
    column_line,
    create_index,
    create_table,
    fill_value,
    is_counted,
    references,
    sql_text,
    value_kind,
)

CLOCKS: Clocks = {"now": "strftime('%Y-%m-%dT%H:%M:%fZ', 'now')", "today": "date('now')"}
"""The time of the server, as the service writes it."""
COUNTED = "INTEGER PRIMARY KEY AUTOINCREMENT"
"""How an id is declared that SQLite counts."""

_VERIFY_KEYS = (
    "CREATE TEMP TABLE lost_references (number INTEGER CONSTRAINT every_reference_has_its_row CHECK (number = 0))",
    "INSERT INTO temp.lost_references SELECT count(*) FROM pragma_foreign_key_check",
    "DROP TABLE temp.lost_references",
)
"""Fails where a row refers to one that is not there: keys of new tables are not looked at before."""


def statements(
    before: Sequence[Table], after: Sequence[Table], operations: Sequence[SchemaOperation], spelling: Spelling
) -> Iterator[str]:
    """What leads from one schema to another.

    Indexes go first and come last, so that no change of a table meets one.

    Args:
        before: the tables that the database has.
        after: the tables that it gets.
        operations: what makes the one into the other, in an order that works.
        spelling: how statements are written.
    """
    steps = tuple(reshape(before, operations))
    rebuilt = {each.after.name for each in steps if isinstance(each, Reshaping) and _needs_rebuild(each, spelling)}
    yield from (f"DROP INDEX {spelling.name(each.index.name)}" for each in steps if isinstance(each, DropIndex))
    taken = {table.name for table in (*before, *after)}
    for step in steps:
        match step:
            case Reshaping():
                yield from _reshape(step, taken, spelling)
            case RenameTable(table, name):
                yield f"ALTER TABLE {spelling.name(table.name)} RENAME TO {spelling.name(name)}"
            case DropTable(table):
                yield f"DROP TABLE {spelling.name(table.name)}"
    if any(isinstance(each, Reshaping) and each.has_other_keys for each in steps):
        yield from _VERIFY_KEYS
    created = {each.index.name for each in steps if isinstance(each, CreateIndex)}
    for table in after:
        for index in table.indexes:
            if index.name in created or table.name in rebuilt:
                yield create_index(table.name, index, spelling)


def _needs_rebuild(step: Reshaping, spelling: Spelling) -> bool:
    """Whether the table is there and SQLite cannot change it in its place."""
    if step.before is None:
        return False
    return not step.keeps_its_keys or any(not _is_possible(each, spelling) for each in step.changes)


def _is_possible(operation: ColumnOperation, spelling: Spelling) -> bool:
    match operation:
        case AddColumn(_, column):
            return column.nullable
        case AlterColumn(_, before, after):
            return column_line(before, spelling) == column_line(after, spelling)
    return True


def _reshape(step: Reshaping, taken: Iterable[str], spelling: Spelling) -> Iterator[str]:
    if step.before is None:
        yield create_table(step.after, step.after.name, spelling)
    elif _needs_rebuild(step, spelling):
        yield from _rebuild(step.before, step, taken, spelling)
    else:
        for operation in step.changes:
            yield from _change(operation, step, spelling)


def _change(operation: ColumnOperation, step: Reshaping, spelling: Spelling) -> Iterator[str]:
    table, name = spelling.name(step.after.name), spelling.name
    match operation:
        case RenameColumn(_, before, after):
            yield f"ALTER TABLE {table} RENAME COLUMN {name(before)} TO {name(after)}"
        case DropColumn(_, column):
            yield f"ALTER TABLE {table} DROP COLUMN {name(column.name)}"
        case AddColumn(_, column, fill):
            keys = (key for key in step.after.foreign_keys if key.columns == (column.name,))
            refers = "".join(f" CONSTRAINT {name(key.name)} {references(key, spelling)}" for key in keys)
            yield f"ALTER TABLE {table} ADD COLUMN {column_line(column, spelling)}{refers}"
            if fill is not None:
                yield f"UPDATE {table} SET {name(column.name)} = {fill_value(fill, column.type, spelling)}"


def _rebuild(before: Table, step: Reshaping, taken: Iterable[str], spelling: Spelling) -> Iterator[str]:
    """Make the table anew, with its rows and the number that its next id follows."""
    name, after = spelling.name, step.after
    sources = _sources(before, step.changes, spelling)
    new = f"new_{after.name}"
    while new in taken:
        new = f"new_{new}"
    yield create_table(after, new, spelling)
    columns, values = ", ".join(map(name, sources)), ", ".join(sources.values())
    yield f"INSERT INTO {name(new)} ({columns})\nSELECT {values}\nFROM {name(before.name)}"
    if all(any(map(is_counted, table.columns)) for table in (before, after)):
        made, old = sql_text(new), sql_text(before.name)
        yield f"DELETE FROM sqlite_sequence WHERE name = {made}"
        yield (f"INSERT INTO sqlite_sequence (name, seq) SELECT {made}, seq FROM sqlite_sequence WHERE name = {old}")
    yield f"DROP TABLE {name(before.name)}"
    yield f"ALTER TABLE {name(new)} RENAME TO {name(after.name)}"


def _sources(before: Table, changes: Iterable[ColumnOperation], spelling: Spelling) -> Mapping[str, str]:
    """By column, what it is filled with from a row of the table as it was."""
    sources = {each.name: spelling.name(each.name) for each in before.columns}
    for change in changes:
        match change:
            case RenameColumn(_, old, new):
                sources = {new if column == old else column: value for column, value in sources.items()}
            case DropColumn(_, column):
                del sources[column.name]
            case AddColumn(_, column, fill):
                sources[column.name] = fill_value(fill, column.type, spelling) if fill else "NULL"
            case AlterColumn(_, old, new, fill):
                value = _converted(sources[new.name], old, new)
                filled = f"coalesce({value}, {fill_value(fill, new.type, spelling)})" if fill else value
                sources[new.name] = filled
    return sources


def _converted(value: str, before: TableColumn, after: TableColumn) -> str:
    """A value as one of another type. As in PostgreSQL, what is no number makes the whole migration fail."""
    match value_kind(before.type), value_kind(after.type):
        case Kind.NUMBER, Kind.INTEGER:
            return f"CAST(round({value}) AS INTEGER)"
        case Kind.INTEGER, Kind.TEXT:
            return f"CAST({value} AS TEXT)"
        case Kind.TEXT, Kind.INTEGER:
            number = f"CAST({value} AS INTEGER)"
            failure = f"json('not a number: ' || {value})"
            return f"CASE WHEN CAST({number} AS TEXT) = {value} THEN {number} ELSE {failure} END"
    return value
