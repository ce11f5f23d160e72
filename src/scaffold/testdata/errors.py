"""Where the parts of an error stand in its body, whatever its format is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from scaffold.design.design import Design

Place = tuple[str | int, ...]
"""The members and indexes that lead to a part of a body."""

_PROBLEM: Mapping[str, Place] = {"$code": ("code",), "$message": ("detail",)}


class ErrorParts(Struct, frozen=True):
    """Where the parts of an error are; ``None`` for a part that its body does not have.

    Attributes:
        is_problem: Whether errors are problem details (RFC 9457).
    """

    code: Place | None
    message: Place | None
    fields: Place | None
    is_problem: bool

    @property
    def tells_fields(self) -> bool:
        """Whether errors say which field is wrong."""
        return self.is_problem or self.fields is not None


def error_parts(design: Design) -> ErrorParts:
    """Find the parts in the error format of a design."""
    envelope = design.error_format.envelope
    places = _PROBLEM if envelope is None else dict(_places(envelope, ()))
    return ErrorParts(places.get("$code"), places.get("$message"), places.get("$fields"), envelope is None)


def _places(node: object, place: Place) -> Iterator[tuple[str, Place]]:
    match node:
        case Mapping():
            for key, value in node.items():
                yield from _places(value, (*place, str(key)))
        case list() | tuple():
            for index, value in enumerate(node):
                yield from _places(value, (*place, index))
        case str():
            yield node, place
