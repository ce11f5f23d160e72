"""Conditions of the design as SQLAlchemy expressions."""

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
from scaffold.targets.python_fastapi.identifiers import column_access, member_name
from scaffold.targets.python_fastapi.naming import ProjectNames
from scaffold.targets.python_fastapi.types import python_value, typed_value

_OPERATORS: Mapping[Operator, str] = {"=": "==", "!=": "!=", "<": "<", "<=": "<=", ">": ">", ">=": ">="}
_FLIPPED: Mapping[Operator, Operator] = {"=": "=", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}

AT_ONCE: Mapping[FromRequest, str] = {
    FromRequest.CALLER: "caller_id",
    FromRequest.NOW: "now()",
    FromRequest.TODAY: "today()",
}
"""What a request brings, in code that runs for each request."""

PREPARED: Mapping[FromRequest, str] = {
    FromRequest.CALLER: 'bindparam("caller_id")',
    FromRequest.NOW: 'bindparam("now", callable_=now)',
    FromRequest.TODAY: 'bindparam("today", callable_=today)',
}
"""The same in a statement that is put together once."""


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


def may_be_null(design: Design, condition: BoundCondition) -> bool:
    """Whether the condition can be neither true nor false for some row."""
    match condition:
        case Compare(left, operator, right):
            columns = [each for each in (left, right) if isinstance(each, Column)]
            return operator != "!=" and any(column_kind(design, each)[1] for each in columns)
        case OneOf(operand):
            return isinstance(operand, Column) and column_kind(design, operand)[1]
        case Contains(column):
            return column_kind(design, column)[1]
        case Negation():
            return False
        case Conjunction(parts) | Disjunction(parts):
            return any(may_be_null(design, part) for part in parts)
        case _:
            return False


Spelling = Callable[[str], str]
"""How a column is spelled, given its name."""


class ExpressionWriter(Struct):
    """Writes conditions, and remembers what the expressions need to be imported or defined.

    Attributes:
        operands: How to spell what a request brings.
        entities: The entities whose tables the expressions mention.
        aliases: Second names of tables that an expression needs twice, with the table of each.
    """

    design: Design
    names: ProjectNames
    operands: Mapping[FromRequest, str]
    entities: dict[str, None] = field(default_factory=dict)
    aliases: dict[str, str] = field(default_factory=dict)

    def condition(self, condition: BoundCondition, entity: str) -> str:
        """The expression for rows of an entity's table."""
        table = self._table(entity)
        return self._write(condition, _columns_of(table), (table,))

    def predicate(self, condition: BoundCondition, spell: Spelling) -> str:
        """The expression of a partial index: about the columns of one row alone."""
        return self._write(condition, spell, ())

    def _inverse(self, written: str, condition: BoundCondition) -> str:
        """The opposite of a written condition: true as well where the condition is unknown."""
        if not may_be_null(self.design, condition):
            return f"not_({written})"
        return f"({written}).is_not(True)" if isinstance(condition, Compare) else f"{written}.is_not(True)"

    def related(
        self, entity: str, column: str, where: BoundCondition | None, outer: tuple[str, ...]
    ) -> tuple[str, str]:
        """Rows of an entity that refer to a row of the innermost of the ``outer`` tables.

        Returns:
            The table, or a second name for it, and the conditions with commas between.
        """
        table = self._table(entity)
        if table in outer:
            alias = f"_other_{table}" if f"_other_{table}" not in outer else f"_other_{table}_{len(outer)}"
            self.aliases[alias] = table
            table = alias
        conditions = [f"{column_access(table, member_name(column))} == {outer[-1]}.c.id"]
        parts = where.conditions if isinstance(where, Conjunction) else (where,) if where is not None else ()
        if self.design.entity[entity].soft_delete:
            parts = (*parts, alive_condition(entity))
        conditions += [self._write(part, _columns_of(table), (*outer, table)) for part in parts]
        return table, ", ".join(conditions)

    def _table(self, entity: str) -> str:
        self.entities[entity] = None
        return self.names.entities[entity].table

    def _write(self, condition: BoundCondition, spell: Spelling, tables: tuple[str, ...]) -> str:
        match condition:
            case RowExists(entity, column, where, negated):
                _, conditions = self.related(entity, column, where, tables)
                return f"{'~' if negated else ''}exists().where({conditions})"
            case Negation(inner):
                return self._inverse(self._write(inner, spell, tables), inner)
            case Conjunction(parts):
                return f"and_({', '.join(self._write(part, spell, tables) for part in parts)})"
            case Disjunction(parts):
                return f"or_({', '.join(self._write(part, spell, tables) for part in parts)})"
            case IsNull(name, negated):
                return f"{spell(name.column)}.{'is_not' if negated else 'is_'}(None)"
            case Compare(left, operator, right):
                if not isinstance(left, Column) and isinstance(right, Column):
                    left, operator, right = right, _FLIPPED[operator], left
                return self._comparison(left, operator, right, spell)
            case OneOf(item, values):
                listed = ", ".join(self._operand(value, item, spell) for value in values)
                return f"{self._expression(item, item, spell)}.in_([{listed}])"
            case Contains(name, item):
                return f"has_element({spell(name.column)}, {self._item(name, item, spell)})"

    def _comparison(self, left: Operand, operator: Operator, right: Operand, spell: Spelling) -> str:
        first, second = self._expression(left, right, spell), self._operand(right, left, spell)
        if isinstance(right, Constant) and isinstance(right.value, bool) and operator in ("=", "!="):
            return f"{first}.{'is_' if operator == '=' else 'is_not'}({second})"
        if operator == "!=" and isinstance(left, Column) and column_kind(self.design, left)[1]:
            return f"{first}.is_distinct_from({second})"
        if right is FromRequest.CALLER and isinstance(left, Column) and column_kind(self.design, left)[1]:
            second = f"literal({second}, {first}.type)" if second == AT_ONCE[right] else second
        return f"{first} {_OPERATORS[operator]} {second}"

    def _expression(self, operand: Operand, beside: Operand, spell: Spelling) -> str:
        written = self._operand(operand, beside, spell)
        return written if isinstance(operand, Column) else f"literal({written})"

    def _operand(self, operand: Operand, beside: Operand, spell: Spelling) -> str:
        if isinstance(operand, Column):
            return spell(operand.column)
        if isinstance(operand, FromRequest):
            return self.operands[operand]
        kind = column_kind(self.design, beside)[0] if isinstance(beside, Column) else None
        return typed_value(operand.value, kind) if kind is not None else python_value(operand.value)

    def _item(self, column: Column, item: Operand, spell: Spelling) -> str:
        kind = column_kind(self.design, column)[0]
        if isinstance(item, Constant) and isinstance(kind, ListOf):
            return typed_value(item.value, kind.item)
        return self._operand(item, column, spell)


def _columns_of(table: str) -> Spelling:
    return lambda column: column_access(table, member_name(column))
