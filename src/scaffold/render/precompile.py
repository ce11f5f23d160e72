"""Compile the templates of a package where they lie, when scaffold is installed."""

from __future__ import annotations

from pathlib import Path
from typing import NoReturn

from jinja2 import Environment, nodes

from scaffold.render.compiled import FOLDER, KeptTemplates
from scaffold.render.environment import template_environment

SUFFIXES = (".jinja", ".j2")


def compile_package(folder: Path) -> None:
    """Compile every template of a package and keep the bytecode in the package."""
    (folder / FOLDER).mkdir(exist_ok=True)
    environment = template_environment(folder, {})
    environment.bytecode_cache = KeptTemplates(folder)
    for path in sorted(folder.rglob("*")):
        if path.suffix in SUFFIXES:
            _register_filters(environment, path.read_text(encoding="utf-8"))
            environment.get_template(path.relative_to(folder).as_posix())


def _register_filters(environment: Environment, source: str) -> None:
    """Make the filters of targets known; they are called when a project is rendered, not before."""
    for node in environment.parse(source).find_all(nodes.Filter):
        environment.filters.setdefault(node.name, _not_now)


def _not_now(*_: object) -> NoReturn:
    raise TypeError("filters run when a project is rendered")
