"""Conditions of the design as Drizzle expressions."""

from __future__ import annotations

from collections.abc import Mapping

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
from scaffold.targets.typescript_nest.imports import Imports
from scaffold.targets.typescript_nest.naming import ProjectNames
from scaffold.targets.typescript_nest.text import member, string, value
from scaffold.targets.typescript_nest.types import is_camel, typed_value, wire_of_column

DRIZZLE = "drizzle-orm"
CONDITIONS = "/database/conditions"

_OPERATORS: Mapping[Operator, str] = {"=": "eq", "!=": "ne", "<": "lt", "<=": "lte", ">": "gt", ">=": "gte"}
_FLIPPED: Mapping[Operator, Operator] = {"=": "=", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}

_PLACEHOLDERS = {FromRequest.CALLER: "callerId", FromRequest.NOW: "now", FromRequest.TODAY: "today"}


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
        case Conjunction(parts) | Disjunction(parts):
            return any(may_be_null(design, part) for part in parts)
        case _:
            return False


class ExpressionWriter(Struct):
    """Writes conditions for one module, and has it import what they need.

    Attributes:
        operands: How to spell what only this request brings.
        is_prepared: Whether the expressions are made once; each statement then brings the caller and the time.
        aliases: Second names of tables that an expression needs twice, with the table of each.
    """

    design: Design
    names: ProjectNames
    imports: Imports
    operands: Mapping[FromRequest, str] = field(default_factory=dict)
    is_prepared: bool = False
    aliases: dict[str, str] = field(default_factory=dict)

    def condition(self, condition: BoundCondition, entity: str) -> str:
        """The expression for rows of an entity's table."""
        table = self.table(entity)
        return self._write(condition, table, (table,))

    def related(
        self, entity: str, column: str, where: BoundCondition | None, outer: tuple[str, ...]
    ) -> tuple[str, str]:
        """Rows of an entity that refer to a row of the innermost of the ``outer`` tables.

        Returns:
            The table, or a second name for it, and the condition.
        """
        table = self.table(entity)
        if table in outer:
            alias = f"other{table[0].upper()}{table[1:]}"
            alias = alias if alias not in outer else f"{alias}{len(outer)}"
            self.aliases[alias] = table
            table = alias
        conditions = [f"{self._use('eq')}({self.column(table, entity, column)}, {outer[-1]}.id)"]
        parts = where.conditions if isinstance(where, Conjunction) else (where,) if where is not None else ()
        if self.design.entity[entity].soft_delete:
            parts = (*parts, alive_condition(entity))
        conditions += [self._write(part, table, (*outer, table)) for part in parts]
        return table, self.all_of(conditions)

    def all_of(self, conditions: list[str]) -> str:
        """The conjunction of written conditions."""
        return conditions[0] if len(conditions) == 1 else f"{self._use('and')}({', '.join(conditions)})"

    def column(self, table: str, entity: str, column: str) -> str:
        """A column of a table, or of an alias of it."""
        return member(table, wire_of_column(self.design.entity[entity], column, camel=is_camel(self.design)))

    def table(self, entity: str) -> str:
        """The table of an entity."""
        own = self.names.entities[entity]
        return self.imports.value(own.table_module, own.table)

    def _use(self, function: str) -> str:
        return self.imports.value(DRIZZLE, function)

    def _write(self, condition: BoundCondition, table: str, tables: tuple[str, ...]) -> str:
        match condition:
            case RowExists(entity, column, where, negated):
                other, found = self.related(entity, column, where, tables)
                exists = f"{self.imports.value('/database/related', 'anyOf')}({other}, {found})"
                return f"{self._use('not')}({exists})" if negated else exists
            case Negation(inner):
                return self.opposite(self._write(inner, table, tables))
            case Conjunction(parts):
                return self.all_of([self._write(part, table, tables) for part in parts])
            case Disjunction(parts):
                return f"{self._use('or')}({', '.join(self._write(part, table, tables) for part in parts)})"
            case IsNull(column, negated):
                return f"{self._use('isNotNull' if negated else 'isNull')}({self._column(table, column)})"
            case Compare(left, operator, right):
                if not isinstance(left, Column) and isinstance(right, Column):
                    left, operator, right = right, _FLIPPED[operator], left
                return self._comparison(left, operator, right, table)
            case OneOf(item, values):
                listed = ", ".join(self._operand(each, item, table) for each in values)
                return f"{self._use('inArray')}({self._expression(item, table)}, [{listed}])"
            case Contains(column, item):
                function = self.imports.value(CONDITIONS, "hasElement")
                return f"{function}({self._column(table, column)}, {self._item(column, item, table)})"

    def opposite(self, written: str) -> str:
        """The opposite of a written condition: true as well where the condition is unknown."""
        return f"{self.imports.value(CONDITIONS, 'opposite')}({written})"

    def _comparison(self, left: Operand, operator: Operator, right: Operand, table: str) -> str:
        first, second = self._expression(left, table), self._operand(right, left, table)
        if operator == "!=" and isinstance(left, Column) and column_kind(self.design, left)[1]:
            return f"{self.imports.value(CONDITIONS, 'differs')}({first}, {second})"
        return f"{self._use(_OPERATORS[operator])}({first}, {second})"

    def _expression(self, operand: Operand, table: str) -> str:
        if isinstance(operand, Column):
            return self._column(table, operand)
        return f"{self._use('sql')}`${{{self._operand(operand, operand, table)}}}`"

    def _column(self, table: str, column: Column) -> str:
        return self.column(table, column.entity, column.column)

    def _operand(self, operand: Operand, beside: Operand, table: str) -> str:
        if isinstance(operand, Column):
            return self._column(table, operand)
        if isinstance(operand, FromRequest):
            return self._from_request(operand)
        kind = column_kind(self.design, beside)[0] if isinstance(beside, Column) else None
        return typed_value(operand.value, kind) if kind is not None else value(operand.value)

    def _from_request(self, operand: FromRequest) -> str:
        if operand in self.operands:
            return self.operands[operand]
        if self.is_prepared:
            return f"{self._use('sql')}.placeholder({string(_PLACEHOLDERS[operand])})"
        if operand is FromRequest.CALLER:
            return f"{self._use('sql')}`${{callerId}}`"
        return f"{self.imports.value('/common/clock', operand.value)}()"

    def _item(self, column: Column, item: Operand, table: str) -> str:
        kind = column_kind(self.design, column)[0]
        if isinstance(item, Constant) and isinstance(kind, ListOf):
            return typed_value(item.value, kind.item)
        return self._operand(item, column, table)
