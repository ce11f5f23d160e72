"""Migrations after the first in Go and TypeScript: how they read, and what becomes of databases with rows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import REPOSITORY
from tests.postgresql import Cluster
from tests.sql_databases import Case, PostgreSQL, SQLite, direction, first_migration, render_migration, same

CASES = sorted(path.parent for path in (REPOSITORY / "tests/migrations/cases").glob("*/rows.yaml"))
GO = "internal/store/migrations"
TYPESCRIPT = "src/database/migrations"
EXPECTED = {"go": "expected.go", "typescript": "expected.typescript"}


@pytest.fixture(params=CASES, ids=lambda path: path.name)
def case(request: pytest.FixtureRequest) -> Case:
    """Each of the cases."""
    return Case(request.param)


@pytest.mark.parametrize("language", ["go", "typescript"])
def test_a_migration_reads_as_reviewed(case: Case, language: str, update_goldens: bool) -> None:
    found = {
        ".".join(["expected", language, *Path(path).parts[3:-1], "sql"]): text
        for path, text in render_migration(case.migration, language).items()
    }
    if update_goldens:
        for name, text in found.items():
            (case.folder / name).write_text(text, encoding="utf-8")
    assert found == {path.name: path.read_text(encoding="utf-8") for path in case.folder.glob(f"{EXPECTED[language]}*")}


def test_sqlite_gets_the_schema_of_a_new_database_and_keeps_its_rows(case: Case) -> None:
    second = _file(case, "go", f"{GO}/sqlite")
    database, fresh, old = SQLite.new(), SQLite.new(), SQLite.new()
    first = direction(first_migration(case.before, "go", f"{GO}/sqlite"), "up")
    database.migrate(first)
    old.migrate(first)
    fresh.migrate(direction(first_migration(case.after, "go", f"{GO}/sqlite"), "up"))
    for statement in case.rows["insert"]:
        database.run(statement)
    database.migrate(direction(second, "up"))
    assert database.schema() == fresh.schema()
    _verify_answers(database.run, case.rows["after"], "sqlite")
    database.migrate(direction(second, "down"))
    assert database.schema() == old.schema()
    _verify_answers(database.run, case.rows["back"], "sqlite")


@pytest.mark.requires("postgresql")
def test_postgresql_of_go_gets_the_schema_of_a_new_database_and_keeps_its_rows(case: Case, postgresql: Cluster) -> None:
    second = _file(case, "go", f"{GO}/postgresql")
    database, fresh, old = (PostgreSQL.new(postgresql) for _ in range(3))
    first = direction(first_migration(case.before, "go", f"{GO}/postgresql"), "up")
    database.run(first)
    old.run(first)
    fresh.run(direction(first_migration(case.after, "go", f"{GO}/postgresql"), "up"))
    database.run(";\n".join(case.rows["insert"]))
    database.run(direction(second, "up"))
    assert database.schema() == fresh.schema()
    _verify_answers(database.run, case.rows["after"], "postgresql")
    database.run(direction(second, "down"))
    assert database.schema() == old.schema()
    _verify_answers(database.run, case.rows["back"], "postgresql")


@pytest.mark.requires("postgresql")
def test_postgresql_of_typescript_gets_the_schema_of_a_new_database_and_keeps_its_rows(
    case: Case, postgresql: Cluster
) -> None:
    database, fresh = PostgreSQL.new(postgresql), PostgreSQL.new(postgresql)
    database.run(first_migration(case.before, "typescript", TYPESCRIPT))
    fresh.run(first_migration(case.after, "typescript", TYPESCRIPT))
    database.run(";\n".join(case.rows["insert"]))
    database.run(_file(case, "typescript", TYPESCRIPT))
    assert database.schema() == fresh.schema()
    _verify_answers(database.run, case.rows["after"], "postgresql")


def _file(case: Case, language: str, folder: str) -> str:
    (text,) = (
        text for path, text in render_migration(case.migration, language).items() if path.startswith(f"{folder}/")
    )
    return text


def _verify_answers(run: Callable[[str], list[list[Any]]], expected: dict[str, Any], database: str) -> None:
    for query, rows in expected.items():
        found = run(query)
        assert same(found, rows, database), f"{query}\n{found}"
