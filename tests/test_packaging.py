"""The built wheel, alone in an empty environment."""

import subprocess
import sys
import venv
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from scaffold import __version__
from tests.conftest import REPOSITORY

pytestmark = [pytest.mark.toolchain, pytest.mark.xdist_group("packaging")]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--outdir", str(folder), str(REPOSITORY)]
    subprocess.run(command, check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., str]:
    """A function that runs the installed command in an empty folder and gives what it printed."""
    folder = tmp_path_factory.mktemp("installed")
    venv.create(folder / "venv", with_pip=True)
    programs = folder / "venv/bin"
    pip = [str(programs / "pip"), "install", "--quiet", "--disable-pip-version-check", str(wheel)]
    subprocess.run(pip, check=True)
    (folder / "work").mkdir()

    def run(*arguments: str) -> str:
        command = [str(programs / "scaffold"), *arguments]
        done = subprocess.run(command, cwd=folder / "work", capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return done.stdout

    return run


def test_the_wheel_holds_every_template_and_page(wheel: Path) -> None:
    held = {name.removeprefix("scaffold/") for name in zipfile.ZipFile(wheel).namelist()}
    templates = {f"templates/{name}" for name in files(REPOSITORY / "templates")}
    package = files(REPOSITORY / "src/scaffold")
    assert templates
    assert templates | package <= held


def files(folder: Path) -> set[str]:
    found = (path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {path.relative_to(folder).as_posix() for path in found}


def test_the_installed_command_tells_its_version(installed: Callable[..., str]) -> None:
    assert installed("--version") == f"scaffold {__version__}\n"


def test_the_installed_command_makes_a_project(installed: Callable[..., str], tmp_path: Path) -> None:
    requirements = REPOSITORY / "examples/library/requirements.md"
    output = tmp_path / "made"
    installed("new", str(requirements), "--offline", "--output", str(output))
    assert (output / ".scaffold/lock.json").is_file()
    assert (output / "Makefile").is_file()


def test_the_installed_command_explains_and_prints_the_schema(installed: Callable[..., str]) -> None:
    assert installed("explain", "SC012").startswith("# SC012")
    assert '"$schema"' in installed("schema")
