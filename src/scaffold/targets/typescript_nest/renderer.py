"""What the target offers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from msgspec import Struct

if TYPE_CHECKING:
    from scaffold.design.design import Design
    from scaffold.documents import Infrastructure
    from scaffold.migrations.operations import Migration
    from scaffold.render.package import Package
    from scaffold.render.tree import RenderedFile, Tree


class TypeScriptRenderer(Struct, frozen=True):
    """Renders designs; nothing of it has to get ready."""

    def render_project(self, design: Design, openapi: Mapping[str, Any], package: Package) -> Tree:
        """The whole project of a design.

        Raises:
            TemplateError: the template package cannot be rendered.
            FormatError: what came out is not TypeScript.
        """
        from scaffold.targets.typescript_nest.project import render_project

        return render_project(design, openapi, package)

    def infrastructure(self, design: Design) -> Infrastructure:
        """What the service needs from where it runs."""
        from scaffold.targets.typescript_nest.infrastructure import infrastructure

        return infrastructure(design)

    @property
    def migrations_folders(self) -> tuple[str, ...]:
        """The folder of SQL files."""
        return ("src/database/migrations",)

    def render_migration(
        self, migration: Migration, _existing: Mapping[str, str], package: Package
    ) -> tuple[RenderedFile, ...]:
        """The files of a migration after the first; their numbers say in which order they run.

        Raises:
            TemplateError: the template package cannot be rendered.
        """
        from scaffold.targets.typescript_nest.migration import render_migration

        return render_migration(migration, package)

    def close(self) -> None:
        """Nothing was started."""


def prepare() -> TypeScriptRenderer:
    """A renderer."""
    return TypeScriptRenderer()
