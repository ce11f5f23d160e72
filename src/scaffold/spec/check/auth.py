"""The section ``auth``: the user model, roles and the ways to log in."""

from __future__ import annotations

from collections.abc import Iterator

from scaffold.diagnostics import did_you_mean, listed, near_name
from scaffold.spec.builtin import ACCESS_WORDS
from scaffold.spec.check.finding import Finding, at_key, at_value
from scaffold.spec.check.scope import Scope, kind_of
from scaffold.spec.language.base import seconds
from scaffold.spec.language.document import Auth
from scaffold.spec.language.fields import FieldSpec


def check_auth(scope: Scope) -> Iterator[Finding]:
    """SC073: everything that ``auth`` names is there and of the right kind."""
    auth = scope.auth
    if auth is None:
        return
    if not scope.declares("models", auth.user):
        hint = near_name(auth.user, scope.names("models")) or "say which model logs in: `user: Model`"
        yield at_value("SC073", ("auth", "user"), f"there is no model `{auth.user}` whose rows could log in", hint)
        return
    yield from _check_fields(scope, auth)
    yield from _check_roles(scope, auth)
    if auth.login is None and auth.oidc is None and auth.api_keys is None and not scope.is_broken(("auth",)):
        message = "`auth` says no way to log in"
        yield at_key("SC073", ("auth",), message, "add `login: {by: email, password: password}`, `oidc` or `api_keys`")
    if auth.lockout is not None and auth.login is None and not scope.is_broken(("auth",)):
        yield at_key("SC073", ("auth", "lockout"), "`lockout` means nothing without `login`", "leave it out")


def _check_fields(scope: Scope, auth: Auth) -> Iterator[Finding]:
    if auth.login is not None:
        yield from _check_login(scope, auth)
    if auth.active is not None:
        field = _field(scope, auth, auth.active)
        yield from _missing(scope, auth, "active", auth.active)
        if field is not None and field.type != "boolean":
            yield at_value(
                "SC073", ("auth", "active"), f"`{auth.user}.{auth.active}` must be a boolean", "give it `type: boolean`"
            )


def _field(scope: Scope, auth: Auth, name: str) -> FieldSpec | None:
    return scope.fields_of(auth.user).get(name)


def _missing(scope: Scope, auth: Auth, key: str, name: str, holder: tuple[str, ...] = ("auth",)) -> Iterator[Finding]:
    if scope.lacks_field(auth.user, name):
        hint = did_you_mean(name, tuple(scope.fields_of(auth.user)))
        yield at_value("SC073", (*holder, key), f"`{auth.user}` has no field `{name}`", hint)


def _check_login(scope: Scope, auth: Auth) -> Iterator[Finding]:
    login, path = auth.login, ("auth", "login")
    assert login is not None
    yield from _missing(scope, auth, "by", login.by, path)
    yield from _missing(scope, auth, "password", login.password, path)
    by, password = _field(scope, auth, login.by), _field(scope, auth, login.password)
    if by is not None and not by.unique:
        message = f"`{auth.user}.{login.by}` must be unique: it says who logs in"
        yield at_value("SC073", (*path, "by"), message, "add `unique: true` to the field, or `unique: ignore_case`")
    if by is not None and by.type not in ("string", "email", "slug"):
        yield at_value(
            "SC073", (*path, "by"), f"`{auth.user}.{login.by}` must be a text to log in by", "use an e-mail or a name"
        )
    if password is not None and password.type != "secret":
        message = f"`{auth.user}.{login.password}` must be a secret"
        yield at_value("SC073", (*path, "password"), message, "give it `type: secret`")
    if seconds(login.access_for) > seconds(login.refresh_for):
        message = "an access token would outlast the refresh token that renews it"
        yield at_value("SC073", (*path, "access_for"), message, "make `refresh_for` the longer one")


def _check_roles(scope: Scope, auth: Auth) -> Iterator[Finding]:
    for index, role in enumerate(auth.roles):
        if role in ACCESS_WORDS:
            message = f"`{role}` cannot be a role: it is a word of `access`"
            yield at_value("SC073", ("auth", "roles", index), message, "call the role otherwise")
    if auth.admin is not None and auth.admin not in auth.roles:
        hint = did_you_mean(auth.admin, auth.roles)
        yield at_value("SC070", ("auth", "admin"), f"there is no role `{auth.admin}`", hint)
    if auth.role is None:
        if auth.roles and auth.oidc is None:
            message = "nothing says which field holds the role of a user"
            yield at_key("SC073", ("auth", "roles"), message, f"add `role: role`, an enum field of `{auth.user}`")
        return
    yield from _missing(scope, auth, "role", auth.role)
    field = _field(scope, auth, auth.role)
    if field is None:
        return
    if kind_of(field) != "enum":
        yield at_value(
            "SC073",
            ("auth", "role"),
            f"`{auth.user}.{auth.role}` must be an enum of the roles",
            f"write enum: [{', '.join(auth.roles)}]",
        )
        return
    different = sorted(set(auth.roles) ^ {str(value) for value in field.enum or ()})
    if different:
        message = f"`auth.roles` and the values of `{auth.user}.{auth.role}` differ in {listed(different)}"
        yield at_key("SC073", ("auth", "roles"), message, "list the same roles in both places")


def _takes_password(scope: Scope, auth: Auth) -> bool:
    """Whether the body of an operation of one's own holds the password, as that of a login does."""
    password = auth.login.password if auth.login else ""
    stubs = {call.where for call in scope.calls if call.operation and call.does is None}
    return any(
        path[:2] in stubs and path[2] == "body" and (path[-1] == password or field.like == f"{auth.user}.{password}")
        for path, field in scope.fields
    )


def check_login_operation(scope: Scope) -> Iterator[Finding]:
    """SC077, a warning: a password login that no operation offers."""
    auth = scope.auth
    if auth is None or auth.login is None or scope.is_broken(("endpoints",)):
        return
    if not _takes_password(scope, auth) and not any(call.does == "login" for call in scope.calls):
        hint = "add `login: {POST: /auth/login, do: login, access: public}` to `endpoints`"
        yield at_key("SC077", ("auth", "login"), "no operation lets anybody log in", hint)
    for call in scope.calls:
        if call.does in ("login", "refresh") and call.spec.access not in (("public",), ("optional",)):
            message = f"`{call.name}` takes a login before one can log in"
            yield at_key("SC076", call.where, message, "say `access: public`")
