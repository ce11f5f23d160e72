"""States: columns that move only along transitions."""

from __future__ import annotations

from msgspec import Struct

from scaffold.design.entities import Attribute, Entity
from scaffold.design.types import Enumeration, Type
from scaffold.targets.go.naming import ProjectNames
from scaffold.targets.go.text import go_string


class TransitionView(Struct, frozen=True):
    """One allowed change of a state, and the roles that may make it."""

    source: str
    to: str
    roles: str


class StatesView(Struct, frozen=True):
    """A column that moves only along transitions."""

    field: str
    sentence: str
    kind: str
    error: str
    transitions: tuple[TransitionView, ...]
    role: str


def states_view(names: ProjectNames, domain: str, entity: Entity) -> StatesView | None:
    """See the states of an entity as its template does, if it has any."""
    states = entity.states
    if states is None:
        return None
    attribute: Attribute = entity.attribute(states.column)
    kind = attribute.type
    found = tuple(
        TransitionView(_state(names, domain, kind, source), _state(names, domain, kind, each.to), _roles(each.roles))
        for each in states.transitions
        for source in each.sources
    )
    return StatesView(
        field=names.entities[entity.key].members[states.column],
        sentence=attribute.name.sentence,
        kind=_state_type(names, domain, kind),
        error=f"{domain}.{names.errors[states.error]}" if states.error in names.errors else f"{domain}.ErrConflict",
        transitions=found,
        role="roleOf(caller)" if any(each.roles is not None for each in states.transitions) else '""',
    )


def _state(names: ProjectNames, domain: str, kind: Type, value: str) -> str:
    if isinstance(kind, Enumeration):
        return f"{domain}.{names.enumerations[kind].constants[value]}"
    return go_string(value)


def _state_type(names: ProjectNames, domain: str, kind: Type) -> str:
    return f"{domain}.{names.enumerations[kind].type}" if isinstance(kind, Enumeration) else "string"


def _roles(roles: tuple[str, ...] | None) -> str:
    return "nil" if roles is None else f"[]string{{{', '.join(go_string(role) for role in roles)}}}"
