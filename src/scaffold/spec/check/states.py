"""States: every one can be reached, and every transition is between states that there are."""

from __future__ import annotations

from collections.abc import Iterator

from scaffold.diagnostics import did_you_mean
from scaffold.spec.builtin import ACCESS_WORDS
from scaffold.spec.check.finding import Finding, at_value
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
            yield at_value("SC090", (*path, "field"), f"`{states.field}` must be an enum of the states", "write enum: [open, closed]")
            continue
        known = tuple(str(value) for value in field.enum or ())
        if field.default is not None and field.default != states.initial:
            default = ("models", model, "fields", states.field, "default")
            message = f"the default `{field.default}` is not the initial state `{states.initial}`"
            yield at_value("SC090", default, message, "leave out the default: `initial` says it")
        yield from _check_names(path, states, known)
        yield from _check_reach(scope, path, states, known)
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


def _check_reach(scope: Scope, path: Path, states: States, known: tuple[str, ...]) -> Iterator[Finding]:
    leads: dict[str, set[str]] = {}
    for number, transition in enumerate(states.transitions):
        for index, source in enumerate(transition.source):
            if transition.to in leads.setdefault(source, set()):
                where = (*path, "transitions", number, "from", index)
                yield at_value("SC093", where, f"the transition from `{source}` to `{transition.to}` is given twice", "keep one")
            leads[source].add(transition.to)
    reached, pending = {states.initial}, [states.initial]
    while pending:
        for following in leads.get(pending.pop(), set()) - reached:
            reached.add(following)
            pending.append(following)
    enum = ("models", str(path[1]), "fields", states.field, "enum")
    if states.initial not in known:
        return
    for index, name in enumerate(known):
        if name not in reached:
            yield at_value("SC092", (*enum, index), f"nothing leads to the state `{name}`", "add a transition to it, or delete it")
        elif name in states.final and leads.get(name):
            position = states.final.index(name)
            yield at_value("SC093", (*path, "final", position), f"`{name}` is final, but a transition leads out of it", "delete one of the two")
        elif name not in states.final and not leads.get(name):
            yield at_value("SC094", (*enum, index), f"nothing leads out of the state `{name}`", f"add `final: [{name}]` if that is meant")


def _check_roles(scope: Scope, path: Path, states: States) -> Iterator[Finding]:
    roles = scope.auth.roles if scope.auth else ()
    for number, transition in enumerate(states.transitions):
        for index, word in enumerate(transition.by or ()):
            if word not in roles and word not in ACCESS_WORDS and not scope.is_broken(("auth",)):
                where = (*path, "transitions", number, "by", index)
                yield at_value("SC070", where, f"there is no role `{word}`", did_you_mean(word, roles))
