"""Every limit of every member of a body and of every query parameter, from both sides."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from scaffold.design.design import Design
from scaffold.design.operations import Operation
from scaffold.design.schemas import Property, Schema
from scaffold.design.types import ListOf, ObjectOf
from scaffold.testdata.boundaries import bad_texts, bad_values, good_values
from scaffold.testdata.calls import ValidCall
from scaffold.testdata.errors import error_parts
from scaffold.testdata.values import Json, RowId, Samples

UNKNOWN = "surprise"
"""A member and a parameter that nothing has."""


class FieldValue(Struct, frozen=True):
    """A value of one member of a body, or of one query parameter.

    Attributes:
        member: The member of the body that is sent: the first part of ``field``.
        field: How an error calls it, without the place: ``subjects[0]``.
    """

    operation: str
    member: str
    field: str
    value: Json


class Required(Struct, frozen=True):
    """The members that a body must have."""

    operation: str
    members: tuple[str, ...]


class PathId(Struct, frozen=True):
    """A path parameter that is the id of a row."""

    operation: str
    parameter: str


def accepted(design: Design, calls: tuple[ValidCall, ...]) -> Iterator[FieldValue]:
    """Values that a body may have; where errors name no fields, of bodies alone that refer to no rows."""
    samples = Samples(design)
    tells_fields = error_parts(design).tells_fields
    referring = {call.operation.name.snake for call in calls if call.references}
    for operation, each in _members(design):
        if not tells_fields and operation.name.snake in referring:
            continue
        for value in good_values(samples, each.type, each):
            yield FieldValue(operation.name.snake, each.wire, each.wire, value)
        if each.nullable:
            yield FieldValue(operation.name.snake, each.wire, each.wire, None)


def refused(design: Design) -> Iterator[FieldValue]:
    """Values that a body must not have."""
    samples = Samples(design)
    for operation, each in _members(design):
        name = operation.name.snake
        for value in bad_values(each.type):
            yield FieldValue(name, each.wire, each.wire, value)
        for field, value in _bad_items(samples, each):
            yield FieldValue(name, each.wire, f"{each.wire}{field}", value)
        if not each.nullable:
            yield FieldValue(name, each.wire, each.wire, None)
    for operation in design.operations:
        if operation.body is not None:
            yield from _unknown_members(design, operation, design.schema[operation.body.schema])


def required(design: Design) -> Iterator[Required]:
    """What every body must have."""
    for operation in design.operations:
        if operation.body is not None:
            members = tuple(each.wire for each in design.schema[operation.body.schema].properties if each.required)
            if members:
                yield Required(operation.name.snake, members)


def refused_queries(design: Design) -> Iterator[FieldValue]:
    """Texts that query parameters must not have, and a parameter that there is not."""
    for operation in design.operations:
        for each in operation.parameters_in("query"):
            for value in bad_texts(each):
                yield FieldValue(operation.name.snake, each.wire, each.wire, value)
        yield FieldValue(operation.name.snake, UNKNOWN, UNKNOWN, "1")


def path_ids(calls: tuple[ValidCall, ...]) -> Iterator[PathId]:
    """Every path parameter that is the id of a row."""
    for call in calls:
        for wire, value in call.path.items():
            if isinstance(value, RowId):
                yield PathId(call.operation.name.snake, wire)


def _members(design: Design) -> Iterator[tuple[Operation, Property]]:
    for operation in design.operations:
        if operation.body is not None:
            yield from ((operation, each) for each in design.schema[operation.body.schema].properties)


def _unknown_members(design: Design, operation: Operation, schema: Schema) -> Iterator[FieldValue]:
    """A member that nothing has, and those of the row that only the server sets."""
    sent = {each.wire for each in schema.properties}
    yield FieldValue(operation.name.snake, UNKNOWN, UNKNOWN, 1)
    if schema.entity is None:
        return
    if "id" not in sent:
        yield FieldValue(
            operation.name.snake, "id", "id", RowId(schema.entity, design.entity[schema.entity].id_type.kind)
        )
    for each in design.entity[schema.entity].computed:
        if each.wire not in sent:
            yield FieldValue(operation.name.snake, each.wire, each.wire, 1)


def _bad_items(samples: Samples, each: Property) -> Iterator[tuple[str, Json]]:
    """Objects and lists with something wrong inside; what is wrong stands behind the field."""
    match each.type:
        case ListOf(ObjectOf()):
            yield "[0]", ["x"]
        case ListOf(item, least, _):
            good = [samples.of_type(item, each.name)] * (least or 1)
            for value in (*bad_values(item), None):
                yield "[0]", [value, *good[1:]]
        case ObjectOf(key):
            good_object = samples.body(key)
            yield f".{UNKNOWN}", {**good_object, UNKNOWN: 1}
            for wire in good_object:
                yield f".{wire}", {other: value for other, value in good_object.items() if other != wire}
