"""Values that languages read in different ways: the design does not settle each, but all services answer alike."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import quote

from scaffold.design.types import STRINGS, Enumeration, Kind, ListOf, Plain, Reference, Type
from scaffold.testdata.calls import ValidCall
from scaffold.testdata.values import Json
from tests.conformance.exchange import ANYTHING, Literal, Part
from tests.conformance.exchanges.access import changes_caller
from tests.conformance.exchanges.rows import fresh_body, named_row
from tests.conformance.exchanges.script import Script, World

_VALUES: Mapping[str, list[str]] = json.loads(Path(__file__).with_name("odd_values.json").read_text("utf-8"))
"""Texts by kind; those of texts of any kind are under ``string``."""

_NUMBERS = _VALUES["numbers in JSON"]
_LONGEST = 4_000
"""No server has to read an address of more than 8000 bytes (RFC 9110 §4.1)."""

_STORED_ONLY = (Kind.SECRET, Kind.FILE, Kind.JSON, Kind.MONEY, Kind.BINARY)


def odd_parts(world: World) -> tuple[Part, ...]:
    """Odd values of every type that the design has: in bodies, queries, and paths, each in the first place it has."""
    script = Script(world, "odd values")
    seen: set[str] = set()
    for call in world.calls.values():
        if call.caller is None or script.usual(call) is not None:
            _in_body(script, call, seen)
            _in_parameters(script, call, seen)
    return (script.part,)


def _in_body(script: Script, call: ValidCall, seen: set[str]) -> None:
    operation = call.operation
    if operation.body is None or operation.action in ("login", "refresh", "logout") or changes_caller(operation):
        return
    row = None
    for each in script.world.design.schema[operation.body.schema].properties:
        if not _is_new(each.type, "body", seen):
            continue
        row = row or named_row(script, call, script.usual(call))
        for value in _odd(each.type):
            body = {**(fresh_body(script, call, {}) or call.body or {}), each.wire: value}
            _send(script, call, f"body {each.wire}={_said(value)}", row=row, body=body)


def _in_parameters(script: Script, call: ValidCall, seen: set[str]) -> None:
    row = None
    for each in call.operation.parameters:
        if each.wire == "cursor" or each.place == "header" or not _is_new(each.type, each.place, seen):
            continue
        row = row or named_row(script, call, script.usual(call))
        for text in _odd_texts(each.type):
            if each.place == "query":
                _send(script, call, f"query {each.wire}={_said(text)}", row=row, query={each.wire: text})
            elif text:
                _send(script, call, f"path {each.wire}={_said(text)}", row=row, path={each.wire: text})


def _send(script: Script, call: ValidCall, name: str, **how: Json) -> None:
    script.call(name, call.operation.name.snake, script.usual(call), expected=ANYTHING, **how)


def _is_new(kind: Type, place: str, seen: set[str]) -> bool:
    """Whether values of the type were not yet tried in such a place."""
    key = f"{place} {kind!r}"
    is_new = key not in seen
    seen.add(key)
    return is_new


def _odd(kind: Type) -> Iterator[Json]:
    match kind:
        case ListOf(item):
            yield from ([value] for value in _odd(item))
            yield from ({}, None, [[]])
        case Enumeration(_, values):
            yield from (Literal(number) for number in _NUMBERS[:5])
            yield from (f"{values[0]} ", str(values[0]).swapcase(), [values[0]], True)
        case Plain() if kind.kind in (Kind.INTEGER, Kind.NUMBER):
            yield from map(Literal, _NUMBERS)
            yield from ("1", "", None, [], {})
        case Plain() if kind.kind is Kind.BOOLEAN:
            yield from (0, 1, "true", "", None, [])
        case Plain() if kind.kind not in _STORED_ONLY:
            yield from _texts(kind)
            yield from (7, True, [], {})
        case Reference(_, id_type):
            yield from _odd(id_type)


def _odd_texts(kind: Type) -> Iterator[str]:
    """Values as the text that a query or a path has."""
    match kind:
        case Reference(_, id_type):
            yield from _odd_texts(id_type)
        case Enumeration(_, values):
            yield from (f"{values[0]} ", str(values[0]).swapcase(), "1.0", "01")
        case Plain() if kind.kind in (Kind.INTEGER, Kind.NUMBER):
            yield from _VALUES["numbers in texts"]
        case Plain() if kind.kind is Kind.BOOLEAN:
            yield from _VALUES["booleans in texts"]
        case Plain() if kind.kind not in _STORED_ONLY:
            yield from (text for text in _texts(kind) if "\ud800" not in text and len(quote(text)) < _LONGEST)


def _texts(kind: Plain) -> Iterator[str]:
    yield from _VALUES.get(kind.kind, _VALUES[Kind.STRING])
    if kind.kind in STRINGS and kind.max is not None and kind.pattern is None:
        yield from ("é" * int(kind.max), "😀" * int(kind.max), "😀" * (int(kind.max) + 1))


def _said(value: Json) -> str:
    return value.text if isinstance(value, Literal) else ascii(value)[:60]
