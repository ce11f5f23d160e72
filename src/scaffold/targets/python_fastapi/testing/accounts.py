"""People, and how they log in."""

from __future__ import annotations

from dataclasses import dataclass

from scaffold.design.design import Auth, Design
from scaffold.design.operations import Operation
from scaffold.design.types import ObjectOf, Plain
from scaffold.openapi.examples import plain_example
from scaffold.targets.python_fastapi.rows import column_key
from scaffold.targets.python_fastapi.testing.calls import model
from scaffold.targets.python_fastapi.text import python_string
from scaffold.testdata.calls import USER, ValidCall, roles_of


@dataclass(frozen=True, slots=True)
class PeopleView:
    """The people that tests call as.

    Attributes:
        roles: Their roles; one of each there is.
        model: What tests call the user's entity.
        login: The member of a user's row that they log in by.
        values: What is given to the row of a user, as arguments.
        password: The password of everybody, as a Python literal.
        header: The header that carries the token, and what stands in front of the token in it.
    """

    roles: tuple[str, ...]
    model: str
    login: str
    values: str
    password: str
    header: str
    before_token: str


@dataclass(frozen=True, slots=True)
class AccountsView:
    """Logging in and out; what the service does not offer is ``None``.

    Attributes:
        login_member: The member of the body that holds the login; ``password_member`` that of the password.
        access_token: The member of the answer that holds the access token; ``refresh_token`` likewise.
        probe: An operation that any person of ``probe_role`` may call without any row.
        register: An operation by which anybody makes an account.
        change_password: An operation by which people change their own password.
        password_change: The member of its body.
        other_case: Whether a login counts in any case.
    """

    login: str | None
    login_member: str
    password_member: str
    access_token: str
    refresh_token: str
    token_type: str
    expires_in: str
    access_seconds: int
    refresh: str | None
    refresh_member: str
    logout: str | None
    probe: str | None
    probe_role: str
    register: str | None
    register_login: str
    register_password: str
    change_password: str | None
    password_change: str
    other_case: bool
    active_member: str | None
    repository: str
    has_lockout: bool
    challenge: str

    @property
    def changes_password(self) -> bool:
        """Whether people can change their own password and log in with it."""
        return bool(self.change_password and self.login and self.probe)

    @property
    def locks(self) -> bool:
        """Whether failed logins lock an account that a test can log in to."""
        return bool(self.has_lockout and self.login and self.probe)


def people_view(design: Design) -> PeopleView | None:
    """The people of a design with a login by password."""
    auth = design.auth
    if auth is None or auth.login_column is None or auth.password_column is None:
        return None
    user = design.entity[auth.user]
    password = user.attribute(auth.password_column)
    assert isinstance(password.type, Plain)
    active = [f"{column_key(user.attribute(auth.active_column))}=True"] if auth.active_column else []
    role = [f"{column_key(user.attribute(auth.role_column))}=role"] if auth.role_column and auth.roles else []
    prefix = auth.prefix.strip()
    return PeopleView(
        roles=roles_of(design),
        model=model(design, auth.user),
        login=column_key(user.attribute(auth.login_column)),
        values=", ".join((*role, *active)),
        password=python_string(str(plain_example(password.type, password.name))),
        header=python_string(auth.header),
        before_token=f"{prefix} " if prefix else "",
    )


def accounts_view(design: Design, calls: tuple[ValidCall, ...], repository: str, challenge: str) -> AccountsView | None:
    """Logging in, as the design offers it; ``None`` where people do not log in."""
    auth = design.auth
    if auth is None or auth.login_column is None or auth.password_column is None:
        return None
    by_action = {each.action: each for each in design.operations if each.action in ("login", "refresh", "logout")}
    login, refresh = by_action.get("login"), by_action.get("refresh")
    user = design.entity[auth.user]
    probe = _probe(calls)
    register, change = _register(design, auth), _change_password(design, auth)
    tokens = _tokens(design, login or refresh)
    return AccountsView(
        login=_name(login),
        login_member=_member(design, login, 0),
        password_member=_member(design, login, 1),
        access_token=tokens[0],
        refresh_token=tokens[1],
        token_type=tokens[2],
        expires_in=tokens[3],
        access_seconds=auth.access_seconds,
        refresh=_name(refresh),
        refresh_member=_member(design, refresh, 0),
        logout=_name(by_action.get("logout")),
        probe=_name(probe.operation if probe else None),
        probe_role=probe.caller if probe and probe.caller else USER,
        register=_name(register),
        register_login=_wire_of(design, register, auth.login_column),
        register_password=_wire_of(design, register, auth.password_column),
        change_password=_name(change),
        password_change=_wire_of(design, change, auth.password_column),
        other_case=user.attribute(auth.login_column).ignore_case,
        active_member=column_key(user.attribute(auth.active_column)) if auth.active_column else None,
        repository=repository,
        has_lockout=auth.lockout is not None,
        challenge=challenge,
    )


def _name(operation: Operation | None) -> str | None:
    return operation.name.snake if operation else None


def _member(design: Design, operation: Operation | None, index: int) -> str:
    if operation is None or operation.body is None:
        return ""
    return design.schema[operation.body.schema].properties[index].wire


def _tokens(design: Design, operation: Operation | None) -> tuple[str, ...]:
    """The members of the answer: both tokens, their type, and how long the first one lasts."""
    if operation is None or not isinstance(operation.answer.type, ObjectOf):
        return ("", "", "", "")
    return tuple(each.wire for each in design.schema[operation.answer.type.schema].properties)


def _probe(calls: tuple[ValidCall, ...]) -> ValidCall | None:
    open_to = [
        call
        for call in calls
        if call.roles and call.operation.method == "GET" and not call.path and not call.query and not call.headers
    ]
    return max(open_to, key=lambda call: (len(call.roles or ()), not call.operation.is_stub), default=None)


def _register(design: Design, auth: Auth) -> Operation | None:
    for each in design.operations:
        sends_both = _wire_of(design, each, auth.login_column) and _wire_of(design, each, auth.password_column)
        if each.action == "create" and each.entity == auth.user and each.policy.anonymous and sends_both:
            return each
    return None


def _change_password(design: Design, auth: Auth) -> Operation | None:
    for each in design.operations:
        is_own = each.entity == auth.user and each.target is not None and each.target.parameter is None
        if each.action == "update" and is_own and _wire_of(design, each, auth.password_column):
            return each
    return None


def _wire_of(design: Design, operation: Operation | None, column: str | None) -> str:
    """The member of a body that sets a column; empty where none does."""
    if operation is None or operation.body is None:
        return ""
    properties = design.schema[operation.body.schema].properties
    return next((each.wire for each in properties if each.attribute == column), "")
