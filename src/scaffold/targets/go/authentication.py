"""The login as templates see it: the user's table, roles, tokens, lock-out, the first administrator."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

from scaffold.design.design import Auth, Design
from scaffold.design.entities import Attribute, Entity
from scaffold.design.types import Enumeration, Kind
from scaffold.targets.go.naming import EntityNames, ProjectNames, column_of
from scaffold.targets.go.package import domain_package
from scaffold.targets.go.settings import setting_field
from scaffold.targets.go.sql import sql_name
from scaffold.targets.go.structs import default_fields, uses_clock
from scaffold.targets.go.text import go_string
from scaffold.targets.go.types import GoTypes
from scaffold.targets.shared.challenges import challenge
from scaffold.targets.shared.first_admin import AdminColumn, AdminValue, first_admin
from scaffold.targets.shared.sql import sql_text

_UNITS = ((86400, "24 * time.Hour"), (3600, "time.Hour"), (60, "time.Minute"), (1, "time.Second"))


class AdminField(Struct, frozen=True):
    """A field of the row of the first administrator, and the expression of its value."""

    name: str
    value: str


class FirstAdminView(Struct, frozen=True):
    """How the first administrator is made.

    Attributes:
        login: The field that holds the name to log in with.
        settings: The fields of ``auth.FirstAdmin``, and of the configuration that they come from.
        start: The row that the fields are set on.
        fields: The values of the new row, without the password.
        is_missing: The condition that the settings do not say who it is.
    """

    login: str
    settings: tuple[AdminField, ...]
    start: str
    fields: tuple[AdminField, ...]
    needs_name: bool
    is_missing: str


class LockoutView(Struct, frozen=True):
    """How many failed logins lock an account; the times are Go expressions."""

    failures: int
    within: str
    lasts: str


class AuthView(Struct, frozen=True):
    """Who may log in, and how.

    Attributes:
        user: The names of the user's entity.
        id_type: The type of the ids of users.
        login_label: The column to log in with, for people.
        ignore_case: Whether the login is the same in any case.
        caller_query: The query, as a Go string, of the caller of a session; ``account_query`` that of a login.
        admin_query: The query for an administrator.
        rotate_condition: What of a session's user must hold for its token to be renewed, in SQL as a Go string.
        password_field: The field of a new row that takes the hash of the password.
        role_type: The type of the role; empty where there are no roles.
        header: The header that carries the token, as Go spells it; ``prefix`` what stands before the token.
        challenge: The scheme of ``WWW-Authenticate``.
        create_end: What follows the new row where the store creates it.
    """

    user: EntityNames
    id_type: Literal["uuid.UUID", "int64"]
    login_label: str
    ignore_case: bool
    caller_query: str
    account_query: str
    admin_query: str
    rotate_condition: str
    password_field: str
    role_type: str
    create_end: str
    header: str
    prefix: str
    challenge: str
    access_lasts: str
    refresh_lasts: str
    lockout: LockoutView | None
    first_admin: FirstAdminView | None

    @property
    def role(self) -> bool:
        """Whether users have roles."""
        return bool(self.role_type)

    @property
    def has_uuids(self) -> bool:
        """Whether users have UUIDs."""
        return self.id_type == "uuid.UUID"

    @property
    def id_zero(self) -> str:
        """The id of nobody."""
        return "uuid.Nil" if self.has_uuids else "0"


def auth_view(design: Design, names: ProjectNames, auth: Auth) -> AuthView:
    """See the login of a design.

    Raises:
        ValueError: the design has no login by password.
    """
    if auth.login_column is None or auth.password_column is None:
        raise ValueError("the design has no login by password")
    entity, user = design.entity[auth.user], names.entities[auth.user]
    login, password = entity.attribute(auth.login_column), column_of(entity.attribute(auth.password_column))
    table = sql_name(entity.table)
    return AuthView(
        user=user,
        id_type="uuid.UUID" if entity.id_type.kind is Kind.UUID else "int64",
        login_label=login.name.sentence,
        ignore_case=login.ignore_case,
        password_field=user.members[password],
        role_type=_role_type(entity, names, auth),
        create_end=", nil" if any(each.per_caller for each in entity.computed) else "",
        header=_canonical(auth.header),
        prefix=auth.prefix.strip().lower(),
        challenge=challenge(auth),
        access_lasts=duration(auth.access_seconds),
        refresh_lasts=duration(auth.refresh_seconds),
        lockout=_lockout(auth),
        first_admin=_first_admin(design, names, auth),
        **_queries(auth, entity, table, login, password),
    )


def _queries(auth: Auth, entity: Entity, table: str, login: Attribute, password: str) -> Mapping[str, str]:
    """The statements about users, as Go strings over several lines."""
    may_log_in = _may_log_in(auth, entity, table)
    role = f", {table}.{sql_name(auth.role_column)}" if auth.role_column else ""
    column = f"{table}.{sql_name(login.column)}"
    matches = f"lower({column}) = lower($1)" if login.ignore_case else f"{column} = $1"
    is_admin = f"{role.removeprefix(', ')} = {sql_text(auth.admin)}" if role and auth.admin else "FALSE"
    return {
        "caller_query": _sql(
            f"SELECT {table}.id{role}, auth_sessions.id FROM auth_sessions",
            f" JOIN {table} ON {table}.id = auth_sessions.user_id",
            f" WHERE auth_sessions.id = $1{may_log_in}",
        ),
        "account_query": _sql(
            f"SELECT {table}.id, {table}.{sql_name(password)} FROM {table}", f" WHERE {matches}{may_log_in}"
        ),
        "admin_query": _sql(f"SELECT EXISTS (SELECT 1 FROM {table} WHERE {is_admin})"),
        "rotate_condition": _sql(
            f" AND EXISTS (SELECT 1 FROM {table} WHERE {table}.id = auth_sessions.user_id{may_log_in})"
        ),
    }


def _sql(*lines: str) -> str:
    return " +\n\t\t".join(map(go_string, lines))


def _canonical(header: str) -> str:
    """The header as ``http.CanonicalHeaderKey`` spells it."""
    return "-".join(part.capitalize() for part in header.split("-"))


def duration(seconds: int) -> str:
    """A ``time.Duration`` as people write it."""
    for size, unit in _UNITS:
        if seconds % size == 0:
            return unit if seconds == size else f"{seconds // size} * {unit}"
    raise AssertionError("every number is a multiple of one")


def _may_log_in(auth: Auth, entity: Entity, table: str) -> str:
    active = [f"{table}.{sql_name(auth.active_column)}"] if auth.active_column else []
    alive = [f"{table}.deleted_at IS NULL"] if entity.soft_delete else []
    return "".join(f" AND {each}" for each in (*active, *alive))


def _role_type(entity: Entity, names: ProjectNames, auth: Auth) -> str:
    kind = entity.attribute(auth.role_column).type if auth.role_column else None
    return names.enumerations[kind].type if isinstance(kind, Enumeration) else ""


def _lockout(auth: Auth) -> LockoutView | None:
    said = auth.lockout
    return LockoutView(said.failures, duration(said.within), duration(said.lasts)) if said else None


def _first_admin(design: Design, names: ProjectNames, auth: Auth) -> FirstAdminView | None:
    admin = first_admin(design)
    if admin is None:
        return None
    user = names.entities[auth.user]
    login = "Email" if admin.login == "admin_email" else "Login"
    named = (*(("Email",) if admin.has_email else ()), *(("Login",) if login == "Login" else ()), "Password")
    values: Mapping[AdminValue, str] = {
        AdminValue.EMAIL: "admin.Email",
        AdminValue.LOGIN: "admin.Login",
        AdminValue.NAME: "name",
        AdminValue.ACTIVE: "true",
    }
    return FirstAdminView(
        login=login,
        settings=tuple(AdminField(each, setting_field(f"admin_{each.lower()}")) for each in named),
        start=_new_row(design, names, auth),
        fields=tuple(AdminField(user.members[each.attribute.column], _value(each, values, design, names, auth))
                     for each in admin.columns),
        needs_name=admin.needs_name,
        is_missing=" || ".join(f'admin.{each} == ""' for each in named),
    )  # fmt: skip


def _new_row(design: Design, names: ProjectNames, auth: Auth) -> str:
    """A new user with what rows are when nobody says otherwise."""
    entity, user, domain = design.entity[auth.user], names.entities[auth.user], domain_package(design)
    if not any(default_fields(entity, user, GoTypes(design, names))):
        return f"{domain}.{user.new}{{}}"
    return f"{domain}.{user.defaults}({'time.Now().UTC().Truncate(time.Millisecond)' if uses_clock(entity) else ''})"


def _value(
    column: AdminColumn, values: Mapping[AdminValue, str], design: Design, names: ProjectNames, auth: Auth
) -> str:
    if column.value is not AdminValue.ROLE:
        return values[column.value]
    kind = column.attribute.type
    if isinstance(kind, Enumeration) and auth.admin is not None:
        return f"{domain_package(design)}.{names.enumerations[kind].constants[auth.admin]}"
    return go_string(auth.admin or "")
