"""Operations on which HTTP itself is tried."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from scaffold.design.design import Design
from scaffold.targets.python_fastapi.testing.literals import mapping
from scaffold.targets.python_fastapi.text import python_string
from scaffold.testdata.calls import ValidCall

_ALL = ("GET", "POST", "PUT", "PATCH", "DELETE")


@dataclass(frozen=True, slots=True)
class ProtocolView:
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
    bodies = [call for call in calls if call.body is not None]
    bodies.sort(key=lambda call: (call.roles is not None, bool(call.path), bool(call.query), bool(call.headers)))
    plain = [call for call in calls if call.operation.method == "GET"] or list(calls)
    plain.sort(key=lambda call: (call.roles is not None, bool(call.path), bool(call.query), bool(call.headers)))
    return ProtocolView(
        body=bodies[0].operation.name.snake if bodies else None,
        any=plain[0].operation.name.snake if plain else None,
        unoffered=_unoffered(calls),
        max_body_bytes=design.limits.body_bytes,
        few=mapping({rates[plain[0].operation.rate]: "2"}) if plain else "",
    )


def _unoffered(calls: tuple[ValidCall, ...]) -> str | None:
    for call in calls:
        if call.path:
            continue
        offered = {each.operation.method for each in calls if each.operation.path == call.operation.path}
        method = next((each for each in _ALL if each not in offered), None)
        if method is not None:
            values = (method, call.operation.path, ", ".join(sorted(offered)))
            return ", ".join(map(python_string, values))
    return None
