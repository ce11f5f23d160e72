"""One valid call of every operation: who may make it, which rows its path names, the smallest body."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from scaffold.design.design import Design
from scaffold.design.operations import Operation, Parameter
from scaffold.design.schemas import Schema
from scaffold.design.types import Enumeration, ListOf, ObjectOf, Reference
from scaffold.testdata.values import Json, RowId, Samples

USER = "user"
"""The name of people where a service has no roles."""


class PathRow(Struct, frozen=True):
    """The row that a path names.

    Attributes:
        entity: Whose row; it is the caller's own user when it has no parameters.
        parameters: By path parameter, the column of the row that it is compared with.
        is_parent: Whether it is the row that the operation's own belong to.
    """

    entity: str
    parameters: Mapping[str, str]
    is_parent: bool


class ValidCall(Struct, frozen=True):
    """A call whose ids lead nowhere.

    Attributes:
        roles: Who may make it; ``None`` is everybody.
        caller: Somebody who may make it and send every member of the body; ``None`` is nobody in particular.
        path: By path parameter, a value of the right form.
        query: The query parameters that must be there; ``headers`` likewise.
        body: The smallest body, if it has one.
        references: By member of the body, the entity of the row that it must refer to.
        row: The row that the path names, if it names one.
        owner: The column of the row that must hold the caller's id for the caller to see it.
    """

    operation: Operation
    roles: tuple[str, ...] | None
    caller: str | None
    path: Mapping[str, Json]
    query: Mapping[str, Json]
    headers: Mapping[str, Json]
    body: Mapping[str, Json] | None
    references: Mapping[str, str]
    row: PathRow | None
    owner: str | None


def roles_of(design: Design) -> tuple[str, ...]:
    """The roles that people have; where there are none, what a person without a role is called."""
    if design.auth is None:
        return ()
    return design.auth.roles if design.auth.role_column and design.auth.roles else (USER,)


def valid_calls(design: Design) -> tuple[ValidCall, ...]:
    """A call of every operation, in the order of the design."""
    samples = Samples(design)
    return tuple(_valid_call(design, samples, each) for each in design.operations)


def _valid_call(design: Design, samples: Samples, operation: Operation) -> ValidCall:
    roles = _allowed(design, operation)
    caller = _usual_caller(design, operation, roles)
    body = samples.body(operation.body.schema) if operation.body else None
    row = _path_row(operation)
    return ValidCall(
        operation=operation,
        roles=roles,
        caller=caller,
        path={each.wire: _sample(samples, each) for each in operation.parameters_in("path")},
        query={each.wire: _sample(samples, each) for each in operation.parameters_in("query") if each.required},
        headers={each.wire: _sample(samples, each) for each in operation.parameters_in("header") if each.required},
        body=body,
        references={wire: value.entity for wire, value in (body or {}).items() if isinstance(value, RowId)},
        row=row,
        owner=_owner(design, operation, row, caller),
    )


def _allowed(design: Design, operation: Operation) -> tuple[str, ...] | None:
    if operation.policy.anonymous or design.auth is None:
        return None
    return operation.policy.roles if operation.policy.roles is not None else roles_of(design)


def _usual_caller(design: Design, operation: Operation, roles: tuple[str, ...] | None) -> str | None:
    if roles is None:
        return None
    admin = [design.auth.admin] if design.auth and design.auth.admin else []
    powerful = (*operation.policy.all_rows, *admin, *reversed(roles))
    able = [role for role in powerful if role in roles]
    limits = list(_limited_members(design, operation))
    fully = (role for role in able if all(role in allowed for allowed in limits))
    return next(fully, able[0] if able else roles[-1])


def _limited_members(design: Design, operation: Operation) -> Iterator[tuple[str, ...]]:
    if operation.body is not None:
        yield from (each.roles for each in design.schema[operation.body.schema].properties if each.roles)


def _sample(samples: Samples, parameter: Parameter) -> Json:
    value = samples.of_type(parameter.type, parameter.name)
    return parameter.example if parameter.example is not None else value


def _path_row(operation: Operation) -> PathRow | None:
    target, parent = operation.target, operation.parent
    if target is not None:
        parameters = {target.parameter: target.column} if target.parameter else {}
        return PathRow(target.entity, parameters | ({parent.parameter: parent.reference} if parent else {}), False)
    if parent is not None:
        return PathRow(parent.entity, {parent.parameter: parent.column}, True)
    return None


def _owner(design: Design, operation: Operation, row: PathRow | None, caller: str | None) -> str | None:
    if row is None or not operation.policy.owner or caller in operation.policy.all_rows:
        return None
    return design.entity[row.entity].owner


def body_references(design: Design, schema: Schema) -> Mapping[str, str]:
    """By member of a body, the entity of the row that it refers to."""
    return {each.wire: each.type.entity for each in schema.properties if isinstance(each.type, Reference)}


def answered_entity(design: Design, operation: Operation) -> Schema | None:
    """The schema of the answer, when it is one row of the operation's entity."""
    kind = operation.answer.type
    if not isinstance(kind, ObjectOf):
        return None
    schema = design.schema[kind.schema]
    return schema if schema.entity is not None and schema.purpose == "answer" else None


def listed_entity(design: Design, operation: Operation) -> Schema | None:
    """The schema of the items of a list of rows."""
    if operation.listing is None or not isinstance(operation.answer.type, ObjectOf):
        return None
    page = design.schema[operation.answer.type.schema]
    items = next((each.type for each in page.properties if isinstance(each.type, ListOf)), None)
    return design.schema[items.item.schema] if items and isinstance(items.item, ObjectOf) else None


def is_simple(kind: object) -> bool:
    """Whether a value of the type is answered exactly as it was sent."""
    return not isinstance(kind, ObjectOf | ListOf) or (isinstance(kind, ListOf) and isinstance(kind.item, Enumeration))
