"""Migrations as their template sees them: statements for PostgreSQL and for SQLite, there and back."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain, groupby

from msgspec import Struct

from scaffold.design.design import Design
from scaffold.migrations.operations import Migration, create_schema, drop_schema
from scaffold.render import rendering
from scaffold.render.package import Package
from scaffold.render.tree import RenderedFile
from scaffold.targets.go import sqlite
from scaffold.targets.go.column_types import postgresql_type, sqlite_type
from scaffold.targets.go.expressions import TermWriter
from scaffold.targets.go.naming import ProjectNames, name_project
from scaffold.targets.go.sql import sql_constant, sql_name
from scaffold.targets.go.text import FILTERS
from scaffold.targets.go.types import GoTypes
from scaffold.targets.shared import postgresql
from scaffold.targets.shared.errors import FRAMEWORK_ERRORS
from scaffold.targets.shared.sql import Spelling

_NOTHING = ("SELECT 1",)
"""For a database in which a migration changes nothing: the numbers are the same in all."""


class MigrationView(Struct, frozen=True):
    """A migration for one database.

    Attributes:
        title: Its number and its name.
        up: What leads to the new schema, in paragraphs.
        down: What leads back.
    """

    database: str
    title: str
    up: tuple[str, ...]
    down: tuple[str, ...]


def first_migrations(design: Design, names: ProjectNames) -> tuple[MigrationView, ...]:
    """The migration that makes an empty database into the design's, for each database."""
    title, schema = "0001_create_tables", create_schema(design)
    in_postgresql, in_sqlite = _in_postgresql(design, names), _in_sqlite(design, names)
    up = postgresql.statements(schema, in_postgresql)
    down = postgresql.statements(drop_schema(design), in_postgresql)
    up_in_sqlite = sqlite.statements((), design.tables, schema, in_sqlite)
    down_in_sqlite = sqlite.statements(design.tables, (), drop_schema(design), in_sqlite)
    return (_view("postgresql", title, up, down), _view("sqlite", title, up_in_sqlite, down_in_sqlite))


def render_migration(migration: Migration, package: Package) -> tuple[RenderedFile, ...]:
    """The files of a migration after the first; none where no database keeps anything in another way.

    Raises:
        TemplateError: the template package cannot be rendered.
    """
    views = next_migrations(migration)
    if all(view.up == _paragraphs(_NOTHING) for view in views):
        return ()
    return rendering.render_migration(package, {"migrations": views}, FILTERS).files


def next_migrations(migration: Migration) -> tuple[MigrationView, ...]:
    """A migration after the first, for each database."""
    title, former, design = migration.title, migration.former, migration.design
    old, new = name_project(former, FRAMEWORK_ERRORS), name_project(design, FRAMEWORK_ERRORS)
    up = postgresql.statements(migration.up, _in_postgresql(design, new))
    down = postgresql.statements(migration.down, _in_postgresql(former, old))
    up_in_sqlite = sqlite.statements(former.tables, design.tables, migration.up, _in_sqlite(design, new))
    down_in_sqlite = sqlite.statements(design.tables, former.tables, migration.down, _in_sqlite(former, old))
    return (_view("postgresql", title, up, down), _view("sqlite", title, up_in_sqlite, down_in_sqlite))


def _view(database: str, title: str, up: Iterable[str], down: Iterable[str]) -> MigrationView:
    return MigrationView(database, title, _paragraphs(tuple(up) or _NOTHING), _paragraphs(tuple(down) or _NOTHING))


def _paragraphs(statements: Iterable[str]) -> tuple[str, ...]:
    """Statements of several lines, each for itself, and those of one line together."""
    groups = groupby((f"{statement};" for statement in statements), _is_long)
    return tuple(chain.from_iterable(group if is_long else ["\n".join(group)] for is_long, group in groups))


def _is_long(statement: str) -> bool:
    return "\n" in statement


def _in_postgresql(design: Design, names: ProjectNames) -> Spelling:
    predicate = TermWriter(GoTypes(design, names), {}).predicate
    return Spelling(sql_name, postgresql_type, sql_constant, predicate, postgresql.CLOCKS, postgresql.COUNTED)


def _in_sqlite(design: Design, names: ProjectNames) -> Spelling:
    predicate = TermWriter(GoTypes(design, names), {}).predicate
    return Spelling(sql_name, sqlite_type, sql_constant, predicate, sqlite.CLOCKS, sqlite.COUNTED)
