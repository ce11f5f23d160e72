"""One package for each language: its view of a design, its toolchain, its reserved words."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any, Protocol, Self, cast

from msgspec import Struct, field

from scaffold.languages import Languages, Wording
from scaffold.spec.support import Feature, Support

if TYPE_CHECKING:
    from scaffold.design.design import Design
    from scaffold.documents import Infrastructure
    from scaffold.migrations.operations import Migration
    from scaffold.render.package import Package
    from scaffold.render.tree import RenderedFile, Tree
    from scaffold.stubs.source import Syntax


class Renderer(Protocol):
    """What the ``prepare`` of a target's package gives: it may be getting ready in the background."""

    def render_project(self, design: Design, openapi: Mapping[str, Any], package: Package) -> Tree:
        """The service itself, in this language.

        Raises:
            TemplateError: When the template package cannot be rendered.
        """

    def infrastructure(self, design: Design) -> Infrastructure:
        """What the service needs from where it runs."""

    @property
    def migrations_folders(self) -> tuple[str, ...]:
        """The folders of a project that hold its migrations; none where the target writes no further ones."""

    def render_migration(
        self, migration: Migration, existing: Mapping[str, str], package: Package
    ) -> tuple[RenderedFile, ...]:
        """The files of a migration after the first, frozen; none when it has nothing to do in this language.

        Args:
            migration: What it does.
            existing: The text of each file in the folders of migrations, by its path in the project.
            package: The templates.

        Raises:
            Refused: When the migrations that are there cannot be continued.
            TemplateError: When the template package cannot be rendered.
        """

    def close(self) -> None:
        """End what was started and not used."""


class Target(Struct, frozen=True):
    """A language and its framework.

    Attributes:
        language: What ``stack.language`` of a spec calls it.
        package: The Python package that knows the language; imported when it is needed. It has a
            function ``prepare`` that starts a :class:`Renderer`.
        support: What it renders; its ``target`` is the folder of the built-in template package.
        wording: How people write of the language.
        suffix: What the names of its source files end in.
    """

    language: str
    package: str
    support: Support
    wording: Wording
    suffix: str

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
    Wording(
        names=r"\b(?:Python|python|FastAPI|fastapi)\b",
        linters=("ruff", "mypy", "pyright", "black", "flake8", "isort", "pylint"),
        managers=("uv", "pip", "poetry"),
        suits=r"\bpandas\b|\bmachine[- ]learning (?:code|library)|\bnumpy\b|\bdata scientists\b",
        reason="data and ML libraries are near",
    ),
    suffix=".py",
)
_GO = Target(
    "go",
    "scaffold.targets.go",
    Support("go", frozenset(Feature) - _NOT_YET),
    Wording(
        names=r"\bGo\b|\bgolang\b|\bGolang\b",
        linters=("golangci-lint", "staticcheck", "go vet", "gofmt", "gofumpt"),
        managers=("go modules",),
        suits=r"\bhigh(?:ly)? concurren\w*|\bmany concurrent\b|\blow latency\b"
        r"|\bthousands of (?:concurrent|simultaneous|connections)\b",
        reason="many callers at once",
    ),
    suffix=".go",
)
_TYPESCRIPT = Target(
    "typescript",
    "scaffold.targets.typescript_nest",
    Support("typescript-nest", frozenset(Feature) - _NOT_YET),
    Wording(
        names=r"\bTypeScript\b|\btypescript\b|\bNest(?:JS|\.js)\b",
        linters=("eslint", "prettier", "biome", "tsc"),
        managers=("npm", "pnpm", "yarn"),
        suits=r"\bshares? (?:its |the |their )?types\b|\btypes (?:are |is )?shared\b"
        r"|\bsame language as the front-?end\b",
        reason="the frontend shares its types",
    ),
    suffix=".ts",
)
_ALL = (_PYTHON, _GO, _TYPESCRIPT)

TARGETS: Mapping[str, Target] = {target.language: target for target in _ALL}
"""The targets by language; the first is taken where nothing asks for another."""

LANGUAGES = Languages({target.language: target.wording for target in _ALL}, default=_PYTHON.language)
"""What people may ask for."""


class Client(Struct, frozen=True):
    """A package for who calls the service.

    Attributes:
        name: What it is called on the command line; also the folder of its template package.
        package: The Python package that knows it, which has a function ``render_client``.
        summary: What it is, in one sentence.
    """

    name: str
    package: str
    summary: str

    def render(self, design: Design, package: Package) -> Tree:
        """The files of the package.

        Raises:
            TemplateError: When the template package cannot be rendered.
        """
        return cast("Tree", import_module(self.package).render_client(design, package))


CLIENTS = (
    Client(
        "typescript-client",
        "scaffold.targets.typescript_client",
        "Write a typed client in TypeScript.",
    ),
)
"""What can be written for callers of a service, whatever language the service itself is in."""


def stub_syntax(path: str, width: int) -> Syntax | None:
    """How to find the functions of a file.

    Args:
        path: Its name, which tells the language.
        width: The greatest length of a line that is written anew, in characters.

    Returns:
        The syntax; None for a file that is in no language of a target.
    """
    target = next((each for each in TARGETS.values() if path.endswith(each.suffix)), None)
    return cast("Syntax", import_module(f"{target.package}.stub_syntax").syntax(width)) if target else None


class Renderers(Struct, frozen=True):
    """Renderers that get ready while the input is still being read; leaving the block ends those not used."""

    ready: dict[str, Renderer] = field(default_factory=dict)

    @classmethod
    def prepare(cls, language: str | None) -> Self:
        """Start the renderer of a language; of the usual one where the input is yet to say."""
        chosen = TARGETS[language or LANGUAGES.default]
        return cls({chosen.language: chosen.prepare()})

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
