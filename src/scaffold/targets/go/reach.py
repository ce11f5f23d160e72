"""Which schemas are needed for what: in the domain, in answers, and in bodies."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from scaffold.design.design import Design
from scaffold.design.types import Enumeration, ListOf, ObjectOf, Type
from scaffold.targets.shared.answers import entity_of_rows

SESSION_ACTIONS = frozenset({"login", "refresh", "logout"})
"""The actions whose bodies and answers are the same in every service."""


class Reach(Struct, frozen=True):
    """Which schemas are needed for what, by key.

    Attributes:
        domain: Those that stubs take or answer, as structs of the domain.
        answered: Those that are answered.
        rows: Those that are read to make or change a row, with the action.
        objects: Those that are read as they are.
        sessions: Those that are read to log in, to stay logged in, or to log out.
    """

    domain: frozenset[str]
    answered: frozenset[str]
    rows: Mapping[str, str]
    objects: frozenset[str]
    sessions: frozenset[str]


def reach_of(design: Design) -> Reach:
    """Work out which schemas are needed for what."""
    answered: set[str] = set()
    objects: set[str] = set()
    domain: set[str] = set()
    for operation in design.operations:
        kinds = [each.type for each in operation.answers[:1] if each.type is not None]
        if operation.answer.page_of is not None:
            kinds = [ObjectOf(operation.answer.page_of)]
        reached = {key for kind in kinds for key in _reached(design, kind)}
        answered |= reached
        if operation.action not in SESSION_ACTIONS:
            domain |= reached
        if operation.body is not None and operation.is_stub:
            objects.update(_reached(design, ObjectOf(operation.body.schema)))
        elif operation.body is not None:
            objects.update(_parts(design, operation.body.schema))
    bodies = [each for each in design.operations if each.body is not None and not each.is_stub]
    return Reach(
        domain=frozenset(key for key in domain | objects if entity_of_rows(design, design.schema[key]) is None),
        answered=frozenset(answered),
        rows={
            each.body.schema: each.action or "" for each in bodies if each.body and each.action not in SESSION_ACTIONS
        },
        objects=frozenset(objects),
        sessions=frozenset(each.body.schema for each in bodies if each.body and each.action in SESSION_ACTIONS),
    )


def _reached(design: Design, kind: Type) -> Iterator[str]:
    """The schemas that a value is made of."""
    found: dict[str, None] = {}
    pending = [kind]
    while pending:
        each = pending.pop()
        if isinstance(each, ListOf):
            pending.append(each.item)
        elif isinstance(each, ObjectOf) and each.schema not in found:
            found[each.schema] = None
            pending.extend(member.type for member in design.schema[each.schema].properties)
    return iter(found)


def _parts(design: Design, key: str) -> Iterator[str]:
    for each in design.schema[key].properties:
        yield from _reached(design, each.type)


def enumerations_of(kinds: Iterator[Type]) -> Iterator[Enumeration]:
    """The enumerations among types, or that lists among them have."""
    for kind in kinds:
        while isinstance(kind, ListOf):
            kind = kind.item
        if isinstance(kind, Enumeration):
            yield kind
