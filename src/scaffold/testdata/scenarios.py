"""Scenarios: the people and rows that they start with, and their texts with what is known by then in its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from msgspec import Struct

from scaffold.design.design import Scenario
from scaffold.design.operations import Operation
from scaffold.names import name_of
from scaffold.testdata.calls import USER

_NAME = re.compile(r"\$([A-Za-z][A-Za-z0-9_]*)(\{n\})?")
_ROUND = "{n}"


class KnownValue(Struct, frozen=True):
    """Stands in a text for a value that is known by then; the number of the round is part of its name or not."""

    name: str
    is_numbered: bool


class RoundNumber(Struct, frozen=True):
    """Stands in a text for the number of the round."""


Part = str | KnownValue | RoundNumber


class GivenPerson(Struct, frozen=True):
    """Somebody of a role who is there from the beginning."""

    name: str
    role: str


class GivenRows(Struct, frozen=True):
    """Rows of an entity that are there from the beginning."""

    name: str
    entity: str
    count: int


def given(scenario: Scenario) -> Iterator[GivenPerson | GivenRows]:
    """Who and what is there: what the scenario says, and whoever acts in it without being introduced."""
    introduced = {each.key for each in scenario.given}
    for each in scenario.given:
        if each.entity is not None:
            yield GivenRows(each.key, each.entity, each.count)
        else:
            yield GivenPerson(each.key, each.role or USER)
    actors = dict.fromkeys(step.actor for step in scenario.steps if step.actor is not None)
    yield from (GivenPerson(actor, actor) for actor in actors if actor not in introduced)


def known_names(scenario: Scenario) -> frozenset[str]:
    """The names of values that a scenario has from its beginning, or keeps."""
    kept = {name for step in scenario.steps for name in step.keep}
    introduced = {each.key for each in scenario.given}
    rows = {f"{each.key}{number}" for each in scenario.given for number in range(1, each.count + 1)}
    rounds = {f"{name}{n}" for step in scenario.steps for name in step.keep for n in range(1, step.times + 1)}
    return frozenset(kept | introduced | rows | rounds)


def parts_of(text: str, known: frozenset[str]) -> tuple[Part, ...]:
    """A text of a scenario, taken apart: ``$name`` is a value that is known, ``{n}`` the number of the round."""
    return tuple(_parts(text, known))


def _parts(text: str, known: frozenset[str]) -> Iterator[Part]:
    end = 0
    for match in _NAME.finditer(text):
        if match[1] in known:
            yield from _rounds(text[end : match.start()])
            yield KnownValue(match[1], match[2] is not None)
            end = match.end()
    yield from _rounds(text[end:])


def _rounds(text: str) -> Iterator[Part]:
    for index, part in enumerate(text.split(_ROUND)):
        if index:
            yield RoundNumber()
        if part:
            yield part


def on_the_wire(operation: Operation, place: str, values: Mapping[str, object]) -> Mapping[str, object]:
    """Values of parameters under the names that they have on the wire."""
    wires = [each.wire for each in operation.parameters if each.place == place]
    found: dict[str, object] = {}
    for key, value in values.items():
        words = name_of(key).words
        same = (wire for wire in wires if wire == key or name_of(wire).words in (words, (*words, "id")))
        found[next(same, key)] = value
    return found
