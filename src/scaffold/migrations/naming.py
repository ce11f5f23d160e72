"""What a migration is called: what it does, in few words."""

from __future__ import annotations

from collections.abc import Sequence

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
    """``add_isbn_to_books``; of several changes only the tables, and of many only their number."""
    said = [_phrase(each) for each in operations]
    tables = list(dict.fromkeys(table for _, table in said))
    phrases = list(dict.fromkeys(phrase for phrase, _ in said if phrase))
    if not phrases:
        phrases = [f"change_keys_of_{tables[0]}"] if len(tables) == 1 else []
    if 0 < len(phrases) <= 2 and len(name := "_and_".join(phrases)) <= _LONGEST:
        return name
    if len(name := f"change_{'_and_'.join(tables)}") <= _LONGEST:
        return name
    return f"change_{len(tables)}_tables" if len(tables) > 1 else f"change_{tables[0]}"[:_LONGEST]


def _phrase(operation: SchemaOperation) -> tuple[str, str]:
    """What is done, empty for keys and indexes, which mostly follow from something else; and the table."""
    match operation:
        case CreateTable(table):
            return f"create_{table.name}", table.name
        case DropTable(table):
            return f"drop_{table.name}", table.name
        case RenameTable(before, name):
            return f"rename_{before.name}_to_{name}", name
        case AddColumn(table, column):
            return f"add_{column.name}_to_{table}", table
        case DropColumn(table, column):
            return f"drop_{column.name}_of_{table}", table
        case RenameColumn(table, before, name):
            return f"rename_{before}_of_{table}_to_{name}", table
        case AlterColumn(table, _, after):
            return f"change_{after.name}_of_{table}", table
        case AddForeignKey(table) | DropForeignKey(table) | CreateIndex(table) | DropIndex(table):
            return "", table
