"""Operations on which HTTP itself is tried."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from scaffold.design.design import Design
from scaffold.targets.go.text import go_string
from scaffold.testdata.calls import ValidCall
from scaffold.testdata.errors import error_parts
from scaffold.testdata.protocol import Unoffered, call_with_body, plain_call, unoffered_method


class ProtocolView(Struct, frozen=True):
    """What stands for all operations, as literals.

    Attributes:
        body: An operation that takes a body, whoever calls.
        any: Some operation; ``asks_database`` when it cannot do without the database.
        unoffered: A method that a path does not have, the path, and those that it has: ``None`` where all have all.
        max_body_bytes: The size of the largest body.
        rate: The environment variable of the rate that ``any`` counts under.
        error_media: The media type of errors.
    """

    body: str | None
    any: str | None
    asks_database: bool
    unoffered: str | None
    max_body_bytes: int
    rate: str
    error_media: str


def protocol_view(design: Design, calls: tuple[ValidCall, ...], rates: Mapping[str, str]) -> ProtocolView:
    """The operations to try HTTP on.

    Args:
        design: The design.
        calls: A call of every operation.
        rates: By rate, the environment variable that limits it.
    """
    body, plain, unoffered = call_with_body(calls), plain_call(calls), unoffered_method(calls)
    return ProtocolView(
        body=go_string(body.operation.name.snake) if body else None,
        any=go_string(plain.operation.name.snake) if plain else None,
        asks_database=plain is not None and (plain.roles is not None or plain.operation.action in ("get", "list")),
        unoffered=_unoffered(unoffered) if unoffered else None,
        max_body_bytes=design.limits.body_bytes,
        rate=go_string(rates[plain.operation.rate]) if plain else "",
        error_media=go_string("application/problem+json" if error_parts(design).is_problem else "application/json"),
    )


def _unoffered(each: Unoffered) -> str:
    return ", ".join(map(go_string, (each.method, each.path, ", ".join(each.offered))))
