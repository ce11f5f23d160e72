"""What clients see of a change: each folder of ``compatibility`` is one case.

A case holds the spec ``before`` and ``after``, and what is expected: each finding with its place, the line of the
requirements, and what to do instead, then the version that should follow.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from scaffold.compatibility import Finding, Kind, Specs, compare, find, next_version
from scaffold.design.design import Design
from scaffold.design.resolve import resolve
from scaffold.project.lock import LOCKED_SPEC_PATH
from scaffold.project.records import locked_spec
from scaffold.spec.check import check_spec
from scaffold.spec.load import LoadedSpec, load_text
from scaffold.spec.support import EVERYTHING

CASES = Path(__file__).parent / "compatibility"
NAMES = sorted(path.name for path in CASES.iterdir())


@pytest.mark.parametrize("case", NAMES)
def test_findings(case: str, update_goldens: bool) -> None:
    text = "".join(_report(CASES / case))
    expected = CASES / case / "expected.txt"
    if update_goldens:
        expected.write_text(text, encoding="utf-8")
    assert text == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("case", NAMES)
def test_a_design_is_compatible_with_itself(case: str) -> None:
    design = _design(_loaded(CASES / case / "after.yaml"))
    assert compare(design, design) == ()


def test_every_kind_of_finding_has_a_case() -> None:
    lines = "".join((CASES / case / "expected.txt").read_text(encoding="utf-8") for case in NAMES).splitlines()
    shown = {line.split()[1] for line in lines if not line.startswith(" ")}
    assert {kind.value for kind in Kind} <= shown


def _report(case: Path) -> Iterator[str]:
    reading, now = _loaded(case / "before.yaml"), _loaded(case / "after.yaml")
    assert reading.spec is not None
    former = load_text(locked_spec(reading.spec).text, LOCKED_SPEC_PATH)
    before, after = _design(former), _design(now)
    findings = compare(before, after)
    for finding in findings:
        yield from _lines(finding, Specs(now, former, reading))
    yield f"version {before.service.version} → {next_version(before.service.version, findings)}\n"


def _lines(finding: Finding, specs: Specs) -> Iterator[str]:
    found = find(finding.subject, specs)
    source = f" ({found.requirement.file}:{found.requirement.line})" if found.requirement else ""
    weight = "breaking" if finding.is_breaking else finding.section.lower()
    yield f"{weight} {finding.kind} {found.span}{source}\n"
    yield f"  {finding.message}\n"
    if finding.hint:
        yield f"  hint: {finding.hint}\n"


def _loaded(path: Path) -> LoadedSpec:
    loaded = load_text(path.read_text(encoding="utf-8"), "scaffold.yaml")
    problems = [str(each) for each in check_spec(loaded, EVERYTHING) if each.severity == "error"]
    assert problems == []
    return loaded


def _design(loaded: LoadedSpec) -> Design:
    assert loaded.spec is not None
    return resolve(loaded.spec)
