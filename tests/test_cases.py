"""Each folder of ``cases`` holds what a team wrote, and the spec and report that the reader makes of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from scaffold.requirements import read_requirements
from scaffold.spec.check import check_spec
from scaffold.spec.load import load_spec
from scaffold.targets import LANGUAGES

CASES = sorted(path.parent for path in (Path(__file__).parent / "cases").glob("*/requirements.md"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_requirements_give_the_expected_spec_and_report(case: Path, update_goldens: bool) -> None:
    guidance = case / "CLAUDE.md"
    reading = read_requirements(case / "requirements.md", LANGUAGES, guidance if guidance.exists() else None)
    got = {"scaffold.yaml": reading.yaml, "report.txt": reading.report.full()}
    if update_goldens:
        for name, text in got.items():
            (case / name).write_text(text, encoding="utf-8")
    assert got == {name: (case / name).read_text(encoding="utf-8") for name in got}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_spec_that_was_read_is_sound(case: Path) -> None:
    found = check_spec(load_spec(case / "scaffold.yaml"))
    assert [each for each in found if each.severity == "error"] == []
