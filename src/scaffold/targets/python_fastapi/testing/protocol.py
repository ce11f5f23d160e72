"""Operations on which HTTP itself is tried."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from scaffold.design.design import Design
from scaffold.targets.python_fastapi.testing.literals import mapping
from scaffold.targets.python_fastapi.text import python_string
from scaffold.testdata.calls import ValidCall
from scaffold.testdata.protocol import Unoffered, call_with_body, plain_call, unoffered_method


class ProtocolView(Struct, frozen=True):
    """What stands for all operations.

    Attributes:
        body: An operation that takes a body, whoever calls.
        any: Some operation.
        unoffered: A method that a path does not have, the path, and those that it has: ``None`` where all have all.
        max_body_bytes: The size of the largest body.
        few: A dictionary: the setting of the rate that ``any`` counts under, with a low limit.
    """

    body: str | None
    any: str | None
    unoffered: str | None
    max_body_bytes: int
    few: str


def protocol_view(design: Design, calls: tuple[ValidCall, ...], rates: Mapping[str, str]) -> ProtocolView:
    """The operations to try HTTP on.

    Args:
        design: The design.
        calls: A call of every operation.
        rates: By rate, the setting that limits it.
    """
    body, plain, unoffered = call_with_body(calls), plain_call(calls), unoffered_method(calls)
    return ProtocolView(
        body=body.operation.name.snake if body else None,
        any=plain.operation.name.snake if plain else None,
        unoffered=_unoffered(unoffered) if unoffered else None,
        max_body_bytes=design.limits.body_bytes,
        few=mapping({rates[plain.operation.rate]: "2"}) if plain else "",
    )


def _unoffered(each: Unoffered) -> str:
    return ", ".join(map(python_string, (each.method, each.path, ", ".join(each.offered))))
