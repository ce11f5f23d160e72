"""Records of two services, side by side."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tests.conformance.record import Answer, Record

_ABSENT = "nothing"
_EXAMPLES = 3
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class Difference:
    """Where two answers to the same request are not the same: in both words."""

    name: str
    request: str
    place: str
    first: str
    second: str


def differences(first: Record, second: Record) -> tuple[Difference, ...]:
    """Everything that a client could tell two services apart by."""
    found = [each for pair in zip(first.answers, second.answers, strict=False) for each in _compared(*pair)]
    if len(first.answers) != len(second.answers):
        counts = (str(len(first.answers)), str(len(second.answers)))
        found.append(Difference("all", "", "number of exchanges", *counts))
    return tuple(found)


def _compared(first: Answer, second: Answer) -> Iterator[Difference]:
    if first.name != second.name:
        yield Difference(first.name, first.request, "exchange", first.name, second.name)
        return
    if first.status != second.status:
        said = (f"{each.status} {_said(each.body)}" for each in (first, second))
        yield Difference(first.name, first.request, "status", *said)
        return
    for name in sorted({*first.headers, *second.headers}):
        one, other = first.headers.get(name, _ABSENT), second.headers.get(name, _ABSENT)
        if one != other:
            yield Difference(first.name, first.request, f"header {name}", one, other)
    for place, one, other in _inside("body", first.body, second.body):
        yield Difference(first.name, first.request, place, _said(one), _said(other))


def _inside(place: str, one: Any, other: Any) -> Iterator[tuple[str, Any, Any]]:
    """The smallest parts of two values that differ."""
    if isinstance(one, dict) and isinstance(other, dict):
        if one.keys() == other.keys() and list(one) != list(other):
            yield f"{place}: order of members", list(one), list(other)
        for name in dict.fromkeys((*one, *other)):
            yield from _inside(f"{place}.{name}", one.get(name, _ABSENT), other.get(name, _ABSENT))
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        for index, (left, right) in enumerate(zip(one, other, strict=True)):
            yield from _inside(f"{place}[{index}]", left, right)
    elif not _is_same(one, other):
        yield place, one, other


def _is_same(one: Any, other: Any) -> bool:
    """Whether two plain values are the same to a client: numbers may be written in several ways."""
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if {type(one), type(other)} == {int, float}:
        return float(one) == float(other)
    return bool(one == other)


def _said(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False) if not isinstance(value, str) else value


def report(first: Record, second: Record) -> str:
    """The differences for people: each once, with the first exchanges that show it; at the end, how many there are."""
    found = differences(first, second)
    if not found:
        return f"{first.service} and {second.service} answer alike: {len(first.answers)} exchanges"
    alike: dict[tuple[str, str, str], list[Difference]] = {}
    for each in found:
        alike.setdefault((each.place, each.first, each.second), []).append(each)
    lines = []
    for (place, one, other), shown in alike.items():
        lines += [
            place,
            f"  {first.service}: {one[:_LONGEST]}",
            f"  {second.service}: {other[:_LONGEST]}",
            *(f"    {each.name}  ({each.request})" for each in shown[:_EXAMPLES]),
            *([f"    and {len(shown) - _EXAMPLES} more"] if len(shown) > _EXAMPLES else []),
        ]
    exchanges = len({each.name for each in found})
    lines.append(f"{len(found)} differences of {len(alike)} kinds in {exchanges} of {len(first.answers)} exchanges")
    return "\n".join(lines)
