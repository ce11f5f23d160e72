"""Whether an answer is as the design says: status, code, fields, headers, and the schema of the API document."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from scaffold.design.design import Design
from scaffold.openapi import document
from scaffold.testdata.errors import ErrorParts, error_parts
from tests.conformance.exchange import Exchange, Expectation, Request, at, realized

OPENAPI = Request("GET", "/openapi.json")
"""Asks for the API document."""

_DOCUMENT = "urn:openapi"
_SERVER_ERROR = 500
_CLIENT_ERROR = 400
_NOT_IMPLEMENTED = 501


@dataclass(frozen=True, slots=True)
class Heard:
    """What came back: the bodies of all pages that were read, each parsed JSON, or a text."""

    status: int
    headers: Mapping[str, str]
    pages: tuple[Any, ...]

    @property
    def body(self) -> Any:
        """The body of the first page."""
        return self.pages[0]

    @property
    def items(self) -> tuple[Any, ...]:
        """The items of all pages."""
        return tuple(item for page in self.pages for item in at(("items",), page) or ())


@dataclass(frozen=True)
class Contract:
    """The design and its API document."""

    design: Design

    @cached_property
    def document(self) -> dict[str, Any]:
        """The API document as clients read it."""
        found: dict[str, Any] = json.loads(json.dumps(document(self.design)))
        return found

    @cached_property
    def _registry(self) -> Registry[Any]:
        resource = Resource.from_contents(self.document, default_specification=DRAFT202012)
        registry: Registry[Any] = Registry[Any]().with_resource(_DOCUMENT, resource)
        return registry

    @cached_property
    def _parts(self) -> ErrorParts:
        return error_parts(self.design)

    @cached_property
    def _validators(self) -> dict[str, Draft202012Validator]:
        return {}

    def problems(self, exchange: Exchange, heard: Heard, captured: Mapping[str, Any]) -> Iterator[str]:
        """What is not as the design says."""
        expected = exchange.expected
        if heard.status >= _SERVER_ERROR and heard.status != _NOT_IMPLEMENTED:
            yield f"is {heard.status}"
        if expected.status is not None and heard.status != expected.status:
            yield f"is {heard.status}, not {expected.status}: {str(heard.body)[:200]}"
        yield from self._error(expected, heard)
        yield from _members(expected, heard, captured)
        yield from _headers(expected, heard)
        yield from _lists(expected, heard, captured)
        if exchange.operation is not None:
            yield from self._schema(exchange, heard)
        if exchange.request == OPENAPI and heard.body != self.document:
            yield "is another document than the design's"

    def _error(self, expected: Expectation, heard: Heard) -> Iterator[str]:
        code = self._code(heard)
        if expected.code is not None and code != expected.code:
            yield f"has the code {code} with {heard.status}, not {expected.code}: {str(heard.body)[:200]}"
        if code in expected.other_than:
            yield f"has the code {code}"
        if expected.blamed is not None and code == "invalid_request" and not self._blames(heard, expected.blamed):
            yield f"does not blame {expected.blamed}: {str(heard.body)[:300]}"
        if expected.unblamed is not None and self._blames(heard, expected.unblamed):
            yield f"blames {expected.unblamed}: {str(heard.body)[:300]}"

    def _code(self, heard: Heard) -> str | None:
        """The code of an error; where bodies have none, the first with its status, and message if they have that."""
        if heard.status < _CLIENT_ERROR:
            return None
        if self._parts.code is not None:
            return str(at(self._parts.code, heard.body))
        said = at(self._parts.message, heard.body) if self._parts.message else None
        fields = at(self._parts.fields, heard.body) if self._parts.fields else None
        alike = [each for each in self.design.errors if each.status == heard.status and said in (None, each.message)]
        named = [each.code for each in alike if isinstance(fields, dict) and each.code in fields]
        return next(iter([*named, *(each.code for each in alike)]), str(heard.status))

    def _blames(self, heard: Heard, field: str) -> bool:
        if self._code(heard) != "invalid_request":
            return False
        if self._parts.is_problem:
            return field in {at(("field",), each) for each in at(("errors",), heard.body) or ()}
        if self._parts.fields is None:
            return True
        return field.rpartition(".")[2] in (at(self._parts.fields, heard.body) or {})

    def _schema(self, exchange: Exchange, heard: Heard) -> Iterator[str]:
        pointer = ["paths", exchange.request.path, exchange.request.method.lower(), "responses"]
        responses = self._at(pointer)
        if str(heard.status) not in responses:
            yield f"is {heard.status}, which is not documented"
            return
        pointer.append(str(heard.status))
        reference = responses[str(heard.status)].get("$ref")
        if reference is not None:
            pointer = reference.removeprefix("#/").split("/")
        for name in self._required_headers(pointer):
            if name.lower() not in heard.headers:
                yield f"lacks the header {name}"
        content = self._at(pointer).get("content")
        if content is None:
            if heard.body not in (None, ""):
                yield "has a body"
            return
        media = heard.headers.get("content-type", "").split(";")[0]
        if media not in content:
            yield f"is {media or 'of no type'}"
            return
        validator = self._validator([*pointer, "content", media, "schema"])
        for body in heard.pages:
            yield from (f"is not of the schema: {error.message[:200]}" for error in validator.iter_errors(body))

    def _required_headers(self, pointer: list[str]) -> Iterator[str]:
        """The headers that a documented response must have."""
        for name, header in self._at(pointer).get("headers", {}).items():
            if self._at(header["$ref"].removeprefix("#/").split("/")).get("required"):
                yield name

    def _validator(self, pointer: list[str]) -> Draft202012Validator:
        path = "/".join(
            part.replace("~", "~0").replace("/", "~1").replace("{", "%7B").replace("}", "%7D") for part in pointer
        )
        if path not in self._validators:
            schema = {"$ref": f"{_DOCUMENT}#/{path}"}
            self._validators[path] = Draft202012Validator(
                schema, registry=self._registry, format_checker=FormatChecker()
            )
        return self._validators[path]

    def _at(self, pointer: list[str]) -> Any:
        found: Any = self.document
        for part in pointer:
            found = found[part]
        return found


def _members(expected: Expectation, heard: Heard, captured: Mapping[str, Any]) -> Iterator[str]:
    if heard.status >= _CLIENT_ERROR:
        return
    for member, value in expected.holds.items():
        wanted = realized(value, captured)
        found = at((member,), heard.body)
        if found != wanted or isinstance(found, bool) != isinstance(wanted, bool):
            yield f"has {member}={found!r}, not {wanted!r}"


def _headers(expected: Expectation, heard: Heard) -> Iterator[str]:
    if not heard.headers.get("x-request-id"):
        yield "has no X-Request-ID"
    for name, value in expected.headers.items():
        found = heard.headers.get(name.lower())
        if found != value:
            yield f"has {name}: {found}, not {value}"


def _lists(expected: Expectation, heard: Heard, captured: Mapping[str, Any]) -> Iterator[str]:
    if not expected.lists and not expected.omits:
        return
    ids = [at(("id",), each) for each in heard.items]
    groups = [[realized(each, captured) for each in group] for group in expected.lists]
    wanted = [each for group in groups for each in group]
    missing = [each for each in wanted if each not in ids]
    if missing:
        yield f"does not list {missing}"
        return
    if len(set(map(str, ids))) != len(ids):
        yield "lists a row twice"
    ranks = {str(each): rank for rank, group in enumerate(groups) for each in group}
    found = [ranks[str(each)] for each in ids if str(each) in ranks]
    if found != sorted(found):
        yield f"is in another order: {found}"
    for omitted in (realized(each, captured) for each in expected.omits):
        if omitted in ids:
            yield f"lists {omitted}"
