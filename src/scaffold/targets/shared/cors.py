"""What browsers of allowed origins may send and read (Fetch, CORS protocol)."""

from __future__ import annotations

from msgspec import Struct

from scaffold.design.design import Design

_SIMPLE_HEADERS = ("Content-Type", "X-Request-ID")
_EXPOSED_HEADERS = (
    "Location",
    "RateLimit-Limit",
    "RateLimit-Remaining",
    "RateLimit-Reset",
    "Retry-After",
    "X-Request-ID",
)


class Cors(Struct, frozen=True):
    """What browsers of allowed origins may send and read."""

    methods: tuple[str, ...]
    headers: tuple[str, ...]
    exposed: tuple[str, ...]


def cors_of(design: Design) -> Cors:
    """The methods and headers that operations use."""
    methods = sorted({operation.method for operation in design.operations})
    sent = {parameter.wire for operation in design.operations for parameter in operation.parameters_in("header")}
    if design.auth is not None:
        sent.add(design.auth.header)
    return Cors(tuple(methods), tuple(sorted({*sent, *_SIMPLE_HEADERS})), _EXPOSED_HEADERS)
