"""Errors and rules: declared where they are used, used where they are declared."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scaffold.diagnostics import did_you_mean, near_name
from scaffold.spec.builtin import BUILT_IN_ERRORS
from scaffold.spec.check.finding import Finding, at_key, at_value
from scaffold.spec.check.scope import Scope
from scaffold.spec.positions import Path

_PLACEHOLDER = re.compile(r"\$([A-Za-z_]*)")
_PLACEHOLDERS = ("code", "message", "status", "request_id", "fields")


def _uses_of_errors(scope: Scope) -> Iterator[tuple[Path, str]]:
    """Every mention of an error that has to be declared or built in."""
    for call in scope.calls:
        yield from (((*call.where, "errors", index), name) for index, name in enumerate(call.spec.errors))
    for key, rule in scope.spec.rules.items():
        yield from ((("rules", key, "errors", index), name) for index, name in enumerate(rule.errors))
        if rule.error is not None:
            yield ("rules", key, "error"), rule.error
    for key, integration in scope.spec.integrations.items():
        if integration.circuit_breaker and integration.circuit_breaker.error:
            yield ("integrations", key, "circuit_breaker", "error"), integration.circuit_breaker.error


def _made_errors(scope: Scope) -> Iterator[tuple[Path, str]]:
    """Errors that a constraint or a state names: declared ones, or new ones made by the name."""
    for model, spec in scope.spec.models.items():
        for index, unique in enumerate(spec.unique):
            if unique.error is not None:
                yield ("models", model, "unique", index, "error"), unique.error
        if spec.states is not None and "error" in spec.states.model_fields_set:
            yield ("models", model, "states", "error"), spec.states.error


def check_errors(scope: Scope) -> Iterator[Finding]:
    """SC080: an error that is used but not declared."""
    made = {name for _, name in _made_errors(scope)} | set(BUILT_IN_ERRORS)
    if scope.auth is None or scope.auth.lockout is None:
        made.discard("account_locked")
    known = (*scope.names("errors"), *sorted(made))
    for path, name in _uses_of_errors(scope):
        if name not in made and not scope.declares("errors", name):
            hint = near_name(name, known) or f"declare it: errors: {{{name}: {{status: 409, message: …}}}}"
            yield at_value("SC080", path, f"the error `{name}` is not declared", hint)


def check_rules(scope: Scope) -> Iterator[Finding]:
    """SC081: a rule that is listed but not declared."""
    for path, name in _uses_of_rules(scope):
        if not scope.declares("rules", name):
            hint = did_you_mean(name, scope.names("rules"))
            yield at_value("SC081", path, f"there is no rule `{name}`", hint)


def _uses_of_rules(scope: Scope) -> Iterator[tuple[Path, str]]:
    spec = scope.spec
    users: list[tuple[Path, tuple[str, ...]]] = [(call.where, call.spec.rules) for call in scope.calls]
    users += [(("scenarios", key), each.rules) for key, each in spec.scenarios.items()]
    users += [(("jobs", key), each.rules) for key, each in spec.jobs.items()]
    if spec.events:
        users += [(("events", "consume", key), each.rules) for key, each in spec.events.consume.items()]
    for key, integration in spec.integrations.items():
        users += [(("integrations", key, "webhooks", name), each.rules) for name, each in integration.webhooks.items()]
    for path, names in users:
        yield from (((*path, "rules", index), name) for index, name in enumerate(names))


def check_unused(scope: Scope) -> Iterator[Finding]:
    """SC082 and SC083, warnings: errors that nothing answers, rules that nothing obeys."""
    if scope.is_broken(("endpoints",)) or scope.is_broken(("rules",)) or scope.is_broken(("models",)):
        return
    used = (
        {name for _, name in _uses_of_errors(scope)} | {name for _, name in _made_errors(scope)} | set(BUILT_IN_ERRORS)
    )
    for name in scope.spec.errors:
        if name not in used:
            hint = "name it in a rule or in `errors` of an operation, or delete it"
            yield at_key("SC082", ("errors", name), f"no operation answers the error `{name}`", hint)
    obeyed = {name for path, name in _uses_of_rules(scope) if path[0] != "scenarios"}
    for name in scope.spec.rules:
        if name not in obeyed:
            yield at_key(
                "SC083", ("rules", name), f"no operation obeys the rule `{name}`", "name it in `rules` of an operation"
            )


def check_error_format(scope: Scope) -> Iterator[Finding]:
    """SC084: placeholders of an error envelope."""
    envelope = scope.spec.error_format.envelope
    if envelope is None:
        return
    pending: list[tuple[Path, object]] = [(("error_format", "envelope"), envelope)]
    while pending:
        path, value = pending.pop()
        if isinstance(value, dict):
            pending += [((*path, key), each) for key, each in value.items()]
        elif isinstance(value, list):
            pending += [((*path, index), each) for index, each in enumerate(value)]
        elif isinstance(value, str):
            for name in _PLACEHOLDER.findall(value):
                if name not in _PLACEHOLDERS:
                    hint = did_you_mean(name, _PLACEHOLDERS)
                    yield at_value("SC084", path, f"`${name}` stands for nothing in an error", hint)
