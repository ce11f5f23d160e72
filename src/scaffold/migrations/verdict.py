"""What stands against a migration: what it cannot do, what it would lose, what may stop it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from scaffold.design.entities import Table, TableIndex
from scaffold.design.resolve.entities import DELETED_AT
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

_DROPS = "with --allow-data-loss it goes"
_CHANGES = "give such rows another value before; with --allow-data-loss the migration is written as it is"


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
    for each in migration.up:
        match each:
            case DropTable(table):
                what, span = before.table(table.name)
                created = (new.table for new in migration.up if isinstance(new, CreateTable))
                hint = _rename_hint(what, [after.table(new.name)[0] for new in created if _are_alike(table, new)])
                yield _loss(f"{what} would be dropped with all its rows", span, hint)
            case DropColumn():
                yield _dropped_column(migration, each, before, after)
            case AlterColumn():
                yield from _narrowed(migration, each, after)


def _dropped_column(migration: Migration, dropped: DropColumn, before: Places, after: Places) -> Diagnostic:
    table, column = dropped.table, dropped.column
    added = [each.column for each in migration.up if isinstance(each, AddColumn) and each.table == table]
    renames = find_renames(migration.former, migration.design)
    if any(each.name == column.name for each in added):
        what, span = after.column(table, column.name)
        return _loss(f"{what} would be empty: no value of the former type can become one of this", span, _DROPS)
    what, span = before.column(renames.reversed().tables.get(table, table), column.name)
    if column.name == DELETED_AT:
        return _loss(f"rows that were deleted would be back, as {what} would be dropped", span, _DROPS)
    alike = [each for each in added if conversion(column.type, each.type, renames.entities) is Conversion.KEEPS]
    hint = _rename_hint(what, [after.column(table, each.name)[0] for each in alike])
    return _loss(f"{what} would be dropped with its values", span, hint)


def _are_alike(table: Table, other: Table) -> bool:
    """Whether tables have columns in common, besides their ids."""
    return len({each.name for each in table.columns} & {each.name for each in other.columns}) > 1


def _rename_hint(what: str, candidates: Sequence[str]) -> str:
    """What to do about something that goes, while others come that it might be."""
    if not candidates:
        return _DROPS
    former = what.strip("`").rpartition(".")[2]
    return f"where {' or '.join(candidates)} is its new name, add `was: {former}` there; {_DROPS}"


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
            gone = listed((value for value in old if value not in new), "or")
            yield _loss(f"{what} would not know {gone} any more, and rows may have it", span, _CHANGES)
        case _:
            yield _loss(f"{what} would be narrower, and values may not fit", span, _CHANGES)


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


def _loss(message: str, span: Span, hint: str) -> Diagnostic:
    return Diagnostic("SC914", message, span, hint)


def _obstacle(message: str, span: Span, hint: str) -> Diagnostic:
    return Diagnostic("SC914", message, span, hint, "warning")
