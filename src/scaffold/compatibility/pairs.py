"""What was there before and is there now: operations, parameters and fields, also under another name."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Generic, Protocol, TypeVar

from msgspec import Struct

from scaffold.design.design import Design
from scaffold.design.operations import Operation
from scaffold.design.types import Reference, Type
from scaffold.names import Name, name_of

_PARAMETER = re.compile(r"\{[^{}]*\}")


class Named(Protocol):
    """A parameter or a field."""

    @property
    def name(self) -> Name:
        """Its words."""

    @property
    def wire(self) -> str:
        """Its name in requests and answers."""


T = TypeVar("T")
M = TypeVar("M", bound=Named)


class Pairs(Struct, Generic[T], frozen=True):
    """Things before and now: those of both, former first, those that are gone and those that are new."""

    kept: tuple[tuple[T, T], ...]
    gone: tuple[T, ...]
    new: tuple[T, ...]


class Renames(Struct, frozen=True):
    """What is called differently now.

    Attributes:
        fields: by the new name of a field, the former names that it says with ``was``.
        entities: by the former key of an entity, the one that it has now.
        spelling: whether all names are spelled in another style than before.
    """

    fields: Mapping[Name, frozenset[Name]]
    entities: Mapping[str, str]
    spelling: bool

    def current(self, kind: Type) -> Type:
        """A former type with the name that its entity has now."""
        if not isinstance(kind, Reference):
            return kind
        return Reference(self.entities.get(kind.entity, kind.entity), kind.id_type)

    def column(self, former: str) -> str:
        """The name that a former column has now."""
        return next((now.snake for now, names in self.fields.items() if name_of(former) in names), former)


def renames_of(former: Design, now: Design) -> Renames:
    """The entities and fields that have a new name."""
    fields: dict[Name, frozenset[Name]] = {}
    for entity in now.entities:
        for attribute in entity.attributes:
            if attribute.was is not None:
                before = fields.get(attribute.name, frozenset())
                fields[attribute.name] = before | {name_of(attribute.was)}
    entities = {entity.was: entity.key for entity in now.entities if entity.was is not None}
    return Renames(fields, entities, former.conventions.json_names != now.conventions.json_names)


def pair_members(former: Sequence[M], now: Sequence[M], renames: Renames) -> Pairs[M]:
    """Parameters of one place, or fields of one object, in the order of what is there now."""

    def former_names(member: Named) -> tuple[Hashable, ...]:
        return (*renames.fields.get(member.name, ()), *([member.name] if renames.spelling else []))

    return _paired(
        former,
        now,
        _Way(lambda member: member.wire, lambda member: (member.wire,)),
        _Way(lambda member: member.name, former_names),
    )


def pair_operations(former: Design, now: Design) -> Pairs[Operation]:
    """Operations by method and path below the base path, else by their former name, else by their name."""

    def former_name(operation: Operation) -> tuple[Hashable, ...]:
        return (name_of(operation.was),) if operation.was is not None else ()

    return _paired(
        former.operations,
        now.operations,
        _Way(lambda operation: address(former, operation), lambda operation: (address(now, operation),)),
        _Way(lambda operation: operation.name, former_name),
        _Way(lambda operation: operation.name, lambda operation: (operation.name,)),
    )


def address(design: Design, operation: Operation) -> tuple[str, str]:
    """Method and path of an operation below the base path, whatever the parameters of the path are called."""
    path = operation.path.removeprefix(design.service.base_path)
    return operation.method, _PARAMETER.sub("{}", path)


class _Way(Struct, Generic[T], frozen=True):
    """A way to tell that two things are one: what the former goes by, and what the new one may have gone by."""

    former: Callable[[T], Hashable]
    now: Callable[[T], tuple[Hashable, ...]]


def _paired(former: Sequence[T], now: Sequence[T], *ways: _Way[T]) -> Pairs[T]:
    """Pair by the first way, the rest by the next, and so on."""
    left = dict(enumerate(former))
    found: dict[int, T] = {}
    for way in ways:
        known = {way.former(each): index for index, each in left.items()}
        for place, after in enumerate(now):
            index = (
                next((known.pop(each) for each in way.now(after) if each in known), None)
                if place not in found
                else None
            )
            if index is not None:
                found[place] = left.pop(index)
    kept = tuple((found[place], after) for place, after in enumerate(now) if place in found)
    new = tuple(after for place, after in enumerate(now) if place not in found)
    return Pairs(kept, tuple(left.values()), new)
