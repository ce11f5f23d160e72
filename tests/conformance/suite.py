"""The whole suite on one project: once when the service allows many calls, once when it allows few."""

from __future__ import annotations

import tempfile
from pathlib import Path

from scaffold.design.design import Design
from scaffold.design.resolve import resolve
from scaffold.diagnostics import has_errors
from scaffold.spec.check import check_spec
from scaffold.spec.load import load_spec
from scaffold.targets import TARGETS
from tests.conformance.contract import Contract
from tests.conformance.exchanges import parts_of, parts_of_limited
from tests.conformance.record import Record
from tests.conformance.run import perform
from tests.conformance.services import Project, settings_for_few, settings_for_many
from tests.rendered import render_spec, write


def design_of_file(path: Path) -> Design:
    """The design of a spec.

    Raises:
        ValueError: The spec has errors.
    """
    loaded = load_spec(path)
    if loaded.spec is None or has_errors(loaded.diagnostics):
        raise ValueError(f"{path} has errors: scaffold check {path}")
    return resolve(loaded.spec)


def offers(language: str, path: Path) -> bool:
    """Whether a language has everything that a spec asks for."""
    return not has_errors(check_spec(load_spec(path), TARGETS[language].support))


def ask_project(design: Design, project: Project, name: str, database: str | None) -> Record:
    """Ask a project everything.

    Args:
        design: What it is made from.
        project: The project, set up.
        name: What the record calls it.
        database: The URL of an empty PostgreSQL database; without it the service uses its embedded one.
    """
    contract = Contract(design)
    with tempfile.TemporaryDirectory() as data:
        many, few = (settings(design, database, Path(data)) for settings in (settings_for_many, settings_for_few))
        project.migrate(many)
        with project.started(many) as url:
            parts = parts_of(design, seeded=database is not None)
            first = perform(contract, parts, url, service=name, database=database)
        with project.started(few) as url:
            second = perform(contract, parts_of_limited(design), url, service=name, database=None, exact=True)
    return Record(name, first.answers + second.answers, first.problems + second.problems)


def ask_language(spec: Path, language: str, workspace: Path, database: str | None) -> Record:
    """Render a spec in a language, set it up, and ask it everything.

    Args:
        spec: The spec.
        language: The language.
        workspace: Where projects and what they share are kept.
        database: As :func:`ask_project` has it.
    """
    name = spec.parent.name if spec.stem == "scaffold" else spec.stem
    folder = workspace / language / name
    write(render_spec(spec, language), folder)
    project = Project.set_up(folder, workspace / "shared" / language)
    return ask_project(design_of_file(spec), project, language, database)
