"""What the target offers: a renderer that gets ready while others still read the requirements."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from scaffold.targets.python_fastapi.models import ModelWorker

if TYPE_CHECKING:
    from scaffold.design.design import Design
    from scaffold.documents import Infrastructure
    from scaffold.render.package import Package
    from scaffold.render.tree import Tree


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

    def close(self) -> None:
        """End what was started and not used."""
        self.worker.stop()


def prepare() -> PythonRenderer:
    """A renderer that is getting ready in the background."""
    return PythonRenderer(ModelWorker.start())
