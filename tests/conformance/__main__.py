"""The suite by hand: see README.md."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from scaffold.design.design import Design
from scaffold.design.resolve import resolve
from scaffold.diagnostics import has_errors
from scaffold.spec.load import load_spec
from tests.conformance.compare import differences, report
from tests.conformance.contract import Contract
from tests.conformance.exchanges import parts_of, parts_of_limited
from tests.conformance.record import Record, load, save
from tests.conformance.run import perform
from tests.conformance.services import Project, settings_for_few, settings_for_many


def main() -> int:
    """Run the suite; 1 where something is not as it should be."""
    arguments = _arguments()
    if arguments.command == "compare":
        return _compare([load(path) for path in arguments.records])
    design = _design(arguments.spec)
    record = _on_url(design, arguments) if arguments.command == "run" else _on_project(design, arguments)
    if arguments.record:
        save(record, arguments.record)
    print("\n".join(record.problems))
    print(f"{record.service}: {len(record.answers)} exchanges, {len(record.problems)} not as the design says")
    return 1 if record.problems else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.conformance", description="Whether services answer alike.")
    commands = parser.add_subparsers(dest="command", required=True)
    run = commands.add_parser("run", help="ask a service that is running, and record its answers")
    project = commands.add_parser("project", help="set up, start and ask a project on disk")
    compare = commands.add_parser("compare", help="show what two or more records differ in")
    run.add_argument("spec", type=Path)
    run.add_argument("url", help="where the service is: http://127.0.0.1:8000")
    run.add_argument("--limited", action="store_true", help="ask what a service that allows few calls is asked")
    project.add_argument("spec", type=Path)
    project.add_argument("folder", type=Path)
    project.add_argument("--environment", type=Path, help="where projects of this language share what they install")
    for each in (run, project):
        each.add_argument("--database", help="the URL of the service's own, empty PostgreSQL database")
        each.add_argument("--name", default="service", help="what the record calls the service")
        each.add_argument("--record", type=Path, help="where to write the answers")
    compare.add_argument("records", type=Path, nargs="+")
    return parser.parse_args()


def _design(path: Path) -> Design:
    loaded = load_spec(path)
    if loaded.spec is None or has_errors(loaded.diagnostics):
        sys.exit(f"{path} has errors: scaffold check {path}")
    return resolve(loaded.spec)


def _on_url(design: Design, arguments: argparse.Namespace) -> Record:
    database = arguments.database
    parts = parts_of_limited(design) if arguments.limited else parts_of(design, seeded=database is not None)
    return perform(
        Contract(design), parts, arguments.url, service=arguments.name, database=database, exact=arguments.limited
    )


def _on_project(design: Design, arguments: argparse.Namespace) -> Record:
    with tempfile.TemporaryDirectory() as data:
        environment = arguments.environment or arguments.folder / ".shared"
        project = Project.set_up(arguments.folder.resolve(), environment.resolve())
        return answers_of(design, project, arguments.name, arguments.database, Path(data))


def answers_of(design: Design, project: Project, name: str, database: str | None, data: Path) -> Record:
    """Ask a project everything: first when it allows many calls, then when it allows few."""
    contract, seeded = Contract(design), database is not None
    with project.started(settings_for_many(design, database, data)) as url:
        many = perform(contract, parts_of(design, seeded=seeded), url, service=name, database=database)
    with project.started(settings_for_few(design, database, data)) as url:
        few = perform(contract, parts_of_limited(design), url, service=name, database=None, exact=True)
    return Record(name, many.answers + few.answers, many.problems + few.problems)


def _compare(records: list[Record]) -> int:
    first, *others = records
    for other in others:
        print(report(first, other))
    return 1 if any(differences(first, other) for other in others) else 0


if __name__ == "__main__":
    sys.exit(main())
