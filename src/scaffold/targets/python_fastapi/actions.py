"""What each kind of operation does: lines of its handler, and the body of its service function."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from scaffold.design.operations import Action, SetValue
from scaffold.design.schemas import Schema
from scaffold.design.types import Reference
from scaffold.targets.python_fastapi.arguments import argument_name, body_secrets
from scaffold.targets.python_fastapi.calls import Call
from scaffold.targets.python_fastapi.identifiers import member_name, member_of_wire
from scaffold.targets.python_fastapi.lists import list_views
from scaffold.targets.python_fastapi.results import page_classes
from scaffold.targets.python_fastapi.rows import column_key
from scaffold.targets.python_fastapi.text import python_string
from scaffold.targets.python_fastapi.types import row_annotation, typed_value


def prepare_stub(call: Call) -> str:
    """Hand everything to a function whose body is business logic."""
    operation = call.operation
    if operation.target is not None:
        variable = call.load_row()
        call.give(variable, call.rows.row)
        locked = ", locked until the end" if call.writes else ""
        call.notes.append(f"`{variable}` is one the caller may see{locked}")
        call.use(f"{call.rows.package}.tables", call.rows.row)
    if operation.parameters_in("query"):
        call.give("query", call.names.queries[operation.name.snake])
    if operation.answer.page_of is not None and operation.parameters_in("query"):
        _read_page(call)
        call.give("page", page_classes(call.design, operation).request)
    if operation.body is not None:
        call.give("body", call.names.schemas[operation.body.schema])
        _load_referred(call, call.design.schema[operation.body.schema])
    return f"raise NotImplementedYet({python_string(operation.name.snake)})"


def _load_referred(call: Call, body: Schema) -> None:
    """Load the rows that the body refers to, locked; without one, the member that names it is not valid."""
    loaded = []
    for each in body.properties:
        if not isinstance(each.type, Reference) or not call.writes:
            continue
        rows = call.names.entities[each.type.entity]
        variable = call.variable(each.name)
        sent = f"body.{member_of_wire(each.wire)}"
        found = f"await transaction.{rows.table}.referred({sent}, {python_string(f'body.{each.wire}')})"
        is_sure = each.required and not each.nullable
        if is_sure:
            call.inside.append(f"{variable} = {found}")
        else:
            absent = f"isinstance({sent}, {row_annotation(each.type)})"
            call.inside.append(f"{variable} = {found} if {absent} else None")
        call.give(variable, rows.row if is_sure else f"{rows.row} | None")
        call.use(f"{rows.package}.tables", rows.row)
        loaded.append(f"`{variable}`")
    if loaded:
        said = " and ".join((", ".join(loaded[:-1]), loaded[-1])) if len(loaded) > 1 else loaded[0]
        call.notes.append(f"{said} {'are' if len(loaded) > 1 else 'is'} what the body refers to, locked")


def _list(call: Call) -> str:
    operation = call.operation
    function = call.names.operations[operation.name.snake].function
    view = next(each for each in list_views(call.design, call.names, call.entity) if each.operation == function)
    owner = call.give_owner()
    _read_page(call)
    call.require_parent()
    arguments = []
    if operation.parent is not None:
        arguments.append(f"request.{argument_name(operation.parent.parameter)}")
    if view.query is not None:
        call.give("query", view.query)
        arguments.append("request.query")
    call.give("page", view.style.request)
    caller = call.known_caller("request.") if view.takes_caller else ""
    said = ", ".join((*arguments, "request.page"))
    return f"return await {call.repository}.{view.method}({said}{owner}{caller})"


def _create(call: Call) -> str:
    operation = call.operation
    call.require_parent()
    values = _written(call)
    if operation.parent is not None:
        reference = member_name(operation.parent.reference)
        values.append(f"{reference}={argument_name(operation.parent.parameter)}")
    for sent, column, is_sure in _secrets(call):
        hashed = f"await runtime.passwords.hash({sent})"
        call.before.append(f"{column} = {hashed if is_sure else f'{hashed} if isinstance({sent}, str) else None'}")
        values.append(f"{column}={column}")
    call.before.append(f"new = {call.rows.new}({', '.join(values)})")
    call.give("new", call.rows.new)
    call.use(f"{call.rows.package}.tables", call.rows.new)
    return f"return await {call.repository}.create(request.new{call.caller_id('request.')})"


def _get(call: Call) -> str:
    key = call.give_key("get")
    return f"return await {call.repository}.{key}{call.give_owner()}{call.caller_id('request.')})"


def _update(call: Call) -> str:
    key = call.give_key("update")
    call.before.append(f"changes = cast({call.rows.changes}, {_as_mapping(_written(call))})")
    for sent, column, _ in _secrets(call):
        call.before.append(f"if isinstance({sent}, str):")
        call.before.append(f'    changes["{column}"] = await runtime.passwords.hash({sent})')
        if call.design.auth is not None and call.design.auth.user == call.entity.key:
            _end_sessions(call, column)
    call.give("changes", call.rows.changes)
    call.use(f"{call.rows.package}.tables", call.rows.changes)
    return f"return await {call.repository}.{key}, request.changes{_role(call)}{call.caller_id('request.')})"


def _delete(call: Call) -> str:
    return f"await {call.repository}.{call.give_key('delete')})"


def _read_page(call: Call) -> None:
    """Read which page is asked for; a cursor holds for one path and one query."""
    style = page_classes(call.design, call.operation)
    arguments = ["query"]
    if style.module == "cursor":
        names = [argument_name(each.wire) for each in call.operation.parameters_in("path")]
        arguments += ["runtime.cursor_key", *(f"{name}={name}" for name in names)]
    call.before.append(f"page = {style.reader}({', '.join(arguments)})")
    call.use(f"core.pages.{style.module}", style.page, style.request, style.reader)


def _as_mapping(values: list[str]) -> str:
    """The values as one mapping; a body alone is one already."""
    if len(values) == 1:
        return values[0].removeprefix("**")
    pairs = (value if value.startswith("**") else f'"{value.replace("=", chr(34) + ": ", 1)}' for value in values)
    return f"{{{', '.join(pairs)}}}"


def _written(call: Call) -> list[str]:
    """The values of a row that come from the body as they are, and those that the server sets."""
    secrets = body_secrets(call.design, call.operation)
    left_out = ", ".join(python_string(member_of_wire(each.wire)) for each in secrets)
    values = [f"**body.model_dump(exclude={{{left_out}}})" if secrets else "**body.model_dump()"]
    fixed = (f"{member_name(each.column)}={_fixed(call, each)}" for each in call.operation.sets)
    return [*values, *fixed]


def _fixed(call: Call, value: SetValue) -> str:
    if value.caller:
        return "caller.id"
    return "None" if value.value is None else typed_value(value.value, call.entity.attribute(value.column).type)


def _secrets(call: Call) -> list[tuple[str, str, bool]]:
    """What the body holds that is stored as a hash: where it is, its column, and whether it is always there."""
    return [
        (
            f"body.{member_of_wire(each.wire)}",
            column_key(call.entity.attribute(each.attribute or "")),
            each.required and not each.nullable,
        )
        for each in body_secrets(call.design, call.operation)
    ]


def _end_sessions(call: Call, column: str) -> None:
    """A new password ends the sessions of its user, but not the one that it was changed in."""
    target = call.operation.target
    assert target is not None, f"{call.operation.name.snake} names no row"
    keep = "caller.session_id" if call.has_caller and not call.operation.policy.optional else "None"
    user = "caller.id" if target.parameter is None else argument_name(target.parameter)
    if call.loads_row:
        user = f"{call.row_variable}.id"
    call.inside.append(f'if "{column}" in changes:')
    call.inside.append(f"    await Sessions(transaction.session).end_all({user}, keep={keep})")
    call.use("auth.sessions", "Sessions")


def _role(call: Call) -> str:
    """The keyword that says who moves the row from state to state, where that is limited."""
    states = call.entity.states
    is_limited = states is not None and any(each.roles is not None for each in states.transitions)
    return ", role=request.caller.role" if is_limited and call.has_caller else ""


ACTIONS: Mapping[Action, Callable[[Call], str]] = {
    "list": _list,
    "get": _get,
    "create": _create,
    "update": _update,
    "delete": _delete,
}
"""By action, what prepares the handler and answers the body of the service function."""
