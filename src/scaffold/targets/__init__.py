"""One package for each language: its view of a design, its toolchain, its reserved words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any, Protocol, cast

from scaffold.spec.support import Feature, Support

if TYPE_CHECKING:
    from scaffold.design.design import Design
    from scaffold.documents import Infrastructure
    from scaffold.render.package import Package
    from scaffold.render.tree import Tree


class Renderer(Protocol):
    """What the package of a target offers."""

    def render_project(self, design: Design, openapi: Mapping[str, Any], package: Package) -> Tree:
        """The service itself, in this language.

        Raises:
            TemplateError: When the template package cannot be rendered.
        """

    def infrastructure(self, design: Design) -> Infrastructure:
        """What the service needs from where it runs."""


@dataclass(frozen=True, slots=True)
class Target:
    """A language and its framework.

    Attributes:
        language: What ``stack.language`` of a spec calls it.
        package: The Python package that knows the language; imported when it is needed.
        support: What it renders; its ``target`` is the folder of the built-in template package.
    """

    language: str
    package: str
    support: Support

    @property
    def template(self) -> str:
        """The folder of its built-in template package."""
        return self.support.target

    @property
    def renderer(self) -> Renderer:
        """What renders it."""
        return cast(Renderer, import_module(self.package))


_NOT_YET = frozenset({
    Feature.MONGODB, Feature.CACHE_STORE, Feature.BROKER, Feature.VERSIONS, Feature.OIDC, Feature.EVENTS, Feature.JOBS,
    Feature.INTEGRATIONS, Feature.INFERENCE, Feature.DATASETS, Feature.GRAPHQL, Feature.GUARDS, Feature.SHAPES_IN_MODELS,
})  # fmt: skip

_PYTHON = Target(
    "python",
    "scaffold.targets.python_fastapi",
    Support("python-fastapi", frozenset(Feature) - _NOT_YET),
)

TARGETS: Mapping[str, Target] = {target.language: target for target in (_PYTHON,)}
"""The targets by language."""
