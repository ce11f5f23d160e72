"""Migrations as their template sees them: statements of PostgreSQL, without the semicolons behind them.

There is no way back: as with Drizzle's own, a migration that went wrong is followed by the next.
"""

from __future__ import annotations

from msgspec import Struct

from scaffold.design.conditions import (
    BoundCondition,
    Column,
    Compare,
    Conjunction,
    Constant,
    Disjunction,
    IsNull,
    Negation,
    OneOf,
    Operand,
)
from scaffold.design.design import Design
from scaffold.migrations.operations import Migration, create_schema
from scaffold.render import rendering
from scaffold.render.package import Package
from scaffold.render.tree import RenderedFile
from scaffold.targets.shared.postgresql import CLOCKS, COUNTED, statements
from scaffold.targets.shared.sql import Spelling, sql_constant
from scaffold.targets.typescript_nest.tables import sql_type
from scaffold.targets.typescript_nest.text import FILTERS


class MigrationView(Struct, frozen=True):
    """A migration: its name, and its statements."""

    name: str
    statements: tuple[str, ...]


def first_migration(design: Design) -> MigrationView:
    """The migration that makes an empty database into the design's."""
    return MigrationView("0001_create_tables", tuple(statements(create_schema(design), SPELLING)))


def render_migration(migration: Migration, package: Package) -> tuple[RenderedFile, ...]:
    """The file of a migration after the first; none when it changes nothing in PostgreSQL.

    Raises:
        TemplateError: the template package cannot be rendered.
    """
    view = MigrationView(migration.title, tuple(statements(migration.up, SPELLING)))
    return rendering.render_migration(package, {"migration": view}, FILTERS).files if view.statements else ()


def _name(name: str) -> str:
    return f'"{name}"'


def _predicate(condition: BoundCondition) -> str:
    """The condition of a partial index: about the columns of one row alone."""
    match condition:
        case Compare(left, operator, right):
            spelled = {"!=": "IS DISTINCT FROM"}.get(operator, operator)
            return f"{_operand(left)} {spelled} {_operand(right)}"
        case IsNull(Column(_, column), negated):
            return f"{_name(column)} IS {'NOT ' if negated else ''}NULL"
        case OneOf(operand, values):
            return f"{_operand(operand)} IN ({', '.join(map(_operand, values))})"
        case Negation(inner):
            return f"({_predicate(inner)}) IS NOT TRUE"
        case Conjunction(parts):
            return " AND ".join(f"({_predicate(each)})" for each in parts)
        case Disjunction(parts):
            return " OR ".join(f"({_predicate(each)})" for each in parts)
    raise ValueError(f"no index can be limited to {condition}")


def _operand(operand: Operand) -> str:
    match operand:
        case Column(_, column):
            return _name(column)
        case Constant(constant):
            return sql_constant(constant, None)
    raise ValueError(f"no index knows {operand}")


SPELLING = Spelling(_name, sql_type, sql_constant, _predicate, CLOCKS, COUNTED)
"""How SQL is written here."""
