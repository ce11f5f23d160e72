"""Spec → design: every question of names, types, relations and access answered once."""

from __future__ import annotations

from msgspec.structs import replace

from scaffold.design.design import Conventions, Design, ErrorFormat, Pagination, Service
from scaffold.design.operations import Operation
from scaffold.design.resolve.actions import Standard, resource_operations
from scaffold.design.resolve.auth import resolve_auth, resolve_limits
from scaffold.design.resolve.entities import resolve_entity
from scaffold.design.resolve.errors import operation_errors, resolve_errors
from scaffold.design.resolve.operations import custom_operation
from scaffold.design.resolve.order import in_order
from scaffold.design.resolve.ownership import place_schemas
from scaffold.design.resolve.resources import resolve_resources, resource_keys
from scaffold.design.resolve.scenarios import resolve_rules, resolve_scenario
from scaffold.design.resolve.schemas import SchemaBook
from scaffold.design.resolve.scope import Scope, scope_of
from scaffold.design.resolve.tables import resolve_tables
from scaffold.names import name_of
from scaffold.spec.language.document import Spec
from scaffold.spec.language.endpoints import METHODS, ResourceSpec


def resolve(spec: Spec) -> Design:
    """Work out the whole design of a spec that ``check`` found clean."""
    spec = in_order(spec)
    scope = scope_of(spec)
    entities = {key: resolve_entity(scope, key) for key in spec.models}
    auth = resolve_auth(scope)
    rules = resolve_rules(scope)
    errors = resolve_errors(spec, entities, auth)
    book = SchemaBook(scope, entities)
    operations = tuple(_operations(scope, book))
    by_code = {error.code: error for error in errors}
    by_key = {rule.key: rule for rule in rules}
    operations = tuple(
        replace(each, errors=operation_errors(each, entities, book.schemas, by_code, by_key)) for each in operations
    )
    return Design(
        service=_service(spec),
        conventions=_conventions(spec),
        auth=auth,
        limits=resolve_limits(scope),
        pagination=Pagination(spec.pagination.style, spec.pagination.size, spec.pagination.max),
        error_format=ErrorFormat(
            spec.error_format.media
            or ("application/json" if spec.error_format.envelope else "application/problem+json"),
            spec.error_format.envelope,
        ),
        entities=tuple(entities.values()),
        tables=resolve_tables(
            entities, [(each.entity, each.listing) for each in operations if each.entity and each.listing], auth
        ),
        schemas=place_schemas(operations, book.schemas, _homes(scope)),
        resources=resolve_resources(scope, operations),
        operations=operations,
        errors=errors,
        rules=rules,
        scenarios=tuple(resolve_scenario(scope, title, each) for title, each in spec.scenarios.items()),
    )


def _operations(scope: Scope, book: SchemaBook) -> list[Operation]:
    keys = resource_keys(scope)
    found: list[Operation] = []
    for key, said in scope.spec.endpoints.items():
        if isinstance(said, ResourceSpec):
            found.extend(resource_operations(Standard(scope, book, book.entities[key], said, keys[key])))
        else:
            found.append(custom_operation(scope, book, dict(book.entities), key, keys[key]))
    return sorted(found, key=lambda each: (each.resource, each.path, METHODS.index(each.method)))


def _homes(scope: Scope) -> dict[str, str]:
    """By model, the resource of its standard actions."""
    keys = resource_keys(scope)
    return {key: keys[key] for key, said in scope.spec.endpoints.items() if isinstance(said, ResourceSpec)}


def _service(spec: Spec) -> Service:
    said = spec.service
    name = name_of(said.name)
    return Service(
        name, said.title or name.sentence.title(), said.description, said.version, said.base_path.rstrip("/")
    )


def _conventions(spec: Spec) -> Conventions:
    said = spec.conventions
    return Conventions(said.json_names, said.ids, said.line_length, spec.stack.database, said.module)
