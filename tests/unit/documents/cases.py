"""The cases of ``tests/documents``: a folder each, with a spec and the documents expected of it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from scaffold.design.design import Design
from scaffold.design.resolve import resolve
from scaffold.documents import (
    Assumption,
    Command,
    EnvironmentVariable,
    Infrastructure,
    Volume,
    read_assumptions,
    render_documents,
)
from scaffold.openapi import document
from scaffold.render.tree import Tree
from scaffold.spec.load import load_text

FOLDER = Path(__file__).parents[2] / "documents"
CASES = sorted(path.name for path in FOLDER.iterdir() if (path / "scaffold.yaml").exists())

INFRASTRUCTURE = Infrastructure(
    runtime="any",
    port=8000,
    memory="256 MB for one instance",
    variables=(
        EnvironmentVariable("DATABASE_URL", None, "Where the database is.", required_in_production=True, secret=True),
        EnvironmentVariable("LOG_LEVEL", "info", "The least level that is logged."),
    ),
    volumes=(Volume(".data", "The embedded database, where `DATABASE_URL` is not set."),),
    notes=("Each instance counts rate limits on its own.",),
    commands=(Command("make run", "starts the service"),),
)


def text_of(case: str) -> str:
    """The spec of a case, as it is written."""
    return (FOLDER / case / "scaffold.yaml").read_text(encoding="utf-8")


def design_of(text: str) -> Design:
    """The design of a spec that has no errors."""
    loaded = load_text(text, "scaffold.yaml")
    assert loaded.spec is not None, loaded.diagnostics
    return resolve(loaded.spec)


def documents_of(text: str, assumptions: tuple[Assumption, ...] = ()) -> Tree:
    """The documents of a spec."""
    design = design_of(text)
    return render_documents(design, document(design), INFRASTRUCTURE, assumptions)


@cache
def case_documents(case: str) -> Tree:
    """The documents of a case, with the assumptions that its spec states."""
    return documents_of(text_of(case), read_assumptions(text_of(case)))
