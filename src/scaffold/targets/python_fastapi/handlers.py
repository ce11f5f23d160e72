"""Handlers and service functions: how each kind of operation comes from request to answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from scaffold.design.design import Design
from scaffold.design.entities import Entity
from scaffold.design.operations import Operation
from scaffold.design.schemas import Schema
from scaffold.design.types import Kind, ListOf, ObjectOf, Plain, Reference, Type
from scaffold.targets.python_fastapi.entities import Member, column_key
from scaffold.targets.python_fastapi.identifiers import member_name, member_of_wire
from scaffold.targets.python_fastapi.lists import STYLES, PageClasses, list_views
from scaffold.targets.python_fastapi.naming import EntityNames, ProjectNames
from scaffold.targets.python_fastapi.arguments import (
    Argument,
    argument_name,
    body_checks,
    body_secrets,
    caller_annotation,
    header_arguments,
    owner_expression,
    path_arguments,
)
from scaffold.targets.python_fastapi.text import python_string
from scaffold.targets.python_fastapi.types import answer_annotation, python_value, row_annotation

Use = tuple[str, str]
"""A module below the service's package, and a name to import from it."""


_FIRST = {"caller": 0, "owner": 1}


@dataclass(frozen=True, slots=True)
class Given:
    """One thing that a service function is given: a field of its input, and the handler's value for it."""

    name: str
    annotation: str
    value: str


