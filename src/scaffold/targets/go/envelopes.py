"""The body of an error that the spec spells out, as the pieces of JSON that it is written from."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from msgspec import Struct

from scaffold.targets.go.text import go_string

_SLOTS = {
    "$code": "err.Code",
    "$message": "err.Message",
    "$status": "status",
    "$request_id": "requestID",
    "$fields": "problemsByField(err)",
}


class Piece(Struct, frozen=True):
    """A piece of JSON: a literal that stands in the spec, or the expression of a value."""

    literal: str | None
    value: str | None


def envelope_pieces(node: object) -> tuple[Piece, ...]:
    """The envelope in the order of the spec, with its slots filled from ``err``, ``status`` and ``requestID``."""
    joined: list[Piece] = []
    for piece in _pieces(node):
        if joined and piece.literal is not None and joined[-1].literal is not None:
            joined[-1] = Piece(joined[-1].literal + piece.literal, None)
        else:
            joined.append(piece)
    return tuple(Piece(go_string(each.literal) if each.literal is not None else None, each.value) for each in joined)


def _pieces(node: object) -> Iterator[Piece]:
    match node:
        case Mapping():
            members = ((_json(str(key)) + ":", value) for key, value in node.items())
            yield from _enclosed("{", members, "}")
        case list() | tuple():
            yield from _enclosed("[", (("", value) for value in node), "]")
        case str() if node in _SLOTS:
            yield Piece(None, _SLOTS[node])
        case _:
            yield Piece(_json(node), None)


def _enclosed(start: str, members: Iterator[tuple[str, object]], end: str) -> Iterator[Piece]:
    separator = start
    for key, value in members:
        yield Piece(separator + key, None)
        yield from _pieces(value)
        separator = ","
    yield Piece(start + end if separator == start else end, None)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
