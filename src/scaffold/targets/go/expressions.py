"""Conditions of the design as SQL, with the Go expressions of what they are given."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from msgspec import Struct, field

from scaffold.design.conditions import (
    BoundCondition,
    Column,
    Compare,
    Conjunction,
    Constant,
    Contains,
    Disjunction,
    FromRequest,
    IsNull,
    Negation,
    OneOf,
    Operand,
    RowExists,
)
from scaffold.design.design import Design
from scaffold.design.types import Kind, ListOf, Plain, Type
from scaffold.spec.conditions import Operator
from scaffold.targets.go.sql import sql_constant, sql_name
from scaffold.targets.go.text import go_string
from scaffold.targets.go.types import GoTypes, list_literal

_OPERATORS: Mapping[Operator, str] = {"=": "=", "!=": "<>", "<": "<", "<=": "<=", ">": ">", ">=": ">="}
_FLIPPED: Mapping[Operator, Operator] = {"=": "=", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}
_SWITCH = "\0"
"""Parts SQL from expressions of Go, which dialects spell differently."""

Spelling = Callable[[str], str]
"""How a column is spelled, given its name."""


def alive_condition(entity: str) -> BoundCondition:
    """The condition that a row of an entity with soft delete is still there."""
    return IsNull(Column(entity, "deleted_at"), negated=False)


def column_kind(design: Design, column: Column) -> tuple[Type, bool]:
    """The type of a column, and whether it may be null."""
    entity = design.entity[column.entity]
    for each in entity.attributes:
        if each.column == column.column:
            return each.type, each.nullable
    return (entity.id_type, False) if column.column == "id" else (Plain(Kind.DATETIME), True)


class Term(Struct, frozen=True):
    """A condition: its SQL, with a ``?`` for each of the arguments."""

    sql: str
    arguments: tuple[str, ...]

    def call(self, *before: str) -> str:
        """The arguments of a function that takes the term and what it is given, behind others."""
        is_alone = not before and not self.arguments
        return ", ".join((*before, go_sql(self.sql, " + " if is_alone else "+"), *self.arguments))


class TermWriter(Struct):
    """Writes conditions.

    Attributes:
        operands: The Go expressions of what a request brings.
        arguments: What the conditions written so far are given.
    """

    types: GoTypes
    operands: Mapping[FromRequest, str]
    arguments: list[str] = field(default_factory=list)

    @property
    def design(self) -> Design:
        """The design that the conditions are of."""
        return self.types.design

    def condition(self, condition: BoundCondition, entity: str) -> str:
        """The SQL for rows of an entity's table."""
        table = self.design.entity[entity].table
        return self._write(condition, _columns_of(table), (table,))

    def predicate(self, condition: BoundCondition) -> str:
        """The SQL of a partial index: about the columns of one row alone."""
        return self._write(condition, sql_name, ())

    def term(self, condition: BoundCondition, entity: str) -> Term:
        """The condition with its own arguments."""
        self.arguments = []
        written = self.condition(condition, entity)
        return Term(written, tuple(self.arguments))

    def related(
        self, entity: str, column: str, where: BoundCondition | None, outer: tuple[str, ...]
    ) -> tuple[str, str]:
        """Rows of an entity that refer to a row of the innermost of the ``outer`` tables.

        Returns:
            What stands behind FROM and behind WHERE, and the name of the table there.
        """
        table = self.design.entity[entity].table
        name, source = table, sql_name(table)
        if table in outer:
            name = f"other_{table}" if f"other_{table}" not in outer else f"other_{table}_{len(outer)}"
            source = f"{sql_name(table)} AS {sql_name(name)}"
        spell = _columns_of(name)
        parts: list[BoundCondition] = []
        if where is not None:
            parts += where.conditions if isinstance(where, Conjunction) else [where]
        if self.design.entity[entity].soft_delete:
            parts.append(alive_condition(entity))
        conditions = [f"{spell(column)} = {sql_name(outer[-1])}.id"]
        conditions += [self._in_conjunction(part, spell, (*outer, name)) for part in parts]
        return f"{source} WHERE {' AND '.join(conditions)}", name

    def _in_conjunction(self, part: BoundCondition, spell: Spelling, tables: tuple[str, ...]) -> str:
        written = self._write(part, spell, tables)
        return f"({written})" if isinstance(part, Disjunction) else written

    def _write(self, condition: BoundCondition, spell: Spelling, tables: tuple[str, ...]) -> str:
        match condition:
            case RowExists(entity, column, where, negated):
                rows, _ = self.related(entity, column, where, tables)
                return f"{'NOT ' if negated else ''}EXISTS (SELECT 1 FROM {rows})"
            case Negation(inner):
                return f"({self._write(inner, spell, tables)}) IS NOT TRUE"
            case Conjunction(parts):
                return " AND ".join(self._in_conjunction(part, spell, tables) for part in parts)
            case Disjunction(parts):
                return " OR ".join(
                    f"({written})" if isinstance(part, Conjunction) else written
                    for part in parts
                    for written in (self._write(part, spell, tables),)
                )
            case IsNull(name, negated):
                return f"{spell(name.column)} IS {'NOT ' if negated else ''}NULL"
            case Compare(left, operator, right):
                if not isinstance(left, Column) and isinstance(right, Column):
                    left, operator, right = right, _FLIPPED[operator], left
                return self._comparison(left, operator, right, spell)
            case OneOf(item, values):
                listed = ", ".join(self._operand(value, item, spell) for value in values)
                return f"{self._operand(item, item, spell)} IN ({listed})"
            case Contains(name, item):
                self._item(name, item)
                column = go_string(spell(name.column))
                return f"{_SWITCH}s.dialect.hasItem({column}){_SWITCH}"

    def _comparison(self, left: Operand, operator: Operator, right: Operand, spell: Spelling) -> str:
        first, second = self._operand(left, right, spell), self._operand(right, left, spell)
        if operator == "!=" and isinstance(left, Column) and column_kind(self.design, left)[1]:
            return f"{first} IS DISTINCT FROM {second}"
        return f"{first} {_OPERATORS[operator]} {second}"

    def _operand(self, operand: Operand, beside: Operand, spell: Spelling) -> str:
        if isinstance(operand, Column):
            return spell(operand.column)
        if isinstance(operand, FromRequest):
            self.arguments.append(self.operands[operand])
            return "?"
        kind = column_kind(self.design, beside)[0] if isinstance(beside, Column) else None
        return sql_constant(operand.value, kind)

    def _item(self, column: Column, item: Operand) -> None:
        """Give the list of one item that a list column is asked for."""
        kind = column_kind(self.design, column)[0]
        wanted = kind.item if isinstance(kind, ListOf) else kind
        given = self.types.constant(item.value, wanted) if isinstance(item, Constant) else self._requested(item)
        self.arguments.append(list_literal(self.types.of(wanted), (given,)))

    def _requested(self, item: Operand) -> str:
        if isinstance(item, FromRequest):
            return self.operands[item]
        raise TypeError(f"{item} is no item of a list")


def go_sql(written: str, plus: str = " + ") -> str:
    """SQL as a Go expression: literals, and what the dialect spells between them.

    Args:
        written: The SQL.
        plus: How Go writes the sign between them; without spaces among several arguments.
    """
    parts = written.split(_SWITCH)
    return plus.join(part if index % 2 else go_string(part) for index, part in enumerate(parts) if part)


def varies(written: str) -> bool:
    """Whether dialects spell the SQL differently."""
    return _SWITCH in written


def _columns_of(table: str) -> Spelling:
    return lambda column: f"{sql_name(table)}.{sql_name(column)}"
