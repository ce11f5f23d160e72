"""Error scenarios: every code, who answers it, and what a client does about it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from scaffold.design.design import Design, Error
from scaffold.design.operations import Operation
from scaffold.documents.links import Links
from scaffold.documents.markdown import NOTHING, Markdown, code, join, json_block, prose, sentence
from scaffold.openapi.errors import INVALID_INPUT, error_example

_BY_CODE = {
    "invalid_credentials": "Let the person type the password again.",
    "invalid_refresh_token": "Log in again: the session is over.",
    "account_locked": "Tell the person to wait for the seconds of `Retry-After`.",
}
_BY_STATUS = {
    400: "Mend the client: it sent something that is not well-formed.",
    401: "Refresh the access token once; when that fails, log in again.",
    403: "Do not try again: offer the action only to those who may do it.",
    404: "Treat it as gone; it may also be somebody else's.",
    405: "Mend the client: the path does not have this method.",
    409: "Show the message; the call can succeed only when something changes first.",
    413: "Send less.",
    415: "Mend the client: send the right `Content-Type`.",
    422: "Show each message at its field.",
    429: "Wait for the seconds of `Retry-After`, then try again.",
    500: "Try again later, and report the request id.",
    501: "Wait for a later version: the logic is not written yet.",
    503: "Wait and try again, longer each time.",
}
_OTHER = "Show the message."
_GROUPS = {
    "unauthenticated": "every operation that needs or takes a login",
    "forbidden": "every operation that is for some roles alone",
    "not_found": "every operation whose path names a row",
    "not_implemented": "every operation whose logic is not written yet",
}
"""How the operations of a code are told when they are too many to list."""

_LISTED = 8
_BEFORE = frozenset({"not_found", "method_not_allowed"})
"""Codes of calls that reach no operation."""


class ErrorRow(Struct, frozen=True):
    """One error, and the operations that may answer it."""

    status: int
    code: Markdown
    message: Markdown
    operations: Markdown


class ReactionRow(Struct, frozen=True):
    """What a client does about a status or a code."""

    answer: Markdown
    reaction: Markdown


class ErrorsView(Struct, frozen=True):
    """The page about errors.

    Attributes:
        own: errors of this service's rules and constraints.
        usual: errors that every service of this kind has.
        invalid: an example of an answer to invalid input.
    """

    media: Markdown
    is_problem: bool
    example: Markdown
    invalid: Markdown
    own: tuple[ErrorRow, ...]
    usual: tuple[ErrorRow, ...]
    reactions: tuple[ReactionRow, ...]


def view_errors(design: Design, links: Links) -> ErrorsView:
    """The page about errors."""
    answering = _answering(design)
    usual_codes = _usual_codes(design)
    shown = [each for each in design.errors if each.declared or each.code in _BEFORE or answering[each.code]]
    shown.sort(key=lambda each: (each.status, each.code))
    own = [error for error in shown if error.code not in usual_codes]
    invalid = next((each for each in shown if each.status == INVALID_INPUT and not each.declared), None)
    rows = {error.code: _row(design, error, answering[error.code], links) for error in shown}
    return ErrorsView(
        media=code(design.error_format.media),
        is_problem=design.error_format.envelope is None,
        example=json_block(error_example(design, (own or shown)[0], "body")),
        invalid=json_block(error_example(design, invalid, _invalid_field(design))) if invalid else NOTHING,
        own=tuple(rows[error.code] for error in own),
        usual=tuple(row for key, row in rows.items() if key in usual_codes),
        reactions=tuple(_reactions(shown)),
    )


def _answering(design: Design) -> Mapping[str, list[Operation]]:
    """By code, the operations that may answer it."""
    found: dict[str, list[Operation]] = {error.code: [] for error in design.errors}
    for operation in design.operations:
        for code_ in dict.fromkeys(each.code for each in operation.errors):
            found[code_].append(operation)
    return found


def _usual_codes(design: Design) -> frozenset[str]:
    """Codes of errors that neither the spec nor a constraint brings."""
    constraints = {
        code
        for entity in design.entities
        for code in (
            *(unique.error for unique in entity.uniques),
            *([entity.in_use_error] if entity.in_use_error else []),
            *([entity.states.error] if entity.states else []),
        )
    }
    return frozenset(each.code for each in design.errors if not each.declared and each.code not in constraints)


def _invalid_field(design: Design) -> str:
    """A field of some body, for the example."""
    bodies = (design.schema[each.body.schema] for each in design.operations if each.body)
    return next((f"body.{schema.properties[0].wire}" for schema in bodies if schema.properties), "query.limit")


def _row(design: Design, error: Error, answering: list[Operation], links: Links) -> ErrorRow:
    operations = _operations(design, error, answering, links)
    return ErrorRow(error.status, code(error.code), sentence(error.message), operations)


def _operations(design: Design, error: Error, answering: list[Operation], links: Links) -> Markdown:
    if not answering:
        return Markdown("none yet" if error.declared else "the service, before any operation")
    if len(answering) == len(design.operations):
        return Markdown("every operation")
    if len(answering) <= _LISTED:
        return join(links.operation(each) for each in answering)
    if all(each.body for each in answering) and len(answering) == sum(
        each.body is not None for each in design.operations
    ):
        return Markdown("every operation with a body")
    if not error.declared and error.code in _GROUPS:
        return Markdown(_GROUPS[error.code])
    return prose("{} operations; each names it in the API guide", len(answering))


def _reactions(shown: list[Error]) -> Iterator[ReactionRow]:
    for status in dict.fromkeys(each.status for each in shown):
        yield ReactionRow(prose("{}", status), Markdown(_BY_STATUS.get(status, _OTHER)))
        for each in shown:
            if each.status == status and not each.declared and each.code in _BY_CODE:
                yield ReactionRow(prose("{} {}", status, code(each.code)), Markdown(_BY_CODE[each.code]))
