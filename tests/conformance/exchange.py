"""An exchange: a request with values of earlier answers in it, and what the design says of its answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from scaffold.testdata.values import Json, Repeated, RowId

Place = tuple[str | int, ...]
"""The way to a value in a body: ``("items", 0, "id")``."""

JSON: Mapping[str, str] = {"Content-Type": "application/json"}

LITERAL = "literal!"
"""Stands, in texts that are made into JSON, around what is no text."""

NO_UUID = "00000000-0000-7000-8000-000000000000"
NO_NUMBER = 987_654_321
"""Ids that no row has."""


class Missing(Enum):
    """Stands for a body that is not sent at all."""

    BODY = "no body"


@dataclass(frozen=True, slots=True)
class Captured:
    """A value that an earlier answer brought."""

    key: str


@dataclass(frozen=True, slots=True)
class Joined:
    """A text of several parts, some of them captured."""

    parts: tuple[str | Captured, ...]


@dataclass(frozen=True, slots=True)
class Literal:
    """A number that is sent as it is written."""

    text: str


@dataclass(frozen=True, slots=True)
class Content:
    """A body that is sent as it is: ``count`` times the same bytes, in chunks where its length is not told."""

    part: bytes
    count: int = 1
    chunked: bool = False


@dataclass(frozen=True, slots=True)
class Request:
    """What is sent.

    Attributes:
        path: The path of the operation, with ``values`` for its parameters.
        body: JSON, or :class:`Content`, or nothing at all.
        follows: The member of the answer and the query parameter by which the next page is asked for, until there
            is none.
    """

    method: str
    path: str
    values: Mapping[str, Json] = field(default_factory=dict)
    query: tuple[tuple[str, Json], ...] = ()
    headers: Mapping[str, Json] = field(default_factory=dict)
    body: Json | Content = Missing.BODY
    follows: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Expectation:
    """What the design says of an answer; what it leaves open is ``None`` or empty.

    Attributes:
        status: The status.
        code: The code of the error.
        other_than: Codes that the error must not have.
        blamed: The field that is blamed, ``body.email``; ``unblamed`` is one that must not be.
        holds: Members of the body and their values.
        headers: Headers and their values.
        lists: Ids of rows that are listed, in groups that come one after the other, each in any order.
        omits: Ids of rows that are not listed.
    """

    status: int | None = None
    code: str | None = None
    other_than: tuple[str, ...] = ()
    blamed: str | None = None
    unblamed: str | None = None
    holds: Mapping[str, Json] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    lists: tuple[tuple[Json, ...], ...] = ()
    omits: tuple[Json, ...] = ()


ANYTHING = Expectation()


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request by its name.

    Attributes:
        operation: The operation that it calls, by its name in snake_case; ``None`` for what is beside the API.
        keeps: By key, where the answer has a value that later requests need.
    """

    name: str
    request: Request
    operation: str | None = None
    expected: Expectation = ANYTHING
    keeps: Mapping[str, Place] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Seed:
    """A row that no operation makes: put straight into the database; by column, its value."""

    table: str
    values: Mapping[str, Json]


@dataclass(frozen=True, slots=True)
class Part:
    """Exchanges that belong together, in order, and the rows that they start from."""

    name: str
    seeds: tuple[Seed, ...]
    exchanges: tuple[Exchange, ...]


def realized(value: Json, captured: Mapping[str, Any]) -> Any:
    """A value as it is sent: with what was captured, with ids that lead nowhere for rows that nobody named.

    Raises:
        KeyError: It needs a value that no answer brought.
    """
    match value:
        case Captured(key):
            return captured[key]
        case Literal(text):
            return f"{LITERAL}{text}{LITERAL}"
        case Joined(parts):
            return "".join(str(realized(part, captured)) for part in parts)
        case RowId(_, kind):
            return nowhere(kind)
        case Repeated(str() as part, count):
            return part * count
        case Repeated(part, count):
            return realized(part, captured) * count
        case Mapping():
            return {key: realized(each, captured) for key, each in value.items()}
        case list() | tuple():
            return [realized(each, captured) for each in value]
    return value


def nowhere(ids: str) -> str | int:
    """An id that no row has, among ids of a kind."""
    return NO_UUID if ids == "uuid" else NO_NUMBER


def at(place: Place, body: Any) -> Any:
    """The value at a place of a body; ``None`` where there is none."""
    found = body
    for step in place:
        try:
            found = found[step]
        except (KeyError, IndexError, TypeError):
            return None
    return found


def exchanges_of(parts: tuple[Part, ...]) -> Iterator[Exchange]:
    """All exchanges in order."""
    for part in parts:
        yield from part.exchanges
