"""What a TypeScript service has once, as its templates see it."""

from __future__ import annotations

from scaffold.openapi import document
from scaffold.targets.shared.envelopes import mentions_fields
from scaffold.targets.typescript_nest.authentication import AuthView
from scaffold.targets.typescript_nest.envelopes import envelope_expression
from scaffold.targets.typescript_nest.imports import Uses
from scaffold.targets.typescript_nest.naming import name_project
from scaffold.targets.typescript_nest.service import ServiceView, service_view
from tests.unit.targets.service_designs import LOGIN, design_of

_NOTES = "models: {Note: {fields: {text: text}}}\n"


def _view(spec: str, uses: Uses | None = None) -> ServiceView:
    design = design_of(spec)
    return service_view(design, document(design), name_project(design), uses or Uses())


def _auth(spec: str) -> AuthView:
    auth = _view(spec).auth
    assert auth is not None
    return auth


def _schemas(view: ServiceView) -> dict[str, str]:
    return {setting.name: setting.schema for setting in view.settings}


def test_settings_are_schemas_of_their_variables() -> None:
    schemas = _schemas(_view(LOGIN))
    assert schemas["ENVIRONMENT"] == 'z.enum(["development", "production"]).default("development")'
    assert schemas["PORT"] == "integer(0, 65_535).default(8000)"
    assert schemas["SECRET_KEY"] == "z.string().min(32).optional()"
    assert schemas["ADMIN_EMAIL"] == "email().optional()"
    assert schemas["CORS_ORIGINS"] == "texts.default([])"


def test_the_scalar_of_an_address_is_there_where_a_setting_is_one() -> None:
    uses = Uses()
    _view(LOGIN, uses)
    assert uses.of("/common/scalars/email") == {"email"}
    without = Uses()
    _view(_NOTES, without)
    assert not without.of("/common/scalars/email")


def test_a_service_without_login_is_open() -> None:
    view = _view(_NOTES)
    assert view.is_open
    assert not (view.has_roles or view.has_lockout or view.has_first_admin)


def test_the_login_compares_without_case_only_where_the_column_does() -> None:
    assert _auth(LOGIN).login_matches == "eq(sql`lower(${users.email})`, sql`lower(${login})`)"
    assert _auth(LOGIN.replace("ignore_case", "true")).login_matches == "eq(users.email, login)"


def test_the_ids_of_users_are_what_their_model_says() -> None:
    assert (_auth(LOGIN).id_type, _auth(LOGIN).user_id) == ("string", 'uuid("user_id")')
    counted = _auth(LOGIN.replace("  User:\n", "  User:\n    id: integer\n"))
    assert (counted.id_type, counted.user_id) == ("number", 'bigint("user_id", { mode: "number" })')
    assert counted.subject == "String(userId)"


def test_names_on_the_wire_are_spelled_as_the_service_spells_them() -> None:
    camel = _view("conventions: {json_names: camelCase}\n" + LOGIN)
    assert camel.next_cursor == "nextCursor"
    assert camel.auth is not None
    assert camel.auth.tokens.access_token == "accessToken"


def test_an_envelope_has_its_slots_filled() -> None:
    envelope = {
        "error": {"code": "$code", "text": "$message", "fields": "$fields"},
        "ok": False,
        "list": ["$status"],
    }
    expression = envelope_expression(envelope)
    assert expression == (
        "{ error: { code: error.code, text: error.detail, fields: fieldsOf(error) }, ok: false, list: [error.status] }"
    )
    assert mentions_fields(envelope)


def test_text_of_an_envelope_is_a_string_whatever_it_holds() -> None:
    assert envelope_expression({"a-b": 'say "hi"\n'}) == '{ "a-b": "say \\"hi\\"\\n" }'
    assert not mentions_fields({"a": ["b"]})
