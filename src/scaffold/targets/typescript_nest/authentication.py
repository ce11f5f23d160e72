"""The login as templates see it: the user's table, roles, tokens, lock-out, the first administrator."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from scaffold.design.design import Auth, Design, Lockout
from scaffold.design.entities import Attribute, Entity
from scaffold.design.types import Enumeration, Kind
from scaffold.targets.shared import first_admin as shared
from scaffold.targets.shared.challenges import challenge
from scaffold.targets.shared.first_admin import AdminValue
from scaffold.targets.typescript_nest.naming import EntityNames
from scaffold.targets.typescript_nest.settings import number
from scaffold.targets.typescript_nest.tables import deleted_key
from scaffold.targets.typescript_nest.text import member, property_name, string
from scaffold.targets.typescript_nest.types import caller_id_type, is_camel, row_key, union_type


class AdminColumn(Struct, frozen=True):
    """A property of the first administrator's row, and the expression of its value."""

    key: str
    value: str


class FirstAdmin(Struct, frozen=True):
    """How the first administrator is made.

    Attributes:
        settings: The variables that say who it is, without the password.
        login: The variable that holds the name to log in with.
        columns: The values of the new row, without the password.
        needs_name: Whether a column takes the name in front of the e-mail address.
    """

    settings: tuple[str, ...]
    login: str
    columns: tuple[AdminColumn, ...]
    needs_name: bool


class LockoutView(Struct, frozen=True):
    """How many failed logins lock an account; the times in milliseconds."""

    failures: int
    within: str
    lasts: str


class TokenNames(Struct, frozen=True):
    """What the members of a token pair are called on the wire."""

    access_token: str
    refresh_token: str
    token_type: str
    expires_in: str


class AuthView(Struct, frozen=True):
    """Who may log in, and how.

    Attributes:
        user: The names of the users; ``user_module`` their table's module, as ``auth`` imports it.
        user_id: The column of the user that a session belongs to.
        id_type: The type of the id of a user.
        login_label: The column to log in with, for people.
        login_matches: The condition that a user's login is ``login``.
        ignore_case: Whether the login is the same in any case.
        password_hash: The column of the password's hash, and ``password_key`` what a new row calls it.
        may_log_in: The conditions that let a user in.
        role: The column of the role; ``role_type`` its type, ``is_admin`` the condition for administrators.
        operators: What conditions are made of, for the module of the sessions.
        challenge: The scheme of ``WWW-Authenticate``.
        access_lasts: How long an access token does, in milliseconds; ``refresh_lasts`` a refresh token.
        tokens: What the members of a token pair are called.
    """

    user: EntityNames
    user_module: str
    user_id: str
    id_type: str
    login_label: str
    login_matches: str
    ignore_case: bool
    password_hash: str
    password_key: str
    may_log_in: tuple[str, ...]
    role: str | None
    role_type: str
    is_admin: str
    operators: tuple[str, ...]
    header: str
    prefix: str
    challenge: str
    access_lasts: str
    refresh_lasts: str
    tokens: TokenNames
    lockout: LockoutView | None
    first_admin: FirstAdmin | None

    @property
    def subject(self) -> str:
        """The id of a user as a token says it."""
        return "userId" if self.id_type == "string" else "String(userId)"

    @property
    def user_id_form(self) -> str:
        """The regular expression that the id of a user matches in a token."""
        return "UUID" if self.id_type == "string" else "/^\\d+$/"

    @property
    def casts_role(self) -> bool:
        """Whether the table does not say which roles there are."""
        return self.role is not None and self.role.startswith("sql<")

    @property
    def table_imports(self) -> tuple[str, ...]:
        """What the tables of sessions are made of."""
        counted = ("bigint",) if self.user_id.startswith("bigint") else ()
        return (*counted, "customType", "pgTable", "timestamp", "uuid")


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
    is_counted = entity.id_type.kind is Kind.INTEGER
    password_key = row_key(password.wire, is_secret=True, camel=is_camel(design))
    may_log_in = tuple(_may_log_in(design, auth, entity, user))
    return AuthView(
        user=user,
        user_module=f"..{user.table_module}.js",
        user_id='bigint("user_id", { mode: "number" })' if is_counted else 'uuid("user_id")',
        id_type=caller_id_type(design),
        login_label=login.name.sentence,
        login_matches=_login_matches(member(user.table, login.wire), login),
        ignore_case=login.ignore_case,
        password_hash=member(user.table, password_key),
        password_key=property_name(password_key),
        may_log_in=may_log_in,
        role=_role(auth, entity, user),
        role_type=union_type(auth.roles),
        is_admin=_is_admin(auth, entity, user),
        operators=_operators(may_log_in),
        header=auth.header.lower(),
        prefix=auth.prefix.strip().lower(),
        challenge=challenge(auth),
        access_lasts=number(auth.access_seconds * 1000),
        refresh_lasts=number(auth.refresh_seconds * 1000),
        tokens=_tokens(is_camel(design)),
        lockout=_lockout(auth.lockout),
        first_admin=_first_admin(design, auth),
    )


