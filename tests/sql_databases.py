"""Databases that are migrated with files of SQL while they hold rows, and what they look like then."""

from __future__ import annotations

import re
import sqlite3
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from scaffold.design.design import Design
from scaffold.migrations.operations import Migration
from scaffold.migrations.step import migration_between
from scaffold.render.package import read_package, templates_root
from scaffold.targets import TARGETS, Renderers
from scaffold.targets.go.migration import first_migrations
from scaffold.targets.go.naming import name_project
from scaffold.targets.shared.errors import FRAMEWORK_ERRORS
from scaffold.targets.typescript_nest.migration import first_migration
from tests.postgresql import Cluster
from tests.rendered import design_of

_SCHEMA = """
    SELECT 'column', c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attidentity,
      pg_get_expr(d.adbin, d.adrelid)
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
    WHERE n.nspname = 'public' AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped
    UNION ALL SELECT 'constraint', conrelid::regclass::text, conname, pg_get_constraintdef(oid), NULL, NULL, NULL
    FROM pg_constraint WHERE connamespace = 'public'::regnamespace
    UNION ALL SELECT 'index', tablename, indexname, indexdef, NULL, NULL, NULL
    FROM pg_indexes WHERE schemaname = 'public'
    UNION ALL SELECT 'sequence', sequencename, data_type::text, NULL, NULL, NULL, NULL FROM pg_sequences
    ORDER BY 1, 2, 3, 4"""
"""Everything that a schema says, but for the order of columns, which PostgreSQL cannot change."""


@dataclass(frozen=True)
class Case:
    """A folder with two specs, one after the other, and ``rows.sql`` for the database of the first."""

    folder: Path

    @property
    def rows(self) -> list[str]:
        """The statements that make the rows."""
        text = (self.folder / "rows.sql").read_text(encoding="utf-8")
        return [statement for each in text.split(";\n") if (statement := each.strip())]

    @property
    def answers(self) -> Mapping[str, Any]:
        """What ``answers.yaml`` says, where a case looks at its rows.

        ``after`` is, by query, what a migrated database answers, and ``back`` what one answers that was
        migrated there and back.
        """
        path = self.folder / "answers.yaml"
        loaded: Mapping[str, Any] = YAML(typ="safe").load(path) if path.exists() else {"after": {}, "back": {}}
        return loaded

    @property
    def spoil(self) -> Mapping[str, Any]:
        """What ``spoil.yaml`` says: what makes a migration fail, what is there then, and what mends it."""
        loaded: Mapping[str, Any] = YAML(typ="safe").load(self.folder / "spoil.yaml")
        return loaded

    @property
    def before(self) -> Design:
        """The design of the first spec."""
        return design_of((self.folder / "before.yaml").read_text(encoding="utf-8"))

    @property
    def after(self) -> Design:
        """The design of the second spec."""
        return design_of((self.folder / "after.yaml").read_text(encoding="utf-8"))

    @property
    def migration(self) -> Migration:
        """What leads from the one to the other."""
        found = migration_between(self.before, self.after, 2)
        assert found is not None, "the specs have the same database"
        return found


def render_migration(migration: Migration, language: str) -> dict[str, str]:
    """The files of a migration by path."""
    target = TARGETS[language]
    package = read_package(templates_root() / target.template)
    with Renderers.prepare(language) as renderers:
        return {each.path: each.text for each in renderers.of(target).render_migration(migration, {}, package)}


def scripts(migration: Migration, folder: str, language: str) -> tuple[str, str]:
    """The file that a migration has in a folder, there and back; nothing where there is none."""
    files = (text for path, text in render_migration(migration, language).items() if path.startswith(f"{folder}/"))
    up, _, down = next(files, "").removeprefix("-- +goose Up").partition("-- +goose Down")
    return up, down


def create_go(design: Design, database: str) -> str:
    """What the first migration of a Go project does."""
    views = first_migrations(design, name_project(design, FRAMEWORK_ERRORS))
    return "\n".join(line for view in views if view.database == database for line in view.up)


def goose_file(design: Design, database: str) -> str:
    """The first migration of a Go project."""
    (view,) = (
        each for each in first_migrations(design, name_project(design, FRAMEWORK_ERRORS)) if each.database == database
    )
    return "\n".join(["-- +goose Up", *view.up, "-- +goose Down", *view.down])


def create_typescript(design: Design) -> str:
    """What the first migration of a TypeScript project does."""
    return ";\n--> statement-breakpoint\n".join(first_migration(design).statements)


