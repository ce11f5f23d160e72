"""Operations of the design → operation objects."""

from __future__ import annotations

from scaffold.design.design import Design, Rate, Rule
from scaffold.design.operations import Body, Operation, Parameter
from scaffold.design.types import STRINGS, Kind, Plain
from scaffold.openapi.examples import Examples
from scaffold.openapi.security import security_requirements, who_may_call
from scaffold.openapi.values import Json, default_value, or_null, schema_ref, value_schema

_PERIODS = {1: "second", 60: "minute", 3600: "hour", 86400: "day"}


def operation_object(design: Design, operation: Operation, tag: str, responses: Json, examples: Examples) -> Json:
    """One operation with its responses already made."""
    parameters = [_parameter(operation, each, examples) for each in operation.parameters]
    return {
        "operationId": operation_id(design, operation),
        "summary": operation.summary,
        "description": _description(design, operation),
        "tags": [tag],
        **({"deprecated": True} if operation.deprecated else {}),
        **({"parameters": parameters} if parameters else {}),
        **({"requestBody": _request_body(design, operation.body, examples)} if operation.body else {}),
        "responses": responses,
        "security": security_requirements(operation.policy),
    }


def operation_id(design: Design, operation: Operation) -> str:
    """The operationId, in the style of the JSON names."""
    return operation.name.camel if design.conventions.json_names == "camelCase" else operation.name.snake


def _description(design: Design, operation: Operation) -> str:
    paragraphs = [operation.description] if operation.description else []
    if operation.rules:
        paragraphs.append("Rules:\n" + "\n".join(_rule(design.rule[key]) for key in operation.rules))
    paragraphs.append(f"Access: {who_may_call(operation.policy)}.")
    paragraphs.extend(f"Rate limit: {_rate(each)}." for each in design.limits.rates if each.key == operation.rate)
    return "\n\n".join(paragraphs)


def _rule(rule: Rule) -> str:
    text = " ".join(rule.text.split())
    return f"- {rule.key}: {text} ({rule.source})" if rule.source else f"- {rule.key}: {text}"


def _rate(rate: Rate) -> str:
    period = _PERIODS.get(rate.seconds, f"{rate.seconds} seconds")
    return f"{rate.count} calls per {period} and {'API key' if rate.per == 'key' else rate.per}"


def _parameter(operation: Operation, parameter: Parameter, examples: Examples) -> Json:
    value = value_schema(parameter.type, "in")
    if parameter.place == "path" and isinstance(parameter.type, Plain) and parameter.type.kind in STRINGS:
        value.setdefault("minLength", 1)
    schema = {**(or_null(value) if parameter.nullable else value), **default_value(parameter.type, parameter.default)}
    return {
        "name": parameter.wire,
        "in": parameter.place,
        **({"description": parameter.description} if parameter.description else {}),
        **({"required": True} if parameter.required else {}),
        "schema": schema,
        **({} if _is_cursor(operation, parameter) else {"example": examples.of_parameter(parameter)}),
    }


def _is_cursor(operation: Operation, parameter: Parameter) -> bool:
    """Whether only an earlier answer can tell a value that is valid."""
    is_paged = operation.listing is not None and operation.listing.style == "cursor"
    return is_paged and parameter.place == "query" and parameter.wire == "cursor"


def _request_body(design: Design, body: Body, examples: Examples) -> Json:
    media: Json = {"schema": schema_ref(body.schema)}
    if body.media == "application/json":
        media["example"] = examples.of_schema(body.schema)
    else:
        kinds = {each.wire: each.type for each in design.schema[body.schema].properties}
        files = {wire: kind for wire, kind in kinds.items() if isinstance(kind, Plain) and kind.kind is Kind.FILE}
        encoding = {wire: {"contentType": ", ".join(kind.media)} for wire, kind in files.items() if kind.media}
        media |= {"encoding": encoding} if encoding else {}
    return {"required": body.required, "content": {body.media: media}}
