"""One package for each language: its view of a design, its toolchain, its reserved words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import import_module
from typing import TYPE_CHECKING, Any, Protocol, Self, cast

from scaffold.spec.support import Feature, Support

if TYPE_CHECKING:
    from scaffold.design.design import Design
    from scaffold.documents import Infrastructure
    from scaffold.render.package import Package
    from scaffold.render.tree import Tree


class Renderer(Protocol):
    """What the ``prepare`` of a target's package gives: it may be getting ready in the background."""

    def render_project(self, design: Design, openapi: Mapping[str, Any], package: Package) -> Tree:
        """The service itself, in this language.

        Raises:
            TemplateError: When the template package cannot be rendered.
        """

    def infrastructure(self, design: Design) -> Infrastructure:
        """What the service needs from where it runs."""

    def close(self) -> None:
        """End what was started and not used."""


@dataclass(frozen=True, slots=True)
class Target:
    """A language and its framework.

    Attributes:
        language: What ``stack.language`` of a spec calls it.
        package: The Python package that knows the language; imported when it is needed. It has a
            function ``prepare`` that starts a :class:`Renderer`.
        support: What it renders; its ``target`` is the folder of the built-in template package.
    """

    language: str
    package: str
    support: Support

    @property
    def template(self) -> str:
        """The folder of its built-in template package."""
        return self.support.target

    def prepare(self) -> Renderer:
        """Start what renders it."""
        return cast(Renderer, import_module(self.package).prepare())


_NOT_YET = frozenset({
    Feature.MONGODB, Feature.CACHE_STORE, Feature.BROKER, Feature.VERSIONS, Feature.OIDC, Feature.API_KEYS,
    Feature.CACHING, Feature.IDEMPOTENCY, Feature.UPLOADS, Feature.FILES, Feature.MONEY, Feature.MANY_TO_MANY,
    Feature.SHAPES_IN_MODELS, Feature.HTML, Feature.TEXT, Feature.DOWNLOADS, Feature.STREAMS, Feature.GUARDS,
    Feature.EVENTS, Feature.JOBS, Feature.INTEGRATIONS, Feature.INFERENCE, Feature.DATASETS, Feature.GRAPHQL,
})  # fmt: skip

_PYTHON = Target(
    "python",
    "scaffold.targets.python_fastapi",
    Support("python-fastapi", frozenset(Feature) - _NOT_YET),
)

TARGETS: Mapping[str, Target] = {target.language: target for target in (_PYTHON,)}
"""The targets by language."""


@dataclass(frozen=True, slots=True)
class Renderers:
    """Renderers that get ready while the input is still being read; leaving the block ends those not used."""

    ready: dict[str, Renderer] = field(default_factory=dict)

    @classmethod
    def prepare(cls, language: str | None) -> Self:
        """Start the renderer of a language, or of every language that the input may yet choose."""
        chosen = [target for key, target in TARGETS.items() if language in (None, key)]
        return cls({target.language: target.prepare() for target in chosen})

    def of(self, target: Target) -> Renderer:
        """The renderer of a target, started now if it was not."""
        if target.language not in self.ready:
            self.ready[target.language] = target.prepare()
        return self.ready[target.language]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for renderer in self.ready.values():
            renderer.close()
