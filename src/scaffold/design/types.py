"""What a value can be, the same for storage, wire and code."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from scaffold.names import Name


class Kind(StrEnum):
    """The plain kinds of value: those of the spec, and ``binary`` for what only the service itself stores."""

    STRING = "string"
    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"
    DECIMAL = "decimal"
    MONEY = "money"
    BOOLEAN = "boolean"
    DATE = "date"
    DATETIME = "datetime"
    DURATION = "duration"
    UUID = "uuid"
    EMAIL = "email"
    URL = "url"
    SLUG = "slug"
    JSON = "json"
    FILE = "file"
    SECRET = "secret"
    BINARY = "binary"


STRINGS = frozenset({Kind.STRING, Kind.TEXT, Kind.EMAIL, Kind.URL, Kind.SLUG, Kind.SECRET})
"""Kinds whose value is a string to a program; ``min`` and ``max`` are lengths in characters."""

NUMBERS = frozenset({Kind.INTEGER, Kind.NUMBER, Kind.DECIMAL})


@dataclass(frozen=True, slots=True)
class Plain:
    """A value without parts, and its limits (both ends inclusive)."""

    kind: Kind
    min: int | float | Decimal | None = None
    max: int | float | Decimal | None = None
    pattern: str | None = None
    digits: int | None = None
    places: int | None = None
    currency: str | None = None
    media: tuple[str, ...] = ()
    max_bytes: int | None = None


@dataclass(frozen=True, slots=True)
class Enumeration:
    """One of the given values; ``name`` is what the type is called where it needs a name."""

    name: Name
    values: tuple[str | int | float | bool, ...]


@dataclass(frozen=True, slots=True)
class ListOf:
    """Several values in order."""

    item: Type
    min: int | None = None
    max: int | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """The id of a row of an entity."""

    entity: str
    id_type: Plain


@dataclass(frozen=True, slots=True)
class ObjectOf:
    """A nested object: the schema of that name."""

    schema: str


Type = Plain | Enumeration | ListOf | Reference | ObjectOf
