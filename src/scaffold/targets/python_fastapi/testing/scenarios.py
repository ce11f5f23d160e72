"""Scenarios as tests: people and rows that are given, then one call after the other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from scaffold.design.design import Design, Scenario, Step
from scaffold.targets.python_fastapi.identifiers import Names
from scaffold.targets.python_fastapi.testing.calls import model
from scaffold.targets.python_fastapi.testing.literals import mapping
from scaffold.targets.python_fastapi.text import docstring, python_string
from scaffold.testdata.scenarios import (
    GivenPerson,
    GivenRows,
    KnownValue,
    Part,
    RoundNumber,
    given,
    known_names,
    on_the_wire,
    parts_of,
)


class StepView(Struct, frozen=True):
    """A call, made ``times`` times.

    Attributes:
        arguments: What it is made with, as Python.
    """

    times: int
    arguments: str


class ScenarioView(Struct, frozen=True):
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
    write = _Writer(known_names(scenario))
    return ScenarioView(
        function=names.take(f"test_{scenario.name.snake}"),
        docstring=docstring(scenario.title, 4),
        given=tuple(_given(design, each) for each in given(scenario)),
        steps=tuple(StepView(each.times, ", ".join(_arguments(design, write, each))) for each in scenario.steps),
    )


def _given(design: Design, each: GivenPerson | GivenRows) -> str:
    match each:
        case GivenPerson(name, role):
            return f"person({python_string(name)}, {python_string(role)})"
        case GivenRows(name, entity, number):
            count = f", {number}" if number != 1 else ""
            return f"rows({python_string(name)}, {python_string(model(design, entity))}{count})"


def _arguments(design: Design, write: _Writer, step: Step) -> Iterator[str]:
    operation = design.operation[step.operation]
    yield python_string(step.actor) if step.actor is not None else "None"
    yield python_string(step.operation)
    if step.params:
        yield f"path={write.value(on_the_wire(operation, 'path', step.params))}"
    if step.query:
        yield f"query={write.value(on_the_wire(operation, 'query', step.query))}"
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


class _Writer(Struct, frozen=True):
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
        parts = parts_of(text, self.known)
        match parts:
            case ():
                return python_string(text)
            case (str() as plain,):
                return python_string(plain)
            case (KnownValue() as value,):
                return f"story[{_key(value)}]"
        return f'f"{"".join(map(_inside, parts))}"'


def _inside(part: Part) -> str:
    """A part of a text inside of an f-string."""
    match part:
        case KnownValue():
            return f"{{story[{_key(part)}]}}"
        case RoundNumber():
            return "{n}"
    return python_string(part)[1:-1].replace("{", "{{").replace("}", "}}")


def _key(value: KnownValue) -> str:
    return f"f'{value.name}{{n}}'" if value.is_numbered else f"'{value.name}'"
