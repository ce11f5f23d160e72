"""Rules and scenarios."""

from __future__ import annotations

import re

from scaffold.design.design import Given, Rule, Scenario, Step
from scaffold.design.resolve.scope import Scope
from scaffold.names import Name, name_of
from scaffold.spec.language import document as language

_SEVERAL = re.compile(r"^([0-9]+) +(.+)$")


def resolve_rules(scope: Scope) -> tuple[Rule, ...]:
    """The rules, with the codes of their errors."""
    return tuple(
        Rule(
            key,
            said.text,
            said.source,
            tuple(
                name_of(error).snake for error in dict.fromkeys((*([said.error] if said.error else []), *said.errors))
            ),
        )
        for key, said in scope.spec.rules.items()
    )


def resolve_scenario(scope: Scope, title: str, said: language.Scenario) -> Scenario:
    """A scenario with its calls resolved to operations."""
    return Scenario(
        name=name_of(title),
        title=title,
        given=tuple(_given(scope, key, what) for key, what in said.given.items()),
        steps=tuple(_step(scope, step) for step in said.steps),
        rules=said.rules,
    )


def operation_called(scope: Scope, call: str) -> str:
    """The operation that ``borrow_copy`` or ``Book.create`` names, in snake_case."""
    model, _, action = call.partition(".")
    if not action:
        return name_of(call).snake
    noun = scope.plurals[model] if action == "list" else scope.entity_names[model]
    return Name((action, *noun.words)).snake


def _given(scope: Scope, key: str, what: str) -> Given:
    several = _SEVERAL.match(what)
    count, thing = (int(several[1]), several[2]) if several else (1, what)
    if thing in scope.spec.models:
        return Given(key, None, thing, count)
    return Given(key, thing, None, count)


def _step(scope: Scope, step: language.Step) -> Step:
    return Step(
        actor=step.actor,
        operation=operation_called(scope, step.call),
        params=dict(step.params),
        query=dict(step.query),
        headers=dict(step.headers),
        body=step.body,
        status=step.expect.status,
        code=step.expect.code,
        expected=step.expect.body,
        keep=dict(step.keep),
        times=step.times,
    )
