"""The difference of two specs as a migration: each folder of ``differences`` is one case.

A case holds the spec ``before`` and ``after``, the ``rows.sql`` that the database has in between, and what is
expected: the operations there and back with what stands against them, the revision as Alembic has it, and in
``answers.yaml`` what the database answers after it, and after it was taken back.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

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
from scaffold.render.package import read_package, templates_root
from scaffold.render.tree import RenderedFile, Tree
from scaffold.spec.load import load_text
from scaffold.targets import TARGETS, Renderers
from tests.conftest import REPOSITORY
from tests.postgresql import Cluster
from tests.rendered import Toolchain, render, write
from tests.sql_databases import Case, same

CASES = sorted(path.parent for path in (REPOSITORY / "tests/differences").glob("*/before.yaml"))
FIRST = {"migrations/versions/0001_create_tables.py": 'revision = "0001"\ndown_revision = None\n'}
REVISION = "revision.txt"


@pytest.fixture(params=CASES, ids=lambda path: path.name)
def case(request: pytest.FixtureRequest) -> Case:
    return Case(request.param)


def test_the_operations_are_those_of_the_case(case: Case, update_goldens: bool) -> None:
    golden, text = case.folder / "operations.txt", "".join(_report(case))
    if update_goldens:
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8")


def test_the_revision_reads_as_the_one_of_the_case(case: Case, update_goldens: bool) -> None:
    golden = case.folder / REVISION
    text = "".join(f"# {file.path}\n{file.text}" for file in _revisions(case.migration))
    if update_goldens and text:
        golden.write_text(text, encoding="utf-8")
    assert text == (golden.read_text(encoding="utf-8") if golden.exists() else "")


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_a_design_does_not_differ_from_itself(case: Path) -> None:
    design = Case(case).after
    assert migration_between(design, design, 2) is None


@pytest.mark.toolchain
@pytest.mark.requires("postgresql")
def test_databases_become_what_new_ones_are_and_keep_their_rows(
    case: Case, toolchain: Toolchain, tmp_path: Path, postgresql: Cluster
) -> None:
    urls = {
        "sqlite": [f"sqlite:///{tmp_path / name}.db" for name in ("database", "fresh")],
        "postgresql": [postgresql.database(), postgresql.database()],
    }
    for database, found in _migrated(case, toolchain, tmp_path, urls).items():
        _verify_migrated(case, found, database)


DECIMALS = """
scaffold: 1
service: {name: shelf}
models:
  Book: {fields: {price: {type: decimal, digits: %s, places: %s, optional: true}}}
endpoints:
  Book: {path: /books, list: public}
"""


@pytest.mark.toolchain
def test_sqlite_gets_decimals_of_other_digits_that_sort_as_before(toolchain: Toolchain, tmp_path: Path) -> None:
    (tmp_path / "before.yaml").write_text(DECIMALS % (4, 2))
    (tmp_path / "after.yaml").write_text(DECIMALS % (8, 3))
    rows = "INSERT INTO books (id, price) VALUES ('a', '112.50'), ('b', '-87.49'), ('c', '100.05'), ('d', NULL)"
    (tmp_path / "rows.sql").write_text(f"{rows};\n")
    query = "SELECT price FROM books WHERE price IS NOT NULL ORDER BY price"
    (tmp_path / "answers.yaml").write_text(
        f"after: {{{query}: [['-99987.499'], ['100000.050'], ['100012.500']]}}\n"
        f"back: {{{query}: [['-87.49'], ['100.05'], ['112.50']]}}\n"
    )
    case, urls = Case(tmp_path), [f"sqlite:///{tmp_path / name}.db" for name in ("database", "fresh")]
    _verify_migrated(case, _migrated(case, toolchain, tmp_path, {"sqlite": urls})["sqlite"], "sqlite")


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


def _migrated(case: Case, toolchain: Toolchain, folder: Path, urls: dict[str, list[str]]) -> dict[str, dict[str, Any]]:
    """What databases were at every step of an update, and what new ones are."""
    project, first = folder / "project", folder / "first"
    write(render(case.after), first)
    shutil.copytree(first, project)
    write(_history(case), project)
    work = {
        "databases": urls,
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
    answer: dict[str, dict[str, Any]] = json.loads(done.stdout)
    return answer


def _history(case: Case) -> Tree:
    """The migrations that a project has after the update: its own first one, and the next."""
    first = (file for file in render(case.before).files if file.path in FIRST)
    return Tree((*first, *_revisions(case.migration)))


def _revisions(migration: Migration) -> tuple[RenderedFile, ...]:
    target = TARGETS["python"]
    package = read_package(templates_root() / target.template)
    with Renderers.prepare("python") as renderers:
        return renderers.of(target).render_migration(migration, FIRST, package)


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
