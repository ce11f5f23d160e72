"""What becomes of stored values when their type changes."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from msgspec import Struct

from scaffold.design.types import STRINGS, Enumeration, Kind, ListOf, Plain, Reference, Type
from scaffold.openapi.values import decimal_digits

_INT32 = 2**31
_UNLIMITED = 1 << 62


class Conversion(Enum):
    """How values of one type become values of another."""

    KEEPS = "keeps"
    """Every value stays what it is."""
    NARROWS = "narrows"
    """Some values may not fit."""
    REPLACES = "replaces"
    """No value can stay: a column of the new type takes the place of the old one."""


class _Store(Struct, frozen=True):
    """Values as databases keep them.

    Attributes:
        family: what kind of value it is.
        size: how much fits: characters, bits, or digits before the point.
        places: digits behind the point.
        values: the only ones that may be, None where any that fits may.
    """

    family: str
    size: int = _UNLIMITED
    places: int = 0
    values: frozenset[object] | None = None


_CASTS = frozenset({("integer", "number"), ("number", "integer"), ("integer", "string"), ("string", "integer")})
"""Families whose values all databases turn into each other in the same way."""

_LOSSLESS = frozenset({("integer", "number"), ("integer", "string")})


def conversion(before: Type, after: Type, entities: Mapping[str, str]) -> Conversion:
    """What becomes of the values of a column.

    Args:
        before: the type that it has.
        after: the type that it gets.
        entities: models that are called otherwise now, by their former keys.
    """
    if isinstance(before, Reference) or isinstance(after, Reference):
        return _of_references(before, after, entities)
    if isinstance(before, ListOf) and isinstance(after, ListOf):
        kept = conversion(before.item, after.item, entities) is Conversion.KEEPS
        return Conversion.KEEPS if kept else Conversion.REPLACES
    old, new = _store(before), _store(after)
    if old.family != new.family and (old.family, new.family) not in _CASTS:
        return Conversion.REPLACES
    return Conversion.KEEPS if _fits(old, new) else Conversion.NARROWS


def is_other_type(before: Type, after: Type) -> bool:
    """Whether the type of a column changes, besides the names of what it mentions."""
    match before, after:
        case Reference(_, old), Reference(_, new):
            return old != new
        case Enumeration(_, old), Enumeration(_, new):
            return old != new
        case ListOf(old), ListOf(new):
            return (before.min, before.max) != (after.min, after.max) or is_other_type(old, new)
    return before != after


def _of_references(before: Type, after: Type, entities: Mapping[str, str]) -> Conversion:
    if not isinstance(before, Reference) or not isinstance(after, Reference):
        return Conversion.REPLACES
    same = entities.get(before.entity, before.entity) == after.entity and before.id_type.kind is after.id_type.kind
    return Conversion.KEEPS if same else Conversion.REPLACES


def _fits(old: _Store, new: _Store) -> bool:
    """Whether every value of one store has a place in another."""
    if old.family != new.family:
        return (old.family, new.family) in _LOSSLESS and new.values is None and new.size == _UNLIMITED
    if new.values is not None:
        return old.values is not None and old.values <= new.values
    return old.size <= new.size and old.places <= new.places


def _store(kind: Type) -> _Store:
    match kind:
        case Enumeration(_, values):
            return _of_values(values)
        case Plain():
            return _of_plain(kind)
    return _Store("json list" if isinstance(kind, ListOf) else "json")


def _of_values(values: tuple[str | int | float | bool, ...]) -> _Store:
    known = frozenset(values)
    if any(isinstance(value, str) for value in values):
        return _Store("string", max(len(str(value)) for value in values), values=known)
    if all(isinstance(value, bool) for value in values):
        return _Store("boolean", values=known)
    family = "number" if any(isinstance(value, float) for value in values) else "integer"
    return _Store(family, values=known)


def _of_plain(kind: Plain) -> _Store:
    if kind.kind is Kind.TEXT:
        return _Store("string")
    if kind.kind in STRINGS:
        return _Store("string", _UNLIMITED if kind.max is None else int(kind.max))
    if kind.kind is Kind.INTEGER:
        is_small = all(limit is not None and -_INT32 <= limit < _INT32 for limit in (kind.min, kind.max))
        return _Store("integer", 32 if is_small else _UNLIMITED)
    if kind.kind is Kind.DECIMAL:
        before, behind = decimal_digits(kind)
        return _Store("decimal", before, behind)
    return _Store(kind.kind.value)
