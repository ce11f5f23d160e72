"""Which functions of the templates a service uses: one that nothing calls is not rendered."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from scaffold.design.design import Design
from scaffold.design.resolve.listing import MAX_OFFSET
from scaffold.design.types import Kind, ListOf, Plain, Type
from scaffold.targets.go.entities import EntityView
from scaffold.targets.go.resources import ResourceView

_TEXT = re.compile(r'"(?:\\.|[^"\\])*"|`[^`]*`')
_WORD = re.compile(r"\w+")

_ARGUMENTS = ("pathField", "queryField", "headerField", "field", "bodyOf")
_FIELDS = (
    "fault", "missing", "unknown", "wrongType", "outside", "value", "required", "given", "givenOr", "changed",
    "readField", "below", "nullable", "nullableList", "listOf", "textsOf", "readItems", "partOf", "object", "sent",
)  # fmt: skip
_READERS = (
    "unlimited", "value_text", "wrongForm", "anyText", "text", "matching", "email", "checked", "parsed", "identifier",
    "date", "moment", "duration", "integer", "value_integer", "isNumber", "number", "limits", "decimalNumber",
    "boolean", "oneOf", "choice", "integerChoice", "numberChoice", "booleanChoice", "written", "notAllowed",
    "anyJSON", "someJSON", "storable", "notValid",
)  # fmt: skip
_SCALARS = (
    "timestamp", "newTimestamp", "decimalText", "newDecimalText", "answers", "answersOrNull", "orEmpty", "orNull",
    "rowOrNull", "segment",
)  # fmt: skip
_PASSWORDS = ("hashInto", "hashGiven", "hashChange", "hashNullableChange")

_NEEDS: Mapping[str, tuple[str, ...]] = {
    "pathField": ("field",),
    "queryField": ("field",),
    "headerField": ("field",),
    "field": ("value",),
    "bodyOf": ("object", "missing", "wrongType"),
    "object": ("value",),
    "sent": ("object",),
    "required": ("readField", "missing", "value"),
    "given": ("readField", "value"),
    "givenOr": ("readField", "value"),
    "changed": ("readField", "value"),
    "readField": ("below",),
    "nullable": ("value",),
    "nullableList": ("value",),
    "listOf": ("readItems", "wrongType"),
    "textsOf": ("readItems",),
    "readItems": ("below", "outside"),
    "partOf": ("object", "wrongType"),
    "anyText": ("value_text", "wrongType", "outside"),
    "text": ("anyText", "checked"),
    "matching": ("text", "checked"),
    "email": ("text", "checked"),
    "checked": ("wrongForm",),
    "parsed": ("value_text",),
    "identifier": ("parsed",),
    "date": ("parsed",),
    "moment": ("parsed",),
    "duration": ("parsed",),
    "integer": ("value_integer", "limits", "wrongType"),
    "value_integer": ("isNumber",),
    "number": ("isNumber", "limits", "notValid", "wrongType"),
    "decimalNumber": ("value_text", "limits"),
    "boolean": ("wrongType",),
    "oneOf": ("value_text", "notAllowed", "wrongType"),
    "choice": ("oneOf",),
    "integerChoice": ("value_integer", "notAllowed", "written"),
    "numberChoice": ("number", "notAllowed", "written"),
    "booleanChoice": ("boolean", "notAllowed", "written"),
    "anyJSON": ("storable", "notValid"),
    "someJSON": ("storable", "notValid"),
    "storable": ("value_text",),
    "newTimestamp": ("timestamp",),
    "newDecimalText": ("decimalText",),
    "answersOrNull": ("answers",),
    "cursorRequest": ("givenOr", "given", "integer", "text", "queryField", "answers"),
    "offsetRequest": ("givenOr", "integer", "queryField", "answers"),
    "numberedRequest": ("givenOr", "integer", "queryField", "answers"),
    "sortedBy": ("oneOf",),
    "hashGiven": ("hashInto",),
    "hashChange": ("hashInto",),
    "hashNullableChange": ("hashGiven",),
}
"""What each of the functions calls."""


class HelpersView(Struct, frozen=True):
    """The functions to render, by the file that they are in, and what decides on parts of others."""

    arguments: tuple[str, ...]
    fields: tuple[str, ...]
    readers: tuple[str, ...]
    scalars: tuple[str, ...]
    passwords: tuple[str, ...]
    pages: tuple[str, ...]
    sorted: bool
    next_cursor: str
    most_offset: int
    clock: bool
    query_lists: bool
    sent: bool
    in_transaction: bool
    referred: bool
    dates: bool
    durations: bool
    decimals: bool
    decimal_columns: bool
    json: bool
    counted: bool
    uncounted: bool
    soft_delete: bool
    states: bool
    role_of: bool
    slugs: bool
    value_of: bool
    caller_id: bool
    add_search: bool
    add_switch: bool
    add_owner: bool
    add_given: bool
    add_given_item: bool
    has_item: bool
    read_date: bool
    or_nil: bool

    @property
    def transactions(self) -> bool:
        """Whether handlers share anything about transactions."""
        return self.in_transaction or self.referred


def helpers_view(design: Design, entities: tuple[EntityView, ...], resources: tuple[ResourceView, ...]) -> HelpersView:
    """Work out which functions the views of a service mention, and what these call."""
    handled = _words(_handler_code(resources))
    stored = _words(_store_code(entities))
    used = _closure({*handled, "fault", "unknown", *_sorting(handled, design)})
    kinds = frozenset(_kinds(design))
    return HelpersView(
        arguments=tuple(each for each in _ARGUMENTS if each in used),
        fields=tuple(each for each in _FIELDS if each in used),
        readers=tuple(each for each in _READERS if each in used),
        scalars=tuple(each for each in _SCALARS if each in used),
        passwords=tuple(each for each in _PASSWORDS if each in used),
        pages=tuple(each for each in ("cursor", "offset", "numbered") if f"{each}Request" in handled),
        sorted="sortedBy" in used,
        next_cursor="nextCursor" if design.conventions.json_names == "camelCase" else "next_cursor",
        most_offset=MAX_OFFSET,
        clock=bool(re.search(r"\bo\.now\b", " ".join(_handler_code(resources)))),
        query_lists="textsOf" in used,
        sent="sent" in handled,
        in_transaction=any(
            each.handler.template.endswith("/write.go.jinja") for resource in resources for each in resource.operations
        ),
        referred="referred" in handled,
        dates=Kind.DATE in kinds or "DateOf" in stored,
        durations=Kind.DURATION in kinds,
        decimals=Kind.DECIMAL in kinds,
        decimal_columns="readDecimal" in stored or Kind.DECIMAL in frozenset(_column_kinds(design)),
        json=Kind.JSON in frozenset(_column_kinds(design)),
        counted=any(each.id_is_integer for each in entities),
        uncounted=any(not each.id_is_integer for each in entities),
        soft_delete=any(each.soft_delete for each in entities),
        states=any(each.states for each in entities),
        role_of=any(each.states is not None and "roleOf" in each.states.role for each in entities),
        slugs=any(each.slugs for each in entities),
        value_of=any("valueOf" in each.text for entity in entities for each in entity.slugs),
        caller_id="callerID" in stored,
        add_search="addSearch" in stored,
        add_switch="addSwitch" in stored,
        add_owner=any(each.owner for each in entities),
        add_given="addGiven" in stored,
        add_given_item="addGivenItem" in stored,
        has_item="hasItem" in stored,
        read_date="readDate" in stored,
        or_nil="orNil" in stored,
    )


def _sorting(handled: frozenset[str], design: Design) -> Iterator[str]:
    is_paged = any(f"{each}Request" in handled for each in ("cursor", "offset", "numbered"))
    if is_paged and any(each.listing and each.listing.sorts for each in design.operations):
        yield "sortedBy"


def _closure(found: Iterable[str]) -> frozenset[str]:
    reached: set[str] = set()
    pending = list(found)
    while pending:
        each = pending.pop()
        if each not in reached:
            reached.add(each)
            pending.extend(_NEEDS.get(each, ()))
    return frozenset(reached)


def _words(code: Iterable[str]) -> frozenset[str]:
    return frozenset(word for text in code for word in _WORD.findall(_TEXT.sub(" ", text)))


def _handler_code(resources: tuple[ResourceView, ...]) -> Iterator[str]:
    for resource in resources:
        for operation in resource.operations:
            handler = operation.handler
            yield from (*handler.reading, *handler.before, *handler.inside, handler.answer, handler.location)
        for body in resource.bodies:
            yield body.start
            yield from (each.type for each in body.assignments)
        for query in resource.queries:
            yield from (each.type for each in query.assignments)
        for answer in resource.answers:
            yield from (text for each in answer.members for text in (each.type, each.value))


def _store_code(entities: tuple[EntityView, ...]) -> Iterator[str]:
    for entity in entities:
        yield entity.query.select
        yield from entity.arguments
        yield from entity.scanned
        for each in entity.lists:
            yield from each.fixed
            yield from (narrowing.statement for narrowing in each.filters)


def _column_kinds(design: Design) -> Iterator[Kind]:
    for table in design.tables:
        yield from (kind for each in table.columns for kind in _kinds_of(each.type))


def _kinds(design: Design) -> Iterator[Kind]:
    """The plain kinds of all values that the service knows."""
    yield from _column_kinds(design)
    for entity in design.entities:
        yield from (each.type.kind for each in entity.computed)
    for operation in design.operations:
        types = [each.type for each in operation.parameters]
        types += [each.type for each in operation.answers if each.type is not None]
        yield from (kind for each in types for kind in _kinds_of(each))
    for schema in design.schemas:
        yield from (kind for member in schema.properties for kind in _kinds_of(member.type))


def _kinds_of(kind: Type) -> Iterator[Kind]:
    while isinstance(kind, ListOf):
        kind = kind.item
    if isinstance(kind, Plain):
        yield kind.kind
