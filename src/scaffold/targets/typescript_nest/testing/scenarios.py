"""Scenarios as tests: people and rows that are given, then one call after the other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from scaffold.design.design import Design, Scenario, Step
from scaffold.targets.shared.testing.syntax import list_of, or_null
from scaffold.targets.shared.text import sentence
from scaffold.targets.typescript_nest.testing.literals import TypeScriptSyntax, json_literal, mapping, template_literal
from scaffold.targets.typescript_nest.text import string
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
        arguments: What it is made with.
    """

    times: int
    arguments: str


class ScenarioView(Struct, frozen=True):
    """One scenario.

    Attributes:
        title: What the spec calls it, as a literal.
        given: The calls that make people and rows.
    """

    title: str
    given: tuple[str, ...]
    steps: tuple[StepView, ...]


def scenario_views(syntax: TypeScriptSyntax, design: Design) -> tuple[ScenarioView, ...]:
    """All scenarios, in the order of the spec."""
    return tuple(_scenario_view(syntax, design, each) for each in design.scenarios)


def _scenario_view(syntax: TypeScriptSyntax, design: Design, scenario: Scenario) -> ScenarioView:
    write = _Writer(known_names(scenario))
    return ScenarioView(
        title=string(sentence(scenario.title) or scenario.name.sentence),
        given=tuple(_given(syntax, design, each) for each in given(scenario)),
        steps=tuple(StepView(each.times, _arguments(syntax, design, write, each)) for each in scenario.steps),
    )


def _given(syntax: TypeScriptSyntax, design: Design, each: GivenPerson | GivenRows) -> str:
    match each:
        case GivenPerson(name, role):
            return f"person({string(name)}, {string(role)})"
        case GivenRows(name, entity, number):
            count = f", {number}" if number != 1 else ""
            return f"rows({string(name)}, {string(syntax.model(design.entity[entity]))}{count})"


def _arguments(syntax: TypeScriptSyntax, design: Design, write: _Writer, step: Step) -> str:
    options = mapping(dict(_options(design, write, step)))
    return f"{or_null(syntax, step.actor)}, {string(step.operation)}, {options}"


def _options(design: Design, write: _Writer, step: Step) -> Iterator[tuple[str, str]]:
    operation = design.operation[step.operation]
    if step.params:
        yield "path", write.value(on_the_wire(operation, "path", step.params))
    if step.query:
        yield "query", write.value(on_the_wire(operation, "query", step.query))
    if step.headers:
        yield "headers", write.value(step.headers)
    if step.body is not None:
        yield "body", write.value(step.body)
    yield "expect", str(step.status)
    if step.code is not None:
        yield "code", string(step.code)
    if step.expected is not None:
        yield "answer", write.value(step.expected)
    if step.keep:
        yield "keep", json_literal(step.keep)
    if step.times > 1:
        yield "round", "n"


class _Writer(Struct, frozen=True):
    """Writes values; ``$name`` stands for a value that is known by then, ``{n}`` for the round."""

    known: frozenset[str]

    def value(self, value: object) -> str:
        match value:
            case Mapping():
                return mapping({str(key): self.value(each) for key, each in value.items()})
            case list() | tuple():
                return list_of(map(self.value, value))
            case str():
                return self._text(value)
        return json_literal(value)

    def _text(self, text: str) -> str:
        parts = parts_of(text, self.known)
        match parts:
            case ():
                return string(text)
            case (str() as plain,):
                return string(plain)
            case (KnownValue() as value,):
                return f"story.value({_key(value)})"
            case (RoundNumber(),):
                return "String(n)"
        return _joined(parts)


def _joined(parts: tuple[Part, ...]) -> str:
    """A text with values in it."""
    pieces = [""]
    for part in parts:
        match part:
            case KnownValue():
                pieces += [f"${{story.text({_key(part)})}}", ""]
            case RoundNumber():
                pieces += ["${n}", ""]
            case str():
                pieces[-1] += part
    return template_literal(*pieces)


def _key(value: KnownValue) -> str:
    return template_literal(value.name, "${n}", "") if value.is_numbered else string(value.name)
