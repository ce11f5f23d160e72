"""The first migration as its template sees it: operations of Alembic."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from scaffold.design.design import Design
from scaffold.design.entities import ForeignKey, Table, TableIndex
from scaffold.migrations.operations import AddForeignKey, CreateIndex, CreateTable, SchemaOperation, create_schema
from scaffold.targets.python_fastapi.expressions import AT_ONCE, ExpressionWriter
from scaffold.targets.python_fastapi.naming import ProjectNames
from scaffold.targets.python_fastapi.text import python_string
from scaffold.targets.python_fastapi.types import migration_type


class LateKey(Struct, frozen=True):
    """A foreign key that closes a circle of tables: its table, its name, and the call that adds it."""

    table: str
    name: str
    statement: str


class MigrationView(Struct, frozen=True):
    """A migration: statements that make the schema, and the tables to drop again, last first.

    Attributes:
        statements: The tables, each with its columns and keys.
    """

    revision: str
    statements: tuple[str, ...]
    late_keys: tuple[LateKey, ...]
    indexes: tuple[str, ...]
    tables: tuple[str, ...]


def first_migration(design: Design, names: ProjectNames) -> MigrationView:
    """The migration that makes an empty database into the design's."""
    writer = ExpressionWriter(design, names, AT_ONCE)
    operations = create_schema(design)
    return MigrationView(
        revision="0001",
        statements=tuple(create_table(each.table) for each in operations if isinstance(each, CreateTable)),
        late_keys=tuple(
            LateKey(python_string(each.table), python_string(each.key.name), foreign_key_call(each.key))
            for each in operations
            if isinstance(each, AddForeignKey)
        ),
        indexes=tuple(create_index(writer, each) for each in operations if isinstance(each, CreateIndex)),
        tables=tuple(_dropped(operations)),
    )


def create_table(table: Table) -> str:
    """The statement that creates a table."""
    lines = [python_string(table.name)]
    foreign = (column for key in table.foreign_keys + table.late_foreign_keys for column in key.columns)
    keys = {*table.primary_key, *foreign}
    for each in table.columns:
        kind = migration_type(each.type, is_key=each.name in keys)
        lines.append(f"sa.Column({python_string(each.name)}, {kind}, nullable={each.nullable})")
    key = ", ".join(python_string(column) for column in table.primary_key)
    lines.append(f"sa.PrimaryKeyConstraint({key}, name={python_string(f'pk_{table.name}')})")
    lines += [_foreign_key(each) for each in table.foreign_keys]
    return f"op.create_table({', '.join(lines)},)"


def _foreign_key(key: ForeignKey) -> str:
    columns = ", ".join(python_string(column) for column in key.columns)
    other = python_string(f"{key.table}.id")
    return (
        f"sa.ForeignKeyConstraint([{columns}], [{other}], name={python_string(key.name)}, ondelete={_on_delete(key)})"
    )


def foreign_key_call(key: ForeignKey) -> str:
    """The call of a batch that adds a foreign key."""
    columns = ", ".join(python_string(column) for column in key.columns)
    other = python_string(key.table)
    return f'create_foreign_key({python_string(key.name)}, {other}, [{columns}], ["id"], ondelete={_on_delete(key)})'


def _on_delete(key: ForeignKey) -> str:
    return python_string(key.on_delete.replace("_", " ").upper())


def create_index(writer: ExpressionWriter, operation: CreateIndex) -> str:
    """The statement that creates an index."""
    index = operation.index
    columns = ", ".join(_indexed(index, column) for column in index.columns)
    said = [python_string(index.name), python_string(operation.table), f"[{columns}]"]
    return f"op.create_index({', '.join((*said, *_index_options(writer, index)))})"


def _indexed(index: TableIndex, column: str) -> str:
    return f"sa.func.lower(sa.column({python_string(column)}))" if column in index.lower else python_string(column)


def _index_options(writer: ExpressionWriter, index: TableIndex) -> Iterator[str]:
    if index.unique:
        yield "unique=True"
    if index.where is not None:
        where = writer.predicate(index.where, lambda column: f"sa.column({python_string(column)})")
        yield f"postgresql_where={where}"
        yield f"sqlite_where={where}"


def _dropped(operations: tuple[SchemaOperation, ...]) -> Iterator[str]:
    tables = [each.table.name for each in operations if isinstance(each, CreateTable)]
    return (python_string(name) for name in reversed(tables))
