"""Migrations after the first in Go and TypeScript: how they read, and what becomes of databases with rows."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings

from scaffold.migrations.step import migration_between
from tests.conftest import REPOSITORY
from tests.postgresql import Cluster
from tests.rendered import render, write
from tests.sql_databases import (
    Case,
    PostgreSQL,
    SQLite,
    create_go,
    create_typescript,
    goose_file,
    render_migration,
    same,
    scripts,
)
from tests.unit.migrations.evolving import design_with, evolved

REVIEWED = sorted(path.parent for path in (REPOSITORY / "tests/migrations/cases").glob("*/before.yaml"))
CASES = [*REVIEWED, *sorted(path.parent for path in (REPOSITORY / "tests/differences").glob("*/before.yaml"))]
GO = "internal/store/migrations"
TYPESCRIPT = "src/database/migrations"
EVERYTHING = Case(REPOSITORY / "tests/migrations/cases/everything")


@pytest.fixture(params=CASES, ids=lambda path: path.name)
def case(request: pytest.FixtureRequest) -> Case:
    """Each of the cases."""
    return Case(request.param)


@pytest.mark.parametrize("language", ["go", "typescript"])
@pytest.mark.parametrize("folder", REVIEWED, ids=lambda path: path.name)
def test_a_migration_reads_as_reviewed(folder: Path, language: str, update_goldens: bool) -> None:
    case = Case(folder)
    found = {
        ".".join(["expected", language, *Path(path).parts[3:-1], "sql"]): text
        for path, text in render_migration(case.migration, language).items()
    }
    if update_goldens:
        for name, text in found.items():
            (folder / name).write_text(text, encoding="utf-8")
    assert found == {path.name: path.read_text(encoding="utf-8") for path in folder.glob(f"expected.{language}.*")}


def test_sqlite_gets_the_schema_of_a_new_database_and_keeps_its_rows(case: Case) -> None:
    up, down = scripts(case.migration, f"{GO}/sqlite", "go")
    database, new = SQLite.new(), SQLite.new()
    new.migrate(create_go(case.after, "sqlite"))
    fresh = new.schema()
    database.migrate(create_go(case.before, "sqlite"))
    old = database.schema()
    for statement in case.rows:
        database.run(statement)
    database.migrate(up)
    assert database.schema() == fresh
    _verify_answers(database.run, case.answers["after"], "sqlite")
    database.migrate(down)
    assert database.schema() == old
    _verify_answers(database.run, case.answers["back"], "sqlite")


@settings(deadline=None, max_examples=50)
@given(evolved())
def test_sqlite_goes_from_any_schema_to_any_other_and_back(specs: tuple[dict[str, Any], dict[str, Any]]) -> None:
    before, after = map(design_with, specs)
    migration = migration_between(before, after, 2)
    assume(migration is not None)
    assert migration is not None
    up, down = scripts(migration, f"{GO}/sqlite", "go")
    database, new = SQLite.new(), SQLite.new()
    new.migrate(create_go(after, "sqlite"))
    database.migrate(create_go(before, "sqlite"))
    old = database.schema()
    database.migrate(up)
    assert database.schema() == new.schema()
    database.migrate(down)
    assert database.schema() == old


@pytest.mark.requires("postgresql")
def test_postgresql_of_go_gets_the_schema_of_a_new_database_and_keeps_its_rows(case: Case, postgresql: Cluster) -> None:
    up, down = scripts(case.migration, f"{GO}/postgresql", "go")
    database = PostgreSQL.new(postgresql)
    fresh = database.schema_of(create_go(case.after, "postgresql"))
    database.run(create_go(case.before, "postgresql"))
    old = database.schema()
    database.run(";\n".join(case.rows))
    database.run(up)
    assert database.schema() == fresh
    _verify_answers(database.run, case.answers["after"], "postgresql")
    database.run(down)
    assert database.schema() == old
    _verify_answers(database.run, case.answers["back"], "postgresql")


@pytest.mark.requires("postgresql")
def test_postgresql_of_typescript_gets_the_schema_of_a_new_database_and_keeps_its_rows(
    case: Case, postgresql: Cluster
) -> None:
    up, _ = scripts(case.migration, TYPESCRIPT, "typescript")
    database = PostgreSQL.new(postgresql)
    fresh = database.schema_of(create_typescript(case.after))
    database.run(create_typescript(case.before))
    database.run(";\n".join(case.rows))
    database.run(up)
    assert database.schema() == fresh
    _verify_answers(database.run, case.answers["after"], "postgresql")


@pytest.mark.toolchain
@pytest.mark.requires("go", "postgresql")
def test_a_go_service_migrates_its_rows_or_changes_nothing(tmp_path: Path, postgresql: Cluster) -> None:
    write(render(EVERYTHING.after, "go"), tmp_path)
    store = tmp_path / "internal/store"
    shutil.rmtree(store / "migrations")
    for database in ("postgresql", "sqlite"):
        first = goose_file(EVERYTHING.before, database)
        _write(store / "migrations" / database / "0001_create_tables.sql", first)
    for path, text in render_migration(EVERYTHING.migration, "go").items():
        _write(tmp_path / path, text)
    shutil.copy(REPOSITORY / "tests/migrations/rows_test.go", store)
    _write(store / "testdata/rows.json", _told(EVERYTHING))
    for server in ("", postgresql.database()):
        _run(tmp_path, server, "go", "test", "-run", "Migrations", "./internal/store")


@pytest.mark.toolchain
def test_a_typescript_service_migrates_its_rows_or_changes_nothing(tmp_path: Path, node_modules: Path) -> None:
    write(render(EVERYTHING.after, "typescript"), tmp_path)
    (tmp_path / "node_modules").symlink_to(node_modules)
    shutil.rmtree(tmp_path / TYPESCRIPT)
    _write(tmp_path / TYPESCRIPT / "0001_create_tables.sql", create_typescript(EVERYTHING.before))
    for path, text in render_migration(EVERYTHING.migration, "typescript").items():
        _write(tmp_path / "test/second" / Path(path).name, text)
    shutil.copy(REPOSITORY / "tests/migrations/rows.spec.ts", tmp_path / "test")
    _write(tmp_path / "test/second/rows.json", _told(EVERYTHING))
    for spec in ("rows", "migrations"):
        _run(tmp_path, "", "node_modules/.bin/vitest", "run", f"test/{spec}.spec.ts")


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _run(folder: Path, server: str, *command: str) -> None:
    environment = {**os.environ, "GOFLAGS": "-mod=readonly", "CI": "true", "TEST_DATABASE_URL": server}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{' '.join(command)}\n{done.stdout}\n{done.stderr}"


def _told(case: Case) -> str:
    """What the tests inside of a service are to do, and to find."""
    told = {name: _listed(value) for name, value in {**case.answers, **case.spoil}.items()}
    return json.dumps({"rows": case.rows, **told})


def _listed(told: Any) -> Any:
    """Answers in their order, which objects of JSON do not have in Go."""
    return [{"query": query, "rows": rows} for query, rows in told.items()] if isinstance(told, dict) else told


def _verify_answers(run: Callable[[str], list[list[Any]]], expected: dict[str, Any], database: str) -> None:
    for query, rows in expected.items():
        found = run(query)
        assert same(found, rows, database), f"{query}\n{found}"
