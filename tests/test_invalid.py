"""Wrong specs and the exact text that answers them.

A case is a folder in ``tests/invalid``, called after the rule it breaks: the spec (none, for a
missing file), ``stderr.txt``, perhaps ``diagnostics.json``, and perhaps ``unsupported.txt`` with
the features that the target lacks. ``pytest --update-goldens`` writes what is expected.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from scaffold.diagnostics import Diagnostic, render_json, render_text
from scaffold.spec.check import check_spec
from scaffold.spec.load import load_spec
from scaffold.spec.rules import RULES, RULES_BY_CODE
from scaffold.spec.support import EVERYTHING, Feature, Support

FOLDER = Path(__file__).parent / "invalid"
CASES = sorted(path.name for path in FOLDER.iterdir() if path.is_dir())


def _support(case: Path) -> Support:
    lacking = case / "unsupported.txt"
    if not lacking.exists():
        return EVERYTHING
    names = lacking.read_text(encoding="utf-8").split()
    return Support("python-fastapi", EVERYTHING.features - {Feature[name] for name in names})


def _diagnose(case: str, monkeypatch: pytest.MonkeyPatch) -> tuple[tuple[Diagnostic, ...], str]:
    monkeypatch.chdir(FOLDER / case)
    loaded = load_spec(Path("scaffold.yaml"))
    diagnostics = check_spec(loaded, _support(FOLDER / case))
    return diagnostics, render_text(diagnostics, loaded.sources)


@pytest.mark.parametrize("case", CASES)
def test_a_wrong_spec_gets_exactly_this_answer(
    case: str, monkeypatch: pytest.MonkeyPatch, update_goldens: bool
) -> None:
    diagnostics, text = _diagnose(case, monkeypatch)
    golden = FOLDER / case / "stderr.txt"
    if update_goldens:
        golden.write_text(text, encoding="utf-8")
    assert golden.read_text(encoding="utf-8") == text
    as_json = FOLDER / case / "diagnostics.json"
    if as_json.exists():
        if update_goldens:
            as_json.write_text(render_json(diagnostics), encoding="utf-8")
        assert as_json.read_text(encoding="utf-8") == render_json(diagnostics)


@pytest.mark.parametrize("case", CASES)
def test_a_case_breaks_the_rule_it_is_called_after(case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    diagnostics, _ = _diagnose(case, monkeypatch)
    code, _, _ = case.partition("-")
    assert code in {each.code for each in diagnostics}


@pytest.mark.parametrize("case", CASES)
def test_every_answer_says_what_to_do(case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    diagnostics, _ = _diagnose(case, monkeypatch)
    assert [each for each in diagnostics if not each.hint] == []


def test_every_rule_has_a_case() -> None:
    with_case = {case.partition("-")[0] for case in CASES}
    assert {rule.code for rule in RULES} == with_case


def test_codes_of_rules_differ() -> None:
    assert len(RULES_BY_CODE) == len(RULES)
