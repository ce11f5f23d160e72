"""Handlers: how each operation is routed, and what stands in the body of its handler."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from scaffold.design.operations import Operation
from scaffold.design.schemas import Schema
from scaffold.design.types import Kind, ObjectOf, Plain, Reference
from scaffold.names import name_of
from scaffold.targets.go.actions import ACTIONS, prepare_stub
from scaffold.targets.go.answers import AnswerWriter
from scaffold.targets.go.calls import Call, Given
from scaffold.targets.go.identifiers import unexported
from scaffold.targets.go.lists import PAGES
from scaffold.targets.go.text import go_string
from scaffold.targets.shared.answers import row_entity
from scaffold.targets.shared.pages import page_style

_STATUSES = {
    200: "http.StatusOK",
    201: "http.StatusCreated",
    202: "http.StatusAccepted",
    203: "http.StatusNonAuthoritativeInfo",
    204: "http.StatusNoContent",
    205: "http.StatusResetContent",
    206: "http.StatusPartialContent",
}
_FIRST = {"Caller": 0, "Owner": 1}
_LAST = {"Now": 1, "Store": 2}
_BOTH = re.compile(r"\{([^{}]+)\}")


class Handler(Struct, frozen=True):
    """A handler, and the service method behind it.

    Attributes:
        template: The template of its body.
        reading: Statements that read the request; ``checks`` says that they do not check it yet.
        before: Statements before the store is asked.
        inside: Statements that need the store, or the transaction.
        given: What the service is given.
        call: The call of the service, without its input.
        result: The type of what the service returns, as the handler sees it; empty for nothing.
        answer: The expression of what is answered.
        body: The body of the service method.
        note: What its input says of itself behind the first words.
    """

    template: str
    reading: tuple[str, ...]
    checks: bool
    before: tuple[str, ...]
    inside: tuple[str, ...]
    given: tuple[Given, ...]
    call: str
    result: str
    zero: str
    status: str
    answer: str
    answer_fails: bool
    location: str
    body: str
    note: str


def handler_of(call: Call, answers: AnswerWriter) -> Handler:
    """How an operation is answered."""
    operation = call.operation
    if operation.action in ("login", "refresh", "logout"):
        return _session_handler(call)
    if call.has_caller:
        call.give("Caller", "*Caller", "r.caller")
    for each in operation.parameters_in("path"):
        read = call.readers.of(each.type, unexported(name_of(each.wire)))
        call.reading.append(f"{call.parameter(each.wire)} := required(args.pathField({go_string(each.wire)}), {read})")
    _give_path(call)
    body = ACTIONS[operation.action](call) if operation.action else prepare_stub(call)
    _read_rest(call)
    call.give("Store", "*Store", call.store)
    answer, fails = _answer(call, answers)
    is_paged = operation.answer.page_of is not None and bool(operation.parameters_in("query"))
    return Handler(
        template=_template(call),
        reading=tuple(call.reading),
        checks=not is_paged,
        before=(*_body_checks(call), *call.before),
        inside=tuple(call.inside),
        given=tuple(sorted(call.given, key=_position)),
        call=f"a.services.{call.names.resources[operation.resource].member}.{_own(call)}",
        result=_result(call),
        zero=call.zero,
        status=_STATUSES.get(operation.answer.status, str(operation.answer.status)),
        answer=answer,
        answer_fails=fails,
        location=_location(call),
        body=body,
        note="".join(f"; {note}" for note in call.notes),
    )


def _own(call: Call) -> str:
    return call.names.operations[call.operation.name.snake].method


def _template(call: Call) -> str:
    kind = "write" if call.writes else "read"
    return f"httpapi/handlers/{kind}{'' if call.operation.answer.type is not None else '_nothing'}.go.jinja"


def _position(given: Given) -> int:
    return _FIRST.get(given.name, 2 + _LAST.get(given.name, 0))


def _session_handler(call: Call) -> Handler:
    operation = call.operation
    assert operation.body is not None, f"{operation.name.snake} takes nothing"
    own = call.names.schemas[operation.body.schema]
    sent = [f"body.{own.members[each.wire]}" for each in call.design.schema[operation.body.schema].properties]
    arguments = ["ctx", *(["r.caller"] if operation.action == "logout" else []), *sent]
    make = ""
    if isinstance(operation.answer.type, ObjectOf):
        make = call.names.schemas[operation.answer.type.schema].make_answer
    return Handler(
        template=f"httpapi/handlers/{'session' if make else 'session_nothing'}.go.jinja",
        reading=(f"body := bodyOf(args, {own.read})",),
        checks=True,
        before=(),
        inside=(),
        given=(),
        call=f"a.accounts.{(operation.action or '').capitalize()}({', '.join(arguments)})",
        result="",
        zero="",
        status=_STATUSES.get(operation.answer.status, str(operation.answer.status)),
        answer=f"{make}(result)",
        answer_fails=False,
        location="",
        body="",
        note="",
    )


def _give_path(call: Call) -> None:
    """Give the path parameters, but for those of the row that is loaded and of what it belongs to."""
    operation = call.operation
    settled = {operation.target.parameter} if operation.target and call.loads_row else set()
    if operation.parent and operation.action != "list":
        settled.add(operation.parent.parameter)
    for each in operation.parameters_in("path"):
        if each.wire not in settled:
            call.give(call.field_of(each.wire), call.inner.of(each.type), call.parameter(each.wire))


def _read_rest(call: Call) -> None:
    """Read headers and body; reading a page checks the request, so it comes last."""
    operation = call.operation
    later = [line for line in call.reading if line.startswith("page, err :=")]
    call.reading[:] = [line for line in call.reading if line not in later]
    for each in operation.parameters_in("header"):
        read = call.readers.of(each.type, unexported(name_of(each.wire)))
        place = f"args.headerField({go_string(each.wire)})"
        is_sure = each.required
        if each.required:
            value = f"required({place}, {read})"
        elif each.default is not None and not isinstance(each.default.value, tuple):
            is_sure = True
            value = f"givenOr({place}, {read}, {call.types.default(each.default, each.type, 'r.now')})"
        else:
            value = f"given({place}, {read})"
        call.reading.append(f"{call.parameter(each.wire)} := {value}")
        call.give(call.field_of(each.wire), call.inner.of(each.type, nullable=not is_sure), call.parameter(each.wire))
    if operation.body is not None:
        own = call.names.schemas[operation.body.schema]
        read = own.read_object if operation.is_stub else own.read
        call.reading.append(f"body := bodyOf(args, {read})")
    call.reading += later


def _body_checks(call: Call) -> Iterator[str]:
    """Statements that refuse members which the caller has no role to send."""
    if call.operation.body is None:
        return
    for wires, roles in _guarded(call, call.design.schema[call.operation.body.schema], ()):
        sent = ", ".join(go_string(wire) for wire in wires)
        yield f"if args.body.sent({sent}) {{"
        yield f"\tif err := r.caller.Require({call.roles(roles)}); err != nil {{"
        yield from ("\t\treturn err", "\t}", "}")


def _guarded(call: Call, schema: Schema, within: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Members with roles, in the body and the objects inside of it."""
    for each in schema.properties:
        if each.roles is not None:
            yield (*within, each.wire), each.roles
        if isinstance(each.type, ObjectOf):
            yield from _guarded(call, call.design.schema[each.type.schema], (*within, each.wire))


