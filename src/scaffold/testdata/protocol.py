"""Operations on which HTTP itself is tried."""

from __future__ import annotations

from msgspec import Struct

from scaffold.testdata.calls import ValidCall

_METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")


class Unoffered(Struct, frozen=True):
    """A method that a path does not have, and those that it has."""

    method: str
    path: str
    offered: tuple[str, ...]


def call_with_body(calls: tuple[ValidCall, ...]) -> ValidCall | None:
    """An operation that takes a body, whoever calls, if there is one."""
    return min((call for call in calls if call.body is not None), key=_asks_for, default=None)


def plain_call(calls: tuple[ValidCall, ...]) -> ValidCall | None:
    """Some operation that asks for as little as possible; one that reads, if there is one."""
    reading = [call for call in calls if call.operation.method == "GET"]
    return min(reading or calls, key=_asks_for, default=None)


def unoffered_method(calls: tuple[ValidCall, ...]) -> Unoffered | None:
    """A path and a method that is not offered there; ``None`` where all paths without parameters have all."""
    for call in calls:
        if call.path:
            continue
        offered = {each.operation.method for each in calls if each.operation.path == call.operation.path}
        method = next((each for each in _METHODS if each not in offered), None)
        if method is not None:
            return Unoffered(method, call.operation.path, tuple(sorted(offered)))
    return None


def _asks_for(call: ValidCall) -> tuple[bool, ...]:
    return (call.roles is not None, bool(call.path), bool(call.query), bool(call.headers))
