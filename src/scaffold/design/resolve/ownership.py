"""Which schemas are used, and which resource each belongs to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from scaffold.design.operations import Operation
from scaffold.design.schemas import Schema
from scaffold.design.types import ListOf, ObjectOf, Type
from scaffold.names import name_of


def place_schemas(
    operations: tuple[Operation, ...], schemas: Mapping[str, Schema], homes: Mapping[str, str]
) -> tuple[Schema, ...]:
    """The schemas that operations reach, each with the resource that it belongs to.

    A schema called after an entity belongs to the resource of the entity's standard actions
    (``homes``), any other to the first operation that reaches it. What a body reaches is an input.
    """
    placed: dict[str, Schema] = {}
    inputs: set[str] = set()
    for operation in operations:
        if operation.body is not None:
            inputs.update(_reached(operation.body.schema, schemas))
        for key in _used(operation, schemas):
            schema = schemas[key]
            placed.setdefault(key, replace(schema, resource=_home(schema, homes) or operation.resource))
    return tuple(replace(schema, is_input=True) if key in inputs else schema for key, schema in placed.items())


def _home(schema: Schema, homes: Mapping[str, str]) -> str | None:
    if schema.entity is None:
        return None
    words = name_of(schema.entity).words
    if schema.name.words[: len(words)] != words:
        return None
    return homes.get(schema.entity)


def _used(operation: Operation, schemas: Mapping[str, Schema]) -> Iterator[str]:
    if operation.body is not None:
        yield from _reached(operation.body.schema, schemas)
    for answer in operation.answers:
        if answer.type is not None:
            for key in _named(answer.type):
                yield from _reached(key, schemas)


def _reached(key: str, schemas: Mapping[str, Schema]) -> list[str]:
    """The schema and all that it is made of, parts first."""
    found: dict[str, None] = {}
    visiting: set[str] = set()

    def visit(current: str) -> None:
        if current in visiting:
            return
        visiting.add(current)
        for each in schemas[current].properties:
            for name in _named(each.type):
                visit(name)
        found[current] = None

    visit(key)
    return list(found)


def _named(kind: Type) -> Iterator[str]:
    match kind:
        case ObjectOf(schema):
            yield schema
        case ListOf(item):
            yield from _named(item)
