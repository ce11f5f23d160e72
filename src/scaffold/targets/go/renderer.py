"""What the target offers: a renderer that loads what it needs when it renders."""

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


class GoRenderer(Struct, frozen=True):
    """Renders a design; it runs nothing beside itself."""

    def render_project(self, design: Design, openapi: Mapping[str, Any], package: Package) -> Tree:
        """The whole project of a design.

        Raises:
            TemplateError: the template package cannot be rendered.
        """
        from scaffold.targets.go.project import render_project

        return render_project(design, openapi, package)

    def infrastructure(self, design: Design) -> Infrastructure:
        """What the service needs from where it runs."""
        from scaffold.targets.go.infrastructure import infrastructure

        return infrastructure(design)

    @property
    def migrations_folders(self) -> tuple[str, ...]:
        """The folder of SQL files of each database."""
        return ("internal/store/migrations/postgresql", "internal/store/migrations/sqlite")

    def render_migration(
        self, migration: Migration, _existing: Mapping[str, str], package: Package
    ) -> tuple[RenderedFile, ...]:
        """The files of a migration after the first; their numbers say in which order they run.

        Raises:
            TemplateError: the template package cannot be rendered.
        """
        from scaffold.targets.go.migration import render_migration

        return render_migration(migration, package)

    def close(self) -> None:
        """End nothing: nothing was started."""


def prepare() -> GoRenderer:
    """A renderer."""
    return GoRenderer()
