"""States: every one can be reached, and every transition is between states that there are."""

from __future__ import annotations

from collections.abc import Iterator

from scaffold.diagnostics import did_you_mean
from scaffold.spec.builtin import ACCESS_WORDS
from scaffold.spec.check.finding import Finding, at_value
from scaffold.spec.check.graph import reachable
from scaffold.spec.check.scope import Scope, kind_of
from scaffold.spec.language.models import States
from scaffold.spec.positions import Path


def check_states(scope: Scope) -> Iterator[Finding]:
    """SC090 to SC093 for every model with states."""
    for model, spec in scope.spec.models.items():
        states = spec.states
        if states is None:
            continue
        path: Path = ("models", model, "states")
        field = spec.fields.get(states.field)
        if field is None:
            if scope.lacks_field(model, states.field):
                enums = tuple(name for name, each in spec.fields.items() if each.enum is not None)
                hint = did_you_mean(states.field, enums)
                yield at_value("SC090", (*path, "field"), f"`{model}` has no field `{states.field}`", hint)
            continue
        if kind_of(field) != "enum":
            yield at_value(
                "SC090",
                (*path, "field"),
                f"`{states.field}` must be an enum of the states",
                "write enum: [open, closed]",
            )
            continue
        known = tuple(str(value) for value in field.enum or ())
        if field.default is not None and field.default != states.initial:
            default = ("models", model, "fields", states.field, "default")
            message = f"the default `{field.default}` is not the initial state `{states.initial}`"
            yield at_value("SC090", default, message, "leave out the default: `initial` says it")
        yield from _check_names(path, states, known)
        yield from _check_transitions(path, states)
        yield from _check_reach(path, states, known)
        yield from _check_roles(scope, path, states)


def _check_names(path: Path, states: States, known: tuple[str, ...]) -> Iterator[Finding]:
    said: list[tuple[Path, str]] = [((*path, "initial"), states.initial)]
    said += [((*path, "final", index), name) for index, name in enumerate(states.final)]
    for number, transition in enumerate(states.transitions):
        where = (*path, "transitions", number)
        said += [((*where, "from", index), name) for index, name in enumerate(transition.source)]
        said.append(((*where, "to"), transition.to))
    for where, name in said:
        if name not in known:
            yield at_value("SC091", where, f"there is no state `{name}`", did_you_mean(name, known))


def _check_transitions(path: Path, states: States) -> Iterator[Finding]:
    seen: set[tuple[str, str]] = set()
    for number, transition in enumerate(states.transitions):
        for index, source in enumerate(transition.source):
            where = (*path, "transitions", number, "from", index)
            if (source, transition.to) in seen:
                yield at_value("SC093", where, f"`{source}` leads to `{transition.to}` twice", "keep one of the two")
            elif source in states.final:
                message = f"a transition leads out of `{source}`, which is final"
                yield at_value("SC093", where, message, "delete one of the two")
            seen.add((source, transition.to))


def _check_reach(path: Path, states: States, known: tuple[str, ...]) -> Iterator[Finding]:
    leads: dict[str, list[str]] = {}
    for transition in states.transitions:
        for source in transition.source:
            leads.setdefault(source, []).append(transition.to)
    reached = reachable([states.initial], leads)
    for index, name in enumerate(known if states.initial in known else ()):
        where = ("models", path[1], "fields", states.field, "enum", index)
        if name not in reached:
            hint = "add a transition to it, or delete it"
            yield at_value("SC092", where, f"nothing leads to the state `{name}`", hint)
        elif name not in states.final and name not in leads:
            hint = f"add `final: [{name}]` if that is meant"
            yield at_value("SC094", where, f"nothing leads out of the state `{name}`", hint)


def _check_roles(scope: Scope, path: Path, states: States) -> Iterator[Finding]:
    roles = scope.auth.roles if scope.auth else ()
    for number, transition in enumerate(states.transitions):
        for index, word in enumerate(transition.by or ()):
            if word not in roles and word not in ACCESS_WORDS and not scope.is_broken(("auth",)):
                where = (*path, "transitions", number, "by", index)
                yield at_value("SC070", where, f"there is no role `{word}`", did_you_mean(word, roles))
