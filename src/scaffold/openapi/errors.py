"""The body of an error: problem details (RFC 9457), or the envelope of the spec."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from scaffold.design.design import Design, Error
from scaffold.openapi.values import Json, schema_ref

INVALID_INPUT = HTTPStatus.UNPROCESSABLE_ENTITY
EXAMPLE_REQUEST_ID = "019bc0e6-4c00-7000-8000-000000000000"

_FIELD_ERROR: Json = {
    "type": "object",
    "description": "What is wrong with one field or parameter.",
    "properties": {
        "field": {"type": "string", "description": "Where it is: `body.email`, `query.limit`, `path.id`."},
        "code": {
            "type": "string",
            "description": "What is wrong, for programs.",
            "examples": ["required", "unknown", "wrong_type", "wrong_format", "too_long", "not_allowed", "invalid"],
        },
        "message": {"type": "string", "description": "What is wrong, for people."},
    },
    "required": ["field", "code", "message"],
}
_SLOTS: dict[str, Json] = {
    "$code": {"type": "string", "description": "The error, for programs."},
    "$message": {"type": "string", "description": "What happened, for people."},
    "$status": {"type": "integer", "description": "The HTTP status."},
    "$request_id": {"type": "string", "description": "The id of the request, as in `X-Request-ID`."},
    "$fields": {
        "type": "object",
        "additionalProperties": {"type": "array", "items": {"type": "string"}},
        "description": "What is wrong, by field.",
    },
}
"""The words of an envelope that stand for a value."""


def error_components(design: Design) -> dict[str, Json]:
    """The schemas of error bodies by component name."""
    envelope = design.error_format.envelope
    if envelope is not None:
        return {_name(design, "Error"): {**_enveloped(envelope), "description": "The body of every error."}}
    field_error = _name(design, "FieldError")
    return {_name(design, "Problem"): _problem(field_error), field_error: _FIELD_ERROR}


def error_schema(design: Design, status: int, codes: tuple[str, ...]) -> Json:
    """The schema of errors that share a status, naming the codes they may have."""
    envelope = design.error_format.envelope
    if envelope is None:
        properties = {"status": {"const": status}, "code": {"enum": list(codes)}}
        return {"allOf": [schema_ref(_name(design, "Problem")), {"type": "object", "properties": properties}]}
    narrowed = _narrowed(envelope, {"$status": {"const": status}, "$code": {"enum": list(codes)}})
    reference = schema_ref(_name(design, "Error"))
    return reference if narrowed is None else {"allOf": [reference, narrowed]}


def error_example(design: Design, error: Error, field: str) -> Any:
    """The body of an error; invalid input names ``field``, such as ``body.email``, as the culprit."""
    is_invalid_input = error.status == INVALID_INPUT and not error.declared
    envelope = design.error_format.envelope
    if envelope is not None:
        fields = {field.partition(".")[2]: ["is not valid"]} if is_invalid_input else {error.code: [error.message]}
        return _filled(envelope, error, fields)
    problem = {
        "type": "about:blank",
        "title": error.title,
        "status": error.status,
        "detail": error.message,
        "code": error.code,
        "request_id": EXAMPLE_REQUEST_ID,
    }
    errors = [{"field": field, "code": "invalid", "message": "This is not valid."}]
    return {**problem, "errors": errors} if is_invalid_input else problem


def _name(design: Design, wanted: str) -> str:
    """The component's name, which no schema of the design has."""
    while wanted in design.schema:
        wanted = f"Api{wanted}"
    return wanted


def _problem(field_error: str) -> Json:
    return {
        "type": "object",
        "description": "What went wrong: problem details (RFC 9457) with a code for programs.",
        "properties": {
            "type": {
                "type": "string",
                "format": "uri-reference",
                "description": "The kind of problem; `code` says which.",
            },
            "title": {"type": "string", "description": "The name of the status."},
            "status": _SLOTS["$status"],
            "detail": _SLOTS["$message"],
            "code": _SLOTS["$code"],
            "request_id": _SLOTS["$request_id"],
            "errors": {
                "type": "array",
                "items": schema_ref(field_error),
                "description": "With 422: every field and parameter that is not valid.",
            },
        },
        "required": ["type", "title", "status", "detail", "code", "request_id"],
    }


def _enveloped(node: Any) -> Json:
    """The schema of the envelope, or of a part of it."""
    match node:
        case Mapping():
            properties = {key: _enveloped(value) for key, value in node.items()}
            return {"type": "object", "properties": properties, "required": list(properties)}
        case list() | tuple():
            return {"type": "array", "prefixItems": [_enveloped(each) for each in node]}
        case str() if node in _SLOTS:
            return _SLOTS[node]
    return {"const": node}


def _narrowed(node: Any, slots: Mapping[str, Json]) -> Json | None:
    """What the slots say more about the envelope, ``None`` where it has none of them."""
    if isinstance(node, str):
        return slots.get(node)
    if not isinstance(node, Mapping):
        return None
    parts = {key: _narrowed(value, slots) for key, value in node.items()}
    properties = {key: part for key, part in parts.items() if part is not None}
    return {"type": "object", "properties": properties} if properties else None


def _filled(node: Any, error: Error, fields: Mapping[str, list[str]]) -> Any:
    """The envelope with the error's values in its slots."""
    match node:
        case Mapping():
            return {key: _filled(value, error, fields) for key, value in node.items()}
        case list() | tuple():
            return [_filled(each, error, fields) for each in node]
        case str():
            values = {
                "$code": error.code,
                "$message": error.message,
                "$status": error.status,
                "$request_id": EXAMPLE_REQUEST_ID,
                "$fields": fields,
            }
            return values.get(node, node)
    return node
