"""A database without a database: what a schema is, and what operations do to it, or why they cannot."""

from __future__ import annotations

from dataclasses import dataclass, field

from scaffold.design.design import Design
from scaffold.design.entities import ForeignKey, Table, TableColumn, TableIndex
from scaffold.design.types import Enumeration, ListOf, Plain, Reference, Type
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
    create_schema,
)

ColumnState = tuple[object, bool]
"""What a column stores, and whether it may be null."""


@dataclass
class TableState:
    """A table: its columns, foreign keys and indexes by name, and the names of rows' origins."""

    columns: dict[str, ColumnState] = field(default_factory=dict)
    keys: dict[str, ForeignKey] = field(default_factory=dict)
    indexes: dict[str, TableIndex] = field(default_factory=dict)


@dataclass
class Schema:
    """Tables by name; an operation that a database would refuse fails an assertion."""

    tables: dict[str, TableState] = field(default_factory=dict)

    @classmethod
    def of(cls, design: Design) -> Schema:
        """The schema that a new database has."""
        schema = cls()
        for operation in create_schema(design):
            schema.apply(operation)
        return schema

    def apply(self, operation: SchemaOperation) -> None:
        """Do what an operation says."""
        match operation:
            case CreateTable(table):
                self._create_table(table)
            case DropTable(table):
                assert not self._referring(table.name), f"{table.name} is referred to"
                del self.tables[table.name]
            case RenameTable(before, name):
                self._rename_table(before.name, name)
            case AddForeignKey() | DropForeignKey():
                self._change_key(operation)
            case CreateIndex() | DropIndex():
                self._change_index(operation)
            case _:
                self._change_column(operation)

    def _create_table(self, table: Table) -> None:
        assert table.name not in self.tables
        self.tables[table.name] = TableState({each.name: _state(each) for each in table.columns})
        for key in table.foreign_keys:
            self._add_key(table.name, key)

    def _rename_table(self, before: str, name: str) -> None:
        assert name not in self.tables
        self.tables = {name if each == before else each: state for each, state in self.tables.items()}
        for state in self.tables.values():
            state.keys = {
                key: ForeignKey(each.columns, name, each.on_delete, each.name) if each.table == before else each
                for key, each in state.keys.items()
            }

    def _change_key(self, operation: AddForeignKey | DropForeignKey) -> None:
        match operation:
            case AddForeignKey(table, key):
                self._add_key(table, key)
            case DropForeignKey(table, key):
                assert self.tables[table].keys.pop(key.name) == key

    def _change_index(self, operation: CreateIndex | DropIndex) -> None:
        match operation:
            case CreateIndex(table, index):
                self._create_index(table, index)
            case DropIndex(table, index):
                there = self.tables[table].indexes.pop(index.name)
                assert there.columns == index.columns

    def _add_key(self, table: str, key: ForeignKey) -> None:
        state = self.tables[table]
        assert key.name not in state.keys and key.table in self.tables
        assert all(state.columns[column][0] == self.tables[key.table].columns["id"][0] for column in key.columns)
        state.keys[key.name] = key

    def _create_index(self, table: str, index: TableIndex) -> None:
        assert not any(index.name in state.indexes for state in self.tables.values())
        assert all(column in self.tables[table].columns for column in index.columns)
        self.tables[table].indexes[index.name] = index

    def _change_column(self, operation: SchemaOperation) -> None:
        match operation:
            case AddColumn(table, column):
                assert column.name not in self.tables[table].columns
                self.tables[table].columns[column.name] = _state(column)
            case RenameColumn(table, before, name):
                state = self.tables[table]
                assert name not in state.columns and not self._in_use(state, before)
                state.columns[name] = state.columns.pop(before)
            case AlterColumn(table, before, after):
                assert self.tables[table].columns[before.name] == _state(before) and before.name == after.name
                self.tables[table].columns[after.name] = _state(after)
            case DropColumn(table, column):
                state = self.tables[table]
                assert column.name != "id" and not self._in_use(state, column.name)
                assert state.columns.pop(column.name) == _state(column)

    def _in_use(self, state: TableState, column: str) -> bool:
        """Whether a key or an index of a table has the column, so that dropping it takes them along unseen."""
        keys = (each.columns for each in state.keys.values())
        indexes = (each.columns for each in state.indexes.values())
        return any(column in columns for columns in (*keys, *indexes))

    def _referring(self, table: str) -> list[str]:
        return [
            name
            for name, state in self.tables.items()
            for key in state.keys.values()
            if key.table == table and name != table
        ]


def _state(column: TableColumn) -> ColumnState:
    return _stored(column.type), column.nullable


def _stored(kind: Type) -> object:
    """A type without the names of what it mentions."""
    match kind:
        case Reference(_, id_type):
            return Plain(id_type.kind)
        case Enumeration(_, values):
            return values
        case ListOf(item, least, most):
            return (_stored(item), least, most)
        case _:
            return kind
