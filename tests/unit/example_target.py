"""A target of the tests: one file for each resource, one with the stubs, and a Makefile."""

from collections.abc import Mapping
from typing import Any

from scaffold.design.design import Design
from scaffold.documents import Infrastructure
from scaffold.migrations.operations import Migration
from scaffold.render.package import Package
from scaffold.render.rendering import render_package
from scaffold.render.tree import RenderedFile, Tree


class ExampleRenderer:
    def render_project(self, design: Design, openapi: Mapping[str, Any], package: Package) -> Tree:
        view = {
            "title": openapi["info"]["title"],
            "resources": design.resources,
            "stubs": [stub.name.snake for stub in design.stubs],
        }
        return render_package(package, view, {})

    def infrastructure(self, design: Design) -> Infrastructure:
        return Infrastructure(runtime="none", port=8000, memory="none", variables=())

    @property
    def migrations_folders(self) -> tuple[str, ...]:
        return ()

    def render_migration(
        self, migration: Migration, existing: Mapping[str, str], package: Package
    ) -> tuple[RenderedFile, ...]:
        return ()

    def close(self) -> None:
        """Nothing was started."""


def prepare() -> ExampleRenderer:
    return ExampleRenderer()
