"""What a value can be, the same for storage, wire and code."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from msgspec import Struct

from scaffold.names import Name
from scaffold.spec.check.forms import EXACT


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


GREATEST_EXACT = EXACT
"""The largest whole number that every language and every reader of JSON holds exactly."""

STRINGS = frozenset({Kind.STRING, Kind.TEXT, Kind.EMAIL, Kind.URL, Kind.SLUG, Kind.SECRET})
"""Kinds whose value is a string to a program; ``min`` and ``max`` are lengths in characters."""

NUMBERS = frozenset({Kind.INTEGER, Kind.NUMBER, Kind.DECIMAL})


class Plain(Struct, frozen=True):
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


class Enumeration(Struct, frozen=True):
    """One of the given values; ``name`` is what the type is called where it needs a name."""

    name: Name
    values: tuple[str | int | float | bool, ...]


class ListOf(Struct, frozen=True):
    """Several values in order."""

    item: Type
    min: int | None = None
    max: int | None = None


class Reference(Struct, frozen=True):
    """The id of a row of an entity."""

    entity: str
    id_type: Plain


class ObjectOf(Struct, frozen=True):
    """A nested object: the schema of that name."""

    schema: str


Type = Plain | Enumeration | ListOf | Reference | ObjectOf

COUNT = Plain(Kind.INTEGER, min=0, max=GREATEST_EXACT)
"""What is counted: rows, or seconds."""
