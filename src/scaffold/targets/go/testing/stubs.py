"""Tests of stubs alone."""

from __future__ import annotations

from msgspec import Struct

from scaffold.design.design import Design
from scaffold.targets.go.naming import ProjectNames


class StubView(Struct, frozen=True):
    """A stub: its method, the type of its input, and what stands for its results besides the error."""

    method: str
    input: str
    results: str


class StubsView(Struct, frozen=True):
    """The stubs of one service; ``file`` is that of the service, without the ending."""

    file: str
    service: str
    stubs: tuple[StubView, ...]


def stubs_views(design: Design, names: ProjectNames) -> tuple[StubsView, ...]:
    """The services that have stubs."""
    found = []
    for resource in design.resources:
        operations = (design.operation[key] for key in resource.operations)
        stubs = tuple(
            StubView(
                names.operations[each.name.snake].method,
                names.operations[each.name.snake].input,
                "err" if each.answer.type is None else "_, err",
            )
            for each in operations
            if each.is_stub
        )
        if stubs:
            own = names.resources[resource.key]
            found.append(StubsView(own.file, own.service, stubs))
    return tuple(found)
