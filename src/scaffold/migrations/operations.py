"""Schema operations: what a migration does, before a target writes it in its own way."""

from __future__ import annotations

from msgspec import Struct

from scaffold.design.design import Design
from scaffold.design.entities import Default, ForeignKey, Table, TableColumn, TableIndex


class CreateTable(Struct, frozen=True):
    """Create a table with its columns, primary key and those foreign keys that can stand already."""

    table: Table


class DropTable(Struct, frozen=True):
    """Drop a table and its rows; nothing refers to it any more."""

    table: Table


class RenameTable(Struct, frozen=True):
    """Call a table, and the constraint of its primary key, by another name; its rows stay.

    Attributes:
        before: the table as it was.
        name: what it is called from here on; operations that follow use this name.
    """

    before: Table
    name: str


class AddColumn(Struct, frozen=True):
    """Add a column to a table that may have rows.

    Attributes:
        column: the column as it is in the end. Where it is not nullable, it is added nullable,
            filled, and then required.
        fill: what the rows that are there get; None when they get null. On the way back nothing may
            be known for a column that is required, such as a reference: then a table with rows makes
            the migration fail as a whole.
    """

    table: str
    column: TableColumn
    fill: Default | None


class RenameColumn(Struct, frozen=True):
    """Call a column by another name; its values stay."""

    table: str
    before: str
    name: str


class AlterColumn(Struct, frozen=True):
    """Change the type of a column, or whether it may be null; its name is the same in both.

    Types that no value outlives are no such change: their column is dropped, and added anew.

    Attributes:
        fill: what takes the place of null before the column becomes required; None when it
            does not, or when nothing is known: then rows with null make the migration fail as a whole.
    """

    table: str
    before: TableColumn
    after: TableColumn
    fill: Default | None


class DropColumn(Struct, frozen=True):
    """Drop a column and its values."""

    table: str
    column: TableColumn


class AddForeignKey(Struct, frozen=True):
    """Add a foreign key to a table that is there."""

    table: str
    key: ForeignKey


class DropForeignKey(Struct, frozen=True):
    """Drop a foreign key."""

    table: str
    key: ForeignKey


class CreateIndex(Struct, frozen=True):
    """Create an index of a table."""

    table: str
    index: TableIndex


class DropIndex(Struct, frozen=True):
    """Drop an index of a table."""

    table: str
    index: TableIndex


SchemaOperation = (
    CreateTable
    | DropTable
    | RenameTable
    | AddColumn
    | RenameColumn
    | AlterColumn
    | DropColumn
    | AddForeignKey
    | DropForeignKey
    | CreateIndex
    | DropIndex
)


class Migration(Struct, frozen=True):
    """A step from one schema to the next, after the first.

    Attributes:
        number: its place: 2 for the one after the first.
        name: what it does in few words, in snake_case; part of the names of its files.
        former: the design that it starts from, with the tables that a rebuild copies.
        design: the design that it leads to.
        up: what leads there, in an order that works.
        down: what leads back, in an order that works; dropped values do not come back.
    """

    number: int
    name: str
    former: Design
    design: Design
    up: tuple[SchemaOperation, ...]
    down: tuple[SchemaOperation, ...]

    @property
    def title(self) -> str:
        """Its number in four digits, and its name: ``0002_add_isbn_to_books``."""
        return f"{self.number:04}_{self.name}"


def create_schema(design: Design) -> tuple[CreateTable | AddForeignKey | CreateIndex, ...]:
    """The operations that make an empty database into the design's, in an order that works."""
    tables = tuple(CreateTable(table) for table in design.tables)
    keys = tuple(AddForeignKey(table.name, key) for table in design.tables for key in table.late_foreign_keys)
    indexes = tuple(CreateIndex(table.name, index) for table in design.tables for index in table.indexes)
    return (*tables, *keys, *indexes)


def drop_schema(design: Design) -> tuple[DropForeignKey | DropTable, ...]:
    """The operations that take back those of :func:`create_schema`."""
    keys = tuple(DropForeignKey(table.name, key) for table in design.tables for key in table.late_foreign_keys)
    return (*keys, *map(DropTable, reversed(design.tables)))
