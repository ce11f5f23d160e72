"""What everything in a project is called, worked out once for the whole project."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from scaffold.design.design import Design
from scaffold.design.entities import Entity
from scaffold.design.operations import Operation
from scaffold.design.types import Enumeration, ListOf
from scaffold.targets.python_fastapi.identifiers import (
    Names,
    class_names,
    package_names,
    project_package,
    variable_names,
)
from scaffold.targets.shared.errors import FRAMEWORK_ERRORS


class EntityNames(Struct, frozen=True):
    """What an entity is called.

    Attributes:
        package: The package of its tables and its repository.
        table: The variable of its table, which is also the name of its repository in the store.
        aliases: By column, the name of the type of its values where that is an enumeration.
    """

    package: str
    table: str
    row: str
    new: str
    changes: str
    repository: str
    aliases: Mapping[str, str]


class OperationNames(Struct, frozen=True):
    """What an operation is called: its function, and the class of what the function is given."""

    function: str
    input: str


class ProjectNames(Struct, frozen=True):
    """Every name of a project that others refer to.

    Attributes:
        package: The top-level package.
        resources: By key, the package of a resource.
        schemas: By key, the class of a schema.
        queries: By operation, the class of its query parameters.
        errors: By code, the class of an error of the service's own.
    """

    package: str
    resources: Mapping[str, str]
    entities: Mapping[str, EntityNames]
    schemas: Mapping[str, str]
    queries: Mapping[str, str]
    operations: Mapping[str, OperationNames]
    errors: Mapping[str, str]


def name_project(design: Design) -> ProjectNames:
    """Give everything its name: first come the names that people chose, then those made from them."""
    packages, classes, variables = package_names(), class_names(), variable_names()
    resources = {each.key: packages.take(each.key, f"{each.key}_resource") for each in design.resources}
    schemas = {each.key: classes.take(each.key, f"{each.key}Model") for each in design.schemas}
    errors = {
        each.code: classes.take(each.name.pascal, f"{each.name.pascal}Error")
        for each in design.errors
        if each.code not in FRAMEWORK_ERRORS
    }
    functions = {each.name.snake: variables.take(each.name.snake, f"{each.name.snake}_") for each in design.operations}
    homes = {each.entity: resources[each.key] for each in design.resources if each.entity is not None}
    entities = {
        each.key: _entity_names(each, homes.get(each.key) or _take_package(packages, each), classes, variables)
        for each in design.entities
    }
    return ProjectNames(
        package=project_package(design.service.name.snake),
        resources=resources,
        entities=entities,
        schemas=schemas,
        queries={each.name.snake: classes.take(f"{each.name.pascal}Query") for each in _with_query(design)},
        operations={
            each.name.snake: OperationNames(functions[each.name.snake], classes.take(f"{each.name.pascal}Input"))
            for each in design.operations
        },
        errors=errors,
    )


def enumeration_of(kind: object) -> Enumeration | None:
    """The enumeration that a type is, or is a list of."""
    if isinstance(kind, ListOf):
        return enumeration_of(kind.item)
    return kind if isinstance(kind, Enumeration) else None


def _with_query(design: Design) -> Iterator[Operation]:
    return (each for each in design.operations if each.parameters_in("query"))


def _take_package(packages: Names, entity: Entity) -> str:
    return packages.take(entity.plural.snake, f"{entity.plural.snake}_rows")


def _entity_names(entity: Entity, package: str, classes: Names, variables: Names) -> EntityNames:
    name, plural = entity.name.pascal, entity.plural.snake
    aliases = {
        each.column: classes.take(found.name.pascal, f"{found.name.pascal}Value")
        for each in entity.attributes
        if (found := enumeration_of(each.type)) is not None
    }
    return EntityNames(
        package=package,
        table=variables.take(plural, f"{plural}_table"),
        row=classes.take(f"{name}Row", f"{name}StoredRow"),
        new=classes.take(f"New{name}", f"New{name}Row"),
        changes=classes.take(f"{name}Changes", f"{name}RowChanges"),
        repository=classes.take(f"{name}Repository"),
        aliases=aliases,
    )
