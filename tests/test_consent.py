"""An update that breaks clients and loses data asks for both at once, and each consent is for its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from scaffold import pipeline, updating
from scaffold.refusal import CONSENT_NEEDED, Consent, Refused
from scaffold.targets import Renderers

SPEC = """\
scaffold: 1
service: {name: shelf}
models:
  Book:
    fields:
      title: {type: string, max: 100}
      pages: integer
endpoints:
  Book: {path: /books, list: public, create: public}
"""
BREAKS, LOSES = "SC920", "SC914"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose spec has lost a field since it was rendered."""
    folder = tmp_path_factory.mktemp("consent")
    spec, project = folder / "scaffold.yaml", folder / "project"
    spec.write_text(SPEC)
    with Renderers() as renderers:
        pipeline.new(pipeline.Origin(None, spec, None, offline=True), project, False, renderers, _silent)
    (project / "scaffold.yaml").write_text(SPEC.replace("      pages: integer\n", ""))
    return project


@pytest.mark.parametrize(
    ("consent", "codes"),
    [
        (Consent(), {BREAKS, LOSES}),
        (Consent(breaking=True), {LOSES}),
        (Consent(data_loss=True), {BREAKS}),
    ],
)
def test_what_nobody_agreed_to_is_refused(project: Path, consent: Consent, codes: set[str]) -> None:
    before = _contents(project)
    with Renderers() as renderers, pytest.raises(Refused) as refused:
        updating.update(project, None, False, consent, renderers, _silent)
    assert {each.code for each in refused.value.diagnostics} == codes
    assert refused.value.exit_code == CONSENT_NEEDED == 4
    assert _contents(project) == before


def _contents(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _silent(_stage: str, _detail: str) -> None: ...
