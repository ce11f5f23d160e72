"""Migrations after the first as their template sees them: operations of Alembic, for PostgreSQL and SQLite."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from msgspec import Struct

from scaffold.design.design import Design
from scaffold.design.entities import Default, Table, TableColumn
from scaffold.design.types import Kind, ListOf, Plain, Reference, Type
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
    Migration,
    RenameColumn,
    RenameTable,
    SchemaOperation,
)
from scaffold.targets.python_fastapi.decimals import sortable_decimal
from scaffold.targets.python_fastapi.expressions import AT_ONCE, ExpressionWriter
from scaffold.targets.python_fastapi.history import head_revision
from scaffold.targets.python_fastapi.migration import create_index, create_table, foreign_key_call
from scaffold.targets.python_fastapi.naming import name_project
from scaffold.targets.python_fastapi.text import python_string
from scaffold.targets.python_fastapi.types import (
    decimal_size,
    migration_type,
    python_value,
    typed_value,
)
from scaffold.targets.shared.postgresql import id_sequence
from scaffold.targets.shared.sql import is_counted

_REWRITE = "rewrite_decimals"
_IS_SQLITE = 'op.get_context().dialect.name == "sqlite"'


class RevisionView(Struct, frozen=True):
    """A migration after the first.

    Attributes:
        title: what its file is called.
        summary: what it does, for its docstring.
        continues: the revision before it, as a literal.
        upgrade: the lines that lead to the new schema, each with the indentation that it has in its function.
        downgrade: the lines that lead back.
        rewrites_decimals: whether lines call the function that does so for SQLite.
    """

    title: str
    summary: str
    revision: str
    continues: str
    upgrade: tuple[str, ...]
    downgrade: tuple[str, ...]
    rewrites_decimals: bool


def revision_view(migration: Migration, existing: Mapping[str, str]) -> RevisionView:
    """The migration as Alembic has it.

    Args:
        migration: What it does.
        existing: The text of each migration that is there, by path.

    Raises:
        Refused: When those that are there have no single end.
    """
    head = head_revision(existing)
    upgrade = _lines(migration.former, migration.design, migration.up)
    downgrade = _lines(migration.design, migration.former, migration.down)
    return RevisionView(
        title=migration.title,
        summary=migration.name.replace("_", " ").capitalize(),
        revision=f"{migration.number:04}",
        continues=python_string(head) if head is not None else "None",
        upgrade=upgrade,
        downgrade=downgrade,
        rewrites_decimals=any(_REWRITE in line for line in (*upgrade, *downgrade)),
    )


class _Batched(Struct, frozen=True):
    """A call that SQLite can only follow by making its table anew."""

    table: str
    call: str


_Step = str | _Batched


def _lines(former: Design, design: Design, operations: Sequence[SchemaOperation]) -> tuple[str, ...]:
    steps = _Steps(former, design, operations)
    return tuple(line for _, phase in groupby(steps.in_order(), type) for line in _phase_lines(steps, tuple(phase)))


def _phase_lines(steps: _Steps, phase: Sequence[SchemaOperation]) -> Iterator[str]:
    """The lines of operations of one kind: statements first, then a batch for each table."""
    written = [step for operation in phase for step in steps.of(operation)]
    yield from (step for step in written if isinstance(step, str))
    calls: dict[str, list[str]] = {}
    for step in written:
        if isinstance(step, _Batched):
            calls.setdefault(step.table, []).append(step.call)
    for table, batch in calls.items():
        yield from _batch(table, batch)


def _batch(table: str, calls: Iterable[str]) -> Iterator[str]:
    yield f"with op.batch_alter_table({python_string(table)}) as batch:"
    yield from (f"    batch.{call}" for call in calls)


class _Steps:
    """Writes the operations that lead from one design to another."""

    def __init__(self, former: Design, design: Design, operations: Sequence[SchemaOperation]) -> None:
        self._former = {table.name: table for table in former.tables}
        self._tables = {table.name: table for table in design.tables}
        self._operations = operations
        self._writer = ExpressionWriter(design, name_project(design), AT_ONCE)

    def in_order(self) -> Iterator[SchemaOperation]:
        """The operations that have something to do.

        Making a table anew, Alembic does not see indexes over expressions in SQLite: they go before,
        and come back.
        """
        kept = tuple(self._unseen_indexes())
        yield from (DropIndex(each.table, each.index) for each in kept)
        yield from (each for each in self._operations if not self._is_nothing(each))
        yield from kept

    def of(self, operation: SchemaOperation) -> Iterator[_Step]:
        """The steps of one operation."""
        match operation:
            case CreateTable(table):
                yield create_table(table)
            case DropTable(table):
                yield f"op.drop_table({python_string(table.name)})"
            case RenameTable(before, name):
                yield from _rename_table(before, name)
            case RenameColumn(table, before, name):
                said = (python_string(table), python_string(before), f"new_column_name={python_string(name)}")
                yield f"op.alter_column({', '.join(said)})"
            case CreateIndex():
                yield create_index(self._writer, operation)
            case DropIndex(table, index):
                yield f"op.drop_index({python_string(index.name)}, table_name={python_string(table)})"
            case _:
                yield from self._of_parts(operation)

    def _of_parts(self, operation: SchemaOperation) -> Iterator[_Step]:
        match operation:
            case AddColumn(table, column, fill):
                yield from self._add_column(table, column, fill)
            case AlterColumn():
                yield from self._alter_column(operation)
            case DropColumn(table, column):
                yield _Batched(table, f"drop_column({python_string(column.name)})")
            case AddForeignKey(table, key):
                yield _Batched(table, foreign_key_call(key))
            case DropForeignKey(table, key):
                yield _Batched(table, f'drop_constraint({python_string(key.name)}, type_="foreignkey")')

    def _unseen_indexes(self) -> Iterator[CreateIndex]:
        dropped = {each.index.name for each in self._operations if isinstance(each, DropIndex)}
        for name in dict.fromkeys(self._made_anew()):
            table = self._former.get(name)
            for index in table.indexes if table else ():
                if index.lower and index.name not in dropped:
                    yield CreateIndex(name, index)

    def _made_anew(self) -> Iterator[str]:
        for each in self._operations:
            if not self._is_nothing(each):
                yield from (step.table for step in self.of(each) if isinstance(step, _Batched))

    def _is_nothing(self, operation: SchemaOperation) -> bool:
        """Whether a column is stored as before, whatever else its type says."""
        if not isinstance(operation, AlterColumn) or operation.before.nullable != operation.after.nullable:
            return False
        return self._type(operation.table, operation.before) == self._type(operation.table, operation.after)

    def _add_column(self, table: str, column: TableColumn, fill: Default | None) -> Iterator[_Step]:
        name, kind = python_string(column.name), self._type(table, column)
        yield f"op.add_column({python_string(table)}, sa.Column({name}, {kind}, nullable=True))"
        if not column.nullable:
            yield from self._fill(table, column, fill, "")
            yield _Batched(table, f"alter_column({name}, existing_type={kind}, nullable=False)")

    def _alter_column(self, operation: AlterColumn) -> Iterator[_Step]:
        """The type first, as what takes the place of null is of the new one."""
        table, before, after = operation.table, operation.before, operation.after
        name, kind = python_string(after.name), self._type(table, after)
        calls = []
        if kind != (old := self._type(table, before)):
            yield from self._prepare(table, before, after)
            said = (f"existing_type={old}", f"type_={kind}", *_using(before, after))
            calls.append(f"alter_column({', '.join((name, *said))})")
        if operation.fill is not None:
            yield from _batch(table, calls) if calls else ()
            yield from self._fill(table, after, operation.fill, f".where(sa.column({name}).is_(None))")
            calls = []
        if before.nullable != after.nullable:
            calls.append(f"alter_column({name}, existing_type={kind}, nullable={after.nullable})")
        yield from (_Batched(table, call) for call in calls)

    def _prepare(self, table: str, before: TableColumn, after: TableColumn) -> Iterator[str]:
        """What has to be done to values that databases would not convert alike."""
        name, stored = python_string(after.name), migration_type(after.type)
        if isinstance(after.type, Plain) and after.type.kind is Kind.DECIMAL:
            precision, scale = decimal_size(after.type)
            yield f"if {_IS_SQLITE}:"
            yield f"    {_REWRITE}({python_string(table)}, {name}, {precision}, {scale})"
        elif migration_type(before.type) == "sa.Double()" and "Integer" in stored:
            target = f"sa.table({python_string(table)}, sa.column({name}))"
            yield f"op.execute({target}.update().values({{{name}: sa.func.round(sa.column({name}))}}))"

    def _fill(self, table: str, column: TableColumn, fill: Default | None, where: str) -> Iterator[str]:
        if fill is None:
            return
        name, value = python_string(column.name), _value(fill, column.type)
        target = f"sa.table({python_string(table)}, sa.column({name}, {self._type(table, column)}))"
        yield f"op.execute({target}.update(){where}.values({{{name}: {value}}}))"

    def _type(self, table: str, column: TableColumn) -> str:
        found = self._tables.get(table) or self._former[table]
        foreign = {name for key in found.foreign_keys + found.late_foreign_keys for name in key.columns}
        return migration_type(column.type, is_key=column.name in {*found.primary_key, *foreign})


def _rename_table(before: Table, name: str) -> Iterator[str]:
    """The table, and its primary key, which is renamed in PostgreSQL and declared anew in SQLite."""
    old, new = python_string(f"pk_{before.name}"), python_string(f"pk_{name}")
    yield f"op.rename_table({python_string(before.name)}, {python_string(name)})"
    yield f"if {_IS_SQLITE}:"
    columns = ", ".join(python_string(column) for column in before.primary_key)
    calls = (f'drop_constraint({old}, type_="primary")', f"create_primary_key({new}, [{columns}])")
    yield from (f"    {line}" for line in _batch(name, calls))
    yield "else:"
    renamed = f'ALTER TABLE "{name}" RENAME CONSTRAINT "pk_{before.name}" TO "pk_{name}"'
    yield f"    op.execute({python_string(renamed)})"
    if any(map(is_counted, before.columns)):
        sequence = f'ALTER SEQUENCE "{id_sequence(before.name)}" RENAME TO "{id_sequence(name)}"'
        yield f"    op.execute({python_string(sequence)})"


def _using(before: TableColumn, after: TableColumn) -> Iterator[str]:
    """How PostgreSQL reads numbers from text; all else it knows."""
    is_text = migration_type(before.type).startswith(("sa.String", "sa.Text"))
    if is_text and "Integer" in migration_type(after.type):
        cast = f'"{after.name}"::bigint'
        yield f"postgresql_using={python_string(cast)}"


def _value(fill: Default, kind: Type) -> str:
    """A value of a column, as the driver takes it."""
    if fill.clock is not None:
        return {"now": "datetime.now(UTC).replace(microsecond=0)", "today": "datetime.now(UTC).date()"}[fill.clock]
    if isinstance(fill.value, tuple):
        item = kind.item if isinstance(kind, ListOf) else kind
        exact = isinstance(item, Plain) and item.kind is Kind.DECIMAL
        return f"[{', '.join(python_value(str(each) if exact else each) for each in fill.value)}]"
    if fill.value is None:
        return "None"
    if isinstance(kind, Plain) and kind.kind is Kind.DECIMAL:
        text = python_string(sortable_decimal(fill.value, *decimal_size(kind)))
        return f"{text} if {_IS_SQLITE} else {typed_value(fill.value, kind)}"
    if isinstance(kind, Plain) and kind.kind is Kind.DATETIME:
        return f"{typed_value(fill.value, kind)}.astimezone(UTC)"
    return typed_value(fill.value, kind.id_type if isinstance(kind, Reference) else kind)
