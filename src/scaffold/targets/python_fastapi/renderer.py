"""What the target offers: a renderer that gets ready while others still read the requirements."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from scaffold.targets.python_fastapi.models import ModelWorker

if TYPE_CHECKING:
    from scaffold.design.design import Design
    from scaffold.documents import Infrastructure
    from scaffold.migrations.operations import Migration
    from scaffold.render.package import Package
    from scaffold.render.tree import RenderedFile, Tree


class PythonRenderer(Struct, frozen=True):
    """Renders one design; its worker has been importing the model generator since the renderer was made."""

    worker: ModelWorker

    def render_project(self, design: Design, openapi: Mapping[str, Any], package: Package) -> Tree:
        """The whole project of a design.

        Raises:
            TemplateError: the template package cannot be rendered.
            FormatError: what came out is not Python.
        """
        from scaffold.targets.python_fastapi.project import render_project

        return render_project(design, openapi, package, self.worker)

    def infrastructure(self, design: Design) -> Infrastructure:
        """What the service needs from where it runs."""
        from scaffold.targets.python_fastapi.infrastructure import infrastructure

        return infrastructure(design)

    @property
    def migrations_folders(self) -> tuple[str, ...]:
        """The folder of Alembic's revisions."""
        return ("migrations/versions",)

    def render_migration(
        self, migration: Migration, existing: Mapping[str, str], package: Package
    ) -> tuple[RenderedFile, ...]:
        """The revision of a migration after the first.

        Raises:
            Refused: when the revisions that are there have no single end.
            TemplateError: the template package cannot be rendered.
        """
        from scaffold.targets.python_fastapi.project import render_revision

        return render_revision(migration, existing, package)

    def close(self) -> None:
        """End what was started and not used."""
        self.worker.stop()


def prepare() -> PythonRenderer:
    """A renderer that is getting ready in the background."""
    return PythonRenderer(ModelWorker.start())
