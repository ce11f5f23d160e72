"""Routes: how each operation is declared, and what stands in the body of its handler."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from scaffold.design.design import Design
from scaffold.design.entities import Entity
from scaffold.design.operations import Operation
from scaffold.design.schemas import Schema
from scaffold.design.types import Kind, ListOf, ObjectOf, Plain, Reference, Type
from scaffold.targets.python_fastapi.actions import ACTIONS, prepare_stub
from scaffold.targets.python_fastapi.arguments import (
    Argument,
    body_checks,
    caller_annotation,
    header_arguments,
    path_arguments,
)
from scaffold.targets.python_fastapi.calls import Call, Given, Use
from scaffold.targets.python_fastapi.identifiers import member_of_wire
from scaffold.targets.python_fastapi.naming import ProjectNames
from scaffold.targets.python_fastapi.results import result_annotation
from scaffold.targets.python_fastapi.rows import Member
from scaffold.targets.python_fastapi.text import python_string
from scaffold.targets.python_fastapi.types import answer_annotation
from scaffold.targets.shared.answers import row_entity

_HANDLERS = "resource/handlers"
_FIRST = {"caller": 0, "owner": 1}


class Handler(Struct, frozen=True):
    """A route and what stands behind it.

    Attributes:
        template: The template of its body.
        decorator: The arguments that the route is declared with.
        parameters: The arguments, declared.
        before: Lines before the store is asked.
        inside: Lines that need the store, or the transaction.
        given: What the service function is given.
        result: The variable of a new row, and where it is, when the answer says so.
        service: The body of the service function.
        note: What its input says of itself behind the first words.
        uses: What has to be imported for all of this.
    """

    template: str
    decorator: tuple[str, ...]
    parameters: tuple[str, ...]
    returns: str
    before: tuple[str, ...] = ()
    inside: tuple[str, ...] = ()
    given: tuple[Given, ...] = ()
    result: str = ""
    location: str = ""
    service: str = ""
    note: str = ""
    uses: tuple[Use, ...] = ()

    @property
    def arguments(self) -> str:
        """The values for the input, in its order."""
        return ", ".join(each.value for each in self.given)

    @property
    def fields(self) -> tuple[Member, ...]:
        """The fields of the input."""
        return tuple(Member(each.name, each.annotation) for each in self.given)

    @property
    def keyword(self) -> str:
        """How the handler ends: an empty answer returns nothing."""
        return "" if self.returns == "None" else "return "


def handler_of(design: Design, names: ProjectNames, operation: Operation, rate: str) -> Handler:
    """How an operation is answered.

    Args:
        design: The design.
        names: What everything is called.
        operation: The operation.
        rate: The constant that counts a call.
    """
    call = Call(design, names, operation)
    if operation.action in ("login", "refresh", "logout"):
        return _session_handler(call, rate)
    path = path_arguments(operation)
    _give_caller(call)
    _give_path(call, path)
    service = ACTIONS[operation.action](call) if operation.action else prepare_stub(call)
    headers = header_arguments(operation, frozenset(each.name for each in path))
    for each in headers:
        call.give(each.name, each.value)
    call.give("store", "Store", call.store)
    result, location = _location(call)
    kind = "create" if location else "write" if call.writes else "read"
    return Handler(
        template=f"{_HANDLERS}/{kind}.py.jinja",
        decorator=_decorator(call, rate),
        parameters=tuple(_parameters(call, path, headers, located=bool(location))),
        returns=result_annotation(call.design, call.names, operation),
        before=(*body_checks(design, names, operation), *call.before),
        inside=tuple(call.inside),
        given=tuple(sorted(call.given, key=lambda each: _FIRST.get(each.name, len(_FIRST)))),
        result=result,
        location=location,
        service=service,
        note="".join(f"; {note}" for note in call.notes),
        uses=(*call.uses, *_schema_uses(call), *_result_uses(call)),
    )


def _session_handler(call: Call, rate: str) -> Handler:
    operation = call.operation
    schema = call.design.schema[operation.body.schema] if operation.body else None
    sent = tuple(f"body.{member_of_wire(each.wire)}" for each in (schema.properties if schema else ()))
    caller = ["caller"] if operation.action == "logout" else []
    return Handler(
        template=f"{_HANDLERS}/session.py.jinja",
        decorator=_decorator(call, rate),
        parameters=tuple(_parameters(call, (), (), located=False)),
        returns="None" if operation.answer.type is None else "Tokens",
        service=f"runtime.accounts.{operation.action}({', '.join((*caller, *sent))})",
        uses=tuple(_schema_uses(call)),
    )


def _decorator(call: Call, rate: str) -> tuple[str, ...]:
    operation, names = call.operation, call.names
    path = operation.path.removeprefix(call.design.service.base_path)
    said = [python_string(path)]
    if operation.answer.type is None:
        said.append("response_class=Response")
    else:
        said.append(f"response_model={answer_annotation(operation.answer.type, names.schemas)}")
    if operation.answer.status != 200:
        said.append(f"status_code={operation.answer.status}")
    return (*said, f"dependencies=[{rate}]")


def _parameters(
    call: Call, path: tuple[Argument, ...], headers: tuple[Argument, ...], *, located: bool
) -> Iterator[str]:
    operation, names = call.operation, call.names
    caller = caller_annotation(operation)
    if caller is not None:
        yield f"caller: {caller}"
    yield from (each.declaration for each in path)
    if operation.parameters_in("query"):
        yield f"query: Annotated[{names.queries[operation.name.snake]}, Query()]"
    if operation.body is not None:
        yield f"body: {names.schemas[operation.body.schema]}"
    yield from (each.declaration for each in headers if each.default is None)
    if located:
        yield "response: Response"
    if not operation.parameters_in("query"):
        yield "_query: NoQuery"
    yield "request: Request"
    yield from (each.declaration for each in headers if each.default is not None)


def _give_caller(call: Call) -> None:
    if call.has_caller:
        call.give("caller", "Caller | None" if call.operation.policy.optional else "Caller")


def _give_path(call: Call, path: tuple[Argument, ...]) -> None:
    """Give the path parameters, but for those of the row that is loaded and of what it belongs to."""
    operation = call.operation
    settled = {operation.target.parameter} if operation.target and call.loads_row else set()
    if operation.parent and operation.action != "list":
        settled.add(operation.parent.parameter)
    for each in path:
        if each.wire not in settled:
            call.give(each.name, each.value)


def _location(call: Call) -> tuple[str, str]:
    """The variable of the new row and the expression of where it is, if the answer says where."""
    answer = call.operation.answer
    entity = row_entity(call.design, answer.type)
    if answer.location is None or entity is None:
        return "", ""
    variable = call.variable(entity.name)
    parts = []
    for part in answer.location.split("/"):
        if part.startswith("{"):
            parts.append("{" + _path_value(entity, variable, part[1:-1]) + "}")
        else:
            parts.append(part)
    return variable, f'f"{"/".join(parts)}"'


def _path_value(entity: Entity, variable: str, wire: str) -> str:
    member = member_of_wire(wire)
    kind = entity.id_type if wire == "id" else entity.attribute(wire).type
    plain = kind.id_type if isinstance(kind, Reference) else kind
    if isinstance(plain, Plain) and plain.kind in (Kind.UUID, Kind.INTEGER, Kind.SLUG):
        return f"{variable}.{member}"
    return f"quote({variable}.{member}, safe='')"


def _schema_uses(call: Call) -> Iterator[Use]:
    operation, names = call.operation, call.names
    if operation.parameters_in("query"):
        yield f"{names.resources[operation.resource]}.schemas", names.queries[operation.name.snake]
    kinds: list[Type] = [ObjectOf(operation.body.schema)] if operation.body else []
    kinds += [operation.answer.type] if operation.answer.type else []
    kinds += [ObjectOf(operation.answer.page_of)] if operation.answer.page_of else []
    for kind in kinds:
        while isinstance(kind, ListOf):
            kind = kind.item
        if isinstance(kind, ObjectOf):
            yield from _parts(call, call.design.schema[kind.schema])


def _parts(call: Call, schema: Schema) -> Iterator[Use]:
    """A schema, and the objects inside of it whose members need a role."""
    yield f"{call.names.resources[schema.resource or call.operation.resource]}.schemas", call.names.schemas[schema.key]
    if schema.is_input:
        for each in schema.properties:
            if isinstance(each.type, ObjectOf):
                yield from _parts(call, call.design.schema[each.type.schema])


def _result_uses(call: Call) -> Iterator[Use]:
    answer = call.operation.answer
    kind = ObjectOf(answer.page_of) if answer.page_of else answer.type
    while isinstance(kind, ListOf):
        kind = kind.item
    entity = row_entity(call.design, kind)
    if entity is not None:
        rows = call.names.entities[entity.key]
        yield f"{rows.package}.tables", rows.row
