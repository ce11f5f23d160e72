"""The whole OpenAPI document, put together from its parts."""

from __future__ import annotations

from typing import Any

from scaffold.design.design import Design
from scaffold.design.operations import Operation
from scaffold.openapi.errors import error_components
from scaffold.openapi.examples import Examples
from scaffold.openapi.failures import Failure, failure_response, failures_of, shared_failures
from scaffold.openapi.operations import operation_object
from scaffold.openapi.responses import header_components, success_responses
from scaffold.openapi.schemas import schema_component
from scaffold.openapi.security import security_schemes
from scaffold.openapi.values import Json

OPENAPI_VERSION = "3.1.0"


def document(design: Design) -> dict[str, Any]:
    """The API of the service as an OpenAPI 3.1 document: plain JSON data, the same for the same design."""
    failures = {operation.name.snake: failures_of(design, operation) for operation in design.operations}
    shared = shared_failures(design, (failure for each in failures.values() for failure in each))
    service = design.service
    return {
        "openapi": OPENAPI_VERSION,
        "info": {
            "title": service.title,
            **({"description": service.description} if service.description else {}),
            "version": service.version,
        },
        "servers": [{"url": "/"}],
        "tags": [
            {"name": each.title, **({"description": each.description} if each.description else {})}
            for each in design.resources
        ],
        "paths": _paths(design, failures, shared),
        "components": _components(design, shared),
    }


def _paths(design: Design, failures: dict[str, tuple[Failure, ...]], shared: dict[Failure, str]) -> Json:
    examples = Examples(design)
    tags = {each.key: each.title for each in design.resources}
    paths: dict[str, Json] = {}
    for operation in design.operations:
        responses = _responses(design, operation, failures[operation.name.snake], shared, examples)
        paths.setdefault(operation.path, {})[operation.method.lower()] = operation_object(
            design, operation, tags[operation.resource], responses, examples
        )
    return paths


def _responses(
    design: Design,
    operation: Operation,
    failures: tuple[Failure, ...],
    shared: dict[Failure, str],
    examples: Examples,
) -> Json:
    succeeded = {str(status): response for status, response in success_responses(operation, examples)}
    failed = {
        str(each.status): {"$ref": f"#/components/responses/{shared[each]}"}
        if each in shared
        else failure_response(design, each)
        for each in failures
    }
    return succeeded | failed


def _components(design: Design, shared: dict[Failure, str]) -> Json:
    schemas = {each.key: schema_component(each) for each in design.schemas}
    schemes = security_schemes(design)
    return {
        "schemas": schemas | error_components(design),
        "responses": {name: failure_response(design, failure) for failure, name in shared.items()},
        "headers": header_components(),
        **({"securitySchemes": schemes} if schemes else {}),
    }
