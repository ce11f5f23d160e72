"""Updates that a person has to decide about: each folder of ``update_refused`` is one case.

A case is called after the code that it is answered with. It holds the spec ``before`` and ``after``, perhaps
``files`` that people added to the project in between, and the exact text of the answer.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from scaffold import pipeline, updating
from scaffold.diagnostics import render_text
from scaffold.outcome import Updated
from scaffold.refusal import Consent, Refused
from scaffold.targets import Renderers

FOLDER = Path(__file__).parent / "update_refused"
CASES = sorted(path.name for path in FOLDER.iterdir())
PROJECT = Path("project")


@pytest.mark.parametrize("case", CASES)
def test_an_update_is_refused_with_exactly_this_answer(
    case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, update_goldens: bool
) -> None:
    monkeypatch.chdir(tmp_path)
    before = _prepared(FOLDER / case)
    with pytest.raises(Refused) as refused:
        _update(Consent(breaking=True), dry_run=False)
    problem = refused.value
    text = f"{render_text(problem.diagnostics, problem.sources)}exit code {problem.exit_code}\n"
    golden = FOLDER / case / "stderr.txt"
    if update_goldens:
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8")
    assert {each.code for each in problem.diagnostics} == {case.partition("-")[0]}
    assert _contents() == before


@pytest.mark.parametrize("case", [each for each in CASES if each.startswith("SC914")])
def test_what_would_be_lost_is_listed_by_a_dry_run_and_goes_with_consent(
    case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    before = _prepared(FOLDER / case)
    looked = _update(Consent(), dry_run=True)
    assert all(each.message in looked.text() for each in looked.losses)
    assert (looked.losses != (), looked.exit_code, _contents()) == (True, 0, before)
    done = _update(Consent(breaking=True, data_loss=True), dry_run=False)
    assert done.losses == looked.losses
    assert list((PROJECT / "migrations/versions").glob("0002_*.py"))


def _prepared(case: Path) -> dict[str, bytes]:
    """A project of the case whose spec was edited; what its files hold."""
    origin = pipeline.Origin(None, case / "before.yaml", None, offline=True)
    with Renderers() as renderers:
        pipeline.new(origin, PROJECT, False, renderers, _silent)
    if (case / "files").exists():
        shutil.copytree(case / "files", PROJECT, dirs_exist_ok=True)
    shutil.copy(case / "after.yaml", PROJECT / "scaffold.yaml")
    return _contents()


def _update(consent: Consent, *, dry_run: bool) -> Updated:
    with Renderers() as renderers:
        return updating.update(PROJECT, None, dry_run, consent, renderers, _silent)


def _contents() -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in PROJECT.rglob("*") if path.is_file()}


def _silent(_stage: str, _detail: str) -> None: ...
