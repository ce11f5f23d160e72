"""The implementation plan and the business rules."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from scaffold.design.design import Design, Rule, Scenario, Step
from scaffold.design.operations import Operation
from scaffold.documents.access import access_words
from scaffold.documents.assumptions import Assumption
from scaffold.documents.links import Links
from scaffold.documents.markdown import NOTHING, Markdown, code, escape, join, json_text, prose, sentence
from scaffold.documents.operations import call_words, rule_lines
from scaffold.documents.wording import type_words

_GENERATED, _BY_HAND = Markdown("generated"), Markdown("by hand")


class OperationRow(Struct, frozen=True):
    """One operation in the table of the API."""

    name: Markdown
    call: Markdown
    access: Markdown
    body: Markdown


class TableRow(Struct, frozen=True):
    """One table in the order of creation."""

    name: Markdown
    holds: Markdown
    refers_to: Markdown


class StubView(Struct, frozen=True):
    """A function whose body is to be written, and its contract in lines."""

    name: Markdown
    contract: tuple[Markdown, ...]


class ScenarioView(Struct, frozen=True):
    """A scenario, step by step."""

    title: Markdown
    steps: tuple[Markdown, ...]


class RuleView(Struct, frozen=True):
    """A rule, and in lines everything that hangs on it."""

    key: Markdown
    text: Markdown
    facts: tuple[Markdown, ...]


class PlanView(Struct, frozen=True):
    """The implementation plan.

    Attributes:
        questions: what the spec leaves to be decided.
        assumptions: subject and text of what was assumed.
    """

    operations: tuple[OperationRow, ...]
    tables: tuple[TableRow, ...]
    stubs: tuple[StubView, ...]
    testing: tuple[Markdown, ...]
    scenarios: tuple[ScenarioView, ...]
    questions: tuple[Markdown, ...]
    assumptions: tuple[tuple[Markdown, Markdown], ...]


def view_plan(design: Design, assumptions: tuple[Assumption, ...], links: Links) -> PlanView:
    """The page of the plan."""
    return PlanView(
        operations=tuple(_operation(each, links) for each in design.operations),
        tables=tuple(_tables(design)),
        stubs=tuple(_stub(design, each, links) for each in design.stubs),
        testing=tuple(_testing(design)),
        scenarios=tuple(_scenario(design, each, links) for each in design.scenarios),
        questions=tuple(_questions(design, links)),
        assumptions=tuple((code(each.subject), sentence(each.text)) for each in assumptions),
    )


def view_rules(design: Design, links: Links) -> tuple[RuleView, ...]:
    """The rules, each with the operations that must obey it."""
    return tuple(
        RuleView(escape(rule.key), sentence(rule.text), tuple(_rule_facts(design, rule, links)))
        for rule in design.rules
    )


def _rule_facts(design: Design, rule: Rule, links: Links) -> Iterator[Markdown]:
    if rule.source:
        yield prose("From: {}", code(rule.source))
    operations = join(links.operation(each) for each in obliged(design, rule))
    yield prose("Operations: {}", operations or Markdown("none yet"))
    if rule.errors:
        yield prose(
            "Refused with: {}", join(prose("{} {}", design.error[each].status, code(each)) for each in rule.errors)
        )
    shown_by = join(escape(each.title) for each in design.scenarios if rule.key in each.rules)
    if shown_by:
        yield prose("Shown by: {}", shown_by)


def obliged(design: Design, rule: Rule) -> tuple[Operation, ...]:
    """The operations that must obey a rule."""
    return tuple(each for each in design.operations if rule.key in each.rules)


def _operation(each: Operation, links: Links) -> OperationRow:
    return OperationRow(
        links.operation(each), call_words(each), access_words(each.policy), _BY_HAND if each.is_stub else _GENERATED
    )


def _tables(design: Design) -> Iterator[TableRow]:
    for table in design.tables:
        holds = prose("{}", escape(table.entity)) if table.entity else Markdown("join table")
        if table.entity is None and table.name.startswith("auth_"):
            holds = Markdown("sessions and logins")
        keys = (*table.foreign_keys, *table.late_foreign_keys)
        yield TableRow(code(table.name), holds, join(dict.fromkeys(code(key.table) for key in keys)))


def _stub(design: Design, each: Operation, links: Links) -> StubView:
    return StubView(links.operation(each), tuple(_contract(design, each, links)))


def _contract(design: Design, each: Operation, links: Links) -> Iterator[Markdown]:
    answers = (
        prose("{} with {}", answer.status, type_words(answer.type, links))
        if answer.type
        else prose("{}", answer.status)
        for answer in each.answers
    )
    yield prose("Call: {}", call_words(each))
    yield prose("Who may: {}", access_words(each.policy))
    yield prose("Takes: {}", join(_takes(design, each)) or Markdown("nothing but the caller"))
    yield prose("Answers: {}", join(answers, " or ") or Markdown("nothing"))
    errors = dict.fromkeys(error for key in each.rules for error in design.rule[key].errors)
    if errors:
        yield prose("Errors of its rules: {}", join(code(error) for error in errors))
    yield from rule_lines(design, each, links)


def _takes(design: Design, each: Operation) -> Iterator[Markdown]:
    if each.target is not None:
        yield prose("the {} that the path names", escape(each.target.entity))
    for parameter in each.parameters:
        if each.target is None or parameter.wire != each.target.parameter:
            yield code(parameter.wire)
    if each.body is not None:
        yield from (code(property_.wire) for property_ in design.schema[each.body.schema].properties)


def _testing(design: Design) -> Iterator[Markdown]:
    yield Markdown("Unit tests of each service function, with fakes for what it reaches.")
    if design.tables:
        yield Markdown("Integration tests of every operation on a real database.")
    if design.auth is not None:
        yield Markdown("The access matrix: every operation with every kind of caller.")
    if design.scenarios:
        yield Markdown("One end-to-end test for each scenario below.")
    else:
        yield Markdown("The spec has no scenario yet; each that is added becomes an end-to-end test.")


def _scenario(design: Design, scenario: Scenario, links: Links) -> ScenarioView:
    return ScenarioView(escape(scenario.title), tuple(_step(design, step, links) for step in scenario.steps))


def _step(design: Design, step: Step, links: Links) -> Markdown:
    actor = escape(step.actor) if step.actor else Markdown("somebody without a login")
    brings = prose(" with {}", code(json_text(step.body))) if step.body is not None else NOTHING
    times = prose(", {} times", step.times) if step.times > 1 else NOTHING
    error = prose(" {}", code(step.code)) if step.code else NOTHING
    call = links.operation(design.operation[step.operation])
    return prose("{} calls {}{}{}: {}{}", actor, call, brings, times, step.status, error)


def _questions(design: Design, links: Links) -> Iterator[Markdown]:
    for rule in design.rules:
        if not obliged(design, rule):
            yield prose("{} is attached to no operation: which ones must obey it?", links.rule(rule.key))
    unruled = [links.operation(each) for each in design.stubs if not each.rules]
    if unruled:
        yield prose("Nothing but the summary says what to do: {}. Are there rules?", join(unruled))
    reached = {error for rule in design.rules for error in rule.errors}
    reached.update(said.code for each in design.operations for said in each.errors)
    for error in design.errors:
        if error.declared and error.code not in reached:
            yield prose("No operation answers {}: when does it happen?", code(error.code))
