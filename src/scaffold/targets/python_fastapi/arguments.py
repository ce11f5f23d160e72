"""What an operation is asked with, in Python: caller, parameters, query, body."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from scaffold.design.design import Design
from scaffold.design.operations import Operation
from scaffold.design.schemas import Property, Schema
from scaffold.design.types import ObjectOf
from scaffold.targets.python_fastapi.identifiers import is_builtin, member_of_wire
from scaffold.targets.python_fastapi.naming import ProjectNames
from scaffold.targets.python_fastapi.text import python_string
from scaffold.targets.python_fastapi.types import parameter_annotation, row_annotation

RESERVED = frozenset({
    "body", "caller", "changes", "new", "owner", "page", "query", "request", "response", "runtime", "self", "service",
    "store", "transaction",
})  # fmt: skip
"""What a handler calls its own things."""


class Argument(Struct, frozen=True):
    """A path or header parameter as an argument of a handler.

    Attributes:
        name: The argument.
        annotation: As FastAPI reads it.
        value: What the value is, for who gets it.
        default: What it is when the request leaves it out.
    """

    wire: str
    name: str
    annotation: str
    value: str
    default: str | None

    @property
    def declaration(self) -> str:
        """The argument in the signature of a handler."""
        return f"{self.name}: {self.annotation}" + (f" = {self.default}" if self.default is not None else "")


def path_arguments(operation: Operation) -> tuple[Argument, ...]:
    """The path parameters in the order of the path."""
    found = []
    for each in operation.parameters_in("path"):
        name = argument_name(each.wire)
        annotation = parameter_annotation(each.type, "Path", each.wire if name != each.wire else None)
        found.append(Argument(each.wire, name, annotation, row_annotation(each.type), None))
    return tuple(found)


def header_arguments(operation: Operation, taken: frozenset[str]) -> tuple[Argument, ...]:
    """The header parameters; one that is called as something else of the handler says what it is."""
    found = []
    for each in operation.parameters_in("header"):
        name = argument_name(each.wire)
        name = f"{name}_header" if name in taken else name
        annotation = parameter_annotation(each.type, "Header", each.wire)
        value = row_annotation(each.type)
        default = None
        if each.default is not None and each.default.value is not None and not isinstance(each.default.value, tuple):
            default = (
                python_string(each.default.value) if isinstance(each.default.value, str) else repr(each.default.value)
            )
        elif not each.required:
            default, value = "None", f"{value} | None"
            annotation = annotation.replace(f"[{_base(annotation)},", f"[{_base(annotation)} | None,", 1)
        found.append(Argument(each.wire, name, annotation, value, default))
    return tuple(found)


def argument_name(wire: str) -> str:
    """The argument of a handler for a parameter."""
    name = member_of_wire(wire)
    return f"{name}_" if name in RESERVED or is_builtin(name) else name


def caller_annotation(operation: Operation) -> str | None:
    """Who may call, as a dependency; ``None`` when nobody has to be known."""
    policy = operation.policy
    if policy.optional:
        return "MaybeCaller"
    if policy.anonymous:
        return None
    if policy.roles is None:
        return "AnyCaller"
    return f"Annotated[Caller, Depends(HasRole({_listed(policy.roles)}))]"


def owner_expression(design: Design, operation: Operation, entity: str | None) -> str | None:
    """Whose rows the caller may see; ``None`` when that does not matter here."""
    if not operation.policy.owner or entity is None or design.entity[entity].owner is None:
        return None
    roles = operation.policy.all_rows
    return f"caller.owner_unless({_listed(roles)})" if roles else "caller.id"


def body_checks(design: Design, names: ProjectNames, operation: Operation) -> Iterator[str]:
    """Lines that refuse members which the caller has no role to send."""
    if operation.body is None:
        return
    body = design.schema[operation.body.schema]
    for holder, guard, each in _guarded(design, names, body, "body", ""):
        member = member_of_wire(each.wire)
        clears = body.purpose == "update" and holder == "body"
        is_there = each.nullable and not clears
        sent = f"{holder}.{member} is not None" if is_there else f'"{member}" in {holder}.model_fields_set'
        yield f"if {guard}{sent}:"
        yield f"    caller.require({_listed(each.roles or ())})"


def body_secrets(design: Design, operation: Operation) -> tuple[Property, ...]:
    """The members of the body that are stored as a hash."""
    if operation.body is None or operation.entity is None:
        return ()
    secret = {each.column for each in design.entity[operation.entity].attributes if each.secret}
    return tuple(each for each in design.schema[operation.body.schema].properties if each.attribute in secret)


def _guarded(
    design: Design, names: ProjectNames, schema: Schema, holder: str, guard: str
) -> Iterator[tuple[str, str, Property]]:
    """Members with roles, in the body and the objects inside of it; the guard says that the object was sent."""
    for each in schema.properties:
        if each.roles is not None:
            yield holder, guard, each
        if isinstance(each.type, ObjectOf):
            inner = f"{holder}.{member_of_wire(each.wire)}"
            part = design.schema[each.type.schema]
            sure = each.required and not each.nullable
            sent = guard if sure else f"{guard}isinstance({inner}, {names.schemas[part.key]}) and "
            yield from _guarded(design, names, part, inner, sent)


def _listed(roles: tuple[str, ...]) -> str:
    return ", ".join(python_string(role) for role in roles)


def _base(annotation: str) -> str:
    return annotation.removeprefix("Annotated[").partition(",")[0]
