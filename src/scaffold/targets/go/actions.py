"""What each kind of operation does: statements of its handler, and the body of its service method."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from scaffold.design.operations import Action, SetValue
from scaffold.design.schemas import Property, Schema
from scaffold.design.types import Reference
from scaffold.targets.go.calls import Call, is_per_caller
from scaffold.targets.go.identifiers import unexported
from scaffold.targets.go.lists import PAGES, list_method, query_members, takes_caller
from scaffold.targets.go.naming import column_of
from scaffold.targets.go.paging import read_page
from scaffold.targets.go.text import go_string
from scaffold.targets.shared.pages import page_style


def prepare_stub(call: Call) -> str:
    """Hand everything to a method whose body is business logic."""
    operation = call.operation
    if operation.target is not None:
        variable = call.load_row()
        name = call.members.take(call.rows.type, f"{call.rows.type}Row")
        call.give(name, f"*{call.rows.type}", variable)
        locked = ", locked until the end" if call.writes else ""
        call.notes.append(f"{name} is one the caller may see{locked}")
    if operation.parameters_in("query"):
        _give_query(call)
    if operation.answer.page_of is not None and operation.parameters_in("query"):
        read_page(call)
        call.give("Page", PAGES[page_style(call.design, operation)].request, "page")
    if operation.body is not None:
        own = call.names.schemas[operation.body.schema]
        call.give("Body", own.type, "body")
        _load_referred(call, call.design.schema[operation.body.schema])
    call.give("Now", "time.Time", "r.now")
    missing = f"NotImplemented({go_string(operation.name.snake)})"
    return f"return {missing}" if operation.answer.type is None else f"return {_inner_zero(call)}, {missing}"


def _inner_zero(call: Call) -> str:
    answer = call.operation.answer
    if answer.type is None or answer.page_of is not None:
        return "nil"
    return call.inner.zero(answer.type)


def _give_query(call: Call) -> None:
    if query_members(call.operation):
        own = call.names.operations[call.operation.name.snake]
        call.reading.append(f"query := {own.read_query}(args)")
        call.give("Query", own.query, "query")


def _load_referred(call: Call, body: Schema) -> None:
    """Load the rows that the body refers to, locked; without one, the member that names it is not valid."""
    loaded = []
    members = call.names.schemas[body.key].members
    for each in body.properties:
        if not isinstance(each.type, Reference) or not call.writes:
            continue
        rows = call.names.entities[each.type.entity]
        variable = call.row_variable(unexported(each.name))
        call.inside += _referred_row(call, each, f"body.{members[each.wire]}", variable)
        name = call.members.take(
            rows.type if each.name == call.design.entity[each.type.entity].name else _exported(each),
            f"{_exported(each)}Row",
        )
        call.give(name, f"*{rows.type}", variable)
        loaded.append(name)
    if loaded:
        said = " and ".join((", ".join(loaded[:-1]), loaded[-1])) if len(loaded) > 1 else loaded[0]
        call.notes.append(f"{said} {'are' if len(loaded) > 1 else 'is'} what the body refers to, locked")


def _exported(each: Property) -> str:
    from scaffold.targets.go.identifiers import exported

    return exported(each.name)


def _referred_row(call: Call, each: Property, sent: str, variable: str) -> Iterator[str]:
    assert isinstance(each.type, Reference)
    rows = call.names.entities[each.type.entity]
    scope = call.scope(call.design.entity[each.type.entity], "nil", call.caller_here)
    lock = f"tx.Store.{rows.member}.Lock(ctx"
    failed = call.fail(f"referred(err, {go_string(f'body.{each.wire}')})")
    if each.required and not each.nullable:
        yield from (f"{variable}, err := {lock}, {sent}{scope})", "if err != nil {", f"\t{failed}", "}")
        return
    yield f"var {variable} *{call.domain}.{rows.type}"
    yield f"if {sent} != nil {{"
    yield f"\tfound, err := {lock}, *{sent}{scope})"
    yield from ("\tif err != nil {", f"\t\t{failed}", "\t}", f"\t{variable} = found", "}")


def _list(call: Call) -> str:
    operation = call.operation
    owner = call.give_owner()
    arguments = ["ctx"]
    if operation.parent is not None:
        arguments.append(f"in.{call.field_of(operation.parent.parameter)}")
    _give_query(call)
    if query_members(operation):
        arguments.append("in.Query")
    read_page(call)
    call.require_parent()
    assert operation.listing is not None
    call.give("Page", PAGES[operation.listing.style].request, "page")
    arguments.append("in.Page")
    if call.entity.owner is not None:
        arguments.append(owner)
    if takes_caller(call.entity, operation):
        arguments.append(call.caller_there)
    method = list_method(call.design, call.names, operation)
    return f"return in.Store.{call.rows.member}.{method}({', '.join(arguments)})"


def _create(call: Call) -> str:
    call.require_parent()
    row = _row_of_body(call)
    for each in body_secrets(call):
        name, target = (
            unexported(each.name),
            f"{row}.{call.rows.members[column_of(call.entity.attribute(each.attribute or ''))]}",
        )
        hashed = "hashInto" if each.required and not each.nullable else "hashGiven"
        _try(call, f"a.{hashed}(ctx, &{target}, body.{name})")
    for column, value in _fixed(call):
        call.before.append(f"{row}.{call.rows.members[column]} = {value}")
    if call.operation.parent is not None:
        reference = call.operation.parent.reference
        parent = call.parameter(call.operation.parent.parameter)
        pointer = "&" if call.entity.attribute(reference).nullable else ""
        call.before.append(f"{row}.{call.rows.members[reference]} = {pointer}{parent}")
    call.give("New", call.rows.new, row)
    caller = f", {call.caller_there}" if is_per_caller(call.entity) else ""
    return f"return in.Store.{call.rows.member}.Create(ctx, in.New{caller})"


def _row_of_body(call: Call) -> str:
    """The row in what the body was read into: beside it are secrets, if there are any."""
    if not body_secrets(call):
        return "body"
    return f"body.{call.rows.new if call.operation.action == 'create' else call.rows.changes}"


def _get(call: Call) -> str:
    key = call.give_key("Get")
    scope = call.scope(call.entity, call.give_owner(), call.caller_there)
    return f"return in.Store.{call.rows.member}.{key}{scope})"


def _update(call: Call) -> str:
    key = call.give_key("Update")
    changes = _row_of_body(call)
    for each in body_secrets(call):
        column = column_of(call.entity.attribute(each.attribute or ""))
        target = f"{changes}.{call.rows.members[column]}"
        hashed = "hashNullableChange" if each.nullable else "hashChange"
        _try(call, f"a.{hashed}(ctx, &{target}, body.{unexported(each.name)})")
        if call.design.auth is not None and call.design.auth.user == call.entity.key:
            _end_sessions(call, target)
    for column, value in _fixed(call):
        call.before.append(f"{changes}.{call.rows.members[column]} = {call.domain}.Some({value})")
    call.give("Changes", call.rows.changes, changes)
    states = call.entity.states
    has_roles = states is not None and any(each.roles is not None for each in states.transitions)
    caller = f", {call.caller_there}" if is_per_caller(call.entity) or has_roles else ""
    return f"return in.Store.{call.rows.member}.{key}, in.Changes{caller})"


def _delete(call: Call) -> str:
    return f"return in.Store.{call.rows.member}.{call.give_key('Delete')})"


def body_secrets(call: Call) -> tuple[Property, ...]:
    """The members of the body that are stored as a hash."""
    operation = call.operation
    if operation.body is None or operation.entity is None:
        return ()
    secret = {each.column for each in call.entity.attributes if each.secret}
    return tuple(each for each in call.design.schema[operation.body.schema].properties if each.attribute in secret)


def _try(call: Call, expression: str) -> None:
    call.before += [f"if err := {expression}; err != nil {{", "\treturn err", "}"]


def _fixed(call: Call) -> Iterator[tuple[str, str]]:
    """The columns that the server sets, each with the expression of its value."""
    for each in call.operation.sets:
        yield each.column, _fixed_value(call, each)


def _fixed_value(call: Call, said: SetValue) -> str:
    attribute = call.entity.attribute(said.column)
    is_pointer = call.types.of(attribute.type, nullable=attribute.nullable).startswith("*")
    if said.caller:
        return "&r.caller.ID" if is_pointer else "r.caller.ID"
    if said.value is None:
        return f"({call.types.of(attribute.type, nullable=True)})(nil)"
    value = call.types.constant(said.value, attribute.type)
    return call.types.address(value, attribute.type) if is_pointer else value


def _end_sessions(call: Call, target: str) -> None:
    """A new password ends the sessions of its user, but not the one that it was changed in."""
    named = call.operation.target
    assert named is not None, f"{call.operation.name.snake} names no row"
    user = "r.caller.ID" if named.parameter is None else call.parameter(named.parameter)
    if call.loads_row:
        user = call.given[-1].value
    keeps = call.has_caller and not call.operation.policy.optional
    end = f"tx.Sessions.EndOthers(ctx, {user}, r.caller.SessionID)" if keeps else f"tx.Sessions.EndAll(ctx, {user})"
    call.inside += [
        f"if {target}.Set {{",
        f"\tif err := {end}; err != nil {{",
        f"\t\t{call.fail()}",
        "\t}",
        "}",
    ]


ACTIONS: Mapping[Action, Callable[[Call], str]] = {
    "list": _list,
    "get": _get,
    "create": _create,
    "update": _update,
    "delete": _delete,
}
"""By action, what prepares the handler and answers the body of the service method."""
