"""Projects as tests want them: rendered from a spec, and on disk with a toolchain of their own."""

from __future__ import annotations

import subprocess
import sys
import venv
from dataclasses import dataclass
from pathlib import Path

from scaffold.design.design import Design
from scaffold.design.resolve import resolve
from scaffold.diagnostics import has_errors
from scaffold.openapi import document
from scaffold.render.package import read_package, templates_root
from scaffold.render.tree import Tree
from scaffold.spec.check import check_spec
from scaffold.spec.load import load_spec, load_text
from scaffold.targets import TARGETS, Renderers


def design_of(text: str, language: str = "python") -> Design:
    """The design of a spec that is written in a test."""
    loaded = load_text(text, "scaffold.yaml")
    problems = check_spec(loaded, TARGETS[language].support)
    assert loaded.spec is not None and not has_errors(problems), problems
    return resolve(loaded.spec)


def render(design: Design, language: str = "python") -> Tree:
    """The project of a design."""
    target = TARGETS[language]
    package = read_package(templates_root() / target.template)
    with Renderers.prepare(language) as renderers:
        return renderers.of(target).render_project(design, document(design), package)


def render_spec(path: Path, language: str = "python") -> Tree:
    """The project of a spec that has no errors."""
    loaded = load_spec(path)
    problems = check_spec(loaded, TARGETS[language].support)
    assert loaded.spec is not None and not has_errors(problems), problems
    return render(resolve(loaded.spec), language)


def write(tree: Tree, folder: Path) -> None:
    """Put a rendered project on disk."""
    for file in tree.files:
        path = folder / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(file.text, encoding="utf-8", newline="\n")


@dataclass(frozen=True)
class Toolchain:
    """A virtual environment with what generated projects depend on, and with none of them installed."""

    folder: Path

    @classmethod
    def install(cls, folder: Path, project: Path) -> Toolchain:
        """Make the environment from a project's own list of dependencies, without the project itself."""
        venv.create(folder, with_pip=True)
        toolchain = cls(folder)
        python = str(folder / "bin" / "python")
        toolchain.run(project, python, "-m", "pip", "install", "--quiet", "--upgrade", "pip")
        toolchain.run(project, python, "-m", "pip", "install", "--quiet", "--editable", ".", "--group", "dev")
        toolchain.run(project, python, "-m", "pip", "uninstall", "--quiet", "--yes", project.name)
        return toolchain

    def run(self, project: Path, *command: str) -> str:
        """Run a command in a project; its output, when it succeeds."""
        environment = {
            "PATH": f"{self.folder / 'bin'}:/usr/bin:/bin",
            "PYTHONPATH": str(project / "src"),
            "PYTHONDONTWRITEBYTECODE": "1",
            "MYPY_CACHE_DIR": str(self.folder / "mypy_cache"),
        }
        done = subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{' '.join(command)}\n{done.stdout}\n{done.stderr}"
        return done.stdout

    def tool(self, project: Path, name: str, *arguments: str) -> str:
        """Run one of the project's own tools."""
        return self.run(project, str(self.folder / "bin" / name), *arguments)


def formatter(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the formatter that scaffold itself comes with."""
    command = [sys.executable, "-m", "ruff", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
