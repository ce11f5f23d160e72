"""The API guide: one page a resource, one section an operation."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator, Mapping
from http import HTTPStatus
from typing import Any
from urllib.parse import quote, unquote, urlencode

from msgspec import Struct

from scaffold.design.design import Design
from scaffold.design.entities import Entity
from scaffold.design.operations import Answer, ListPlan, Operation, Parameter, Resource
from scaffold.design.schemas import Property, Schema
from scaffold.documents.access import access_words, rate_of
from scaffold.documents.links import LONGEST_HEADING, Links, objects_by_resource, operation_heading
from scaffold.documents.markdown import (
    NOTHING,
    Markdown,
    code,
    enumerate_with,
    escape,
    fence,
    join,
    json_block,
    json_text,
    prose,
    sentence,
)
from scaffold.documents.wording import default_words, roles_words, type_words

_PARAMETER = re.compile(r"\{([^{}]+)\}")
_PLAIN = re.compile(r"[\w: .-]+", re.ASCII)
_YES, _NO = Markdown("yes"), Markdown("no")


class FieldRow(Struct, frozen=True):
    """A field or parameter, as a row of a table."""

    name: Markdown
    type: Markdown
    required: Markdown
    notes: Markdown


class ErrorRow(Struct, frozen=True):
    """One error that an operation may answer."""

    status: int
    code: Markdown
    reason: Markdown


class OperationView(Struct, frozen=True):
    """One operation as its callers need to know it.

    Attributes:
        facts: name, access, rate limit, remarks and rules, a line each.
        request: the call as a person types it.
        answers: what it answers, each followed by an example where there is one.
    """

    title: Markdown
    call: Markdown
    description: Markdown
    facts: tuple[Markdown, ...]
    parameters: tuple[FieldRow, ...]
    body: tuple[FieldRow, ...]
    request: Markdown
    answers: tuple[Markdown, ...]
    errors: tuple[ErrorRow, ...]


class ObjectView(Struct, frozen=True):
    """An object that is answered or is part of a body."""

    name: Markdown
    description: Markdown
    fields: tuple[FieldRow, ...]


class ResourceView(Struct, frozen=True):
    """One page of the API guide."""

    file: str
    title: Markdown
    description: Markdown
    operations: tuple[OperationView, ...]
    objects: tuple[ObjectView, ...]


def view_resources(design: Design, openapi: Mapping[str, Any], links: Links) -> tuple[ResourceView, ...]:
    """The pages of the API guide."""
    shown = objects_by_resource(design)
    return tuple(
        ResourceView(
            file=links.places.files[resource.key],
            title=escape(resource.title),
            description=sentence(resource.description or ""),
            operations=tuple(_operation(design, openapi, links, resource, key) for key in resource.operations),
            objects=tuple(_object(each, links) for each in shown.get(resource.key, ())),
        )
        for resource in design.resources
    )


def _operation(design: Design, openapi: Mapping[str, Any], links: Links, resource: Resource, key: str) -> OperationView:
    operation = design.operation[key]
    said = openapi["paths"][operation.path][operation.method.lower()]
    body = design.schema[operation.body.schema].properties if operation.body else ()
    return OperationView(
        title=escape(operation_heading(operation)),
        call=call_words(operation),
        description=_description(operation),
        facts=tuple(_facts(design, operation, links)),
        parameters=tuple(_parameter_row(each, links) for each in operation.parameters),
        body=tuple(field_row(each, links) for each in body),
        request=fence("sh", _curl(design, operation, said)),
        answers=tuple(block for each in operation.answers for block in _answer(each, said, links)),
        errors=tuple(ErrorRow(each.status, code(each.code), sentence(each.reason)) for each in operation.errors),
    )


def call_words(operation: Operation) -> Markdown:
    """Method and path."""
    return code(f"{operation.method} {operation.path}")


def field_row(each: Property, links: Links) -> FieldRow:
    """One member of an object."""
    notes = (
        sentence(each.description or ""),
        prose("Default: {}.", default_words(each.default)) if each.default else NOTHING,
        Markdown("May be null.") if each.nullable else NOTHING,
        prose("Only {} may send it.", roles_words(each.roles)) if each.roles else NOTHING,
    )
    required = _YES if each.required else _NO
    return FieldRow(code(each.wire), type_words(each.type, links), required, join(filter(None, notes), " "))


def _parameter_row(each: Parameter, links: Links) -> FieldRow:
    notes = (
        sentence(each.description or ""),
        prose("Default: {}.", default_words(each.default)) if each.default else NOTHING,
    )
    name = prose("{} ({})", code(each.wire), escape(each.place))
    required = _YES if each.required else _NO
    return FieldRow(name, type_words(each.type, links), required, join(filter(None, notes), " "))


def _description(operation: Operation) -> Markdown:
    """The description, after the summary where that is no heading."""
    summary = sentence(operation.summary) if len(operation.summary) > LONGEST_HEADING else NOTHING
    return join(filter(None, (summary, sentence(operation.description or ""))), " ")


def _facts(design: Design, operation: Operation, links: Links) -> Iterator[Markdown]:
    yield prose("Name: {}", code(operation.name.snake))
    yield prose("Who may: {}", access_words(operation.policy))
    yield prose("Rate limit: {}", rate_of(design, operation))
    yield from _remarks(design, operation)
    yield from rule_lines(design, operation, links)


def rule_lines(design: Design, operation: Operation, links: Links) -> Iterator[Markdown]:
    """The rules that the operation must obey, a line each."""
    for key in operation.rules:
        yield prose("Rule {}: {}", links.rule(key), sentence(design.rule[key].text))


def _remarks(design: Design, operation: Operation) -> Iterator[Markdown]:
    if operation.deprecated:
        yield Markdown("Deprecated: new clients should not call it.")
    if operation.body and operation.body.media != "application/json":
        yield prose("The body is {}.", code(operation.body.media))
    if operation.listing is not None and operation.entity is not None:
        yield from _listing(design.entity[operation.entity], operation.listing)
    if operation.action == "update":
        yield Markdown("The body is a merge patch (RFC 7396): fields that are left out stay as they are.")
    if operation.is_stub:
        yield Markdown("Its business logic is written by hand; until then it answers 501.")


def _listing(entity: Entity, plan: ListPlan) -> Iterator[Markdown]:
    wires = {"id": "id", **{each.column: each.wire for each in entity.attributes}}
    order = (code(f"{'-' if each.descending else ''}{wires[each.column]}") for each in plan.order)
    yield prose("Order: {}{}", join(order), Markdown(", unless `sort` says otherwise") if plan.sorts else NOTHING)
    if plan.search:
        yield prose("`q` looks in {}.", enumerate_with("and", [code(wires[column]) for column in plan.search]))


def _object(schema: Schema, links: Links) -> ObjectView:
    rows = tuple(field_row(each, links) for each in schema.properties)
    return ObjectView(escape(schema.key), sentence(schema.description or ""), rows)


def _answer(answer: Answer, said: Mapping[str, Any], links: Links) -> Iterator[Markdown]:
    title = prose("{} {}", answer.status, escape(HTTPStatus(answer.status).phrase))
    where = Markdown(", with `Location`") if answer.location else NOTHING
    yield prose("{}{}{}.", title, where, _answered(answer, links))
    content = said["responses"][str(answer.status)].get("content", {}).get(answer.media, {})
    if "example" in content:
        yield json_block(content["example"])


def _answered(answer: Answer, links: Links) -> Markdown:
    if answer.type is None:
        return Markdown(", without a body")
    if answer.page_of is not None:
        return prose(": a page of {}", links.schema(answer.page_of))
    if answer.media == "application/json":
        return prose(": {}", type_words(answer.type, links))
    return prose(": {}", code(answer.media))


def _curl(design: Design, operation: Operation, said: Mapping[str, Any]) -> str:
    """The call as a person types it, with example values; ``BASE_URL`` and tokens come from their shell."""
    examples = {(each["in"], each["name"]): each.get("example") for each in said.get("parameters", ())}
    method = [] if operation.method == "GET" else [f"-X {operation.method}"]
    lines = [" ".join(["curl", *method, f'"$BASE_URL{_url(operation, examples)}"'])]
    lines.extend(f"-H {shlex.quote(header)}" for header in _headers(operation, examples))
    lines.extend(_credentials(design, operation))
    media = operation.body.media if operation.body else ""
    example = said.get("requestBody", {}).get("content", {}).get(media, {}).get("example")
    if media == "application/json":
        lines.append('-H "Content-Type: application/json"')
        lines.append(f"-d {shlex.quote(json_text(example))}")
    elif operation.body is not None:
        properties = design.schema[operation.body.schema].properties
        lines.extend(f"-F {shlex.quote(f'{each.wire}=@file')}" for each in properties if each.required)
    return " \\\n  ".join(lines)


def _url(operation: Operation, examples: Mapping[tuple[str, str], Any]) -> str:
    """The path with example values, safe between double quotes."""

    def example(match: re.Match[str]) -> str:
        wire = unquote(match[1])
        return quote(_text(examples.get(("path", wire)) or wire), safe="")

    path = _PARAMETER.sub(example, quote(operation.path, safe="/:@{}"))
    required = (each.wire for each in operation.parameters_in("query") if each.required)
    query = {wire: _text(examples.get(("query", wire))) for wire in required}
    return f"{path}?{urlencode(query)}" if query else path


def _text(value: object) -> str:
    return value if isinstance(value, str) else json_text(value)


def _headers(operation: Operation, examples: Mapping[tuple[str, str], Any]) -> Iterator[str]:
    for each in operation.parameters_in("header"):
        if each.required:
            yield f"{each.wire}: {_text(examples.get(('header', each.wire)))}"


def _credentials(design: Design, operation: Operation) -> Iterator[str]:
    if design.auth is None or operation.policy.anonymous:
        return
    header = f"{design.auth.header}: {design.auth.prefix}".rstrip()
    yield (
        f'-H "{header} $ACCESS_TOKEN"' if _PLAIN.fullmatch(header) else f"-H {shlex.quote(header)}' '\"$ACCESS_TOKEN\""
    )
