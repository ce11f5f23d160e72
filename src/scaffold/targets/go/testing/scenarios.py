"""Scenarios as tests: people and rows that are given, then one call after the other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from scaffold.design.design import Design, Scenario, Step
from scaffold.targets.go.testing.calls import field_lines, model
from scaffold.targets.go.testing.literals import json_literal, mapping
from scaffold.targets.go.text import comment, go_string
from scaffold.testdata.scenarios import (
    GivenPerson,
    GivenRows,
    KnownValue,
    Part,
    given,
    known_names,
    on_the_wire,
    parts_of,
)


class StepView(Struct, frozen=True):
    """A call, made ``times`` times; ``fields`` say what it is made with and what it expects."""

    times: int
    fields: tuple[str, ...]


class ScenarioView(Struct, frozen=True):
    """One scenario.

    Attributes:
        function: The name of its test.
        title: What the spec calls it, as the lines of a comment.
        given: The calls that make people and rows.
    """

    function: str
    title: tuple[str, ...]
    given: tuple[str, ...]
    steps: tuple[StepView, ...]


def scenario_views(design: Design) -> tuple[ScenarioView, ...]:
    """All scenarios, in the order of the spec."""
    return tuple(_scenario_view(design, each, name) for each, name in _named(design.scenarios))


def _named(scenarios: tuple[Scenario, ...]) -> Iterator[tuple[Scenario, str]]:
    """Scenarios and the names of their tests; those of the same name are numbered."""
    taken: dict[str, int] = {}
    for each in scenarios:
        name = each.name.pascal
        taken[name] = taken.get(name, 0) + 1
        yield each, f"TestScenario{name}{taken[name] if taken[name] > 1 else ''}"


def _scenario_view(design: Design, scenario: Scenario, function: str) -> ScenarioView:
    write = _Writer(known_names(scenario))
    return ScenarioView(
        function=function,
        title=comment(f"{function}: {scenario.title}"),
        given=tuple(_given(design, each) for each in given(scenario)),
        steps=tuple(StepView(each.times, field_lines(dict(_fields(design, write, each)))) for each in scenario.steps),
    )


def _given(design: Design, each: GivenPerson | GivenRows) -> str:
    match each:
        case GivenPerson(name, role):
            return f"enter({go_string(name)}, {go_string(role)})"
        case GivenRows(name, entity, number):
            return f"rows({go_string(name)}, {go_string(model(design, entity))}, {number})"


def _fields(design: Design, write: _Writer, step: Step) -> Iterator[tuple[str, str]]:
    if step.actor is not None:
        yield "actor", go_string(step.actor)
    yield "operation", go_string(step.operation)
    request = dict(_request(design, write, step))
    if request:
        yield "request", f"request{{{', '.join(f'{name}: {value}' for name, value in request.items())}}}"
    yield "status", str(step.status)
    if step.code is not None:
        yield "code", go_string(step.code)
    if step.expected is not None:
        yield "answer", write.value(step.expected)
    if step.keep:
        yield "keep", mapping({key: go_string(place) for key, place in step.keep.items()}, "map[string]string")
    if step.times > 1:
        yield "round", "n"


def _request(design: Design, write: _Writer, step: Step) -> Iterator[tuple[str, str]]:
    operation = design.operation[step.operation]
    if step.params:
        yield "path", write.value(on_the_wire(operation, "path", step.params))
    if step.query:
        yield "query", write.value(on_the_wire(operation, "query", step.query))
    if step.headers:
        texts = {name: write.text(str(value)) for name, value in step.headers.items()}
        yield "header", mapping(texts, "map[string]string")
    if step.body is not None:
        yield "body", write.value(step.body)


class _Writer(Struct, frozen=True):
    """Writes values as Go; what is known by then is asked of the story ``s``."""

    known: frozenset[str]

    def value(self, value: object) -> str:
        match value:
            case Mapping():
                return mapping({str(key): self.value(each) for key, each in value.items()})
            case list() | tuple():
                return f"list{{{', '.join(map(self.value, value))}}}"
            case str():
                parts = parts_of(value, self.known)
                return _value(parts[0]) if len(parts) == 1 else self.text(value)
        return json_literal(value)

    def text(self, text: str) -> str:
        """An expression for a text."""
        parts = parts_of(text, self.known)
        if all(isinstance(part, str) for part in parts):
            return go_string(text)
        form = "".join(part.replace("%", "%%") if isinstance(part, str) else "%v" for part in parts)
        values = (_value(part) for part in parts if not isinstance(part, str))
        return f"s.text({', '.join((go_string(form), *values))})"


def _value(part: Part) -> str:
    match part:
        case KnownValue(name, True):
            return f"s.value({go_string(name)}, n)"
        case KnownValue(name, False):
            return f"s.value({go_string(name)})"
        case str():
            return go_string(part)
    return "n"
