"""Who may call, before and now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import IntEnum

from scaffold.compatibility.findings import Difference, Kind
from scaffold.compatibility.members import Calls
from scaffold.compatibility.subjects import of_operation
from scaffold.compatibility.values import Delta
from scaffold.design.operations import Policy
from scaffold.diagnostics import listed

_ANYBODY, _KEYS, _USERS = "calls without a login", "keys for machines", "logged-in users"


class Reach(IntEnum):
    """How much of the rows a caller reaches."""

    NOTHING = 0
    OWN = 1
    ALL = 2


_EFFECTS: Mapping[Reach, str] = {
    Reach.NOTHING: "they are refused with 403",
    Reach.OWN: "the rows of others are 404 to them",
}


def compare_access(calls: Calls) -> Iterator[Difference]:
    """What callers of an operation may do that they could not before, and the other way round."""
    roles = calls.roles
    before, now = (_reaches(policy, roles) for policy in (calls.former.policy, calls.now.policy))
    subject = of_operation(calls.now, "access")
    if before[_ANYBODY] > now[_ANYBODY]:
        delta = Delta(Kind.ACCESS_NARROWED, "asks for a login now", "calls without one are refused with 401")
        yield calls.difference(delta, subject)
    if calls.former.policy.api_key and before[_KEYS] > now[_KEYS]:
        delta = Delta(Kind.ACCESS_NARROWED, "takes no API keys any more", "machines are refused with 401")
        yield calls.difference(delta, subject)
    for reach, effect in _EFFECTS.items():
        lost = [each for each in roles or (_USERS,) if before[each] > now[each] is reach]
        if lost:
            what = "may call it no more" if reach is Reach.NOTHING else "may reach only rows of their own now"
            who = _USERS if lost == [_USERS] else listed(lost)
            yield calls.difference(Delta(Kind.ACCESS_NARROWED, f"{who} {what}", effect), subject)
    gained = [each for each in before if now[each] > before[each]]
    if now[_ANYBODY] > before[_ANYBODY]:
        yield calls.difference(Delta(Kind.ACCESS_WIDENED, "needs no login any more"), subject)
    elif gained:
        who = ", ".join(each if each in (_KEYS, _USERS) else f"`{each}`" for each in gained)
        yield calls.difference(Delta(Kind.ACCESS_WIDENED, f"more callers may call it: {who}"), subject)


def _reaches(policy: Policy, roles: tuple[str, ...]) -> dict[str, Reach]:
    return {
        _ANYBODY: Reach.ALL if policy.anonymous else Reach.NOTHING,
        **{role: _reach(policy, role) for role in roles or (_USERS,)},
        _KEYS: Reach.ALL if policy.anonymous or policy.api_key else Reach.NOTHING,
    }


def _reach(policy: Policy, role: str) -> Reach:
    if policy.anonymous:
        return Reach.ALL
    if policy.owner:
        return Reach.ALL if role in policy.all_rows else Reach.OWN
    return Reach.ALL if policy.roles is None or role in policy.roles else Reach.NOTHING
