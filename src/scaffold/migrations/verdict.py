"""What stands against a migration: what it cannot do, what it would lose, what may stop it."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from scaffold.design.entities import TableIndex
from scaffold.design.types import Enumeration
from scaffold.diagnostics import Diagnostic, Span, listed
from scaffold.migrations.conversion import Conversion, conversion
from scaffold.migrations.operations import (
    AddColumn,
    AlterColumn,
    CreateIndex,
    CreateTable,
    DropColumn,
    DropIndex,
    DropTable,
    Migration,
)
from scaffold.migrations.places import Places
from scaffold.migrations.renames import find_renames

_ALLOW = "say `was:` where it only has a new name; with --allow-data-loss it goes"


def impossible(migration: Migration, after: Places) -> Iterator[Diagnostic]:
    """What no migration can do, at its place in the new spec."""
    for each in migration.up:
        match each:
            case AddColumn(table, column, None) if column.name == "id":
                what, span = after.table(table)
                hint = "leave the type of the ids as it is, or make a new model and move the rows"
                yield Diagnostic("SC915", f"the ids of {what} cannot change their type", span, hint)
            case AddColumn(table, column, None) if not column.nullable:
                what, span = after.column(table, column.name)
                message = f"{what} is required and has no default, and rows that are there would have no value"
                hint = "give it a `default`, or make it `optional` now and required once every row has a value"
                yield Diagnostic("SC912", message, span, hint)


def losses(migration: Migration, before: Places, after: Places) -> Iterator[Diagnostic]:
    """What would go, at its place in the new spec, or in the former one where it is gone from the new."""
    added = {(each.table, each.column.name) for each in migration.up if isinstance(each, AddColumn)}
    tables = {new: old for old, new in find_renames(migration.former, migration.design).tables.items()}
    for each in migration.up:
        match each:
            case DropTable(table):
                what, span = before.table(table.name)
                yield _loss(f"{what} would be dropped with all its rows", span)
            case DropColumn(table, column) if (table, column.name) in added:
                what, span = after.column(table, column.name)
                yield _loss(f"{what} would be empty: no value of the former type can become one of this", span)
            case DropColumn(table, column):
                what, span = before.column(tables.get(table, table), column.name)
                yield _loss(f"{what} would be dropped with its values", span)
            case AlterColumn():
                yield from _narrowed(migration, each, after)


def obstacles(migration: Migration, after: Places) -> Iterator[Diagnostic]:
    """What rows may stop the migration, as warnings at their places in the new spec."""
    created = {each.table.name for each in migration.up if isinstance(each, CreateTable)}
    empty = {(each.table, each.column.name) for each in migration.up if isinstance(each, AddColumn) and not each.fill}
    unique = set(_unique_already(migration))
    for each in migration.up:
        match each:
            case AlterColumn(table, before, column, None) if before.nullable and not column.nullable:
                what, span = after.column(table, column.name)
                yield _obstacle(f"a row without {what} stops the migration", span, "give every row a value before")
            case CreateIndex(table, index) if index.unique and table not in created:
                is_empty = any((table, column) in empty for column in index.columns)
                if is_empty or (table, replace(index, name="", where=None)) in unique:
                    continue
                what, span = after.column(table, index.columns[0])
                values = " and ".join(after.column(table, column)[0] for column in index.columns)
                yield _obstacle(f"rows that share {values} stop the migration", span, "make them differ before")


def _narrowed(migration: Migration, each: AlterColumn, after: Places) -> Iterator[Diagnostic]:
    entities = find_renames(migration.former, migration.design).entities
    if conversion(each.before.type, each.after.type, entities) is not Conversion.NARROWS:
        return
    what, span = after.column(each.table, each.after.name)
    match each.before.type, each.after.type:
        case Enumeration(_, old), Enumeration(_, new):
            gone = listed(value for value in old if value not in new)
            yield _loss(f"{what} would not know {gone} any more, and rows may have it", span)
        case _:
            yield _loss(f"{what} would be narrower, and values may not fit", span)


def _unique_already(migration: Migration) -> Iterator[tuple[str, TableIndex]]:
    """The indexes over all rows that are made anew, by the names that tables and columns have in the end."""
    renames = find_renames(migration.former, migration.design)
    for each in migration.up:
        if isinstance(each, DropIndex) and each.index.unique and each.index.where is None:
            both = ((each.table, column) for column in each.index.columns)
            columns = tuple(renames.columns.get(column, column)[1] for column in both)
            lower = columns if each.index.lower else ()
            table = renames.tables.get(each.table, each.table)
            yield table, replace(each.index, name="", columns=columns, lower=lower)


def _loss(message: str, span: Span) -> Diagnostic:
    return Diagnostic("SC914", message, span, _ALLOW)


def _obstacle(message: str, span: Span, hint: str) -> Diagnostic:
    return Diagnostic("SC914", message, span, hint, "warning")
