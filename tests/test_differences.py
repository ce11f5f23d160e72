"""The difference of two specs as a migration: each folder of ``differences`` is one case.

A case holds the spec ``before`` and ``after``, the ``rows.sql`` that the database has in between, and what is
expected: the operations there and back with what stands against them, the revision as Alembic has it, and in
``answers.yaml`` what the database answers after it, and after it was taken back.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from scaffold import pipeline, updating
from scaffold.design.resolve import resolve
from scaffold.diagnostics import Diagnostic
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
from scaffold.migrations.places import Places
from scaffold.migrations.step import migration_between
from scaffold.migrations.verdict import impossible, losses, obstacles
from scaffold.refusal import Consent
from scaffold.render.package import read_package, templates_root
from scaffold.spec.load import load_text
from scaffold.targets import TARGETS, Renderers
from tests.conftest import REPOSITORY
from tests.postgresql import Cluster
from tests.rendered import Toolchain
from tests.sql_databases import Case, same

CASES = sorted(path.parent for path in (REPOSITORY / "tests/differences").glob("*/before.yaml"))
FIRST = {"migrations/versions/0001_create_tables.py": 'revision = "0001"\ndown_revision = None\n'}
REVISION = "revision.txt"
ANYTHING = Consent(breaking=True, data_loss=True)


@pytest.fixture(params=CASES, ids=lambda path: path.name)
def case(request: pytest.FixtureRequest) -> Case:
    return Case(request.param)


def test_the_operations_are_those_of_the_case(case: Case, update_goldens: bool) -> None:
    golden, text = case.folder / "operations.txt", "".join(_report(case))
    if update_goldens:
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8")


def test_the_revision_reads_as_the_one_of_the_case(case: Case, update_goldens: bool) -> None:
    golden, text = case.folder / REVISION, "".join(_revision(case.migration))
    if update_goldens and text:
        golden.write_text(text, encoding="utf-8")
    assert text == (golden.read_text(encoding="utf-8") if golden.exists() else "")


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_a_design_does_not_differ_from_itself(case: Path) -> None:
    design = Case(case).after
    assert migration_between(design, design, 2) is None


@pytest.mark.toolchain
def test_sqlite_becomes_what_a_new_database_is_and_keeps_its_rows(
    case: Case, toolchain: Toolchain, tmp_path: Path
) -> None:
    urls = [f"sqlite:///{tmp_path / name}.db" for name in ("database", "fresh")]
    _verify_migrated(case, _migrated(case, toolchain, tmp_path, urls), "sqlite")


@pytest.mark.toolchain
@pytest.mark.requires("postgresql")
def test_postgresql_becomes_what_a_new_database_is_and_keeps_its_rows(
    case: Case, toolchain: Toolchain, tmp_path: Path, postgresql: Cluster
) -> None:
    urls = [postgresql.database(), postgresql.database()]
    _verify_migrated(case, _migrated(case, toolchain, tmp_path, urls), "postgresql")


def _verify_migrated(case: Case, found: dict[str, Any], database: str) -> None:
    assert found["up"] == found["fresh"] == found["again"]
    assert found["down"] == found["first"]
    assert found["drift"] == []
    renamed = {each.before.name: each.name for each in case.migration.up if isinstance(each, RenameTable)}
    kept = {renamed.get(table, table): rows for table, rows in found["filled"].items()}
    assert {table: kept[table] for table in found["counted"] if table in kept} == {
        table: rows for table, rows in found["counted"].items() if table in kept
    }
    for moment in ("after", "back"):
        for query, rows in zip(case.answers[moment], found[moment], strict=True):
            assert same(rows, case.answers[moment][query], database), f"{query}\n{rows}"


def _migrated(case: Case, toolchain: Toolchain, folder: Path, urls: list[str]) -> dict[str, Any]:
    """What a database was at every step of an update, and what a new one is."""
    project, first = folder / "project", folder / "first"
    _new(case.folder / "before.yaml", project)
    _new(case.folder / "after.yaml", first)
    (project / "scaffold.yaml").write_text((case.folder / "after.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    with Renderers() as renderers:
        updating.update(project, None, False, ANYTHING, renderers, _silent)
    work = {
        "database": urls[0],
        "fresh": urls[1],
        "first": str(first),
        "rows": case.rows,
        **{moment: list(case.answers[moment]) for moment in ("after", "back")},
    }
    command = [str(toolchain.folder / "bin/python"), str(REPOSITORY / "tests/migrating.py")]
    environment = {"PYTHONPATH": str(project / "src"), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        command, cwd=project, env=environment, input=json.dumps(work), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def _new(spec: Path, folder: Path) -> None:
    with Renderers() as renderers:
        pipeline.new(pipeline.Origin(None, spec, None, offline=True), folder, False, renderers, _silent)


def _revision(migration: Migration) -> Iterator[str]:
    target = TARGETS["python"]
    package = read_package(templates_root() / target.template)
    with Renderers.prepare("python") as renderers:
        for file in renderers.of(target).render_migration(migration, FIRST, package):
            yield f"# {file.path}\n{file.text}"


def _report(case: Case) -> Iterator[str]:
    migration = case.migration
    yield f"{migration.title}\n\nup\n"
    yield from (f"  {_line(each)}\n" for each in migration.up)
    yield "\ndown\n"
    yield from (f"  {_line(each)}\n" for each in migration.down)
    before, after = (_places(case.folder / name) for name in ("before.yaml", "after.yaml"))
    for title, said in (
        ("impossible", impossible(migration, after)),
        ("lost", losses(migration, before, after)),
        ("in the way", obstacles(migration, after)),
    ):
        lines = [_said(each) for each in said]
        yield f"\n{title}\n{''.join(lines)}" if lines else ""


def _places(path: Path) -> Places:
    loaded = load_text(path.read_text(encoding="utf-8"), path.name)
    assert loaded.spec is not None
    return Places(resolve(loaded.spec), loaded)


def _said(diagnostic: Diagnostic) -> str:
    return f"  {diagnostic.span}: {diagnostic.severity}[{diagnostic.code}]: {diagnostic.message}\n"


def _line(operation: SchemaOperation) -> str:
    match operation:
        case CreateTable(table) | DropTable(table):
            what = table.name
        case RenameTable(before, name):
            what = f"{before.name} to {name}"
        case RenameColumn(table, former, name):
            what = f"{table}.{former} to {name}"
        case AddColumn(table, column, fill):
            what = f"{table}.{column.name}{'' if column.nullable else f', filled with {fill}'}"
        case AlterColumn(table, old, new, fill):
            required = "" if old.nullable == new.nullable else f", null {'allowed' if new.nullable else 'refused'}"
            what = f"{table}.{new.name}{required}{f', filled with {fill}' if fill else ''}"
        case DropColumn(table, column):
            what = f"{table}.{column.name}"
        case AddForeignKey(table, key) | DropForeignKey(table, key):
            what = f"{key.name} on {table} to {key.table}, {key.on_delete}"
        case CreateIndex(table, index) | DropIndex(table, index):
            what = f"{index.name} on {table}"
    return f"{type(operation).__name__} {what}"


def _silent(_stage: str, _detail: str) -> None: ...
