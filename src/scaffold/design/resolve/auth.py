"""Who may log in, and the limits of calls."""

from __future__ import annotations

from typing import Literal

from scaffold.design.design import Auth, Limits, Lockout, Rate
from scaffold.design.resolve.scope import Scope
from scaffold.names import name_of
from scaffold.spec.language import document as language
from scaffold.spec.language.base import seconds, size_in_bytes

_DEFAULT_RATE = Rate("default", 600, 60, "user")
_PERIODS = {"second": 1, "minute": 60, "hour": 3600, "day": 86400}


def resolve_auth(scope: Scope) -> Auth | None:
    """How people log in; the user's columns are found by name where the spec names none."""
    said = scope.spec.auth
    if said is None:
        return None
    fields = scope.spec.models[said.user].fields
    login = said.login
    login_for = login or language.Login()
    role = said.role or ("role" if "role" in fields else None)
    active = said.active or ("active" if "active" in fields and fields["active"].type == "boolean" else None)
    return Auth(
        user=said.user,
        login_column=name_of(login.by).snake if login else None,
        login_wire=scope.wire(login.by) if login else None,
        password_column=name_of(login.password).snake if login else None,
        password_wire=scope.wire(login.password) if login else None,
        role_column=name_of(role).snake if role else None,
        active_column=name_of(active).snake if active else None,
        roles=said.roles,
        admin=said.admin or (said.roles[-1] if said.roles else None),
        header=said.scheme.header,
        prefix=said.scheme.prefix,
        access_seconds=int(seconds(login_for.access_for)),
        refresh_seconds=int(seconds(login_for.refresh_for)),
        lockout=_lockout(said.lockout) if said.lockout else None,
        api_key_header=said.api_keys.header if said.api_keys else None,
    )


def resolve_limits(scope: Scope) -> Limits:
    """Body size, time and rates; there is always a ``default`` rate."""
    said = scope.spec.limits
    rates = {key: _rate(key, each.rate, each.per) for key, each in said.rates.items()}
    return Limits(
        body_bytes=size_in_bytes(said.body),
        timeout_seconds=seconds(said.timeout),
        rates=tuple({"default": _DEFAULT_RATE, **rates}.values()),
    )


def _lockout(said: language.Lockout) -> Lockout:
    return Lockout(said.failures, int(seconds(said.within)), int(seconds(said.lasts)))


def _rate(key: str, rate: str, per: Literal["user", "address", "key"]) -> Rate:
    count, _, period = rate.partition("/")
    return Rate(key, int(count), _PERIODS[period], per)
