"""The login as templates see it, whatever the user's model looks like."""

from __future__ import annotations

import pytest

from scaffold.targets.python_fastapi.authentication import AuthView
from tests.unit.targets.service_designs import LOGIN, view_of


def _auth(spec: str) -> AuthView:
    auth = view_of(spec).auth
    assert auth is not None
    return auth


def _with_field(field: str) -> str:
    return LOGIN.rstrip() + f"\n      {field}\n"


def test_a_service_without_login_has_none_of_it() -> None:
    view = view_of("models: {Note: {fields: {text: text}}}")
    assert view.auth is None
    assert not (view.has_auth_package or view.has_lockout or view.has_first_admin)


def test_the_login_compares_without_case_only_where_the_column_does() -> None:
    assert _auth(LOGIN).login_matches == 'func.lower(users.c.email) == func.lower(bindparam("login"))'
    exact = _auth(LOGIN.replace("ignore_case", "true"))
    assert exact.login_matches == 'users.c.email == bindparam("login")'
    assert not exact.ignore_case


def test_users_who_are_not_active_or_gone_may_not_log_in() -> None:
    assert _auth(LOGIN).may_log_in == ""
    active = _auth(_with_field("active: {type: boolean, default: true}"))
    assert active.may_log_in == "users.c.active,"
    gone = _auth(LOGIN.replace("  User:\n", "  User:\n    soft_delete: true\n"))
    assert gone.may_log_in == "users.c.deleted_at.is_(None),"


@pytest.mark.parametrize(
    ("scheme", "challenge"),
    [
        ("{header: Authorization, prefix: Token}", "Token"),
        ("{header: X-Token, prefix: ''}", "X-Token"),
        ("{header: X-Token, prefix: 'a \"b'}", "X-Token"),
        ("{header: 'no header', prefix: ''}", "Bearer"),
    ],
)
def test_the_challenge_is_a_token_of_http(scheme: str, challenge: str) -> None:
    spec = LOGIN.replace("  user: User\n", f"  user: User\n  scheme: {scheme}\n")
    assert _auth(spec).challenge == challenge


def test_the_first_administrator_gets_what_the_model_asks_for() -> None:
    view = view_of(_with_field("full_name: {type: string, max: 120}"))
    assert view.auth is not None
    assert view.auth.first_admin is not None
    assert {column.name: column.value for column in view.auth.first_admin.columns} == {
        "email": "settings.admin_email",
        "role": '"admin"',
        "full_name": "name",
    }
    defaults = {setting.name: setting.default for setting in view.settings}
    assert defaults["admin_password"] == "Field(default=None, min_length=10, max_length=1024)"


@pytest.mark.parametrize("field", ["full_name: {type: string, optional: true}", "country: {type: string, default: nl}"])
def test_columns_that_may_stay_empty_do(field: str) -> None:
    admin = _auth(_with_field(field)).first_admin
    assert admin is not None
    assert {column.name for column in admin.columns} == {"email", "role"}


@pytest.mark.parametrize(
    "field", ["born_on: date", "code: {type: string, pattern: '^[A-Z]{3}$'}", "motto: {type: string, min: 20}"]
)
def test_there_is_no_first_administrator_where_a_column_cannot_be_filled(field: str) -> None:
    assert _auth(_with_field(field)).first_admin is None


def test_who_logs_in_by_another_name_is_asked_for_it() -> None:
    spec = LOGIN.replace("by: email", "by: handle").replace("email: {type: email", "handle: {type: string")
    view = view_of(spec)
    assert view.auth is not None
    assert view.auth.first_admin is not None
    assert view.auth.first_admin.is_unset == "settings.admin_login is None"
    assert view.admin_variables == ("ADMIN_LOGIN", "ADMIN_PASSWORD")
