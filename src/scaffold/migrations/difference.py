"""The difference of two designs as schema operations, there and back."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain

from msgspec import Struct
from msgspec.structs import replace

from scaffold.design.design import Design
from scaffold.design.entities import Default, ForeignKey, Table, TableColumn, TableIndex
from scaffold.migrations.conversion import Conversion, conversion, is_other_type
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
from scaffold.migrations.renames import Renames

Fill = Callable[[TableColumn], Default | None]
"""What rows that are there get in a column that must not be null."""


class _Pair(Struct, frozen=True):
    """A table before and after.

    Attributes:
        columns: those that keep their values, before and after.
    """

    before: Table
    after: Table
    columns: tuple[tuple[TableColumn, TableColumn], ...]

    @property
    def names(self) -> Mapping[str, str]:
        """What the columns that stay are called now, by what they were called."""
        return {before.name: after.name for before, after in self.columns}

    @property
    def dropped(self) -> tuple[TableColumn, ...]:
        """The columns that go."""
        kept = {before.name for before, _ in self.columns}
        return tuple(each for each in self.before.columns if each.name not in kept)

    @property
    def added(self) -> tuple[TableColumn, ...]:
        """The columns that come."""
        kept = {after.name for _, after in self.columns}
        return tuple(each for each in self.after.columns if each.name not in kept)


def difference(former: Design, design: Design, renames: Renames, fill: Fill) -> tuple[SchemaOperation, ...]:
    """What turns the schema of one design into that of another, in an order that works.

    Indexes and keys that do not stay as they are go first and come back last, so that nothing in
    between meets them.

    Args:
        former: the design that the database has.
        design: the design that it gets.
        renames: what is called otherwise in the second.
        fill: what a column that becomes required is filled with.
    """
    pairs = tuple(_pairs(former, design, renames))
    created = _without(design.tables, {pair.after.name for pair in pairs})
    dropped = _without(former.tables, {pair.before.name for pair in pairs})
    drops = tuple(DropTable(table) for table in reversed(dropped))
    are_in_the_way = any(pair.after.name == table.name for pair in pairs for table in dropped)
    return (
        *chain.from_iterable(_dropped_indexes(pair) for pair in pairs),
        *(DropForeignKey(table.name, key) for table in dropped for key in table.late_foreign_keys),
        *chain.from_iterable(_dropped_keys(pair, renames) for pair in pairs),
        *(drops if are_in_the_way else ()),
        *_renamed_tables(pairs),
        *chain.from_iterable(_renamed_columns(pair) for pair in pairs),
        *(DropColumn(pair.after.name, each) for pair in pairs for each in pair.dropped),
        *(CreateTable(table) for table in created),
        *(AddColumn(pair.after.name, each, _filling(each, fill)) for pair in pairs for each in pair.added),
        *chain.from_iterable(_altered(pair, fill) for pair in pairs),
        *(AddForeignKey(table.name, key) for table in created for key in table.late_foreign_keys),
        *chain.from_iterable(_added_keys(pair, renames) for pair in pairs),
        *(CreateIndex(table.name, index) for table in created for index in table.indexes),
        *chain.from_iterable(_created_indexes(pair) for pair in pairs),
        *(() if are_in_the_way else drops),
    )


def _without(tables: Sequence[Table], names: set[str]) -> tuple[Table, ...]:
    return tuple(table for table in tables if table.name not in names)


def _pairs(former: Design, design: Design, renames: Renames) -> Iterator[_Pair]:
    """Every table that both designs have, in the order of the second."""
    origins = {new: old for old, new in renames.tables.items()}
    before = {table.name: table for table in former.tables}
    for table in design.tables:
        origin = origins.get(table.name, None if table.name in renames.tables else table.name)
        if origin in before:
            yield _pair(before[origin], table, renames)


def _pair(before: Table, after: Table, renames: Renames) -> _Pair:
    origins = {new: old for (_, old), (table, new) in renames.columns.items() if table == after.name}
    columns = {each.name: each for each in before.columns}
    both = ((columns.get(origins.get(each.name, each.name)), each) for each in after.columns)
    return _Pair(
        before,
        after,
        tuple(
            (old, new)
            for old, new in both
            if old is not None and conversion(old.type, new.type, renames.entities) is not Conversion.REPLACES
        ),
    )


def _renamed_tables(pairs: Sequence[_Pair]) -> Iterator[RenameTable]:
    """The renames, each when its new name is free; of a circle, the first makes way for the others."""
    waiting = [pair for pair in pairs if pair.before.name != pair.after.name]
    while waiting:
        taken = {pair.before.name for pair in waiting}
        free = [pair for pair in waiting if pair.after.name not in taken]
        if not free:
            aside = replace(waiting[0].before, name=f"{waiting[0].before.name}_aside")
            yield RenameTable(waiting[0].before, aside.name)
            waiting[0] = replace(waiting[0], before=aside)
            continue
        yield from (RenameTable(pair.before, pair.after.name) for pair in free)
        waiting = [pair for pair in waiting if pair not in free]


def _renamed_columns(pair: _Pair) -> Iterator[RenameColumn]:
    for before, after in pair.columns:
        if before.name != after.name:
            yield RenameColumn(pair.after.name, before.name, after.name)


def _altered(pair: _Pair, fill: Fill) -> Iterator[AlterColumn]:
    for before, after in pair.columns:
        if before.nullable != after.nullable or is_other_type(before.type, after.type):
            filled = fill(after) if before.nullable and not after.nullable else None
            yield AlterColumn(pair.after.name, replace(before, name=after.name), after, filled)


def _filling(column: TableColumn, fill: Fill) -> Default | None:
    return None if column.nullable else fill(column)


def _dropped_keys(pair: _Pair, renames: Renames) -> Iterator[DropForeignKey]:
    stay = set(_keys(pair.after))
    for key in _keys(pair.before):
        if _key_now(pair, key, renames) not in stay:
            yield DropForeignKey(pair.before.name, key)


def _added_keys(pair: _Pair, renames: Renames) -> Iterator[AddForeignKey]:
    there = {_key_now(pair, key, renames) for key in _keys(pair.before)}
    for key in _keys(pair.after):
        if key not in there:
            yield AddForeignKey(pair.after.name, key)


def _keys(table: Table) -> tuple[ForeignKey, ...]:
    return table.foreign_keys + table.late_foreign_keys


def _key_now(pair: _Pair, key: ForeignKey, renames: Renames) -> ForeignKey | None:
    """What a key is once tables and columns are renamed; None when a column of it goes."""
    if not all(column in pair.names for column in key.columns):
        return None
    columns = tuple(pair.names[column] for column in key.columns)
    return replace(key, columns=columns, table=renames.tables.get(key.table, key.table))


def _dropped_indexes(pair: _Pair) -> Iterator[DropIndex]:
    for index in pair.before.indexes:
        if _index_now(pair, index) not in pair.after.indexes:
            yield DropIndex(pair.before.name, index)


def _created_indexes(pair: _Pair) -> Iterator[CreateIndex]:
    there = [_index_now(pair, index) for index in pair.before.indexes]
    for index in pair.after.indexes:
        if index not in there:
            yield CreateIndex(pair.after.name, index)


def _index_now(pair: _Pair, index: TableIndex) -> TableIndex | None:
    """What an index is once columns are renamed; None when it does not outlive a column that goes."""
    is_limited = index.where is not None and pair.dropped
    if is_limited or not all(column in pair.names for column in index.columns):
        return None
    columns = tuple(pair.names[column] for column in index.columns)
    return replace(index, columns=columns, lower=columns if index.lower else ())
