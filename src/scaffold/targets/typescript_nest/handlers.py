"""Handlers: how each operation is declared in its controller, and what stands in its body."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from scaffold.design.entities import Entity
from scaffold.design.types import Kind, Plain, Reference
from scaffold.targets.shared.answers import row_entity
from scaffold.targets.typescript_nest.actions import ACTIONS, prepare_stub
from scaffold.targets.typescript_nest.calls import Call, Given
from scaffold.targets.typescript_nest.requests import access_mark, body_checks, header_arguments, path_arguments
from scaffold.targets.typescript_nest.results import result_type
from scaffold.targets.typescript_nest.text import member, string

_FIRST = {"caller": 0, "owner": 1}
_STATUS = {"POST": 201}
_NEST = "@nestjs/common"


class Handler(Struct, frozen=True):
    """A handler and the service function behind it.

    Attributes:
        marks: Its decorators.
        parameters: Its parameters, declared.
        returns: What both of them promise.
        statements: Its body.
        given: What the service function is given.
        note: What the input says of itself behind the first words.
        service: The body of the service function.
    """

    marks: tuple[str, ...]
    parameters: tuple[str, ...]
    returns: str
    statements: tuple[str, ...]
    given: tuple[Given, ...] = ()
    note: str = ""
    service: str = ""


def session_handler(call: Call, rate: str) -> Handler:
    """The handler of an operation that logs in, refreshes or logs out: it asks the accounts."""
    operation = call.operation
    schema = call.design.schema[operation.body.schema] if operation.body else None
    sent = [member("body", each.wire) for each in (schema.properties if schema else ())]
    caller = ["caller"] if operation.action == "logout" else []
    asked = f"this.accounts.{operation.action}({', '.join((*caller, *sent))})"
    is_empty = operation.answer.type is None
    return Handler(
        marks=_marks(call, rate),
        parameters=tuple(_parameters(call, [asked], located=False)),
        returns="void" if is_empty else call.controller.type("/auth/accounts", "Tokens"),
        statements=(f"await {asked};" if is_empty else f"return {asked};",),
    )


def service_handler(call: Call, rate: str) -> Handler:
    """The handler of an operation whose body is in the service.

    Args:
        call: The operation.
        rate: The name of the rate that it is counted under.
    """
    operation, method = call.operation, call.names.operations[call.operation.name.snake].method
    if call.has_caller:
        call.give("caller", _caller_type(call))
    _give_path(call)
    service = ACTIONS[operation.action](call) if operation.action else prepare_stub(call)
    taken = frozenset(each.name for each in call.given)
    for each in header_arguments(operation, taken):
        call.give(each.name, each.type, each.value)
    call.give("store", call.inputs.type("/database/store", "Store"), call.store)
    given = tuple(sorted(call.given, key=lambda each: _FIRST.get(each.name, len(_FIRST))))
    asked = f"this.service.{method}({{ {', '.join(each.pair for each in given)} }})"
    variable, location = _location(call)
    checks = body_checks(call.design, operation)
    statements = (*checks, *call.before, *_answer(call, asked, variable, location))
    result_type(call.design, call.names, operation, call.service)
    return Handler(
        marks=_marks(call, rate),
        parameters=tuple(_parameters(call, statements, located=bool(location))),
        returns=result_type(call.design, call.names, operation, call.controller),
        statements=statements,
        given=given,
        note="".join(f"; {note}" for note in call.notes),
        service=service,
    )


def _answer(call: Call, asked: str, variable: str, location: str) -> Iterator[str]:
    """How the service is asked: in a transaction where the operation writes."""
    if not call.writes:
        yield from call.inside
        yield f"return {asked};"
        return
    work = f"(store) => {asked}"
    if call.inside:
        work = f"async (store) => {{ {' '.join(call.inside)} return {asked}; }}"
    if not location:
        yield f"return this.store.transaction({work});"
        return
    yield f"const {variable} = await this.store.transaction({work});"
    yield f'void reply.header("location", {location});'
    yield f"return {variable};"


def _marks(call: Call, rate: str) -> tuple[str, ...]:
    operation, imports = call.operation, call.controller
    base = call.design.service.base_path
    path = operation.path.removeprefix(base).strip("/").replace("{", ":").replace("}", "")
    verb = imports.value(_NEST, operation.method.capitalize())
    said = [f"@{verb}({string(path) if path else ''})"]
    if operation.answer.status != _STATUS.get(operation.method, 200):
        said.append(f"@{imports.value(_NEST, 'HttpCode')}({operation.answer.status})")
    said.append(access_mark(operation, imports))
    said.append(f"@{imports.value('/access/access.decorators', 'Rate')}({string(rate)})")
    return tuple(said)


def _parameters(call: Call, statements: list[str] | tuple[str, ...], *, located: bool) -> Iterator[str]:
    operation, imports = call.operation, call.controller
    own = call.names.operations[operation.name.snake]
    if call.has_caller:
        mark = imports.value("/access/caller", "CurrentCaller")
        kind = imports.value("/access/caller", "Caller")
        yield f"@{mark}() caller: {kind}{' | null' if operation.policy.optional else ''}"
    request = imports.value(call.names.resources[operation.resource].file("requests"), own.request)
    validated = imports.value("/common/http/validated.decorator", "Validated")
    kind = f"{imports.type('/common/http/request', 'RequestOf')}<typeof {request}>"
    read = ", ".join(part for part in _parts(call) if _mentions(" ".join(statements), part))
    yield f"@{validated}({request}) {f'{{ {read} }}' if read else '_request'}: {kind}"
    if located:
        reply = imports.type("fastify", "FastifyReply")
        yield f"@{imports.value(_NEST, 'Res')}({{ passthrough: true }}) reply: {reply}"


def _parts(call: Call) -> Iterator[str]:
    """The parts that the request of an operation has."""
    operation = call.operation
    yield from (place for place in ("path", "query", "header") if operation.parameters_in(place))
    if operation.body is not None:
        yield "body"


def _mentions(text: str, part: str) -> bool:
    """Whether statements read a part of the request: as a variable, not as a property or in a string."""
    return re.search(rf"(?:(?<=\.\.\.)|(?<![\w.$\"`/-])){part}\b(?![\":])", text) is not None


def _caller_type(call: Call) -> str:
    caller = call.inputs.type("/access/caller", "Caller")
    return f"{caller} | null" if call.operation.policy.optional else caller


def _give_path(call: Call) -> None:
    """Give the path parameters, but for those of the row that is loaded and of what it belongs to."""
    operation = call.operation
    settled = {operation.target.parameter} if operation.target and call.loads_row else set()
    if operation.parent and operation.action != "list":
        settled.add(operation.parent.parameter)
    for each in path_arguments(call.design, operation):
        if each.wire not in settled:
            call.give(each.name, each.type, each.value)


def _location(call: Call) -> tuple[str, str]:
    """The variable of the new row and the expression of where it is, if the answer says where."""
    answer = call.operation.answer
    entity = row_entity(call.design, answer.type)
    if answer.location is None or entity is None:
        return "", ""
    variable = call.variable(entity.name)
    if any(each.startswith((f"const {variable} ", f"const {variable}:")) for each in (*call.before, *call.inside)):
        variable = f"new{entity.name.pascal}"
    parts = [
        f"${{{_path_value(call, entity, variable, part[1:-1])}}}" if part.startswith("{") else part
        for part in answer.location.split("/")
    ]
    return variable, f"`{'/'.join(parts)}`"


def _path_value(call: Call, entity: Entity, variable: str, wire: str) -> str:
    kind = entity.id_type if wire == "id" else entity.attribute(wire).type
    plain = kind.id_type if isinstance(kind, Reference) else kind
    value = member(variable, wire)
    if wire == "id" or (isinstance(plain, Plain) and plain.kind in (Kind.UUID, Kind.SLUG)):
        return value
    return f"{call.controller.value('/common/http/location', 'pathSegment')}({value})"