def _tokens(camel: bool) -> TokenNames:
    if camel:
        return TokenNames("accessToken", "refreshToken", "tokenType", "expiresIn")
    return TokenNames("access_token", "refresh_token", "token_type", "expires_in")


def _login_matches(column: str, login: Attribute) -> str:
    if login.ignore_case:
        return f"eq(sql`lower(${{{column}}})`, sql`lower(${{login}})`)"
    return f"eq({column}, login)"


def _may_log_in(design: Design, auth: Auth, entity: Entity, user: EntityNames) -> Iterator[str]:
    if auth.active_column is not None:
        yield f"eq({_column(entity, auth.active_column, user)}, true)"
    if entity.soft_delete:
        yield f"isNull({user.table}.{deleted_key(design)})"


def _operators(may_log_in: tuple[str, ...]) -> tuple[str, ...]:
    used = {"and", "eq", "exists", "gt", "lt", "ne", "sql"}
    return tuple(sorted(used | ({"isNull"} if any(each.startswith("isNull") for each in may_log_in) else set())))


def _role(auth: Auth, entity: Entity, user: EntityNames) -> str | None:
    """The column, with its type said where the table does not say as much."""
    if auth.role_column is None:
        return None
    attribute = entity.attribute(auth.role_column)
    column = member(user.table, attribute.wire)
    is_known = isinstance(attribute.type, Enumeration) and not attribute.nullable
    return column if is_known else f"sql<Role>`${{{column}}}`"


def _is_admin(auth: Auth, entity: Entity, user: EntityNames) -> str:
    if auth.role_column is None or auth.admin is None:
        return ""
    return f"eq({_column(entity, auth.role_column, user)}, {string(auth.admin)})"


def _column(entity: Entity, column: str, user: EntityNames) -> str:
    return member(user.table, entity.attribute(column).wire)


def _lockout(said: Lockout | None) -> LockoutView | None:
    if said is None:
        return None
    return LockoutView(said.failures, number(said.within * 1000), number(said.lasts * 1000))


def _first_admin(design: Design, auth: Auth) -> FirstAdmin | None:
    made = shared.first_admin(design)
    if made is None:
        return None
    values = {
        AdminValue.EMAIL: "ADMIN_EMAIL",
        AdminValue.LOGIN: "ADMIN_LOGIN",
        AdminValue.NAME: "name",
        AdminValue.ROLE: string(str(auth.admin)),
        AdminValue.ACTIVE: "true",
    }
    login = made.login.upper()
    settings = ("ADMIN_EMAIL", login) if made.has_email else (login,)
    return FirstAdmin(
        settings=tuple(dict.fromkeys(settings)),
        login=login,
        columns=tuple(AdminColumn(property_name(each.attribute.wire), values[each.value]) for each in made.columns),
        needs_name=made.needs_name,
    )
