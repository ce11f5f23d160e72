"""Paths and the rows that they name."""

from __future__ import annotations

import re

from scaffold.design.entities import Entity
from scaffold.design.operations import Parameter, Parent, Target
from scaffold.design.resolve.conditions import column_of
from scaffold.design.resolve.scope import Scope
from scaffold.design.types import Reference, Type
from scaffold.names import name_of
from scaffold.spec.language.endpoints import OperationSpec, ResourceSpec
from scaffold.spec.language.fields import FieldSpec

_PARAMETER = re.compile(r"\{([^{}]+)\}")


def path_parameters(path: str) -> list[str]:
    """The names between braces, in order."""
    return _PARAMETER.findall(path)


def full_path(scope: Scope, path: str, wires: dict[str, str]) -> str:
    """The path below the service's base path, with the wire names of its parameters."""
    renamed = _PARAMETER.sub(lambda match: "{" + wires.get(match[1], match[1]) + "}", path)
    return scope.spec.service.base_path.rstrip("/") + "/" + renamed.lstrip("/")


def item_path(resource: ResourceSpec) -> str:
    """The path of one row of a resource."""
    return resource.item_path or f"{resource.path.rstrip('/')}/{{{resource.key or 'id'}}}"


def parent_of(scope: Scope, entity: Entity, path: str) -> Parent | None:
    """The row that ``/books/{book}/copies`` is nested under: ``book`` is a reference of ``Copy``."""
    fields = scope.spec.models[entity.key].fields
    for key in path_parameters(path):
        field = fields.get(key)
        if field is not None and field.ref is not None:
            return Parent(field.ref, scope.field_wire(key, field), "id", column_of(key, field))
    return None


def target_of(scope: Scope, entity: Entity, path: str) -> Target | None:
    """The row of ``entity`` that the path names by its id or a unique field."""
    fields = scope.spec.models[entity.key].fields
    for key in path_parameters(path):
        if key == "id":
            return Target(entity.key, "id", "id")
        if key in fields and fields[key].unique:
            return Target(entity.key, scope.wire(key), column_of(key, fields[key]))
    return None


def row_parameters(
    scope: Scope, entity: Entity | None, path: str, said: dict[str, FieldSpec]
) -> tuple[dict[str, str], list[Parameter]]:
    """The wire names of the path's parameters, and the parameters with their types."""
    wires: dict[str, str] = {}
    parameters: list[Parameter] = []
    for key in path_parameters(path):
        wire, kind, description = _path_parameter(scope, entity, key, said)
        wires[key] = wire
        parameters.append(Parameter(name_of(wire), wire, "path", kind, required=True, description=description))
    return wires, parameters


def _path_parameter(scope: Scope, entity: Entity | None, key: str, said: dict[str, FieldSpec]) -> tuple[str, Type, str]:
    if key in said:
        field = said[key]
        kind = scope.type_of(name_of(key), key, field)
        return scope.field_wire(key, field), kind, field.description or f"The {name_of(key).sentence}."
    fields = scope.spec.models[entity.key].fields if entity else {}
    if entity and key in fields:
        field = fields[key]
        kind = scope.type_of(entity.name, key, field)
        sentence = name_of(key).sentence
        what = (
            f"The id of the {sentence}."
            if isinstance(kind, Reference)
            else f"The {sentence} of the {entity.name.sentence}."
        )
        return scope.field_wire(key, field), kind, what
    kind = scope.id_type(entity.key if entity else None)
    return scope.wire(key), kind, f"The id of the {entity.name.sentence}." if entity else "The id."


def location_of(scope: Scope, entity: Entity) -> str | None:
    """The path at which one row of ``entity`` can be read, if there is one; every parameter is a member of the row."""
    resource = scope.spec.endpoints.get(entity.key)
    if not isinstance(resource, ResourceSpec) or resource.get is None:
        return None
    path = item_path(resource)
    return full_path(scope, path, row_parameters(scope, entity, path, {})[0])


def first_segment(path: str) -> str | None:
    """The first fixed segment of a path, by which operations are grouped."""
    return next((segment for segment in path.split("/") if segment and not segment.startswith("{")), None)


def operation_path(said: OperationSpec) -> tuple[str, str]:
    """Method and path of a custom operation."""
    for method in ("GET", "POST", "PUT", "PATCH", "DELETE"):
        path = getattr(said, method.lower())
        if path is not None:
            return method, path
    raise ValueError("an operation needs a method and a path")
