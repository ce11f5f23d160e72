"""Services of one spec in every language: each answers as its design says, and all answer alike."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from scaffold.targets import TARGETS
from tests.conformance.compare import report
from tests.conformance.record import Record
from tests.conformance.suite import ask_language, offers
from tests.conftest import REPOSITORY
from tests.postgresql import Cluster

LIBRARY = REPOSITORY / "tests/cases/library/scaffold.yaml"
CONDUIT = REPOSITORY / "tests/cases/conduit/scaffold.yaml"
SPECS = [LIBRARY, CONDUIT, *sorted((REPOSITORY / "tests/torture").glob("*.yaml"))]
FIRST, *OTHERS = TARGETS
GROUPS = 2
"""What one process has set up and asked serves all tests of a group."""

Ask = Callable[[Path, str], Record]

pytestmark = [pytest.mark.toolchain, pytest.mark.requires("make", "postgresql", "psql", "go", "npm")]


def named(path: Path) -> str:
    return path.parent.name if path.stem == "scaffold" else path.stem


PARAMETERS = [
    pytest.param(spec, id=named(spec), marks=pytest.mark.xdist_group(f"conformance {number % GROUPS}"))
    for number, spec in enumerate(SPECS)
]


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory, postgresql: Cluster) -> Ask:
    """Asks a spec in a language everything, once."""
    workspace = tmp_path_factory.mktemp("conformance")

    @cache
    def asked(spec: Path, language: str) -> Record:
        return ask_language(spec, language, workspace, postgresql.database())

    return asked


@pytest.mark.parametrize("language", TARGETS)
@pytest.mark.parametrize("spec", PARAMETERS)
def test_a_service_answers_as_its_design_says(spec: Path, language: str, ask: Ask) -> None:
    if not offers(language, spec):
        pytest.skip(f"{language} refuses the spec")
    assert list(ask(spec, language).problems) == []


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("spec", PARAMETERS)
def test_a_client_cannot_tell_languages_apart(spec: Path, language: str, ask: Ask) -> None:
    if not (offers(FIRST, spec) and offers(language, spec)):
        pytest.skip(f"{FIRST} or {language} refuses the spec")
    said = report(ask(spec, FIRST), ask(spec, language))
    assert said.endswith(f"answer alike: {len(ask(spec, FIRST).answers)} exchanges"), said


@pytest.mark.xdist_group("conformance embedded")
@pytest.mark.parametrize("language", TARGETS)
def test_a_service_with_its_embedded_database_answers_as_its_design_says(
    language: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    record = ask_language(LIBRARY, language, tmp_path_factory.mktemp("embedded"), None)
    assert list(record.problems) == []
