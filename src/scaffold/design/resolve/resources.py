"""Which operations belong together."""

from __future__ import annotations

from scaffold.design.operations import Operation, Resource
from scaffold.design.resolve.paths import first_segment, operation_path
from scaffold.design.resolve.scope import Scope
from scaffold.names import Name, name_of
from scaffold.spec.language.endpoints import OperationSpec, ResourceSpec

ACCOUNT = "auth"
_SESSION_ACTIONS = ("login", "refresh", "logout")


def resource_keys(scope: Scope) -> dict[str, str]:
    """The resource of every endpoint: its tag, the model's, that of its path, or the account's.

    A custom operation joins the resource whose path starts with the same segment.
    """
    endpoints = scope.spec.endpoints
    by_segment: dict[str, str] = {}
    keys: dict[str, str] = {}
    for key, said in endpoints.items():
        if isinstance(said, ResourceSpec):
            keys[key] = name_of(said.tag).snake if said.tag else scope.plurals[key].snake
            segment = first_segment(said.path)
            if segment is not None and segment == said.path.strip("/"):
                by_segment.setdefault(segment, keys[key])
    for key, said in endpoints.items():
        if isinstance(said, OperationSpec):
            keys[key] = _operation_key(said, by_segment)
    return keys


def _operation_key(said: OperationSpec, by_segment: dict[str, str]) -> str:
    if said.tag:
        return name_of(said.tag).snake
    segment = first_segment(operation_path(said)[1])
    if segment in by_segment:
        return by_segment[segment]
    if said.do and (said.row == "caller" or said.do in _SESSION_ACTIONS):
        return ACCOUNT
    return name_of(segment).snake if segment else "root"


def resolve_resources(scope: Scope, operations: tuple[Operation, ...]) -> tuple[Resource, ...]:
    """The resources in the order in which the spec first names them."""
    entities = {scope.plurals[key].snake: key for key in scope.spec.models}
    descriptions = {
        key: said.description for key, said in scope.spec.endpoints.items() if isinstance(said, ResourceSpec)
    }
    grouped: dict[str, list[str]] = {}
    for operation in operations:
        grouped.setdefault(operation.resource, []).append(operation.name.snake)
    return tuple(
        Resource(
            key=key,
            name=Name(tuple(key.split("_"))),
            title=Name(tuple(key.split("_"))).sentence.capitalize(),
            description=descriptions.get(entities.get(key, ""))
            or (scope.spec.models[entities[key]].description if key in entities else None),
            entity=entities.get(key),
            operations=tuple(names),
        )
        for key, names in grouped.items()
    )
