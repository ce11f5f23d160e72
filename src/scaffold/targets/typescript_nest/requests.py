"""What an operation is asked with: caller, path, query, headers and body, and how its handler checks them."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from scaffold.design.design import Design
from scaffold.design.operations import Operation, Parameter
from scaffold.design.schemas import Property, Schema
from scaffold.design.types import ObjectOf, Plain
from scaffold.names import name_of
from scaffold.targets.typescript_nest.dtos import parameter_line, when_left_out
from scaffold.targets.typescript_nest.imports import Imports
from scaffold.targets.typescript_nest.naming import ProjectNames
from scaffold.targets.typescript_nest.scalars import row_id, scalar
from scaffold.targets.typescript_nest.text import member, string
from scaffold.targets.typescript_nest.types import id_type, or_null, row_type

RESERVED = frozenset({"body", "caller", "changes", "new", "owner", "page", "query", "store"})
"""What an input calls its own things."""


class RequestView(Struct, frozen=True):
    """The schema of the requests of an operation: its name, and its parts as properties."""

    name: str
    parts: tuple[str, ...]


class Argument(Struct, frozen=True):
    """A path or header parameter for a service function: its name, its type, and where the handler finds it."""

    wire: str
    name: str
    type: str
    value: str


def request_view(design: Design, names: ProjectNames, operation: Operation, imports: Imports) -> RequestView:
    """The schema of an operation's requests, in a module that imports what it needs."""
    imports.value("/common/http/request", "requestOf")
    parts = []
    path = operation.parameters_in("path")
    if path:
        lines = [parameter_line(each, _path_schema(design, operation, each, imports)) for each in path]
        parts.append(f"path: {imports.value('zod', 'z')}.object({{ {', '.join(lines)} }})")
    if operation.parameters_in("query"):
        query = names.queries[operation.name.snake]
        parts.append(f"query: {imports.value(query.module, query.schema)}")
    headers = operation.parameters_in("header")
    if headers:
        lines = [parameter_line(each, scalar(each.type, "text", imports)) for each in headers]
        parts.append(f"header: {imports.value('/common/http/headers', 'headersOf')}({{ {', '.join(lines)} }})")
    if operation.body is not None:
        body = names.schemas[operation.body.schema]
        parts.append(f"body: {imports.value(body.module, body.schema)}")
    return RequestView(names.operations[operation.name.snake].request, tuple(parts))


def path_arguments(design: Design, operation: Operation) -> tuple[Argument, ...]:
    """The path parameters in the order of the path."""
    return tuple(
        Argument(
            wire=each.wire,
            name=f"{each.wire}Parameter" if each.wire in RESERVED else each.wire,
            type=_path_type(design, operation, each),
            value=member("path", each.wire),
        )
        for each in operation.parameters_in("path")
    )


def header_arguments(operation: Operation, taken: frozenset[str]) -> tuple[Argument, ...]:
    """The header parameters; one that is called as something else of the input says what it is."""
    found = []
    for each in operation.parameters_in("header"):
        name = name_of(each.wire).camel
        name = f"{name}Header" if name in taken | RESERVED else name
        is_always_there = each.required or (each.default is not None and each.default.value is not None)
        value = member("header", each.wire)
        if not is_always_there:
            value += " ?? null"
        found.append(Argument(each.wire, name, or_null(row_type(each.type), not is_always_there), value))
    return tuple(found)


def _row_key(design: Design, operation: Operation, parameter: Parameter) -> Plain | None:
    """The type of the id that a path parameter is, if it is one."""
    target, parent = operation.target, operation.parent
    if target is not None and target.parameter == parameter.wire and target.column == "id":
        return design.entity[target.entity].id_type
    if parent is not None and parent.parameter == parameter.wire and parent.column == "id":
        return design.entity[parent.entity].id_type
    return None


def _path_schema(design: Design, operation: Operation, parameter: Parameter, imports: Imports) -> str:
    key = _row_key(design, operation, parameter)
    return row_id(key, "text", imports) if key is not None else scalar(parameter.type, "text", imports)


def _path_type(design: Design, operation: Operation, parameter: Parameter) -> str:
    key = _row_key(design, operation, parameter)
    return id_type(key) if key is not None else row_type(parameter.type)


def access_mark(operation: Operation, imports: Imports) -> str:
    """Who may call, as a decorator."""
    policy = operation.policy
    if policy.optional:
        name, arguments = "OptionalCaller", ""
    elif policy.anonymous:
        name, arguments = "Public", ""
    elif policy.roles is None:
        name, arguments = "AnyCaller", ""
    else:
        name, arguments = "HasRole", listed_roles(policy.roles)
    return f"@{imports.value('/access/access.decorators', name)}({arguments})"


def has_caller(operation: Operation) -> bool:
    """Whether it is known who calls."""
    return operation.policy.optional or not operation.policy.anonymous


def owner_expression(design: Design, operation: Operation, entity: str | None) -> str | None:
    """Whose rows the caller may see; ``None`` when that does not matter here."""
    if not operation.policy.owner or entity is None or design.entity[entity].owner is None:
        return None
    roles = operation.policy.all_rows
    return f"caller.ownerUnless({listed_roles(roles)})" if roles else "caller.id"


def body_checks(design: Design, operation: Operation) -> Iterator[str]:
    """Statements that refuse members which the caller has no role to send."""
    if operation.body is None:
        return
    for schema, holder, each in _guarded(design, design.schema[operation.body.schema], "body"):
        refusal = f"caller.require({listed_roles(each.roles or ())});"
        if each.required and not each.nullable and "?." not in holder:
            yield refusal
        else:
            yield f"if ({_was_sent(schema, each, holder)}) {{ {refusal} }}"


def body_secrets(design: Design, operation: Operation) -> tuple[Property, ...]:
    """The members of the body that are stored as a hash."""
    if operation.body is None or operation.entity is None:
        return ()
    secret = {each.column for each in design.entity[operation.entity].attributes if each.secret}
    return tuple(each for each in design.schema[operation.body.schema].properties if each.attribute in secret)


def listed_roles(roles: tuple[str, ...]) -> str:
    """Roles as arguments."""
    return ", ".join(map(string, roles))


def _was_sent(schema: Schema, each: Property, holder: str) -> str:
    """Whether a member of a body was sent, with a value where leaving it out means null."""
    is_null = each.required or when_left_out(schema, each) == ".default(null)"
    if holder.endswith("?."):
        found = f"{holder}{each.wire}"
        return f"({found} ?? null) !== null" if is_null else f"{found} !== undefined"
    return f"{member(holder, each.wire)} !== {'null' if is_null else 'undefined'}"


def _guarded(design: Design, schema: Schema, holder: str) -> Iterator[tuple[Schema, str, Property]]:
    """Members with roles, in the body and the objects inside of it; ``?.`` follows what may not be there."""
    for each in schema.properties:
        if each.roles is not None:
            yield schema, holder, each
        if isinstance(each.type, ObjectOf) and each.type.schema != schema.key:
            inner = f"{holder}{each.wire}" if holder.endswith("?.") else member(holder, each.wire)
            is_there = each.required and not each.nullable and not holder.endswith("?.")
            yield from _guarded(design, design.schema[each.type.schema], inner if is_there else f"{inner}?.")
