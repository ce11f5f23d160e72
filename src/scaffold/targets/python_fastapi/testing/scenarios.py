"""Scenarios as tests: people and rows that are given, then one call after the other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from scaffold.design.design import Design, Scenario, Step
from scaffold.design.operations import Operation
from scaffold.names import name_of
from scaffold.targets.python_fastapi.identifiers import Names
from scaffold.targets.python_fastapi.testing.calls import model
from scaffold.targets.python_fastapi.testing.literals import mapping
from scaffold.targets.python_fastapi.text import docstring, python_string
from scaffold.testdata.calls import USER

_KNOWN = re.compile(r"\$([A-Za-z][A-Za-z0-9_]*)(\{n\})?")


@dataclass(frozen=True, slots=True)
class StepView:
    """A call, made ``times`` times.

    Attributes:
        arguments: What it is made with, as Python.
    """

    times: int
    arguments: str


@dataclass(frozen=True, slots=True)
class ScenarioView:
    """One scenario.

    Attributes:
        function: The name of its test.
        docstring: What the spec calls it.
        given: The calls that make people and rows.
    """

    function: str
    docstring: str
    given: tuple[str, ...]
    steps: tuple[StepView, ...]


def scenario_views(design: Design) -> tuple[ScenarioView, ...]:
    """All scenarios, in the order of the spec."""
    names = Names(())
    return tuple(_scenario_view(design, names, each) for each in design.scenarios)


def _scenario_view(design: Design, names: Names, scenario: Scenario) -> ScenarioView:
    write = _Writer(_known(scenario))
    return ScenarioView(
        function=names.take(f"test_{scenario.name.snake}"),
        docstring=docstring(scenario.title, 4),
        given=tuple(_given(design, scenario)),
        steps=tuple(StepView(each.times, ", ".join(_arguments(design, write, each))) for each in scenario.steps),
    )


def _given(design: Design, scenario: Scenario) -> Iterator[str]:
    given = {each.key for each in scenario.given}
    for each in scenario.given:
        if each.entity is not None:
            count = f", {each.count}" if each.count != 1 else ""
            yield f"rows({python_string(each.key)}, {python_string(model(design, each.entity))}{count})"
        else:
            yield f"person({python_string(each.key)}, {python_string(each.role or USER)})"
    actors = dict.fromkeys(step.actor for step in scenario.steps if step.actor is not None)
    yield from (f"person({python_string(actor)}, {python_string(actor)})" for actor in actors if actor not in given)


def _arguments(design: Design, write: _Writer, step: Step) -> Iterator[str]:
    operation = design.operation[step.operation]
    yield python_string(step.actor) if step.actor is not None else "None"
    yield python_string(step.operation)
    if step.params:
        yield f"path={write.value(_renamed(operation, 'path', step.params))}"
    if step.query:
        yield f"query={write.value(_renamed(operation, 'query', step.query))}"
    if step.headers:
        yield f"headers={write.value(step.headers)}"
    if step.body is not None:
        yield f"body={write.value(step.body)}"
    yield f"expect={step.status}"
    if step.code is not None:
        yield f"code={python_string(step.code)}"
    if step.expected is not None:
        yield f"answer={write.value(step.expected)}"
    if step.keep:
        yield f"keep={mapping({key: python_string(place) for key, place in step.keep.items()})}"
    if step.times > 1:
        yield "number=n"


def _renamed(operation: Operation, place: str, values: Mapping[str, object]) -> Mapping[str, object]:
    """The values under the names that parameters have on the wire."""
    wires = [each.wire for each in operation.parameters if each.place == place]
    found: dict[str, object] = {}
    for key, value in values.items():
        words = name_of(key).words
        same = (wire for wire in wires if wire == key or name_of(wire).words in (words, (*words, "id")))
        found[next(same, key)] = value
    return found


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes values as Python; ``$name`` stands for a value that is known by then, ``{n}`` for the round."""

    known: frozenset[str]

    def value(self, value: object) -> str:
        match value:
            case Mapping():
                return mapping({str(key): self.value(each) for key, each in value.items()})
            case list() | tuple():
                return f"[{', '.join(map(self.value, value))}]"
            case str():
                return self._text(value)
        return repr(value)

    def _text(self, text: str) -> str:
        found = [match for match in _KNOWN.finditer(text) if match[1] in self.known]
        if len(found) == 1 and found[0][0] == text:
            return f"story[{_key(found[0])}]"
        if not found and "{n}" not in text:
            return python_string(text)
        written, end = "", 0
        for match in found:
            written += f"{_plain(text[end : match.start()])}{{story[{_key(match)}]}}"
            end = match.end()
        return f'f"{written}{_plain(text[end:])}"'


def _known(scenario: Scenario) -> frozenset[str]:
    """The names of values that a scenario has from its beginning, or keeps."""
    kept = {name for step in scenario.steps for name in step.keep}
    given = {each.key for each in scenario.given}
    rows = {f"{each.key}{number}" for each in scenario.given for number in range(1, each.count + 1)}
    rounds = {f"{name}{n}" for step in scenario.steps for name in step.keep for n in range(1, step.times + 1)}
    return frozenset(kept | given | rows | rounds)


def _key(match: re.Match[str]) -> str:
    return f"f'{match[1]}{{n}}'" if match[2] else f"'{match[1]}'"


def _plain(text: str) -> str:
    """Text inside of an f-string; the number of the round stays in braces."""
    escaped = python_string(text)[1:-1]
    return escaped.replace("{n}", "\0").replace("{", "{{").replace("}", "}}").replace("\0", "{n}")
