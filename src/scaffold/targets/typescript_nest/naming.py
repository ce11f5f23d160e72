"""What everything in a project is called, worked out once for the whole project."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from scaffold.design.design import Design
from scaffold.design.entities import Entity
from scaffold.design.operations import Operation, Resource
from scaffold.names import Name
from scaffold.targets.shared.errors import FRAMEWORK_ERRORS
from scaffold.targets.typescript_nest.identifiers import (
    Names,
    folder_names,
    method_names,
    type_names,
    variable_names,
)

PAGE_STYLES = frozenset({"cursor", "offset", "numbered"})
"""How lists are paged; requests of pages are called so."""


class EntityNames(Struct, frozen=True):
    """What an entity is called.

    Attributes:
        folder: Where its table and its repository are.
        table: The variable of its table, which is also the name of its repository in the store.
        table_module: The module of the table, as imports name it.
        repository_module: The module of the repository.
    """

    folder: str
    table: str
    row: str
    new: str
    changes: str
    repository: str
    table_module: str
    repository_module: str


class ResourceNames(Struct, frozen=True):
    """What a resource is called; ``folder`` is also what its files begin with."""

    folder: str
    controller: str
    service: str
    module: str

    def file(self, kind: str) -> str:
        """One of its modules, as imports name it: ``/books/books.service``."""
        return f"/{self.folder}/{self.folder}.{kind}"


class OperationNames(Struct, frozen=True):
    """What an operation is called: its methods, the interface of its input, and the schema of its requests."""

    method: str
    input: str
    request: str


class DtoNames(Struct, frozen=True):
    """What a body, a query or a part of an answer is called: its type, its schema, and their module."""

    type: str
    schema: str
    module: str


class ProjectNames(Struct, frozen=True):
    """Every name of a project that others refer to.

    Attributes:
        schemas: By key, what a schema of the design is called.
        queries: By operation, what its query is called.
        errors: By code, the class of an error of the service's own.
    """

    resources: Mapping[str, ResourceNames]
    entities: Mapping[str, EntityNames]
    schemas: Mapping[str, DtoNames]
    queries: Mapping[str, DtoNames]
    operations: Mapping[str, OperationNames]
    errors: Mapping[str, str]


def name_project(design: Design) -> ProjectNames:
    """Give everything its name: first come the names that people chose, then those made from them."""
    folders, types, variables, methods = folder_names(), type_names(), variable_names(), method_names()
    resources = {each.key: _resource_names(each, folders, types) for each in design.resources}
    schemas = {each.key: types.take(each.key, f"{each.key}Model") for each in design.schemas}
    errors = {
        each.code: types.take(each.name.pascal, f"{each.name.pascal}Error")
        for each in design.errors
        if each.code not in FRAMEWORK_ERRORS
    }
    homes = {each.entity: resources[each.key].folder for each in design.resources if each.entity is not None}
    entities = {
        each.key: _entity_names(each, homes.get(each.key) or _folder(folders, each), types, variables)
        for each in design.entities
    }
    return ProjectNames(
        resources=resources,
        entities=entities,
        schemas={
            each.key: _dto_names(each.name, schemas[each.key], resources[each.resource or ""].folder)
            for each in design.schemas
        },
        queries={
            each.name.snake: _dto_names(
                each.name + "query", types.take(f"{each.name.pascal}Query"), resources[each.resource].folder
            )
            for each in _with_query(design)
        },
        operations={each.name.snake: _operation_names(each, types, methods) for each in design.operations},
        errors=errors,
    )


def _with_query(design: Design) -> Iterator[Operation]:
    return (each for each in design.operations if each.parameters_in("query"))


def _folder(folders: Names, entity: Entity) -> str:
    return folders.take(entity.plural.kebab, f"{entity.plural.kebab}-rows")


def _resource_names(resource: Resource, folders: Names, types: Names) -> ResourceNames:
    name = resource.name
    return ResourceNames(
        folder=folders.take(name.kebab, f"{name.kebab}-resource"),
        controller=types.take(f"{name.pascal}Controller"),
        service=types.take(f"{name.pascal}Service"),
        module=types.take(f"{name.pascal}Module", f"{name.pascal}ResourceModule"),
    )


def _entity_names(entity: Entity, folder: str, types: Names, variables: Names) -> EntityNames:
    name, plural = entity.name.pascal, entity.plural
    return EntityNames(
        folder=folder,
        table=variables.take(plural.camel, f"{plural.camel}Table"),
        row=types.take(f"{name}Row", f"{name}StoredRow"),
        new=types.take(f"New{name}", f"New{name}Row"),
        changes=types.take(f"{name}Changes", f"{name}RowChanges"),
        repository=types.take(f"{name}Repository", f"{name}RowRepository"),
        table_module=f"/{folder}/{plural.kebab}.table",
        repository_module=f"/{folder}/{plural.kebab}.repository",
    )


def _operation_names(operation: Operation, types: Names, methods: Names) -> OperationNames:
    method = methods.take(operation.name.camel, f"{operation.name.camel}Operation")
    request = f"{method}OperationRequest" if method in PAGE_STYLES else f"{method}Request"
    return OperationNames(method, types.take(f"{operation.name.pascal}Input"), request)


def _dto_names(name: Name, called: str, folder: str) -> DtoNames:
    return DtoNames(called, f"{called[:1].lower()}{called[1:]}Schema", f"/{folder}/dto/{name.kebab}.dto")
