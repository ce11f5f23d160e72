"""What other teams rely on."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from scaffold.design.design import Design
from scaffold.design.operations import PageStyle
from scaffold.design.types import Enumeration, Kind, ListOf, Plain, Type
from scaffold.documents.links import Links
from scaffold.documents.markdown import Markdown, code, join, prose
from scaffold.documents.wording import duration_words, size_words

_PAGES: dict[PageStyle, str] = {
    "cursor": (
        'A list answers `{{"items": […], "next_cursor": "…"}}`. Send `next_cursor` back as `cursor` for the next '
        "page; it is null on the last. `limit` is {} unless said, {} at most. A cursor is opaque: do not "
        "make or store one."
    ),
    "offset": (
        'A list answers `{{"items": […], "total": …, "limit": …, "offset": …}}`. `limit` is {} unless said, {} at '
        "most; `offset` counts what is passed over."
    ),
    "page": (
        'A list answers `{{"items": […], "total": …, "page": …, "size": …}}`. Pages count from 1; `size` is {} unless '
        "said, {} at most."
    ),
}
_FORMS = {
    Kind.DATETIME: "Moments are RFC 3339 in UTC with milliseconds: `2026-01-15T09:30:00.000Z`.",
    Kind.DATE: "Days are `YYYY-MM-DD`, without a time zone.",
    Kind.DURATION: "Durations are ISO 8601: `PT30M`.",
    Kind.MONEY: 'Money is `{"amount": 1250, "currency": "EUR"}`: minor units, so this is 12.50.',
    Kind.DECIMAL: 'Decimals are strings, `"12.50"`: do not read them as floating point.',
    Kind.FILE: "Files are sent as `multipart/form-data` and answered as a link.",
}


class EnumerationRow(Struct, frozen=True):
    """The values that clients must know."""

    name: Markdown
    values: Markdown


class AgreementsView(Struct, frozen=True):
    """What the frontend relies on."""

    conventions: tuple[Markdown, ...]
    enumerations: tuple[EnumerationRow, ...]


def view_agreements(design: Design, links: Links) -> AgreementsView:
    """The page of agreements."""
    types = tuple(_types(design))
    named = {each.name.pascal: each for each in types if isinstance(each, Enumeration)}
    return AgreementsView(
        conventions=(
            *_names(design),
            *_forms(types),
            *_lists(design),
            *_limits(design),
            *_logins(design, links),
            _errors(links),
        ),
        enumerations=tuple(
            EnumerationRow(code(name), join(code(value) for value in each.values))
            for name, each in sorted(named.items())
        ),
    )


def _types(design: Design) -> Iterator[Type]:
    """The type of every property, and of the items of lists."""
    for schema in design.schemas:
        for each in schema.properties:
            yield each.type
            if isinstance(each.type, ListOf):
                yield each.type.item


def _names(design: Design) -> Iterator[Markdown]:
    is_camel = design.conventions.json_names == "camelCase"
    reference = "bookId" if is_camel else "book_id"
    yield prose(
        "JSON names are in {}. A reference carries the id of what it refers to: `book` is {}.",
        code(design.conventions.json_names), code(reference),
    )  # fmt: skip
    if design.conventions.ids == "uuid":
        yield Markdown("Ids are UUIDv7 strings. They sort by the time of creation; read nothing else into them.")
    else:
        yield Markdown("Ids are positive integers. Read no meaning into them.")


def _forms(types: tuple[Type, ...]) -> Iterator[Markdown]:
    used = {each.kind for each in types if isinstance(each, Plain)}
    yield from (Markdown(text) for kind, text in _FORMS.items() if kind in used)


def _lists(design: Design) -> Iterator[Markdown]:
    styles = sorted({each.listing.style for each in design.operations if each.listing})
    for style in styles:
        yield Markdown(_PAGES[style].format(design.pagination.size, design.pagination.max))
    if styles:
        yield Markdown(
            "Filters are query parameters called after their field, `q` searches, and `sort=-field` turns an order "
            "round."
        )


def _limits(design: Design) -> Iterator[Markdown]:
    yield Markdown("Fields and query parameters that an operation does not know are refused with 422, never ignored.")
    yield Markdown("Creating answers 201 and the resource, changing is a merge patch (RFC 7396), deleting answers 204.")
    yield prose(
        "A body holds {} at most; a request may take {}.",
        size_words(design.limits.body_bytes), duration_words(design.limits.timeout_seconds),
    )  # fmt: skip
    yield Markdown("Send `X-Request-ID` to follow a call through the logs; every answer carries it.")
    yield Markdown("New fields may appear in answers at any time: ignore those that you do not know.")


def _logins(design: Design, links: Links) -> Iterator[Markdown]:
    if design.auth and design.auth.password_column:
        yield prose(
            "The access token lives for {}. On 401, refresh once and repeat the call; never refresh twice at the same "
            "time, because a refresh token works once. See {}.",
            duration_words(design.auth.access_seconds), links.document("Access", "auth.md"),
        )  # fmt: skip


def _errors(links: Links) -> Markdown:
    return prose("Errors have a {} to rely on: see {}.", code("code"), links.document("Errors", "errors.md"))
