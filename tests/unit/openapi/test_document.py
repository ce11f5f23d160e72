from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from openapi_spec_validator import OpenAPIV31SpecValidator

from scaffold.openapi import json_schemas, to_json
from tests.unit.openapi.cases import CASES, FOLDER, document_of

METHODS = {"get", "post", "put", "patch", "delete"}


@pytest.mark.parametrize("case", CASES)
def test_each_case_gives_the_document_expected_of_it(case: str, update_goldens: bool) -> None:
    golden = FOLDER / case / "openapi.json"
    text = to_json(document_of(case))
    if update_goldens:
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("case", CASES)
def test_the_document_is_valid_openapi(case: str) -> None:
    assert list(OpenAPIV31SpecValidator(document_of(case)).iter_errors()) == []


@pytest.mark.parametrize("case", CASES)
def test_every_example_is_valid_by_the_schema_beside_it(case: str) -> None:
    document = document_of(case)
    examples = list(_examples(document["paths"])) + list(_examples(document["components"]))
    assert examples
    for schema, example in examples:
        errors = [error.message for error in _validator(document, schema).iter_errors(example)]
        assert errors == [], f"{example!r} beside {schema!r}"


@pytest.mark.parametrize("case", CASES)
def test_its_schemas_stand_alone_as_json_schema(case: str) -> None:
    schemas = json_schemas(document_of(case))
    Draft202012Validator.check_schema(schemas)
    assert set(schemas["$defs"]) == set(document_of(case)["components"]["schemas"])
    references = re.findall(r'"\$ref": "([^"]+)"', json.dumps(schemas))
    assert {each.removeprefix("#/$defs/") for each in references} <= set(schemas["$defs"])


@pytest.mark.parametrize("case", CASES)
def test_every_component_is_used(case: str) -> None:
    text = to_json(document_of(case))
    components = document_of(case)["components"]
    for kind in ("schemas", "responses"):
        for name in components[kind]:
            assert f'"#/components/{kind}/{name}"' in text


@pytest.mark.parametrize("case", CASES)
def test_text_survives_being_written_and_read(case: str) -> None:
    document = document_of(case)
    assert json.loads(to_json(document)) == document
    assert to_json(document).endswith("}\n")


def test_an_error_response_names_each_of_its_codes() -> None:
    response = document_of("lending")["paths"]["/loans"]["post"]["responses"]["409"]
    media = response["content"]["application/problem+json"]
    codes = ["tool_is_out", "too_many_loans", "shop_closed"]
    assert list(media["examples"]) == codes
    assert [each["value"]["code"] for each in media["examples"].values()] == codes
    assert all(code in response["description"] for code in codes)
    schema = media["schema"]
    other = {**media["examples"]["shop_closed"]["value"], "code": "something_else"}
    assert not _validator(document_of("lending"), schema).is_valid(other)


def test_an_envelope_names_the_codes_in_its_own_place() -> None:
    document = document_of("access")
    response = document["paths"]["/v2/login"]["post"]["responses"]["401"]
    media = response["content"]["application/json"]
    example = media["examples"]["invalid_credentials"]["value"]
    assert example["error"]["code"] == "invalid_credentials"
    assert example["error"]["status"] == 401
    assert example["ok"] is False
    validator = _validator(document, media["schema"])
    assert validator.is_valid(example)
    assert not validator.is_valid({**example, "error": {**example["error"], "code": "forbidden"}})
    assert not validator.is_valid({**example, "ok": True})


def test_a_model_called_problem_keeps_its_name() -> None:
    schemas = document_of("lending")["components"]["schemas"]
    assert "text" in schemas["Problem"]["properties"]
    assert "request_id" in schemas["ApiProblem"]["properties"]


def test_rules_are_told_with_their_source_on_one_line_each() -> None:
    description = document_of("lending")["paths"]["/loans"]["post"]["description"]
    assert "- R1: A tool that is out cannot be borrowed. (requirements.md:12)\n" in description
    assert "- R2: Nobody borrows more than three tools.\n" in description


def test_members_for_some_roles_alone_say_so_and_are_not_in_the_example() -> None:
    operation = document_of("lending")["paths"]["/loans"]["post"]
    body = operation["requestBody"]["content"]["application/json"]
    schema = document_of("lending")["components"]["schemas"][body["schema"]["$ref"].rpartition("/")[2]]
    assert "clerk" in schema["properties"]["member_id"]["description"]
    assert list(body["example"]) == ["tool_id"]


