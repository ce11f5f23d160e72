"""Design → project: views, templates, imports and layout."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec.structs import replace

from scaffold.design.design import Design
from scaffold.render.package import Package
from scaffold.render.rendering import render_package
from scaffold.render.tree import RenderedFile, Tree
from scaffold.targets.go.formatting import format_go
from scaffold.targets.go.imports import with_imports, without_unused_imports
from scaffold.targets.go.naming import ProjectNames, name_project
from scaffold.targets.go.package import domain_package
from scaffold.targets.go.parts import parts_view
from scaffold.targets.go.service import ServiceView, service_view
from scaffold.targets.go.testing.view import tests_view
from scaffold.targets.go.text import FILTERS
from scaffold.targets.shared.errors import FRAMEWORK_ERRORS

_PACKAGES = ("app", "auth", "config", "httpapi", "store", "telemetry")
_ADMIN = {"ADMIN_EMAIL": "root@example.com", "ADMIN_LOGIN": "root"}


def render_project(design: Design, openapi: Mapping[str, Any], package: Package) -> Tree:
    """The whole project of a design.

    Args:
        design: The design.
        openapi: Its OpenAPI document.
        package: The templates.

    Raises:
        TemplateError: the template package cannot be rendered.
    """
    names = name_project(design, FRAMEWORK_ERRORS)
    service = service_view(design, openapi, names)
    tree = render_package(package, project_view(design, names, service), FILTERS)
    own = {each: f"{service.module}/internal/{each}" for each in (*_PACKAGES, service.domain)}
    return Tree(tuple(_laid_out(tree.files, own)))


def project_view(design: Design, names: ProjectNames, service: ServiceView) -> Mapping[str, object]:
    """Everything that templates see, by the name that they know it by."""
    return {
        "service": service,
        **parts_view(design, names, domain_package(design), service.rate_constants),
        "tests": tests_view(design, names, service.rate_variables, _challenge(service), _admin(service)),
    }


def _challenge(service: ServiceView) -> str:
    return service.auth.challenge if service.auth else ""


def _admin(service: ServiceView) -> Mapping[str, str]:
    """By variable, what names the first administrator of the tests."""
    return {name: value for name, value in _ADMIN.items() if name in service.admin_variables}


def _laid_out(files: tuple[RenderedFile, ...], own: Mapping[str, str]) -> Iterator[RenderedFile]:
    for file in files:
        is_go = file.path.endswith(".go")
        yield replace(file, text=format_go(without_unused_imports(with_imports(file.text, own)))) if is_go else file