def same(found: list[list[Any]], expected: list[list[Any]], database: str) -> bool:
    """Whether a database answered what a case expects, which may differ by database."""
    return [[_text(value) for value in row] for row in found] == [
        [_text(value.get(database) if isinstance(value, dict) else value) for value in row] for row in expected
    ]


def _text(value: Any) -> str | None:
    return None if value is None else str(value)


@dataclass(frozen=True)
class PostgreSQL:
    """A database of a server, spoken to with ``psql``."""

    server: Cluster
    url: str

    @classmethod
    def new(cls, server: Cluster) -> PostgreSQL:
        """An empty database."""
        return cls(server, server.database())

    def run(self, script: str) -> list[list[str | None]]:
        """Run statements in one transaction; the rows that they answer.

        Raises:
            RuntimeError: a statement failed, and none of them had an effect.
        """
        program = str(self.server.bin / "psql")
        options = ["-XqAt1", "-F", "\x1f", "-R", "\x1e", "-P", "null=\x1d", "-v", "ON_ERROR_STOP=1", "-f", "-"]
        done = subprocess.run([program, *options, self.url], input=script, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise RuntimeError(done.stderr)
        rows = done.stdout.removesuffix("\n").split("\x1e") if done.stdout.strip() else []
        return [[None if value == "\x1d" else value for value in row.split("\x1f")] for row in rows]

    def schema(self) -> list[list[str | None]]:
        """What the schema says."""
        return self.run(_SCHEMA)

    def schema_of(self, script: str) -> list[list[str | None]]:
        """What the schema of an empty database says once statements have run; it stays empty."""
        return self.run(f"{script};{_SCHEMA};ROLLBACK")


@dataclass(frozen=True)
class SQLite:
    """A database in memory that knows the functions of the service's own."""

    connection: sqlite3.Connection

    @classmethod
    def new(cls) -> SQLite:
        """An empty database."""
        connection = sqlite3.connect(":memory:", isolation_level=None)
        connection.create_function("lower", 1, lambda text: text and text.lower(), deterministic=True)
        connection.create_function("unistr", 1, _unescaped, deterministic=True)
        connection.create_collation("decimal", lambda one, two: int(Decimal(one).compare(Decimal(two))))
        return cls(connection)

    def migrate(self, script: str) -> None:
        """Run statements in one transaction, with foreign keys as migrations have them.

        Raises:
            sqlite3.Error: a statement failed, and none of them had an effect.
        """
        self.connection.execute("PRAGMA foreign_keys = OFF")
        self.connection.execute("BEGIN")
        try:
            for statement in script.split(";\n"):
                self.connection.execute(statement)
        except sqlite3.Error:
            self.connection.execute("ROLLBACK")
            raise
        self.connection.execute("COMMIT")
        self.connection.execute("PRAGMA foreign_keys = ON")

    def run(self, statement: str) -> list[list[Any]]:
        """Run a statement; the rows that it answers."""
        return [list(row) for row in self.connection.execute(statement)]

    def schema(self) -> list[list[Any]]:
        """What the schema says, but for the names of constraints, which SQLite has no use for."""
        listed = "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY 1"
        indexes = self.run("SELECT tbl_name, name, sql FROM sqlite_master WHERE sql IS NOT NULL AND type = 'index'")
        found: list[list[Any]] = [["index", *map(_unquoted, each)] for each in indexes]
        for name, sql in self.run(listed):
            found += [["column", name, line] for line in _columns(sql)]
            keys = self.run(f'SELECT "from", "table", "to", on_delete FROM pragma_foreign_key_list(\'{name}\')')
            found += [["key", name, *key] for key in keys]
            primary = self.run(f"SELECT name, pk FROM pragma_table_info('{name}') WHERE pk > 0")
            found += [["primary", name, *each] for each in primary]
        return sorted(found)


def _unescaped(text: str) -> str:
    """What ``unistr`` does, which SQLite has had since 3.50."""
    return re.sub(r"\\u([0-9a-f]{4})|\\\\", lambda found: chr(int(found[1], 16)) if found[1] else "\\", text)


def _unquoted(text: str) -> str:
    return text.replace('"', "")


def _columns(statement: str) -> Iterable[str]:
    """The declarations of columns, without the constraints that have names."""
    inside = _unquoted(statement).partition("(")[2].rpartition(")")[0]
    parts = re.split(r",(?![^(]*\))", inside)
    lines = (re.sub(r"\s+", " ", part.partition("CONSTRAINT")[0]).strip() for part in parts)
    return (line for line in lines if line)
