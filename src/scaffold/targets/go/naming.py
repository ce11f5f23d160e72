"""What everything in a project is called, worked out once for the whole project."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from scaffold.design.design import Design
from scaffold.design.entities import Attribute, Entity
from scaffold.design.operations import Operation, Resource
from scaffold.design.schemas import Schema
from scaffold.design.types import Enumeration, ListOf, Type
from scaffold.targets.go.identifiers import (
    Names,
    constant_suffix,
    domain_names,
    exported,
    file_name,
    file_names,
    handler_names,
    members,
    store_names,
    unexported,
)


class EnumerationNames(Struct, frozen=True):
    """What an enumeration is called: its type, and the constant of each of its values."""

    type: str
    constants: Mapping[str | int | float | bool, str]


class EntityNames(Struct, frozen=True):
    """What an entity is called.

    Attributes:
        file: Of its types and of its store, without the ending.
        type: Of a row.
        member: Of the store of all stores.
        table: The variable of its table; the other names of its store are ``stored`` (the type), ``select``, ``scan``,
            ``sorts``, ``states`` and ``value``.
        members: By column (``id`` too) or computed field, the field of a row.
    """

    file: str
    type: str
    new: str
    changes: str
    filter: str
    defaults: str
    store: str
    member: str
    table: str
    stored: str
    select: str
    scan: str
    sorts: str
    states: str
    value: str
    members: Mapping[str, str]


class ResourceNames(Struct, frozen=True):
    """What a resource is called: its service, the field of all services, and its files without the ending."""

    service: str
    member: str
    file: str


class OperationNames(Struct, frozen=True):
    """What an operation is called: the method of its service, its handler, its input, and its query."""

    method: str
    handler: str
    input: str
    query: str
    read_query: str


class SchemaNames(Struct, frozen=True):
    """What a schema is called: in the domain, as it is answered, and as it is read.

    Attributes:
        values: What reading it for a row gives, where that is not one type of the domain.
        read: The function that reads it for a row, and ``read_object`` for its own type.
        members: By name on the wire, the fields of the type of the domain.
    """

    type: str
    answer: str
    make_answer: str
    values: str
    read: str
    read_object: str
    members: Mapping[str, str]


class ProjectNames(Struct, frozen=True):
    """Every name of a project that others refer to.

    Attributes:
        enumerations: By the enumeration.
        errors: By code, the variable of an error of the service's own.
    """

    entities: Mapping[str, EntityNames]
    resources: Mapping[str, ResourceNames]
    operations: Mapping[str, OperationNames]
    schemas: Mapping[str, SchemaNames]
    enumerations: Mapping[Enumeration, EnumerationNames]
    errors: Mapping[str, str]


def enumeration_of(kind: Type) -> Enumeration | None:
    """The enumeration that a type is, or is a list of."""
    while isinstance(kind, ListOf):
        kind = kind.item
    return kind if isinstance(kind, Enumeration) else None


def name_project(design: Design, framework_errors: frozenset[str]) -> ProjectNames:
    """Give everything its name: first come the names that people chose, then those made from them.

    Args:
        design: The design.
        framework_errors: The codes that every service answers; their variables are in the templates.
    """
    types, tables, handlers, files = domain_names(), store_names(), handler_names(), file_names()
    services = Names()
    rows = {each.key: types.take(exported(each.name), f"{exported(each.name)}Entity") for each in design.entities}
    shapes = {
        each.key: types.take(exported(each.name), f"{exported(each.name)}Object")
        for each in design.schemas
        if each.key not in rows
    }
    return ProjectNames(
        entities={each.key: _entity_names(each, rows[each.key], types, tables, files) for each in design.entities},
        resources={each.key: _resource_names(each, rows, types, services, files) for each in design.resources},
        operations={each.name.snake: _operation_names(each, types, handlers) for each in design.operations},
        schemas={each.key: _schema_names(each, {**shapes, **rows}[each.key], handlers) for each in design.schemas},
        enumerations=_enumerations(design, types),
        errors={
            each.code: types.take(f"Err{exported(each.name)}")
            for each in design.errors
            if each.code not in framework_errors
        },
    )


def column_of(attribute: Attribute) -> str:
    """The column that keeps an attribute: ``password_hash`` for a secret."""
    return f"{attribute.column}_hash" if attribute.secret else attribute.column


def _entity_names(entity: Entity, row: str, types: Names, tables: Names, files: Names) -> EntityNames:
    columns = ("id", *(column_of(each) for each in entity.attributes), *(each.name.snake for each in entity.computed))
    single, several = unexported(entity.name), unexported(entity.plural)
    return EntityNames(
        file=files.take(file_name(entity.name.snake, "entity"), f"{entity.name.snake}_entity"),
        type=row,
        new=types.take(f"New{row}"),
        changes=types.take(f"{row}Changes"),
        filter=types.take(f"{row}Filter"),
        defaults=types.take(f"{row}Defaults"),
        store=types.take(f"{row}Store"),
        member=exported(entity.plural),
        table=tables.take(several, f"{several}Table"),
        stored=tables.take(f"{single}Store"),
        select=tables.take(f"select{exported(entity.plural)}", f"select{row}Rows"),
        scan=tables.take(f"scan{row}"),
        sorts=tables.take(f"{single}Sorts"),
        states=tables.take(f"{single}States"),
        value=tables.take(f"{single}Value"),
        members=dict(zip(columns, members(columns), strict=True)),
    )


def _resource_names(
    resource: Resource, rows: Mapping[str, str], types: Names, members_taken: Names, files: Names
) -> ResourceNames:
    base = rows[resource.entity] if resource.entity is not None else exported(resource.name)
    file = files.take(file_name(resource.name.snake, "resource"), f"{resource.name.snake}_resource")
    return ResourceNames(
        service=types.take(f"{base}Service", f"{exported(resource.name)}Service"),
        member=members_taken.take(exported(resource.name), f"{exported(resource.name)}Resource"),
        file=file,
    )


def _operation_names(operation: Operation, types: Names, handlers: Names) -> OperationNames:
    method = exported(operation.name)
    return OperationNames(
        method=method,
        handler=f"handle{method}",
        input=types.take(f"{method}Input"),
        query=types.take(f"{method}Query"),
        read_query=handlers.take(f"read{method}Query"),
    )


def _schema_names(schema: Schema, kind: str, handlers: Names) -> SchemaNames:
    own = exported(schema.name)
    wires = tuple(each.wire for each in schema.properties)
    read = handlers.take(f"read{own}")
    shown = schema.name if schema.name.words[-1] == "answer" else schema.name + "answer"
    return SchemaNames(
        type=kind,
        answer=handlers.take(unexported(shown)),
        make_answer=handlers.take(f"new{exported(shown)}"),
        values=handlers.take(f"{unexported(schema.name)}Values"),
        read=read,
        read_object=handlers.take(f"read{own}Object") if schema.purpose in ("create", "update") else read,
        members=dict(zip(wires, members(wires), strict=True)),
    )


def _enumerations(design: Design, types: Names) -> Mapping[Enumeration, EnumerationNames]:
    """Names for the enumerations of rows, parameters and bodies; those of sort keys need none."""
    found = dict.fromkeys(each for kind in _kinds(design) if (each := enumeration_of(kind)) is not None)
    return {each: _enumeration_names(each, types) for each in found}


def _kinds(design: Design) -> Iterator[Type]:
    for entity in design.entities:
        yield from (each.type for each in entity.attributes)
    for operation in design.operations:
        yield from (each.type for each in operation.parameters if operation.listing is None or each.wire != "sort")
        yield from (each.type for each in operation.answers if each.type is not None)
    for schema in design.schemas:
        yield from (each.type for each in schema.properties)


def _enumeration_names(enumeration: Enumeration, types: Names) -> EnumerationNames:
    kind = types.take(exported(enumeration.name), f"{exported(enumeration.name)}Value")
    constants = {
        value: types.take(f"{kind}{constant_suffix(value, position)}")
        for position, value in enumerate(enumeration.values, start=1)
    }
    return EnumerationNames(kind, constants)
