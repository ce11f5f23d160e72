"""What the files of a Go project see that it has once."""

from __future__ import annotations

import pytest

from scaffold.openapi import document
from scaffold.targets.go.envelopes import envelope_pieces
from scaffold.targets.go.naming import name_project
from scaffold.targets.go.package import domain_package
from scaffold.targets.go.service import ServiceView, service_view
from scaffold.targets.shared.envelopes import mentions_fields
from scaffold.targets.shared.errors import FRAMEWORK_ERRORS
from tests.rendered import design_of
from tests.unit.targets.service_designs import LOGIN

_NOTES = "models: {Note: {fields: {text: text}}}\nendpoints: {Note: {path: /notes, list: {access: public}}}\n"


def view_of(spec: str, name: str = "shop") -> ServiceView:
    design = design_of(f"scaffold: 1\nservice: {{name: {name}}}\n{spec}")
    return service_view(design, document(design), name_project(design, FRAMEWORK_ERRORS))


@pytest.mark.parametrize(
    ("name", "package"),
    [
        ("neighbourhood-library", "library"),
        ("shop-service", "shop"),
        ("api", "domain"),
        ("my-store", "domain"),
        ("note", "domain"),
        ("text", "domain"),
        ("go", "domain"),
        ("type", "domain"),
    ],
)
def test_the_domain_is_called_after_the_service_where_that_is_free(name: str, package: str) -> None:
    assert domain_package(design_of(f"scaffold: 1\nservice: {{name: {name}}}\n{_NOTES}")) == package


def test_a_login_is_looked_for_whatever_its_case() -> None:
    auth = view_of(LOGIN).auth
    assert auth is not None
    assert "lower(users.email) = lower($1)" in auth.account_query
    assert (auth.role_type, auth.id_type, auth.header, auth.prefix) == (
        "UserRole",
        "uuid.UUID",
        "Authorization",
        "bearer",
    )


def test_the_first_administrator_has_what_rows_need() -> None:
    auth = view_of(LOGIN).auth
    assert auth is not None
    assert auth.first_admin is not None
    fields = {field.name: field.value for field in auth.first_admin.fields}
    assert fields == {"Email": "admin.Email", "Role": "shop.UserRoleAdmin"}
    assert auth.first_admin.is_missing == 'admin.Email == "" || admin.Password == ""'


def test_a_service_without_a_login_asks_for_no_administrator() -> None:
    view = view_of(_NOTES)
    assert view.auth is None
    assert view.admin_variables == ()


def test_settings_read_themselves() -> None:
    settings = {setting.field: setting.value for setting in view_of(LOGIN).settings}
    assert settings["Port"] == 'r.integer("PORT", 8000, 0, 65535)'
    assert settings["RequestTimeout"] == 'r.seconds("REQUEST_TIMEOUT", 30*time.Second)'
    assert settings["AdminPassword"] == 'r.secret("ADMIN_PASSWORD", 10, 1024)'


def test_every_rate_has_a_constant_and_a_window() -> None:
    rates = "limits: {rates: {login: {rate: 10/hour, per: address}, default: {rate: 5/second, per: user}}}\n"
    view = view_of(rates + LOGIN)
    assert {rate.constant: rate.window for rate in view.rates} == {
        "DefaultRate": "time.Second",
        "LoginRate": "time.Hour",
    }
    assert view.rates_by_address == ("LoginRate",)


def test_an_envelope_keeps_the_order_of_the_spec() -> None:
    pieces = envelope_pieces({"ok": False, "error": {"code": "$code", "at": ["$request_id"]}, "wrong": "$fields"})
    assert [each.literal or each.value for each in pieces] == [
        '"{\\"ok\\":false,\\"error\\":{\\"code\\":"',
        "err.Code",
        '",\\"at\\":["',
        "requestID",
        '"]},\\"wrong\\":"',
        "problemsByField(err)",
        '"}"',
    ]
    assert mentions_fields({"wrong": "$fields"})
    assert not mentions_fields({"wrong": "$message"})
