"""The settings of a service, and the variables that people set them by."""

from __future__ import annotations

import pytest

from scaffold.design.design import Design
from scaffold.targets.python_fastapi.infrastructure import infrastructure
from scaffold.targets.python_fastapi.service import ServiceView
from tests.unit.targets.service_designs import LOGIN, design_of, view_of

_LIST = "models: {Note: {fields: {text: text}}}\nendpoints: {Note: {path: /notes, list: {access: public, page: %s}}}"
_RATES = "limits: {rates: {login: {rate: 10/hour, per: address}, default: {rate: 5/second, per: user}}}\n"


def _named(view: ServiceView) -> set[str]:
    return {setting.name for setting in view.settings}


def _secrets(design: Design) -> set[str]:
    return {variable.name for variable in infrastructure(design).variables if variable.secret}


def test_every_rate_can_be_set() -> None:
    view = view_of(_RATES + LOGIN)
    rates = {rate.key: (rate.constant, rate.setting, rate.seconds) for rate in view.rates}
    assert rates == {
        "default": ("DEFAULT_RATE", "rate_limit", 1),
        "login": ("LOGIN_RATE", "login_rate_limit", 3600),
    }
    assert {"rate_limit", "login_rate_limit"} <= _named(view)


def test_calls_count_by_address_only_where_the_rate_says_so() -> None:
    assert view_of(_RATES + LOGIN).rates_by_address == '{"login"}'
    assert view_of(LOGIN).rates_by_address == ""


@pytest.mark.parametrize(("style", "needed"), [("cursor", True), ("offset", False), ("page", False)])
def test_a_secret_is_asked_for_only_where_something_is_signed(style: str, needed: bool) -> None:
    view = view_of(_LIST % style)
    assert view.needs_secret == needed
    assert ("secret_key" in _named(view)) == needed


def test_production_asks_for_the_secret_and_the_database() -> None:
    assert view_of(LOGIN).required_settings == '("database_url", "secret_key")'
    assert view_of("stack: {database: sqlite}\n" + LOGIN).required_settings == '("secret_key",)'
    assert view_of("stack: {database: sqlite}\n").required_settings == ""


def test_secrets_are_known_as_such() -> None:
    assert _secrets(design_of(LOGIN)) == {"DATABASE_URL", "SECRET_KEY", "ADMIN_PASSWORD"}


def test_the_example_has_a_line_for_every_variable_and_no_value_for_secrets() -> None:
    design = design_of(LOGIN)
    lines = {line.name: line for line in view_of(LOGIN).variables}
    assert set(lines) == {variable.name for variable in infrastructure(design).variables}
    assert {name for name in _secrets(design) if lines[name].default} == set()
    assert all(line.comment for line in lines.values())
    assert max(len(text) for line in lines.values() for text in line.comment) <= 98


def test_the_limits_of_the_spec_are_the_defaults() -> None:
    defaults = {each.name: each.default for each in view_of("limits: {body: 2KB, timeout: 90s}").settings}
    assert defaults["max_body_bytes"] == f"Field(default={2 * 1024}, ge=1)"
    assert defaults["request_timeout"] == "Field(default=90, gt=0)"
