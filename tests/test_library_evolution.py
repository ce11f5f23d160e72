"""The library evolves: whatever is asked for next, the project follows, and nothing of it is lost."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from scaffold.cli import app
from scaffold.refusal import CONSENT_NEEDED
from scaffold.render import package
from scaffold.render.package import templates_root
from tests.conformance.exchanges.people import FIRST_ADMIN
from tests.conformance.exchanges.tokens import SECRET_KEY
from tests.conformance.services import Project
from tests.conftest import REPOSITORY
from tests.evolution import Client, Handwriting, Step

pytestmark = [pytest.mark.toolchain, pytest.mark.requires("make", "go", "npm")]

REQUIREMENTS = REPOSITORY / "tests/cases/library/requirements.md"
STEPS = sorted((REPOSITORY / "tests/update/library").glob("[0-9]*"))
START = REPOSITORY / "tests/update/library/start"

COMPILES = {
    "python": ["make lint"],
    "go": ["go build ./...", "go vet ./..."],
    "typescript": ["node_modules/.bin/tsc --noEmit --incremental --tsBuildInfoFile .tsbuildinfo"],
}
"""How a language says that code is right."""

QUICK_TESTS = {"python": [".venv/bin/python -m pytest tests/unit tests/contract tests/integration"]}
"""What is tested after each step but the last, where that does not take long."""

EVERY_STEP = bool(os.environ.get("SCAFFOLD_EVERY_STEP"))
"""Whether projects run all of their own tests after each step, not only after the last; so do all languages then."""

LANGUAGES = ["python", "go", "typescript"] if EVERY_STEP else ["python", "go"]


@pytest.fixture
def environment(language: str, request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """The folder of what projects of the language depend on; what is not there, they set up themselves."""
    folder = tmp_path / "environment"
    folder.mkdir()
    if language == "python":
        (folder / ".venv").symlink_to(request.getfixturevalue("toolchain").folder)
    if language == "typescript":
        (folder / "node_modules").symlink_to(request.getfixturevalue("node_modules"))
    return folder


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_library_evolves(language: str, environment: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "__file__", str(installed(tmp_path)))
    folder = tmp_path / "library"
    assert scaffold("new", REQUIREMENTS, "--offline", "--language", language, "--output", folder).exit_code == 0
    shutil.copy(REQUIREMENTS, folder)
    git(folder, "init", "-q")
    (folder / ".git/info/exclude").write_text("/.venv\n/node_modules\n/.tsbuildinfo\n/service-*.log\n")
    project, client = Project.set_up(folder, environment), Client()
    serve(project, client, [START], tmp_path)
    commit(folder, "Start")

    handwriting = Handwriting(folder)
    for number, each in enumerate(STEPS, 1):
        step = Step.read(each, language)
        for edit in step.written:
            handwriting.write(edit)
        commit(folder, f"{each.name}: by hand")
        evolve(step, folder, tmp_path)
        assert handwriting.lost() == []
        tests = ["make test"] if EVERY_STEP or each == STEPS[-1] else QUICK_TESTS.get(language, [])
        for command in (*COMPILES[language], *tests):
            run(folder, *command.split())
        serve(project, client, [START, *STEPS[:number]], tmp_path)
        commit(folder, each.name)


def evolve(step: Step, folder: Path, installation: Path) -> None:
    """Ask for what the step says, and update; once more, there is nothing to do."""
    for edit in step.asked:
        edit.make(folder)
    for edit in step.templates:
        edit.make(installation / "scaffold/templates")
    asked = tree(folder)
    update = ("update", folder, "--requirements", folder / REQUIREMENTS.name)
    for option in step.refused_without:
        refused = scaffold(*update, *(other for other in step.refused_without if other != option))
        assert refused.exit_code == CONSENT_NEEDED, refused.output
        assert tree(folder) == asked
    updated = scaffold(*update, *step.refused_without)
    assert updated.exit_code == 0, updated.output
    followed = tree(folder)
    again = scaffold(*update)
    assert again.exit_code == 0, again.output
    assert tree(folder) == followed, again.output


def serve(project: Project, client: Client, steps: list[Path], folder: Path) -> None:
    """Migrate the database, and call the service: it has the rows of all steps."""
    settings = {**FIRST_ADMIN, "SECRET_KEY": SECRET_KEY, "DATA_DIR": str(folder / "data")}
    project.migrate(settings)
    with project.started(settings) as url:
        client.make_rows(steps[-1], url)
        client.verify(steps, url)


def installed(folder: Path) -> Path:
    """The place of a module in an installation whose templates can be changed."""
    shutil.copytree(templates_root(), folder / "scaffold/templates")
    return folder / "scaffold/render/package.py"


def scaffold(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(each) for each in arguments], catch_exceptions=False)


def commit(folder: Path, message: str) -> None:
    git(folder, "add", "--all")
    git(folder, "commit", "-q", "--allow-empty", "-m", message)


def tree(folder: Path) -> str:
    """The id of all that a project holds."""
    git(folder, "add", "--all")
    return git(folder, "write-tree")


def git(folder: Path, *arguments: str) -> str:
    who = ("-c", "user.name=Person", "-c", "user.email=person@example.com")
    return run(folder, "git", *who, *arguments).strip()


def run(folder: Path, *command: str) -> str:
    """Run a command in a project; its output, when it succeeds."""
    environment = {**os.environ, "PYTHONPATH": str(folder / "src"), "TEST_DATABASE_URL": "", "CI": "true"}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{' '.join(command)}\n{done.stdout[-5000:]}\n{done.stderr}"
    return done.stdout
