"""One package for each language: its view of a design, its toolchain, its reserved words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any, Protocol, cast

if TYPE_CHECKING:
    from scaffold.design.design import Design
    from scaffold.render.package import Package
    from scaffold.render.tree import Tree


class Renderer(Protocol):
    """What the package of a target offers."""

    def render_project(self, design: Design, openapi: Mapping[str, Any], package: Package) -> Tree:
        """The whole project of a design, in this language.

        Raises:
            TemplateError: When the template package cannot be rendered.
        """


@dataclass(frozen=True, slots=True)
class Target:
    """A language and its framework.

    Attributes:
        language: What ``stack.language`` of a spec calls it.
        template: The folder of its built-in template package.
        package: The Python package that knows the language; imported when it is needed.
    """

    language: str
    template: str
    package: str

    @property
    def renderer(self) -> Renderer:
        """What renders it."""
        return cast(Renderer, import_module(self.package))


TARGETS: Mapping[str, Target] = {
    target.language: target for target in (Target("python", "python-fastapi", "scaffold.targets.python_fastapi"),)
}
"""The targets by language."""
