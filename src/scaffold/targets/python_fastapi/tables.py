"""Tables as SQLAlchemy declares them."""

from __future__ import annotations

from collections.abc import Iterator

from scaffold.design.entities import Table, TableColumn, TableIndex
from scaffold.design.types import Plain
from scaffold.targets.python_fastapi.expressions import ExpressionWriter
from scaffold.targets.python_fastapi.identifiers import member_name
from scaffold.targets.python_fastapi.text import python_string
from scaffold.targets.python_fastapi.types import column_type, key_type


def table_definitions(writer: ExpressionWriter, table: Table) -> Iterator[str]:
    """The columns of a table, and those of its indexes that can be defined with it."""
    for column in table.columns:
        yield _column_definition(table, column)
    for index in table.indexes:
        if not index.lower:
            yield _index_definition(writer, index)


def _column_definition(table: Table, column: TableColumn) -> str:
    arguments = [python_string(column.name), *_kind_arguments(table, column)]
    if column.name in table.primary_key:
        arguments.append("primary_key=True")
    elif not column.nullable:
        arguments.append("nullable=False")
    if member_name(column.name) != column.name:
        arguments.append(f"key={python_string(member_name(column.name))}")
    return f"Column({', '.join(arguments)})"


def _kind_arguments(table: Table, column: TableColumn) -> list[str]:
    if column.name in table.primary_key and isinstance(column.type, Plain):
        return [key_type(column.type)]
    for key in table.foreign_keys + table.late_foreign_keys:
        if key.columns == (column.name,):
            arguments = [python_string(f"{key.table}.id"), f"ondelete={python_string(_on_delete(key.on_delete))}"]
            if key.name != f"fk_{table.name}_{column.name}":
                arguments.append(f"name={python_string(key.name)}")
            if key in table.late_foreign_keys:
                arguments.append("use_alter=True")
            return [f"ForeignKey({', '.join(arguments)})"]
    return [column_type(column.type)]


def _on_delete(said: str) -> str:
    return said.replace("_", " ").upper()


def _index_definition(writer: ExpressionWriter, index: TableIndex) -> str:
    columns = [python_string(member_name(column)) for column in index.columns]
    return f"Index({', '.join((python_string(index.name), *columns, *_index_options(writer, index)))})"


def _index_options(writer: ExpressionWriter, index: TableIndex) -> Iterator[str]:
    if index.unique:
        yield "unique=True"
    if index.where is not None:
        where = writer.predicate(index.where, lambda column: f"column({python_string(column)})")
        yield f"postgresql_where={where}"
        yield f"sqlite_where={where}"


def functional_indexes(table: Table, variable: str) -> Iterator[str]:
    """The indexes over expressions, which can only be defined behind the table."""
    for index in table.indexes:
        if index.lower:
            columns = [f"func.lower({variable}.c.{member_name(column)})" for column in index.columns]
            alive = ""
            if index.where is not None:
                deleted = f"{variable}.c.deleted_at.is_(None)"
                alive = f", postgresql_where={deleted}, sqlite_where={deleted}"
            yield f"Index({python_string(index.name)}, {', '.join(columns)}, unique=True{alive})"
