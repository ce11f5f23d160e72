"""Updating projects that people work in: each folder of ``update`` is one case.

A case holds the spec ``before`` and ``after``, the ``edits.toml`` that a person makes in between, and
what is expected: what the command says, and what happened to the files of the edits and to the attic.
"""

from __future__ import annotations

import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from scaffold import pipeline, updating
from scaffold.outcome import Updated
from scaffold.project.disk import exclusive
from scaffold.refusal import Consent, Refused
from scaffold.targets import Renderers

CASES = Path(__file__).parent / "update"
NAMES = sorted(path.parent.name for path in CASES.glob("*/before.yaml"))


@pytest.mark.parametrize("case", NAMES)
def test_updates(case: str, tmp_path: Path, update_goldens: bool) -> None:
    folder, project = CASES / case, tmp_path / "project"
    updated = evolve(folder, project)
    said = updated.text().replace(str(project), "project")
    expected = folder / "expected.txt"
    text = f"{said}exit code {updated.exit_code}\n\n{''.join(changed_by_hand(folder, project))}"
    if update_goldens:
        expected.write_text(text, encoding="utf-8")
    assert text == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("case", [each for each in NAMES if "conflict" not in each])
def test_a_second_update_changes_nothing(case: str, tmp_path: Path) -> None:
    evolve(CASES / case, tmp_path / "project")
    again = update(tmp_path / "project")
    assert again.changes.written == ()


def test_an_update_of_a_project_with_open_conflicts_does_nothing(tmp_path: Path) -> None:
    project = tmp_path / "project"
    evolve(CASES / "generated_conflict", project)
    with pytest.raises(Refused, match="conflicts that nobody has resolved"):
        update(project)


@pytest.mark.parametrize(
    ("left", "said"), [("apply", "the project is as it was before"), ("applied", "the change was done")]
)
def test_it_is_said_what_became_of_an_update_that_died(left: str, said: str, tmp_path: Path) -> None:
    project = tmp_path / "project"
    evolve(CASES / "rule_changed", project)
    (project / ".scaffold" / left).mkdir()
    told: list[tuple[str, str]] = []
    with Renderers() as renderers:
        updating.update(project, None, False, Consent(), renderers, lambda *line: told.append(line))
    assert told[0] == ("recover", f"a command died here: {said}")
    assert not (project / ".scaffold" / left).exists()


def test_a_second_update_at_the_same_time_is_refused(tmp_path: Path) -> None:
    project = tmp_path / "project"
    evolve(CASES / "rule_changed", project)
    with exclusive(project), pytest.raises(Refused, match="another scaffold is at work"):
        update(project)


def evolve(case: Path, project: Path) -> Updated:
    """A project of the case, edited, committed, and updated to the other spec."""
    origin = pipeline.Origin(None, case / "before.yaml", None, offline=True)
    with Renderers() as renderers:
        pipeline.new(origin, project, False, renderers, _silent)
    git(project, "init", "-q")
    for edit in tomllib.loads((case / "edits.toml").read_text())["edit"]:
        path = project / edit["path"]
        text = path.read_text(encoding="utf-8")
        assert edit["replace"] in text, f"{edit['path']} does not say {edit['replace']!r}"
        path.write_text(text.replace(edit["replace"], edit["by"]), encoding="utf-8", newline="")
    git(project, "add", "--all")
    git(project, "commit", "-q", "-m", "Edited")
    (project / "scaffold.yaml").write_text((case / "after.yaml").read_text())
    return update(project)


def update(project: Path) -> Updated:
    with Renderers() as renderers:
        return updating.update(project, None, False, Consent(breaking=True), renderers, _silent)


def changed_by_hand(case: Path, project: Path) -> Iterator[str]:
    """What became of the files that the person edited, and what the attic holds."""
    edits = tomllib.loads((case / "edits.toml").read_text())["edit"]
    for path in sorted({edit["path"] for edit in edits}):
        yield git(project, "diff", "--no-color", "--no-ext-diff", "-U1", "HEAD", "--", path).split("\n@@", 1)[-1]
        yield "\n"
    for path in git(project, "ls-files", "--others", "--exclude-standard", "src").splitlines():
        text = (project / path).read_text(encoding="utf-8")
        if any(edit["by"] in text for edit in edits):
            yield f"new: {path}\n{text}\n"
    attic = project / ".scaffold/attic"
    for kept in sorted(attic.rglob("*")) if attic.exists() else ():
        if kept.is_file():
            yield f"attic: {kept.relative_to(attic)}\n{kept.read_text(encoding='utf-8')}"


def git(folder: Path, *arguments: str) -> str:
    who = ("-c", "user.name=Person", "-c", "user.email=person@example.com")
    return subprocess.run(["git", *who, *arguments], cwd=folder, capture_output=True, text=True, check=True).stdout


def _silent(_stage: str, _detail: str) -> None: ...
