"""Successful answers of an operation → responses, with the headers that all responses have."""

from __future__ import annotations

from collections.abc import Iterator
from http import HTTPStatus

from scaffold.design.operations import Answer, Operation
from scaffold.design.types import Kind, Plain, Type
from scaffold.names import name_of
from scaffold.openapi.examples import Examples
from scaffold.openapi.values import Json, value_schema

_WHOLE: Json = {"type": "integer", "minimum": 0}
_ON_ALL = ("X-Request-ID", "RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset")


def header_components() -> dict[str, Json]:
    """The headers of responses by name."""
    text: Json = {"type": "string"}
    return {
        "X-Request-ID": {
            "description": "The id of the request: the one that it brought in this header, or a new one.",
            "required": True,
            "schema": text,
        },
        "RateLimit-Limit": {"description": "How many calls the time window allows.", "schema": _WHOLE},
        "RateLimit-Remaining": {"description": "How many calls are left in it.", "schema": _WHOLE},
        "RateLimit-Reset": {"description": "Seconds until it starts anew.", "schema": _WHOLE},
        "Retry-After": {"description": "Seconds to wait before the next try.", "required": True, "schema": _WHOLE},
        "WWW-Authenticate": {"description": "How to log in (RFC 9110 §11.6.1).", "required": True, "schema": text},
        "Location": {
            "description": "Where the new resource is.",
            "required": True,
            "schema": {"type": "string", "format": "uri-reference"},
        },
    }


def headers(*further: str) -> Json:
    """The headers that every response has, and further ones."""
    return {name: {"$ref": f"#/components/headers/{name}"} for name in (*_ON_ALL, *further)}


def success_responses(operation: Operation, examples: Examples) -> Iterator[tuple[int, Json]]:
    """Status and response of everything that can go well."""
    for answer in operation.answers:
        further = ["Location"] if answer.location else []
        response: Json = {
            "description": answer.description or HTTPStatus(answer.status).phrase,
            "headers": headers(*further),
        }
        if answer.type is not None:
            response["content"] = {answer.media: _media(answer, answer.type, examples)}
        yield answer.status, response


def _media(answer: Answer, kind: Type, examples: Examples) -> Json:
    if answer.media == "application/json":
        return {"schema": value_schema(kind, "out"), "example": examples.of_type(kind, name_of("answer"))}
    is_file = isinstance(kind, Plain) and kind.kind is Kind.FILE
    return {"schema": {"type": "string", **({"format": "binary"} if is_file else {})}}
