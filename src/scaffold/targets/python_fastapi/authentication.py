"""The login as templates see it: the user's table, roles, tokens, lock-out, the first administrator."""

from __future__ import annotations

from msgspec import Struct

from scaffold.design.design import Auth, Design
from scaffold.design.entities import Entity
from scaffold.targets.python_fastapi.identifiers import column_access, member_name
from scaffold.targets.python_fastapi.naming import EntityNames
from scaffold.targets.python_fastapi.types import literal_annotation, python_value, timedelta_value
from scaffold.targets.shared.challenges import challenge
from scaffold.targets.shared.first_admin import AdminValue, first_admin


class AdminColumn(Struct, frozen=True):
    """A column of the first administrator, and the Python expression of its value."""

    name: str
    value: str


class FirstAdminView(Struct, frozen=True):
    """How the first administrator is made.

    Attributes:
        login: The setting that holds the name to log in with.
        has_email: Whether that name, or another column, is an e-mail address.
        columns: The values of the new row, without the password.
        needs_name: Whether a column takes the name in front of the e-mail address.
    """

    login: str
    has_email: bool
    columns: tuple[AdminColumn, ...]
    needs_name: bool

    @property
    def is_unset(self) -> str:
        """The condition that the settings do not say who it is."""
        wanted = [*(["settings.admin_email"] if self.has_email else []), f"settings.{self.login}"]
        return " or ".join(f"{each} is None" for each in dict.fromkeys(wanted))


class LockoutView(Struct, frozen=True):
    """How many failed logins lock an account; the times are Python expressions."""

    failures: int
    within: str
    lasts: str


class AuthView(Struct, frozen=True):
    """Who may log in, and how.

    Attributes:
        login_label: The column to log in with, for people.
        login_matches: The condition that a user's login is the parameter ``login``.
        ignore_case: Whether the login is the same in any case.
        password_hash: The column of the password's hash, and ``password_member`` what a new row calls it.
        may_log_in: The conditions that let a user in, with commas between.
        caller_columns: What is read of a caller, in the order of the class.
        role: The column of the role; ``role_type`` its type, ``is_admin`` the condition for administrators.
        challenge: The scheme of ``WWW-Authenticate``.
        access_lasts: How long an access token does, as an expression; ``refresh_lasts`` a refresh token.
        accounts_arguments: What the accounts are made from.
    """

    user: EntityNames
    table_name: str
    login_label: str
    login_matches: str
    ignore_case: bool
    password_hash: str
    password_member: str
    may_log_in: str
    caller_columns: str
    role: str | None
    role_type: str
    is_admin: str
    header: str
    prefix: str
    challenge: str
    access_lasts: str
    refresh_lasts: str
    lockout: LockoutView | None
    first_admin: FirstAdminView | None

    @property
    def accounts_arguments(self) -> str:
        """What the accounts are made from."""
        key = ', settings.derived_key("failed logins")' if self.lockout else ""
        return f"database, passwords, tokens{key}"


def auth_view(design: Design, user: EntityNames) -> AuthView:
    """See the login of a design that has one.

    Raises:
        ValueError: the design has no login by password.
    """
    auth = design.auth
    if auth is None or auth.login_column is None or auth.password_column is None:
        raise ValueError("the design has no login by password")
    entity = design.entity[auth.user]
    login, password = entity.attribute(auth.login_column), entity.attribute(auth.password_column)
    password_member = member_name(f"{password.column}_hash")
    role = column_access(user.table, member_name(auth.role_column)) if auth.role_column else None
    return AuthView(
        user=user,
        table_name=entity.table,
        login_label=login.name.sentence,
        login_matches=_login_matches(column_access(user.table, member_name(login.column)), login.ignore_case),
        ignore_case=login.ignore_case,
        password_hash=column_access(user.table, password_member),
        password_member=password_member,
        may_log_in=_may_log_in(auth, entity, user),
        caller_columns=", ".join(
            each for each in (f"{user.table}.c.id", role, "auth_sessions.c.id") if each is not None
        ),
        role=role,
        role_type=literal_annotation(auth.roles),
        is_admin=f"{role} == {python_value(auth.admin)}",
        header=auth.header.lower(),
        prefix=auth.prefix.strip().lower(),
        challenge=challenge(auth),
        access_lasts=timedelta_value(auth.access_seconds),
        refresh_lasts=timedelta_value(auth.refresh_seconds),
        lockout=_lockout(auth),
        first_admin=_first_admin(design, auth),
    )


def _login_matches(column: str, ignore_case: bool) -> str:
    if ignore_case:
        return f'func.lower({column}) == func.lower(bindparam("login"))'
    return f'{column} == bindparam("login")'


def _may_log_in(auth: Auth, entity: Entity, user: EntityNames) -> str:
    """The conditions, each with a comma behind it."""
    active = [column_access(user.table, member_name(auth.active_column))] if auth.active_column else []
    alive = [f"{user.table}.c.deleted_at.is_(None)"] if entity.soft_delete else []
    return "".join(f"{each}," for each in (*active, *alive))


def _lockout(auth: Auth) -> LockoutView | None:
    said = auth.lockout
    if said is None:
        return None
    return LockoutView(said.failures, timedelta_value(said.within), timedelta_value(said.lasts))


def _first_admin(design: Design, auth: Auth) -> FirstAdminView | None:
    admin = first_admin(design)
    if admin is None:
        return None
    values = {
        AdminValue.EMAIL: "settings.admin_email",
        AdminValue.LOGIN: "settings.admin_login",
        AdminValue.NAME: "name",
        AdminValue.ROLE: python_value(auth.admin),
        AdminValue.ACTIVE: "True",
    }
    return FirstAdminView(
        login=admin.login,
        has_email=admin.has_email,
        columns=tuple(AdminColumn(member_name(each.attribute.column), values[each.value]) for each in admin.columns),
        needs_name=admin.needs_name,
    )
