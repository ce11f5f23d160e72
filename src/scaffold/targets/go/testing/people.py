"""People, and how they log in."""

from __future__ import annotations

from msgspec import Struct

from scaffold.design.design import Design
from scaffold.design.types import Kind
from scaffold.targets.go.testing.calls import model
from scaffold.targets.go.testing.literals import column_name, mapping, strings
from scaffold.targets.go.text import go_string
from scaffold.testdata.accounts import Accounts, People


class PeopleView(Struct, frozen=True):
    """The people that tests call as; all as Go literals.

    Attributes:
        roles: Their roles; one of each there is.
        model: What tests call the user's entity, ``table`` its table.
        id: The id of the row ``made``; ``some_id`` that of nobody in particular.
        values: The columns of a user who may log in.
        before_token: What stands in front of the token in its header.
        challenge: What the header ``WWW-Authenticate`` says.
    """

    roles: str
    model: str
    table: str
    id: str
    some_id: str
    login: str
    values: str
    role_column: str | None
    active_column: str | None
    password: str
    header: str
    before_token: str
    challenge: str


class AccountsView(Struct, frozen=True):
    """Logging in and out, all as Go literals; what the service does not offer is ``None``.

    Attributes:
        new_password: A password that nobody has.
        login_as: What somebody logs in by, in another case where any will do.
    """

    login: str | None
    login_member: str
    password_member: str
    login_as: str
    access_token: str
    refresh_token: str
    token_type: str
    expires_in: str
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
    new_password: str
    changes_password: bool
    locks: bool


def people_view(design: Design, found: People, challenge: str) -> PeopleView:
    """See the people of a design."""
    user = found.user
    given = {}
    if found.role is not None:
        given[column_name(user, found.role.column)] = "role"
    if found.active is not None:
        given[column_name(user, found.active.column)] = "true"
    return PeopleView(
        roles=strings(found.roles),
        model=go_string(model(design, user.key)),
        table=go_string(user.table)[1:-1],
        some_id="uuid.New()" if user.id_type.kind is Kind.UUID else "7",
        id='uuid.MustParse(made["id"].(string))' if user.id_type.kind is Kind.UUID else 'made["id"].(int64)',
        login=go_string(column_name(user, found.login.column)),
        values=mapping(given, "row") if given else "nil",
        role_column=column_name(user, found.role.column) if found.role else None,
        active_column=column_name(user, found.active.column) if found.active else None,
        password=go_string(found.known_password),
        header=go_string(found.header),
        before_token=go_string(found.before_token),
        challenge=go_string(challenge),
    )


def accounts_view(found: Accounts, known_password: str) -> AccountsView:
    """See how people log in."""
    role = go_string(found.probe_role)
    login_as = f"s.person({role}).login"
    return AccountsView(
        login=_literal(found.login),
        login_member=go_string(found.login_member),
        password_member=go_string(found.password_member),
        login_as=f"strings.ToUpper({login_as})" if found.other_case else login_as,
        access_token=go_string(found.tokens.access),
        refresh_token=go_string(found.tokens.refresh),
        token_type=go_string(found.tokens.type),
        expires_in=go_string(found.tokens.expires_in),
        refresh=_literal(found.refresh),
        refresh_member=go_string(found.refresh_member),
        logout=_literal(found.logout),
        probe=_literal(found.probe),
        probe_role=role,
        register=_literal(found.register),
        register_login=go_string(found.register_login),
        register_password=go_string(found.register_password),
        change_password=_literal(found.change_password),
        password_change=go_string(found.password_change),
        new_password=go_string(known_password[::-1]),
        changes_password=found.changes_password,
        locks=found.locks,
    )


def _literal(operation: str | None) -> str | None:
    return go_string(operation) if operation else None
