"""What each kind of operation does: statements of its handler, and the body of its service function."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from scaffold.design.operations import Action, SetValue
from scaffold.design.schemas import Property, Schema
from scaffold.design.types import Reference
from scaffold.targets.typescript_nest.calls import Call, scope_of
from scaffold.targets.typescript_nest.dtos import when_left_out
from scaffold.targets.typescript_nest.identifiers import variable_name
from scaffold.targets.typescript_nest.lists import asks_caller, list_method, list_operations, narrows
from scaffold.targets.typescript_nest.requests import RESERVED, body_secrets, path_arguments
from scaffold.targets.typescript_nest.results import page_names
from scaffold.targets.typescript_nest.text import member, property_name, string
from scaffold.targets.typescript_nest.types import is_camel, row_key, typed_value, wire_of_column


def prepare_stub(call: Call) -> str:
    """Hand everything to a function whose body is business logic."""
    operation = call.operation
    if operation.target is not None:
        variable = call.load_row()
        call.give_row(call.entity, variable)
        locked = ", locked until the end" if call.writes else ""
        call.notes.append(f"`{variable}` is one the caller may see{locked}")
    if operation.parameters_in("query"):
        _give_query(call)
    if operation.answer.page_of is not None and operation.parameters_in("query"):
        _give_page(call)
    if operation.body is not None:
        body = call.names.schemas[operation.body.schema]
        call.give("body", call.inputs.type(body.module, body.type))
        _load_referred(call, call.design.schema[operation.body.schema])
    error = call.service.value("/common/errors/service-error", "NotImplementedYet")
    return f"throw new {error}({string(operation.name.snake)});"


def _give_query(call: Call) -> None:
    query = call.names.queries[call.operation.name.snake]
    call.give("query", call.inputs.type(query.module, query.type))


def _load_referred(call: Call, body: Schema) -> None:
    """Load the rows that the body refers to, locked; without one, the member that names it is not valid."""
    loaded = []
    for each in body.properties:
        if not isinstance(each.type, Reference) or not call.writes:
            continue
        entity = call.design.entity[each.type.entity]
        variable = call.variable(each.name)
        sent = member("body", each.wire)
        table = call.names.entities[entity.key].table
        found = f"await store.{table}.referred({sent}, {string(f'body.{each.wire}')})"
        is_sure = each.required and not each.nullable
        absent = "" if is_sure else f"{sent} {_absence(body, each)} ? null : "
        call.inside.append(f"const {variable} = {absent}{found};")
        call.give_row(entity, variable, is_sure=is_sure)
        loaded.append(f"`{variable}`")
    if loaded:
        said = " and ".join((", ".join(loaded[:-1]), loaded[-1])) if len(loaded) > 1 else loaded[0]
        call.notes.append(f"{said} {'are' if len(loaded) > 1 else 'is'} what the body refers to, locked")


def _absence(schema: Schema, sent: Property) -> str:
    """How a member that was not sent, or sent as null, differs from others."""
    may_be_undefined = when_left_out(schema, sent).startswith(".exact")
    if may_be_undefined and sent.nullable:
        return "== null"
    return "=== undefined" if may_be_undefined else "=== null"


def _list(call: Call) -> str:
    operation = call.operation
    first = list_operations(call.design, call.names, call.entity)[0]
    method = list_method(call.names, operation, is_first=operation.name == first.name)
    owner = call.give_owner()
    arguments = []
    if operation.parent is not None:
        named = {each.wire: each.name for each in path_arguments(call.design, operation)}
        arguments.append(member("input", named[operation.parent.parameter]))
    if narrows(operation):
        _give_query(call)
        arguments.append("input.query")
    _give_page(call)
    call.require_parent()
    caller = ""
    if asks_caller(call.design, operation) and call.has_caller:
        caller = f"callerId: {call.known_caller('input.')}"
    said = ", ".join((*arguments, "input.page"))
    return f"return {call.repository}.{method}({said}{scope_of(owner, caller)});"


def _give_page(call: Call) -> None:
    """Read which page is asked for; a cursor holds for one path and one query."""
    style = page_names(call.design, call.operation)
    if style.module == "cursor":
        path = ", path" if call.operation.parameters_in("path") else ""
        call.before.append(f"const page = this.cursors.request({string(call.operation.name.snake)}, query{path});")
    else:
        reader = call.controller.value(style.types_module, style.reader)
        call.before.append(f"const page = {reader}(query);")
    call.give("page", call.inputs.type(style.types_module, style.request))


def _create(call: Call) -> str:
    operation = call.operation
    call.require_parent()
    values = _written(call)
    if operation.parent is not None:
        key = wire_of_column(call.entity, operation.parent.reference, camel=is_camel(call.design))
        values.append(f"{property_name(key)}: {member('path', operation.parent.parameter)}")
    for variable, key, each in _secrets(call):
        absent = "" if each.required and not each.nullable else f"{variable} {_absence(_body(call), each)} ? null : "
        values.append(f"{property_name(key)}: {absent}await this.passwords.hash({variable})")
    new = "body"
    if values != ["...body"]:
        new = call.row_variable
        own = call.controller.type(call.rows.table_module, call.rows.new)
        call.before.append(f"const {new}: {own} = {{ {', '.join(values)} }};")
    call.give("new", call.inputs.type(call.rows.table_module, call.rows.new), new)
    return f"return {call.repository}.create(input.new{scope_of(call.caller_id('input.'))});"


def _get(call: Call) -> str:
    key = call.give_key("get")
    scope = scope_of(call.give_owner(), call.caller_id("input."))
    return f"return {call.repository}.{key}{scope});"


def _update(call: Call) -> str:
    key = call.give_key("update")
    values = _written(call)
    secrets = _secrets(call)
    changes = "body"
    if values != ["...body"] or secrets:
        own = call.controller.type(call.rows.table_module, call.rows.changes)
        changes = values[0].removeprefix("...") if len(values) == 1 else f"{{ {', '.join(values)} }}"
        call.before.append(f"const changes: {own} = {changes};")
        changes = "changes"
    for variable, column, _ in secrets:
        stored = member("changes", column)
        hashed = f"{stored} = await this.passwords.hash({variable});"
        call.before.append(f'if (typeof {variable} === "string") {{ {hashed} }}')
        if call.design.auth is not None and call.design.auth.user == call.entity.key:
            _end_sessions(call, stored)
    call.give("changes", call.inputs.type(call.rows.table_module, call.rows.changes), changes)
    scope = scope_of(_role(call), call.caller_id("input."))
    return f"return {call.repository}.{key}, input.changes{scope});"


def _delete(call: Call) -> str:
    return f"await {call.repository}.{call.give_key('delete')});"


def _body(call: Call) -> Schema:
    assert call.operation.body is not None
    return call.design.schema[call.operation.body.schema]


def _written(call: Call) -> list[str]:
    """The values of a row that come from the body as they are, and those that the server sets."""
    secrets = _secrets(call)
    if secrets:
        taken = ", ".join(
            property_name(each.wire) if each.wire == variable else f"{property_name(each.wire)}: {variable}"
            for variable, _, each in secrets
        )
        call.before.append(f"const {{ {taken}, ...values }} = body;")
    fixed = (_fixed(call, each) for each in call.operation.sets)
    return ["...values" if secrets else "...body", *fixed]


def _fixed(call: Call, said: SetValue) -> str:
    key = property_name(wire_of_column(call.entity, said.column, camel=is_camel(call.design)))
    if said.caller:
        return f"{key}: caller.id"
    if said.value is None:
        return f"{key}: null"
    return f"{key}: {typed_value(said.value, call.entity.attribute(said.column).type)}"


def _secrets(call: Call) -> list[tuple[str, str, Property]]:
    """What the body holds that is stored as a hash: its variable, the key of its column, and the member."""
    return [
        (
            variable_name(each.name.camel, RESERVED),
            row_key(each.wire, is_secret=True, camel=is_camel(call.design)),
            each,
        )
        for each in body_secrets(call.design, call.operation)
    ]


def _end_sessions(call: Call, changed: str) -> None:
    """A new password ends the sessions of its user, but not the one that it was changed in."""
    target = call.operation.target
    assert target is not None, f"{call.operation.name.snake} names no row"
    keep = "caller.sessionId" if call.has_caller and not call.operation.policy.optional else "null"
    user = "caller.id" if target.parameter is None else member("path", target.parameter)
    if call.loads_row:
        user = f"{call.row_variable}.id"
    sessions = call.controller.value("/auth/sessions", "Sessions")
    ended = f"await new {sessions}(store.session).endAll({user}, {keep});"
    call.inside.append(f"if ({changed} !== undefined) {{ {ended} }}")


def _role(call: Call) -> str:
    """The member of the scope that says who moves the row from state to state, where that is limited."""
    states = call.entity.states
    is_limited = states is not None and any(each.roles is not None for each in states.transitions)
    return "role: input.caller.role" if is_limited and call.has_caller else ""


ACTIONS: Mapping[Action, Callable[[Call], str]] = {
    "list": _list,
    "get": _get,
    "create": _create,
    "update": _update,
    "delete": _delete,
}
"""By action, what prepares the handler and answers the body of the service function."""
