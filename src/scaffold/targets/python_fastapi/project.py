"""Design → project: views, templates, models from the contract, and the layout of it all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct

from scaffold.design.design import Design, Error
from scaffold.migrations.operations import Migration
from scaffold.render.package import Package
from scaffold.render.rendering import render_migration, render_package
from scaffold.render.tree import Owner, RenderedFile, Tree
from scaffold.targets.python_fastapi.contract import contract_models, member_aliases
from scaffold.targets.python_fastapi.entities import EntityView, entity_view
from scaffold.targets.python_fastapi.formatting import format_python
from scaffold.targets.python_fastapi.migration import first_migration
from scaffold.targets.python_fastapi.models import ModelWorker, writing_models
from scaffold.targets.python_fastapi.naming import ProjectNames, name_project
from scaffold.targets.python_fastapi.resources import ResourceView, resource_view
from scaffold.targets.python_fastapi.schema_changes import revision_view
from scaffold.targets.python_fastapi.service import ServiceView, service_view
from scaffold.targets.python_fastapi.testing.view import tests_view
from scaffold.targets.python_fastapi.text import FILTERS, docstring, python_string

_BASES = {409: "Conflict"}
_ACCESS = ("NoQuery",)
_ACCESS_WITH_LOGIN = ("AnyCaller", "HasRole", "MaybeCaller")


class ErrorClass(Struct, frozen=True):
    """An error of the service's own: its class, and what the class sets."""

    name: str
    base: str
    docstring: str
    lines: tuple[str, ...]


class PackageView(Struct, frozen=True):
    """A package inside of the project's own, and what it says of itself."""

    name: str
    docstring: str


def render_project(design: Design, openapi: Mapping[str, Any], package: Package, worker: ModelWorker) -> Tree:
    """The whole project of a design.

    Args:
        design: The design.
        openapi: Its OpenAPI document.
        package: The templates.
        worker: A process that writes models meanwhile; a large design gets another one.

    Raises:
        TemplateError: the template package cannot be rendered.
        FormatError: what came out is not Python.
    """
    names, line_length = name_project(design), design.conventions.line_length
    contract = contract_models(design, openapi, names)
    with writing_models(contract, member_aliases(design), package.folder / "models", worker) as models:
        tree = render_package(package, project_view(design, openapi, contract, names), FILTERS)
        files = format_python(tree.files, names.package, line_length)
        written = (
            RenderedFile(f"src/{names.package}/{path}", text, Owner.GENERATED) for path, text in models().items()
        )
        return Tree((*files, *format_python(written, names.package, line_length)))


def render_revision(migration: Migration, existing: Mapping[str, str], package: Package) -> tuple[RenderedFile, ...]:
    """The file of a migration after the first; none when nothing is stored otherwise.

    Raises:
        Refused: when the migrations that are there have no single end.
        TemplateError: the template package cannot be rendered.
        FormatError: what came out is not Python.
    """
    view = revision_view(migration, existing)
    if not view.upgrade:
        return ()
    design = migration.design
    files = render_migration(package, {"migration": view}, FILTERS).files
    return format_python(files, name_project(design).package, design.conventions.line_length)


def project_view(
    design: Design, openapi: Mapping[str, Any], contract: Mapping[str, Any], names: ProjectNames
) -> Mapping[str, object]:
    """Everything that templates see, by the name that they know it by."""
    service = service_view(design, openapi, names=names, contract=contract)
    entities = tuple(entity_view(design, names, each) for each in design.entities)
    resources = tuple(resource_view(design, names, each, service.rate_constant) for each in design.resources)
    return {
        "service": service,
        "entities": entities,
        "resources": resources,
        "served_resources": tuple(each for each in resources if each.served),
        "packages": tuple(_packages(entities, resources)),
        "errors": tuple(_error_class(names, each) for each in design.errors if each.code in names.errors),
        "migration": first_migration(design, names),
        "access_names": tuple(_access_names(service)),
        "tests": tests_view(design, names, service, resources),
        "has_slugs": any(each.slugs for each in entities),
        "has_states": any(each.states for each in entities),
    }


def _packages(entities: tuple[EntityView, ...], resources: tuple[ResourceView, ...]) -> Iterator[PackageView]:
    described = {each.package: each.description for each in resources}
    yield from (PackageView(name, docstring(said)) for name, said in described.items())
    for each in entities:
        if each.names.package not in described:
            yield PackageView(each.names.package, docstring(each.sentences.capitalize() + "."))


def _error_class(names: ProjectNames, error: Error) -> ErrorClass:
    base = _BASES.get(error.status, "ServiceError")
    status = () if error.status in _BASES else (f"status = {error.status}",)
    message = python_string(error.message)
    lines = (*status, f"code = {python_string(error.code)}", f"detail = {message}")
    return ErrorClass(names.errors[error.code], base, docstring(error.message, 4), lines)


def _access_names(service: ServiceView) -> Iterator[str]:
    yield from _ACCESS
    yield from (each.constant for each in service.rates)
    if service.auth is not None:
        yield from _ACCESS_WITH_LOGIN
