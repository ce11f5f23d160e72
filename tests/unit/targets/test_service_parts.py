"""A service gets what its design needs, and nothing else."""

from __future__ import annotations

from typing import Any

import pytest

from scaffold.targets.python_fastapi.decimals import decimal_type
from scaffold.targets.python_fastapi.envelopes import envelope_expression
from tests.unit.targets.service_designs import view_of


def _notes(fields: str, action: str = "{access: public}") -> str:
    endpoints = f"endpoints: {{Note: {{path: /notes, list: {action}, create: public}}}}"
    return f"models: {{Note: {{fields: {{{fields}}}}}}}\n{endpoints}"


def test_types_that_no_model_has_are_not_there() -> None:
    view = view_of(_notes("text: text"))
    assert view.scalars == ("Id", "Text", "QueryInteger")
    assert view.columns == ()
    assert view.decimals == ()


def test_types_that_a_model_has_are_there() -> None:
    fields = "at: datetime, extra: json, price: {type: decimal, digits: 8, places: 2, min: 0}, days: {list: date}"
    view = view_of(_notes(fields))
    assert {"Timestamp", "JsonValue", "Json", "DecimalText", "Date"} <= set(view.scalars)
    assert view.columns == ("UtcDateTime", "Json", "JsonItems", "ExactDecimal")
    assert [form.name for form in view.decimals] == ["PositiveDecimal6Point2"]


@pytest.mark.parametrize("style", ["cursor", "offset", "page"])
def test_lists_are_paged_in_the_styles_that_are_used(style: str) -> None:
    pages = view_of(_notes("text: text", f"{{access: public, page: {style}}}")).pages
    assert (pages.cursor, pages.offset, pages.numbered) == (style == "cursor", style == "offset", style == "page")
    assert pages.counted == (style != "cursor")


def test_conditions_of_lists_and_search_are_there_when_asked_for() -> None:
    tags = "tags: {list: string}, text: text"
    assert not view_of(_notes(tags)).has_conditions
    assert view_of(_notes(tags, "{access: public, filter: [tags]}")).has_list_conditions
    assert view_of(_notes(tags, "{access: public, search: [text]}")).has_search


def test_the_repository_asks_for_the_caller_only_where_a_field_depends_on_who_asks() -> None:
    plain = view_of(_notes("text: text")).repository
    assert (plain.per_caller, plain.caller_parameter, plain.caller_parameters) == (False, "", "")
    assert plain.variables == ()


def test_wires_are_known_where_they_differ_from_columns() -> None:
    camel = view_of("conventions: {json_names: camelCase}\n" + _notes("display_name: string"))
    assert camel.repository.wires
    assert not view_of(_notes("display_name: string")).repository.wires


def test_integer_ids_need_no_uuids() -> None:
    view = view_of("conventions: {ids: integer}\n" + _notes("text: text"))
    assert (view.id_type, view.makes_uuids) == ("int", False)
    assert "SerialKey" in view.columns


def test_browsers_may_send_what_the_api_reads() -> None:
    assert view_of(_notes("text: text")).cors.methods == '["GET", "POST"]'
    assert "Authorization" not in view_of(_notes("text: text")).cors.headers


@pytest.mark.parametrize(
    ("envelope", "body"),
    [
        ({"errors": "$fields"}, {"errors": {"title": ["wrong"]}}),
        (
            {"ok": False, "error": {"code": "$code", "text": "$message", "at": ["$status", "$request_id", 'a"b']}},
            {"ok": False, "error": {"code": "c", "text": "m", "at": [404, "r", 'a"b']}},
        ),
    ],
)
def test_an_envelope_is_filled(envelope: dict[str, Any], body: dict[str, Any]) -> None:
    class Error:
        code, detail, status = "c", "m", 404

    scope = {"error": Error, "request_id": "r", "_fields": lambda _error: {"title": ["wrong"]}}
    assert eval(envelope_expression(envelope), scope) == body


@pytest.mark.parametrize(
    ("pattern", "name"),
    [
        (r"^-?[0-9]{1,28}(?:\.[0-9]{1,10})?$", "Decimal28Point10"),
        (r"^[0-9]{1,6}$", "PositiveDecimal6Point0"),
        (r"^-?0(?:\.[0-9]{1,3})?$", "Decimal0Point3"),
        (r"^-?[0-9]+(?:\.[0-9]+)?$", "DecimalText"),
    ],
)
def test_a_form_of_decimals_has_a_name_of_its_own(pattern: str, name: str) -> None:
    assert decimal_type(pattern) == name
