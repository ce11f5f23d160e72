"""What a migration does to the form of each table, taken together: SQLite may have to make the table anew."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import reduce

from msgspec import Struct
from msgspec.structs import replace

from scaffold.design.entities import ForeignKey, Table
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

ColumnOperation = AddColumn | RenameColumn | AlterColumn | DropColumn
ShapeOperation = ColumnOperation | AddForeignKey | DropForeignKey


class Reshaping(Struct, frozen=True):
    """All that happens to the columns and foreign keys of one table.

    Attributes:
        before: the table as it is, by the name that it has by now; None when there is none yet.
        after: the table as it will be; all of its keys are in ``foreign_keys``.
        operations: what makes the one into the other.
    """

    before: Table | None
    after: Table
    operations: tuple[ShapeOperation, ...]

    @property
    def changes(self) -> tuple[ColumnOperation, ...]:
        """What happens to its columns."""
        return tuple(each for each in self.operations if isinstance(each, ColumnOperation))

    @property
    def keeps_its_keys(self) -> bool:
        """Whether the keys of the columns that stay are what they were, whatever they are called."""
        if self.before is None:
            return False
        dropped = {each.column.name for each in self.changes if isinstance(each, DropColumn)}
        in_use = any(dropped.intersection(key.columns) for key in self.before.foreign_keys)
        return not in_use and self._keys_before == self._keys_after

    @property
    def has_other_keys(self) -> bool:
        """Whether columns that the table has already are to refer to rows in a way in which they did not."""
        return self.before is not None and not self._keys_after <= self._keys_before

    @property
    def _keys_before(self) -> frozenset[ForeignKey]:
        """The keys that outlive the changes of columns."""
        return _unnamed(_shaped(self.before, self.changes).foreign_keys) if self.before else frozenset()

    @property
    def _keys_after(self) -> frozenset[ForeignKey]:
        """The keys of columns that are not new."""
        added = {each.column.name for each in self.changes if isinstance(each, AddColumn)}
        return _unnamed(key for key in self.after.foreign_keys if not added.issuperset(key.columns))


Step = Reshaping | RenameTable | DropTable | CreateIndex | DropIndex


def reshape(tables: Iterable[Table], operations: Sequence[SchemaOperation]) -> Iterator[Step]:
    """The operations of a migration, with those that shape a table as one, at the place of the last of them.

    Args:
        tables: those that are there.
        operations: what happens to them, in an order that works. Tables that go lose no key before.
    """
    known = {table.name: _with_all_keys(table) for table in tables}
    waiting: dict[str, tuple[ShapeOperation | CreateTable, ...]] = {}
    for place, operation in enumerate(operations):
        match operation:
            case CreateIndex() | DropIndex():
                yield operation
                continue
            case RenameTable(before, name):
                yield operation
                known = {each.name: each for each in _renamed(known.values(), before.name, name)}
                waiting[name] = waiting.pop(before.name, ())
            case DropTable(table):
                waiting.pop(table.name, None)
                del known[table.name]
                yield operation
                continue
            case CreateTable(created):
                name = created.name
                waiting[name] = (operation,)
            case _:
                name = operation.table
                waiting[name] = (*waiting.get(name, ()), operation)
        if waiting[name] and not _has_more(operations[place + 1 :], name):
            done = _reshaping(known.get(name), waiting.pop(name))
            known[name] = done.after
            yield done


def _has_more(operations: Iterable[SchemaOperation], name: str) -> bool:
    """Whether a table changes again; when it is dropped, its form does not matter any more."""
    for operation in operations:
        match operation:
            case CreateIndex() | DropIndex() | CreateTable():
                continue
            case RenameTable(table) | DropTable(table):
                if table.name == name:
                    return True
            case _:
                if operation.table == name:
                    return True
    return False


def _reshaping(before: Table | None, operations: tuple[ShapeOperation | CreateTable, ...]) -> Reshaping:
    shapes = tuple(each for each in operations if not isinstance(each, CreateTable))
    created = next((each.table for each in operations if isinstance(each, CreateTable)), before)
    assert created is not None, "a table is there, or it is created"
    start = created if before is not None else replace(created, late_foreign_keys=())
    return Reshaping(before, _shaped(start, shapes), shapes)


def _shaped(table: Table, operations: Iterable[ShapeOperation]) -> Table:
    return reduce(_apply, operations, table)


def _apply(table: Table, operation: ShapeOperation) -> Table:
    columns, keys = table.columns, table.foreign_keys
    match operation:
        case AddColumn(_, column):
            return replace(table, columns=(*columns, column))
        case AlterColumn(_, _, after):
            return replace(table, columns=tuple(after if each.name == after.name else each for each in columns))
        case DropColumn(_, column):
            left = tuple(key for key in keys if column.name not in key.columns)
            return replace(
                table, columns=tuple(each for each in columns if each.name != column.name), foreign_keys=left
            )
        case RenameColumn(_, before, name):
            return _with_column_renamed(table, before, name)
        case AddForeignKey(_, key):
            return replace(table, foreign_keys=(*keys, key))
        case DropForeignKey(_, key):
            return replace(table, foreign_keys=tuple(each for each in keys if each.name != key.name))


def _with_column_renamed(table: Table, before: str, name: str) -> Table:
    def named(columns: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(name if column == before else column for column in columns)

    return replace(
        table,
        columns=tuple(replace(each, name=name) if each.name == before else each for each in table.columns),
        primary_key=named(table.primary_key),
        foreign_keys=tuple(replace(key, columns=named(key.columns)) for key in table.foreign_keys),
    )


def _renamed(tables: Iterable[Table], before: str, name: str) -> Iterator[Table]:
    """The tables when one of them has another name, which keys that refer to it follow."""
    for table in tables:
        keys = tuple(replace(key, table=name) if key.table == before else key for key in table.foreign_keys)
        yield replace(table, name=name if table.name == before else table.name, foreign_keys=keys)


def _with_all_keys(table: Table) -> Table:
    return replace(table, foreign_keys=table.foreign_keys + table.late_foreign_keys, late_foreign_keys=())


def _unnamed(keys: Iterable[ForeignKey]) -> frozenset[ForeignKey]:
    return frozenset(replace(key, name="") for key in keys)