def test_an_id_is_the_same_wherever_its_row_is_meant() -> None:
    paths = document_of("lending")["paths"]
    tool = paths["/tools"]["get"]["responses"]["200"]["content"]["application/json"]["example"]["items"][0]
    problem = paths["/tools/{tool_id}/problems"]["get"]["responses"]["200"]["content"]["application/json"]["example"]
    loan = paths["/loans"]["post"]["responses"]["201"]["content"]["application/json"]["example"]
    assert tool["id"] == problem["items"][0]["tool_id"] == loan["tool_id"]
    assert loan["id"] != tool["id"]


@pytest.mark.parametrize(
    ("path", "method", "security", "access"),
    [
        ("/v2/login", "post", [], "everybody"),
        ("/v2/articles", "get", [{}, {"bearer": []}], "everybody; a login counts where there is one"),
        ("/v2/articles", "post", [{"bearer": []}], "everybody with a login"),
        ("/v2/articles/{slug}", "patch", [{"bearer": []}], "the owner (own rows)"),
        ("/v2/articles/{slug}", "delete", [{"bearer": []}], "the owner (own rows), admin (all rows)"),
        ("/v2/articles/{slug}/publish", "post", [{"bearer": []}, {"api_key": []}], "editor, machines with an API key"),
        ("/v2/articles.csv", "get", [{"api_key": []}], "machines with an API key"),
    ],
)
def test_who_may_call_is_told_to_programs_and_people(path: str, method: str, security: list[Any], access: str) -> None:
    operation = document_of("access")["paths"][path][method]
    assert operation["security"] == security
    assert f"Access: {access}." in operation["description"]


def test_a_scheme_of_the_spec_is_a_header() -> None:
    schemes = document_of("access")["components"]["securitySchemes"]
    assert schemes["bearer"]["in"] == "header"
    assert schemes["bearer"]["name"] == "Authorization"
    assert "Token <access token>" in schemes["bearer"]["description"]
    assert document_of("lending")["components"]["securitySchemes"]["bearer"]["scheme"] == "bearer"
    assert "securitySchemes" not in document_of("values")["components"]


def test_every_response_has_the_headers_of_its_status() -> None:
    for case in CASES:
        document = document_of(case)
        for response, status in _responses(document):
            assert {"X-Request-ID", "RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset"} <= set(
                response["headers"]
            )
            assert ("Retry-After" in response["headers"]) == (status == "429")
            assert ("WWW-Authenticate" in response["headers"]) == (status == "401")


def test_operation_ids_follow_the_style_of_the_json_names() -> None:
    ids = [operation["operationId"] for operation in _operations(document_of("access"))]
    assert "publishArticle" in ids
    assert len(ids) == len(set(ids))
    assert "borrow_tool" in [operation["operationId"] for operation in _operations(document_of("lending"))]


def test_printing_a_document_does_not_import_what_checks_it() -> None:
    code = (
        "import sys, scaffold.openapi; print([m for m in ('openapi_spec_validator', 'jsonschema') if m in sys.modules])"
    )
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert printed.stdout.strip() == "[]"


def _validator(document: dict[str, Any], schema: dict[str, Any]) -> Draft202012Validator:
    whole = {**schema, "components": document["components"]}
    return Draft202012Validator(whole, format_checker=FormatChecker())


def _examples(node: Any) -> Iterator[tuple[dict[str, Any], Any]]:
    """Every example of media and parameters, with its schema."""
    if isinstance(node, list):
        for each in node:
            yield from _examples(each)
    if not isinstance(node, dict):
        return
    if "schema" in node:
        yield from ((node["schema"], node[key]) for key in ("example",) if key in node)
        yield from ((node["schema"], each["value"]) for each in node.get("examples", {}).values())
        return
    if node.get("type") == "object" and isinstance(node.get("properties"), dict):
        for schema in node["properties"].values():
            yield from ((schema, example) for example in schema.get("examples", []))
            yield from ((schema, schema[key]) for key in ("default",) if key in schema)
        return
    for value in node.values():
        yield from _examples(value)


def _operations(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for path in document["paths"].values():
        yield from (path[method] for method in path if method in METHODS)


def _responses(document: dict[str, Any]) -> Iterator[tuple[dict[str, Any], str]]:
    for operation in _operations(document):
        for status, response in operation["responses"].items():
            name = response.get("$ref", "").rpartition("/")[2]
            yield (document["components"]["responses"][name] if name else response), status