@dataclass(frozen=True, slots=True)
class Handler:
    """A route and what stands behind it.

    Attributes:
        template: The template of its body.
        decorator: What the route is declared with.
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
    decorator: str
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


@dataclass(slots=True)
class _Call:
    """An operation on its way to a handler, with what is known of it so far."""

    design: Design
    names: ProjectNames
    operation: Operation
    before: list[str] = field(default_factory=list)
    inside: list[str] = field(default_factory=list)
    given: list[Given] = field(default_factory=list)
    uses: list[Use] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def entity(self) -> Entity:
        assert self.operation.entity is not None, f"{self.operation.name.snake} is about no entity"
        return self.design.entity[self.operation.entity]

    @property
    def rows(self) -> EntityNames:
        return self.names.entities[self.entity.key]

    @property
    def has_caller(self) -> bool:
        return caller_annotation(self.operation) is not None

    @property
    def writes(self) -> bool:
        return self.operation.method != "GET"

    @property
    def store(self) -> str:
        return "transaction" if self.writes else "runtime.store"

    def give(self, name: str, annotation: str, value: str | None = None) -> None:
        self.given.append(Given(name, annotation, value or name))

    def use(self, module: str, *names: str) -> None:
        self.uses.extend((module, name) for name in names)

    def caller_id(self, of: str, entity: Entity) -> str:
        """The keyword that works out computed fields for the caller, where there are such."""
        if not self.has_caller or not any(each.per_caller for each in entity.computed):
            return ""
        known = f"{of}caller.id if {of}caller else None" if self.operation.policy.optional else f"{of}caller.id"
        return f", caller_id={known}"


def handler_of(design: Design, names: ProjectNames, operation: Operation, rate: str) -> Handler:
    """How an operation is answered.

    Args:
        design: The design.
        names: What everything is called.
        operation: The operation.
        rate: The constant that counts a call.
    """
    call = _Call(design, names, operation)
    if operation.action in ("login", "refresh", "logout"):
        return _session_handler(call, rate)
    path = path_arguments(operation)
    _give_caller(call)
    _give_path(call, path)
    service = _ACTIONS[operation.action](call) if operation.action else _stub(call)
    headers = header_arguments(operation, frozenset(each.name for each in path))
    for each in headers:
        call.give(each.name, each.value)
    call.give("store", "Store", call.store)
    result, location = _location(call)
    kind = "create" if location else "write" if call.writes else "read"
    return Handler(
        template=f"resource/handlers/{kind}.py.jinja",
        decorator=_decorator(call, rate),
        parameters=tuple(_parameters(call, path, headers, located=bool(location))),
        returns=result_annotation(call.design, call.names, operation),
        before=(*body_checks(design, names, operation), *call.before),
        inside=tuple(call.inside),
        given=tuple(sorted(call.given, key=lambda each: _FIRST.get(each.name, len(_FIRST)))),
        result=result,
        location=location,
        service=service or f"raise NotImplementedYet({python_string(operation.name.snake)})",
        note="".join(f"; {note}" for note in call.notes),
        uses=(*call.uses, *_schema_uses(call), *_result_uses(call)),
    )


def result_annotation(design: Design, names: ProjectNames, operation: Operation) -> str:
    """What a service function returns: rows where the answer shows rows."""
    answer = operation.answer
    if answer.type is None:
        return "None"
    if answer.page_of is not None:
        return f"{page_classes(design, operation).page}[{_result(design, names, ObjectOf(answer.page_of))}]"
    return _result(design, names, answer.type)


def page_classes(design: Design, operation: Operation) -> PageClasses:
    """The style of an operation that answers a page."""
    if operation.listing is not None:
        return STYLES[operation.listing.style]
    wires = {each.wire for each in operation.parameters_in("query")}
    if "cursor" in wires:
        return STYLES["cursor"]
    if "offset" in wires:
        return STYLES["offset"]
    return STYLES["page" if "size" in wires else design.pagination.style]


def row_entity(design: Design, kind: Type | None) -> Entity | None:
    """The entity whose rows a schema shows whole, if it is such a schema."""
    if not isinstance(kind, ObjectOf):
        return None
    schema = design.schema[kind.schema]
    if schema.purpose != "answer" or schema.entity is None:
        return None
    entity = design.entity[schema.entity]
    return entity if schema.key == entity.name.pascal else None


def _result(design: Design, names: ProjectNames, kind: Type) -> str:
    entity = row_entity(design, kind)
    if entity is not None:
        return names.entities[entity.key].row
    match kind:
        case ObjectOf(key):
            return names.schemas[key]
        case ListOf(item):
            return f"list[{_result(design, names, item)}]"
    return row_annotation(kind)


def _session_handler(call: _Call, rate: str) -> Handler:
    operation = call.operation
    schema = call.design.schema[operation.body.schema] if operation.body else None
    sent = tuple(f"body.{member_of_wire(each.wire)}" for each in (schema.properties if schema else ()))
    caller = ["caller"] if operation.action == "logout" else []
    return Handler(
        template="resource/handlers/session.py.jinja",
        decorator=_decorator(call, rate),
        parameters=tuple(_parameters(call, (), (), located=False)),
        returns="None" if operation.answer.type is None else "Tokens",
        service=f"runtime.accounts.{operation.action}({', '.join((*caller, *sent))})",
        uses=tuple(_schema_uses(call)),
    )


def _decorator(call: _Call, rate: str) -> str:
    operation, names = call.operation, call.names
    path = operation.path.removeprefix(call.design.service.base_path)
    said = [python_string(path)]
    if operation.answer.type is not None:
        said.append(f"response_model={answer_annotation(operation.answer.type, names.schemas)}")
    if operation.answer.status != 200:
        said.append(f"status_code={operation.answer.status}")
    dependencies = [rate] if operation.parameters_in("query") else [rate, "NO_QUERY"]
    return ", ".join((*said, f"dependencies=[{', '.join(dependencies)}]"))


def _parameters(
    call: _Call, path: tuple[Argument, ...], headers: tuple[Argument, ...], *, located: bool
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
    yield "runtime: AppRuntime"
    yield from (each.declaration for each in headers if each.default is not None)


def _give_caller(call: _Call) -> None:
    if not call.has_caller:
        return
    call.give("caller", "Caller | None" if call.operation.policy.optional else "Caller")


def _give_path(call: _Call, path: tuple[Argument, ...]) -> None:
    """The path parameters that do not name the row or its parent: those are loaded."""
    operation = call.operation
    settled = {operation.target.parameter} if operation.target and _is_loaded(call) else set()
    if operation.parent and operation.action != "list":
        settled.add(operation.parent.parameter)
    for each in path:
        if each.wire not in settled:
            call.give(each.name, each.value)


def _owner(call: _Call, entity: str) -> str:
    """The value of ``owner``; roles that see all rows make it a line of its own."""
    expression = owner_expression(call.design, call.operation, entity)
    if expression is None:
        return ""
    if expression != "caller.id":
        line = f"owner = {expression}"
        if line not in call.before:
            call.before.append(line)
        expression = "owner"
    return expression


def _give_owner(call: _Call) -> str:
    """Give the service whose rows count; the keyword that passes it on."""
    owner = _owner(call, call.entity.key)
    if not owner:
        return ""
    if owner == "caller.id":
        return ", owner=request.caller.id"
    call.give("owner", f"{row_annotation(call.entity.id_type)} | None")
    call.notes.append(f"`owner` is whose {call.entity.plural.sentence} the caller may see, None for all")
    return ", owner=request.owner"


def _is_loaded(call: _Call) -> bool:
    """Whether the handler loads the row before the service is asked."""
    operation = call.operation
    if operation.target is None or operation.target.parameter is None:
        return operation.is_stub and operation.target is not None
    return operation.is_stub or operation.parent is not None or (call.writes and operation.target.column != "id")


def _load(call: _Call, variable: str) -> None:
    """Load the row that the path names, and look whether it belongs to what the path says before it."""
    operation = call.operation
    assert operation.target is not None
    owner = _owner(call, call.entity.key)
    keywords = (f", owner={owner}" if owner else "") + call.caller_id("", call.entity)
    verb = "lock" if call.writes else "get"
    call.inside.append(f"{variable} = await {call.store}.{call.rows.table}.{_finder(call, verb)}{keywords})")
    parent = operation.parent
    if parent is not None:
        column = f"{variable}.{member_name(parent.reference)}"
        call.inside.append(f"if {column} != {argument_name(parent.parameter)}:")
        call.inside.append("    raise NotFound")


def _finder(call: _Call, verb: str) -> str:
    target = call.operation.target
    assert target is not None
    if target.parameter is None:
        return f"{verb}(caller.id"
    name = argument_name(target.parameter)
    if target.column == "id":
        return f"{verb}({name}"
    return f"{verb}_by({python_string(member_name(target.column))}, {name}"


def _row_variable(call: _Call) -> str:
    name = member_name(call.entity.name.snake)
    taken = {each.name for each in path_arguments(call.operation)}
    clashes = name in taken or argument_name(name) != name or name in ("router", "store", call.rows.table)
    return f"{name}_row" if clashes else name


def _require_parent(call: _Call) -> None:
    parent = call.operation.parent
    if parent is None:
        return
    table = call.names.entities[parent.entity].table
    owner = _owner(call, parent.entity)
    name = argument_name(parent.parameter)
    line = f"get({name}, owner={owner})" if owner else f"require({name})"
    call.inside.append(f"await {call.store}.{table}.{line}")


def _page(call: _Call) -> None:
    operation = call.operation
    style = page_classes(call.design, operation)
    names = [argument_name(each.wire) for each in operation.parameters_in("path")]
    key = ["runtime.cursor_key"] if style.module == "cursor" else []
    fixed = [f"{name}={name}" for name in names] if style.module == "cursor" else []
    call.before.append(f"page = {style.reader}({', '.join(('query', *key, *fixed))})")
    call.use(f"core.pages.{style.module}", style.page, style.request, style.reader)


def _list(call: _Call) -> str:
    operation, rows = call.operation, call.rows
    function = call.names.operations[operation.name.snake].function
    view = next(each for each in list_views(call.design, call.names, call.entity) if each.operation == function)
    owner = _give_owner(call)
    _page(call)
    _require_parent(call)
    arguments = []
    if operation.parent is not None:
        arguments.append(f"request.{argument_name(operation.parent.parameter)}")
    if view.query is not None:
        call.give("query", view.query)
        arguments.append("request.query")
    call.give("page", view.style.request)
    caller = call.caller_id("request.", call.entity)
    if view.takes_caller and not caller and call.has_caller:
        caller = ", caller_id=request.caller.id"
    return f"return await request.store.{rows.table}.{view.method}({', '.join((*arguments, 'request.page'))}{owner}{caller})"


def _create(call: _Call) -> str:
    operation = call.operation
    _require_parent(call)
    values = _written(call, operation)
    if operation.parent is not None:
        values.append(f"{member_name(operation.parent.reference)}={argument_name(operation.parent.parameter)}")
    call.before.append(f"new = {call.rows.new}({', '.join(values)})")
    call.give("new", call.rows.new)
    call.use(f"{call.rows.package}.tables", call.rows.new)
    return f"return await request.store.{call.rows.table}.create(request.new{call.caller_id('request.', call.entity)})"


def _get(call: _Call) -> str:
    key = _give_key(call)
    owner = _give_owner(call)
    return f"return await request.store.{call.rows.table}.{key}{owner}{call.caller_id('request.', call.entity)})"


def _update(call: _Call) -> str:
    operation, entity = call.operation, call.entity
    key = _give_key(call, verb="update")
    owner = _give_owner(call)
    call.before.append(f"changes = {call.rows.changes}({', '.join(_written(call, operation, plain=True))})")
    for each in body_secrets(call.design, operation):
        sent, column = f"body.{member_of_wire(each.wire)}", column_key(entity.attribute(each.attribute or ""))
        call.before.append(f"if isinstance({sent}, str):")
        call.before.append(f'    changes["{column}"] = await runtime.passwords.hash({sent})')
        if call.design.auth is not None and call.design.auth.user == entity.key:
            _end_sessions(call, column)
    call.give("changes", call.rows.changes)
    call.use(f"{call.rows.package}.tables", call.rows.changes)
    role = _role(call)
    caller = call.caller_id("request.", entity)
    return f"return await request.store.{call.rows.table}.{key}, request.changes{owner}{role}{caller})"


def _delete(call: _Call) -> str:
    key = _give_key(call, verb="delete")
    return f"await request.store.{call.rows.table}.{key}{_give_owner(call)})"


def _stub(call: _Call) -> str:
    operation = call.operation
    if operation.target is not None:
        variable = _row_variable(call)
        _load(call, variable)
        call.give(variable, call.rows.row)
        locked = ", locked until the end" if call.writes else ""
        call.notes.append(f"`{variable}` is one the caller may see{locked}")
        call.use(f"{call.rows.package}.tables", call.rows.row)
    if operation.parameters_in("query"):
        call.give("query", call.names.queries[operation.name.snake])
    if operation.answer.page_of is not None and operation.parameters_in("query"):
        _page(call)
        call.give("page", page_classes(call.design, operation).request)
    if operation.body is not None:
        call.give("body", call.names.schemas[operation.body.schema])
    return ""


def _give_key(call: _Call, verb: str = "get") -> str:
    """Name the row to the service: by what the path says, or by the id of the row that was loaded."""
    target = call.operation.target
    assert target is not None
    if target.parameter is None:
        return f"{verb}(request.caller.id"
    if _is_loaded(call):
        variable = _row_variable(call)
        _load(call, variable)
        call.give("id", row_annotation(call.entity.id_type), f"{variable}.id")
        return f"{verb}(request.id"
    name = argument_name(target.parameter)
    if target.column == "id":
        return f"{verb}(request.{name}"
    return f"{verb}_by({python_string(member_name(target.column))}, request.{name}"


def _written(call: _Call, operation: Operation, *, plain: bool = False) -> list[str]:
    """The values of a row that come from the body and from the server."""
    secrets = body_secrets(call.design, operation)
    left_out = ", ".join(python_string(member_of_wire(each.wire)) for each in secrets)
    values = [f"**body.model_dump(exclude={{{left_out}}})" if secrets else "**body.model_dump()"]
    for each in () if plain else secrets:
        sent, column = f"body.{member_of_wire(each.wire)}", column_key(call.entity.attribute(each.attribute or ""))
        call.before.append(f"{column} = {_hashed(sent, each.required and not each.nullable)}")
        values.append(f"{column}={column}")
    for value in operation.sets:
        values.append(f"{member_name(value.column)}={'caller.id' if value.caller else python_value(value.value)}")
    return values


def _hashed(sent: str, is_sure: bool) -> str:
    hashed = f"await runtime.passwords.hash({sent})"
    return hashed if is_sure else f"{hashed} if isinstance({sent}, str) else None"


def _end_sessions(call: _Call, column: str) -> None:
    """A new password ends the sessions of its user, but not the one that it was changed in."""
    target = call.operation.target
    assert target is not None
    keep = "caller.session_id" if call.has_caller and not call.operation.policy.optional else "None"
    user = "caller.id" if target.parameter is None else argument_name(target.parameter)
    if target.parameter is not None and _is_loaded(call):
        user = f"{_row_variable(call)}.id"
    call.inside.append(f'if "{column}" in changes:')
    call.inside.append(f"    await Sessions(transaction.session).end_all({user}, keep={keep})")
    call.use("auth.sessions", "Sessions")


def _role(call: _Call) -> str:
    states = call.entity.states
    is_limited = states is not None and any(each.roles is not None for each in states.transitions)
    return ", role=request.caller.role" if is_limited and call.has_caller else ""


def _location(call: _Call) -> tuple[str, str]:
    """The variable of the new row and the expression of where it is, if the answer says where."""
    answer = call.operation.answer
    entity = row_entity(call.design, answer.type)
    if answer.location is None or entity is None:
        return "", ""
    variable = member_name(entity.name.snake)
    if variable in {each.name for each in call.given} or argument_name(variable) != variable:
        variable = f"{variable}_row"
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


def _schema_uses(call: _Call) -> Iterator[Use]:
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


def _parts(call: _Call, schema: Schema) -> Iterator[Use]:
    """A schema, and the objects inside of it whose members need a role."""
    yield f"{call.names.resources[schema.resource or call.operation.resource]}.schemas", call.names.schemas[schema.key]
    if schema.is_input:
        for each in schema.properties:
            if isinstance(each.type, ObjectOf):
                yield from _parts(call, call.design.schema[each.type.schema])


def _result_uses(call: _Call) -> Iterator[Use]:
    answer = call.operation.answer
    kind = ObjectOf(answer.page_of) if answer.page_of else answer.type
    while isinstance(kind, ListOf):
        kind = kind.item
    entity = row_entity(call.design, kind)
    if entity is not None:
        rows = call.names.entities[entity.key]
        yield f"{rows.package}.tables", rows.row


_ACTIONS: Mapping[str, Callable[[_Call], str]] = {
    "list": _list,
    "get": _get,
    "create": _create,
    "update": _update,
    "delete": _delete,
}
