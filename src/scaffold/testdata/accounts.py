"""How people log in, as far as the design offers it."""

from __future__ import annotations

from msgspec import Struct

from scaffold.design.design import Auth, Design
from scaffold.design.entities import Attribute, Entity
from scaffold.design.operations import Operation
from scaffold.design.types import ObjectOf, Plain
from scaffold.openapi.examples import plain_example
from scaffold.testdata.calls import USER, ValidCall, roles_of


class People(Struct, frozen=True):
    """The people that tests call as.

    Attributes:
        roles: Their roles; one of each there is.
        user: The entity of users; ``login`` is the column that they log in by, ``password`` that of the secret.
        role: The column of the role, ``active`` that of who may log in; ``None`` where there is none.
        known_password: The password of everybody.
        before_token: What stands in front of the token in its header.
    """

    roles: tuple[str, ...]
    user: Entity
    login: Attribute
    password: Attribute
    role: Attribute | None
    active: Attribute | None
    known_password: str
    header: str
    before_token: str


class TokenMembers(Struct, frozen=True):
    """The members of the answer to a login."""

    access: str = ""
    refresh: str = ""
    type: str = ""
    expires_in: str = ""


class Accounts(Struct, frozen=True):
    """Logging in and out; what the service does not offer is ``None``.

    Attributes:
        login_member: The member of the body that holds the login; ``password_member`` that of the password.
        tokens: The members of the answer.
        probe: An operation that any person of ``probe_role`` may call without any row.
        register: An operation by which anybody makes an account.
        change_password: An operation by which people change their own password.
        password_change: The member of its body.
        other_case: Whether a login counts in any case.
    """

    login: str | None
    login_member: str
    password_member: str
    tokens: TokenMembers
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
    has_lockout: bool

    @property
    def is_tried(self) -> bool:
        """Whether anything shows that a login works."""
        return bool(self.probe or (self.login and self.register))

    @property
    def changes_password(self) -> bool:
        """Whether people can change their own password and log in with it."""
        return bool(self.change_password and self.login and self.probe)

    @property
    def locks(self) -> bool:
        """Whether failed logins lock an account that a test can log in to."""
        return bool(self.has_lockout and self.login and self.probe)


def people(design: Design) -> People | None:
    """The people of a design with a login by password."""
    auth = design.auth
    if auth is None or auth.login_column is None or auth.password_column is None:
        return None
    user = design.entity[auth.user]
    password = user.attribute(auth.password_column)
    assert isinstance(password.type, Plain)
    prefix = auth.prefix.strip()
    return People(
        roles=roles_of(design),
        user=user,
        login=user.attribute(auth.login_column),
        password=password,
        role=user.attribute(auth.role_column) if auth.role_column and auth.roles else None,
        active=user.attribute(auth.active_column) if auth.active_column else None,
        known_password=str(plain_example(password.type, password.name)),
        header=auth.header,
        before_token=f"{prefix} " if prefix else "",
    )


def accounts(design: Design, calls: tuple[ValidCall, ...]) -> Accounts | None:
    """Logging in, as the design offers it; ``None`` where people do not log in."""
    auth = design.auth
    if auth is None or auth.login_column is None or auth.password_column is None:
        return None
    by_action = {each.action: each for each in design.operations if each.action in ("login", "refresh", "logout")}
    login, refresh = by_action.get("login"), by_action.get("refresh")
    probe = _probe(calls)
    register, change = _register(design, auth), _change_password(design, auth)
    return Accounts(
        login=_name(login),
        login_member=_member(design, login, 0),
        password_member=_member(design, login, 1),
        tokens=_tokens(design, login or refresh),
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
        other_case=design.entity[auth.user].attribute(auth.login_column).ignore_case,
        has_lockout=auth.lockout is not None,
    )


def _name(operation: Operation | None) -> str | None:
    return operation.name.snake if operation else None


def _member(design: Design, operation: Operation | None, index: int) -> str:
    if operation is None or operation.body is None:
        return ""
    return design.schema[operation.body.schema].properties[index].wire


def _tokens(design: Design, operation: Operation | None) -> TokenMembers:
    if operation is None or not isinstance(operation.answer.type, ObjectOf):
        return TokenMembers()
    return TokenMembers(*(each.wire for each in design.schema[operation.answer.type.schema].properties))


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
