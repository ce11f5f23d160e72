"""Design → project: views, templates, and the layout of it all."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from scaffold.design.design import Design
from scaffold.render.package import Package
from scaffold.render.rendering import render_package
from scaffold.render.tree import Owner, RenderedFile, Tree
from scaffold.targets.shared.oxfmt import format_like_prettier
from scaffold.targets.typescript_client import api_types
from scaffold.targets.typescript_nest.domain import domain_view
from scaffold.targets.typescript_nest.imports import Uses
from scaffold.targets.typescript_nest.naming import name_project
from scaffold.targets.typescript_nest.resources import ResourceView
from scaffold.targets.typescript_nest.service import service_view
from scaffold.targets.typescript_nest.testing.view import tests_view
from scaffold.targets.typescript_nest.text import FILTERS
from scaffold.targets.typescript_nest.unused_imports import without_unused_imports

_LAID_OUT = (".ts", ".mjs")


def render_project(design: Design, openapi: Mapping[str, Any], package: Package) -> Tree:
    """The whole project of a design.

    Args:
        design: The design.
        openapi: Its OpenAPI document.
        package: The templates.

    Raises:
        TemplateError: the template package cannot be rendered.
        FormatError: what came out is not TypeScript.
    """
    tree = render_package(package, project_view(design, openapi), FILTERS)
    files = (_with_its_imports(file) for file in tree.files)
    laid_out = format_like_prettier(files, design.conventions.line_length, _LAID_OUT)
    return Tree((*laid_out, RenderedFile("client/types.ts", api_types(design), Owner.GENERATED)))


def project_view(design: Design, openapi: Mapping[str, Any]) -> Mapping[str, object]:
    """Everything that templates see, by the name that they know it by."""
    names = name_project(design)
    uses = Uses()
    service = service_view(design, openapi, names, uses)
    domain = domain_view(design, names, uses)
    resources = cast("tuple[ResourceView, ...]", domain["resources"])
    return {
        **domain,
        "service": service,
        "tests": tests_view(design, names, resources),
    }


def _with_its_imports(file: RenderedFile) -> RenderedFile:
    """The file without the imports that it does not need: templates import what they may need."""
    if not file.path.endswith(".ts"):
        return file
    return RenderedFile(file.path, without_unused_imports(file.text), file.owner, file.executable)
