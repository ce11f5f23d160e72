"""What findings are about: the paths in a spec of operations, parameters and fields."""

from __future__ import annotations

from scaffold.compatibility.findings import Subject
from scaffold.design.operations import Operation, Parameter
from scaffold.design.schemas import Property, Schema
from scaffold.spec.positions import Path

PAGING = frozenset({"limit", "cursor", "offset", "page", "size"})
"""The parameters that ask for one page of a list, in every style."""


def of_operation(operation: Operation, *detail: str | int) -> Subject:
    """An operation, and what it says of ``detail``: one of its own name, else an action of its model."""
    return Subject(_operation_paths(operation), detail)


def of_parameter(operation: Operation, parameter: Parameter) -> Subject:
    """A parameter: where the operation names it, else the operation; one of a page where the spec pages all lists."""
    if parameter.place == "query" and operation.listing is not None and parameter.wire in PAGING:
        return Subject((("pagination",),))
    keys = {"path": ("params",), "header": ("headers",), "query": ("query", "filter")}[parameter.place]
    below = _below(operation, [(key, parameter.name.snake) for key in keys])
    return Subject((*below, *_operation_paths(operation)))


def of_field(operation: Operation, schema: Schema, member: Property, trail: Path) -> Subject:
    """A field of an object: where its model or shape names it, else the operation does below ``trail``."""
    name = member.name.snake
    if schema.entity is not None:
        return Subject((("models", schema.entity, "fields", name), ("models", schema.entity)))
    shape: Path = ("shapes", schema.key)
    inline = _below(operation, [(*trail, name)])
    return Subject(((*shape, "fields", name), *inline, shape, *_operation_paths(operation)))


def _operation_paths(operation: Operation) -> tuple[Path, ...]:
    return _below(operation, [()])


def _below(operation: Operation, trails: list[Path]) -> tuple[Path, ...]:
    homes: list[Path] = [("endpoints", operation.name.snake)]
    if operation.entity is not None and operation.action is not None:
        homes.append(("endpoints", operation.entity, operation.action))
    return tuple((*home, *trail) for home in homes for trail in trails)
