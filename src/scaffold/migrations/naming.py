"""What a migration is called: what it does, in few words."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from scaffold.migrations.operations import (
    AddColumn,
    AddForeignKey,
    AlterColumn,
    CreateIndex,
    CreateTable,
    DropColumn,
    DropForeignKey,
    DropIndex,
    DropTable,
    RenameColumn,
    RenameTable,
    SchemaOperation,
)

_LONGEST = 50
"""Characters that a name of a file has room for beside number and ending."""


def migration_name(operations: Sequence[SchemaOperation]) -> str:
    """``add_isbn_to_books``: whole tables before columns, and columns before indexes and keys.

    What is too long for a file names only the tables, and of many only how many they are.
    """
    said = [_said(each) for each in operations]
    first = min(each.rank for each in said)
    groups: dict[tuple[str, str], dict[str, None]] = {}
    for each in said:
        if each.rank == first:
            groups.setdefault((each.verb, each.place), {})[each.subject] = None
    tables = list(dict.fromkeys(each.table for each in said))
    names = (
        "_and_".join(f"{verb}_{'_and_'.join(subjects)}{place}" for (verb, place), subjects in groups.items()),
        f"change_{'_and_'.join(tables)}",
        f"change_{len(tables)}_tables" if len(tables) > 1 else "change_table",
    )
    return next((name for name in names if len(name) <= _LONGEST), names[-1])


class _Said(Struct, frozen=True):
    """An operation in words: the verb, what it is done to, and where; tables rank before columns."""

    rank: int
    verb: str
    subject: str
    place: str
    table: str


def _said(operation: SchemaOperation) -> _Said:
    match operation:
        case CreateTable(table):
            return _Said(0, "create", table.name, "", table.name)
        case DropTable(table):
            return _Said(0, "drop", table.name, "", table.name)
        case RenameTable(before, name):
            return _Said(0, "rename", f"{before.name}_to_{name}", "", name)
        case AddColumn(table, column):
            return _Said(1, "add", column.name, f"_to_{table}", table)
        case DropColumn(table, column):
            return _Said(1, "drop", column.name, f"_of_{table}", table)
        case RenameColumn(table, before, name):
            return _Said(1, "rename", f"{before}_to_{name}", f"_in_{table}", table)
        case AlterColumn(table, _, after):
            return _Said(1, "change", after.name, f"_of_{table}", table)
        case CreateIndex(table) | DropIndex(table):
            return _Said(2, "index", table, "", table)
        case AddForeignKey(table) | DropForeignKey(table):
            return _Said(2, "relate", table, "", table)
