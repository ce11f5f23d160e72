"""The suite by hand: see README.md."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from tests.conformance.compare import differences, report
from tests.conformance.contract import Contract
from tests.conformance.exchanges import parts_of, parts_of_limited
from tests.conformance.record import Record, load, save
from tests.conformance.run import perform
from tests.conformance.services import Project
from tests.conformance.suite import ask_language, ask_project, design_of_file


def main() -> int:
    """Run the suite; 1 where something is not as it should be."""
    arguments = _arguments()
    records: list[Record] = arguments.records_of(arguments)
    for record in records:
        print(*record.problems, sep="\n")
        print(f"{record.service}: {len(record.answers)} exchanges, {len(record.problems)} not as the design says")
    for other in records[1:]:
        print(report(records[0], other))
    is_alike = not any(differences(records[0], other) for other in records[1:])
    return 0 if is_alike and not any(record.problems for record in records) else 1


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.conformance", description="Whether services answer alike.")
    commands = parser.add_subparsers(required=True)
    languages = commands.add_parser("languages", help="render a spec in some languages, ask each, and compare")
    languages.add_argument("spec", type=Path)
    languages.add_argument("languages", nargs="+")
    languages.add_argument("--databases", nargs="+", help="an empty PostgreSQL database for each language")
    languages.add_argument("--workspace", type=Path, default=Path(tempfile.gettempdir()) / "scaffold-conformance")
    languages.set_defaults(records_of=_of_languages)
    project = commands.add_parser("project", help="set up, start and ask a project on disk")
    project.add_argument("spec", type=Path)
    project.add_argument("folder", type=Path)
    project.add_argument("--environment", type=Path, help="where projects of this language share what they install")
    project.set_defaults(records_of=_of_project)
    run = commands.add_parser("run", help="ask a service that is running")
    run.add_argument("spec", type=Path)
    run.add_argument("url", help="where the service is: http://127.0.0.1:8000")
    run.add_argument("--limited", action="store_true", help="ask what a service that allows few calls is asked")
    run.set_defaults(records_of=_of_url)
    for each in (project, run):
        each.add_argument("--database", help="the URL of the service's own, empty PostgreSQL database")
        each.add_argument("--name", default="service", help="what the record calls the service")
        each.add_argument("--record", type=Path, help="where to write the answers")
    compare = commands.add_parser("compare", help="show what records differ in")
    compare.add_argument("records", type=Path, nargs="+")
    compare.set_defaults(records_of=lambda arguments: [load(path) for path in arguments.records])
    return parser.parse_args()


def _of_languages(arguments: argparse.Namespace) -> list[Record]:
    databases = arguments.databases or [None] * len(arguments.languages)
    pairs = zip(arguments.languages, databases, strict=True)
    return [ask_language(arguments.spec, language, arguments.workspace, database) for language, database in pairs]


def _of_project(arguments: argparse.Namespace) -> list[Record]:
    environment = arguments.environment or arguments.folder / ".shared"
    project = Project.set_up(arguments.folder.resolve(), environment.resolve())
    record = ask_project(design_of_file(arguments.spec), project, arguments.name, arguments.database)
    return _kept(record, arguments)


def _of_url(arguments: argparse.Namespace) -> list[Record]:
    design, database = design_of_file(arguments.spec), arguments.database
    parts = parts_of_limited(design) if arguments.limited else parts_of(design, seeded=database is not None)
    record = perform(
        Contract(design), parts, arguments.url, service=arguments.name, database=database, exact=arguments.limited
    )
    return _kept(record, arguments)


def _kept(record: Record, arguments: argparse.Namespace) -> list[Record]:
    if arguments.record:
        save(record, arguments.record)
    return [record]


if __name__ == "__main__":
    sys.exit(main())
