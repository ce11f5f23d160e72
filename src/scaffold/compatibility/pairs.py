"""What was there before and is there now: operations, parameters and fields, also under another name."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Generic, Protocol, TypeVar

from msgspec import Struct

from scaffold.design.design import Design
from scaffold.design.operations import Operation
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
    """Which field is called what now.

    Attributes:
        fields: former and new name of fields that say ``was``.
        spelling: whether all names are spelled in another style than before.
    """

    fields: frozenset[tuple[Name, Name]]
    spelling: bool

    def are_one(self, former: Named, now: Named) -> bool:
        """Whether two members that are called differently are one."""
        return (former.name, now.name) in self.fields or (self.spelling and former.name == now.name)


def renames_of(former: Design, now: Design) -> Renames:
    """The fields that have a new name."""
    fields = (
        (name_of(attribute.was), attribute.name)
        for entity in now.entities
        for attribute in entity.attributes
        if attribute.was is not None
    )
    return Renames(frozenset(fields), former.conventions.json_names != now.conventions.json_names)


def pair_members(former: Sequence[M], now: Sequence[M], renames: Renames) -> Pairs[M]:
    """Parameters of one place, or fields of one object, in the order of what is there now."""
    return _paired(former, now, (_same_wire, renames.are_one))


def pair_operations(former: Design, now: Design) -> Pairs[Operation]:
    """Operations by method and path below the base path, else by their former name, else by their name."""

    def same_call(before: Operation, after: Operation) -> bool:
        return address(former, before) == address(now, after)

    return _paired(former.operations, now.operations, (same_call, _was, _same_name))


def address(design: Design, operation: Operation) -> tuple[str, str]:
    """Method and path of an operation below the base path, whatever the parameters of the path are called."""
    path = operation.path.removeprefix(design.service.base_path)
    return operation.method, _PARAMETER.sub("{}", path)


def _same_wire(former: Named, now: Named) -> bool:
    return former.wire == now.wire


def _was(former: Operation, now: Operation) -> bool:
    return now.was is not None and name_of(now.was) == former.name


def _same_name(former: Operation, now: Operation) -> bool:
    return former.name == now.name


def _paired(former: Sequence[T], now: Sequence[T], ways: Sequence[Callable[[T, T], bool]]) -> Pairs[T]:
    """Pair by the first way, the rest by the next, and so on."""
    found: dict[int, T] = {}
    left = list(former)
    for is_one in ways:
        for index, after in enumerate(now):
            if index in found:
                continue
            before = next((each for each in left if is_one(each, after)), None)
            if before is not None:
                left.remove(before)
                found[index] = before
    kept = tuple((found[index], after) for index, after in enumerate(now) if index in found)
    new = tuple(after for index, after in enumerate(now) if index not in found)
    return Pairs(kept, tuple(left), new)