def _result(call: Call) -> str:
    """What the service returns, as the handler sees it."""
    return result_type(call, call.types.prefix)


def result_type(call: Call, prefix: str) -> str:
    """What a service method returns beside an error; empty for nothing."""
    operation = call.operation
    answer = operation.answer
    types = call.types if prefix else call.inner
    if answer.type is None:
        return ""
    if answer.page_of is not None:
        item = types.of(ObjectOf(answer.page_of))
        return f"*{prefix}{PAGES[page_style(call.design, operation)].page}[{item}]"
    return types.result(answer.type)


def _answer(call: Call, answers: AnswerWriter) -> tuple[str, bool]:
    """What is answered for the result, and whether making it may fail."""
    operation, answer = call.operation, call.operation.answer
    if answer.type is None:
        return "", False
    if answer.page_of is not None:
        style = PAGES[page_style(call.design, operation)]
        make = call.names.schemas[answer.page_of].make_answer
        if style.style == "cursor":
            return f"cursorAnswer(a, r, result, {make})", True
        return f"{style.answer}(result, {make})", False
    value = "result"
    if isinstance(answer.type, ObjectOf) and row_entity(call.design, answer.type) is None:
        value = "*result"
    return answers.answered_value(value, answer.type, nullable=False), False


def _location(call: Call) -> str:
    """The expression of where a new row is, if the answer says where."""
    answer = call.operation.answer
    entity = row_entity(call.design, answer.type)
    if answer.location is None or entity is None:
        return ""
    rows = call.names.entities[entity.key]
    parts = []
    for index, part in enumerate(_BOTH.split(answer.location)):
        if index % 2 == 0:
            parts += [go_string(part)] if part else []
            continue
        kind = entity.id_type if part == "id" else entity.attribute(part).type
        column = "id" if part == "id" else entity.attribute(part).column
        plain = kind.id_type if isinstance(kind, Reference) else kind
        parts.append(_segment(f"result.{rows.members[column]}", plain.kind if isinstance(plain, Plain) else None))
    return "+".join(parts)


def _segment(value: str, kind: Kind | None) -> str:
    match kind:
        case Kind.UUID:
            return f"{value}.String()"
        case Kind.INTEGER:
            return f"strconv.FormatInt({value}, 10)"
        case Kind.SLUG:
            return value
    return f"segment({value})"


def pattern_of(operation: Operation) -> str:
    """The pattern of a route; names between braces are identifiers, as they are on the wire."""
    return f"{operation.method} {operation.path}"
