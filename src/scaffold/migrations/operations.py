"""Schema operations: what a migration does, before a target writes it in its own way."""

from __future__ import annotations

from msgspec import Struct

from scaffold.design.design import Design
from scaffold.design.entities import ForeignKey, Table, TableIndex


class CreateTable(Struct, frozen=True):
    """Create a table with its columns, primary key and those foreign keys that can stand already."""

    table: Table


class AddForeignKey(Struct, frozen=True):
    """Add a foreign key that closes a circle of tables."""

    table: str
    key: ForeignKey


class CreateIndex(Struct, frozen=True):
    """Create an index of a table."""

    table: str
    index: TableIndex


SchemaOperation = CreateTable | AddForeignKey | CreateIndex


def create_schema(design: Design) -> tuple[SchemaOperation, ...]:
    """The operations that make an empty database into the design's, in an order that works."""
    tables = tuple(CreateTable(table) for table in design.tables)
    keys = tuple(AddForeignKey(table.name, key) for table in design.tables for key in table.late_foreign_keys)
    indexes = tuple(CreateIndex(table.name, index) for table in design.tables for index in table.indexes)
    return (*tables, *keys, *indexes)
