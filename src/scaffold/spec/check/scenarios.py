"""Scenarios: calls that exist, by people that exist, with values that were kept before."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scaffold.diagnostics import did_you_mean, listed, near_name
from scaffold.spec.builtin import BUILT_IN_ERRORS
from scaffold.spec.check.calls import Call
from scaffold.spec.check.finding import Finding, at_key, at_value
from scaffold.spec.check.scope import Scope
from scaffold.spec.language.document import Scenario, Step
from scaffold.spec.positions import Path

_REFERENCE = re.compile(r"\$([A-Za-z][A-Za-z0-9_]*)(\{n\})?")
_GIVEN_ROWS = re.compile(r"(?:([1-9][0-9]{0,3}) +)?(.+)")
_IDENTIFIER = re.compile(r"[A-Za-z][A-Za-z0-9_]*")


def check_scenarios(scope: Scope) -> Iterator[Finding]:
    """SC100 to SC105 for every scenario."""
    for name, scenario in scope.spec.scenarios.items():
        path: Path = ("scenarios", name)
        yield from _check_given(scope, path, scenario)
        known = set(_given_values(scope, scenario))
        for number, step in enumerate(scenario.steps):
            where: Path = (*path, "steps", number)
            yield from _check_call(scope, where, step)
            yield from _check_actor(scope, where, step, scenario)
            yield from _check_values(where, step, known)
            known |= set(step.keep)
            known |= {f"{key}{n}" for key in step.keep for n in range(1, step.times + 1) if step.times > 1}


def _check_given(scope: Scope, path: Path, scenario: Scenario) -> Iterator[Finding]:
    roles = scope.auth.roles if scope.auth else ()
    for key, what in scenario.given.items():
        where: Path = (*path, "given", key)
        if not _IDENTIFIER.fullmatch(key):
            yield at_key("SC103", where, f"`{key}` cannot be the name of a value", "use letters, digits and `_`")
        match = _GIVEN_ROWS.fullmatch(what)
        thing = match[2] if match else what
        if thing in roles or thing == "user" or scope.declares("models", thing) or scope.is_broken(("auth",)):
            continue
        hint = did_you_mean(thing, (*roles, *scope.names("models")))
        yield at_value("SC103", where, f"`{thing}` is neither a role nor a model", hint)


def _given_values(scope: Scope, scenario: Scenario) -> Iterator[str]:
    """The names that `given` makes: `copy` of one row, `copy1` to `copy6` of six."""
    for key, what in scenario.given.items():
        match = _GIVEN_ROWS.fullmatch(what)
        count = int(match[1]) if match and match[1] else None
        yield key
        yield from (f"{key}{n}" for n in range(1, (count or 0) + 1))


def _check_actor(scope: Scope, path: Path, step: Step, scenario: Scenario) -> Iterator[Finding]:
    if step.actor is None:
        return
    people = [key for key, what in scenario.given.items() if not scope.declares("models", what.split(" ")[-1])]
    roles = scope.auth.roles if scope.auth else ()
    if step.actor not in people and step.actor not in roles:
        hint = near_name(step.actor, (*people, *roles)) or "introduce the person: `given: {ann: member}`"
        yield at_value("SC102", (*path, "as"), f"nobody is called `{step.actor}` here", hint)


def _check_call(scope: Scope, path: Path, step: Step) -> Iterator[Finding]:
    call = scope.call_names.get(step.call)
    if call is None:
        if scope.declares("endpoints", step.call.split(".")[0]) and scope.is_broken(
            ("endpoints", step.call.split(".")[0])
        ):
            return
        hint = did_you_mean(step.call, tuple(scope.call_names))
        yield at_value("SC100", (*path, "call"), f"there is no operation `{step.call}`", hint)
        return
    yield from _check_parameters(path, step, call)
    yield from _check_expectation(scope, path, step, call)


def _check_parameters(path: Path, step: Step, call: Call) -> Iterator[Finding]:
    missing = [name for name in call.parameters if name not in step.params]
    if missing:
        message = f"`{call.name}` needs {listed(missing)} for its path"
        yield at_key("SC105", (*path, "call"), message, f"add `params: {{{missing[0]}: …}}`")
    for name in step.params:
        if name not in call.parameters:
            message = f"`{name}` is not in the path {call.url}"
            yield at_key("SC105", (*path, "params", name), message, did_you_mean(name, call.parameters))
    if step.body is not None and call.method in ("GET", "DELETE"):
        yield at_key("SC105", (*path, "body"), f"a {call.method} request has no body", "leave it out")


def _check_expectation(scope: Scope, path: Path, step: Step, call: Call) -> Iterator[Finding]:
    code, status = step.expect.code, step.expect.status
    where: Path = (*path, "expect")
    if not 100 <= status <= 599:
        yield at_value("SC104", where, f"{status} is not an HTTP status", "use one such as 200, 404 or 422")
    elif code is not None and status < 400:
        yield at_value("SC104", where, f"{status} is a success, which has no error code", "leave out the code")
    elif code is not None:
        yield from _check_code(scope, where, code, status)
    elif status < 400 and call.operation is not None and call.operation.answer and status not in call.operation.answer:
        known = listed(call.operation.answer, "or")
        yield at_value("SC104", where, f"`{call.name}` never answers {status}", f"it answers {known}")


def _check_code(scope: Scope, path: Path, code: str, status: int) -> Iterator[Finding]:
    declared = scope.spec.errors.get(code)
    if declared is not None and declared.status != status:
        message = f"the error `{code}` has the status {declared.status}, not {status}"
        yield at_value("SC104", path, message, f"write `expect: {declared.status} {code}`")
    elif declared is None and code in BUILT_IN_ERRORS and BUILT_IN_ERRORS[code][0] != status:
        message = f"the error `{code}` has the status {BUILT_IN_ERRORS[code][0]}, not {status}"
        yield at_value("SC104", path, message, f"write `expect: {BUILT_IN_ERRORS[code][0]} {code}`")
    elif not scope.declares("errors", code) and code not in BUILT_IN_ERRORS and code not in scope.constraint_errors:
        hint = near_name(code, scope.names("errors"))
        yield at_value("SC104", path, f"the error `{code}` is not declared", hint or "declare it in `errors`")


def _check_values(path: Path, step: Step, known: set[str]) -> Iterator[Finding]:
    for place in ("params", "query", "headers", "body"):
        pending: list[tuple[Path, object]] = [((*path, place), getattr(step, place))]
        while pending:
            where, value = pending.pop()
            if isinstance(value, dict):
                pending += [((*where, key), each) for key, each in value.items()]
            elif isinstance(value, list):
                pending += [((*where, index), each) for index, each in enumerate(value)]
            elif isinstance(value, str):
                yield from _check_text(where, value, step, known)


def _check_text(path: Path, text: str, step: Step, known: set[str]) -> Iterator[Finding]:
    for match in _REFERENCE.finditer(text):
        name, numbered = match[1], match[2]
        wanted = [f"{name}{n}" for n in range(1, step.times + 1)] if numbered else [name]
        lacking = [each for each in wanted if each not in known]
        if lacking:
            hint = near_name(lacking[0], sorted(known)) or f"keep it from an earlier answer: keep: {{{name}: id}}"
            yield at_value("SC101", path, f"`${lacking[0]}` was never given or kept", hint)
