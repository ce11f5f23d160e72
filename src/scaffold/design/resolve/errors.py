"""Errors: those that every service has, those of constraints, those of the spec; and who answers which."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from http import HTTPStatus

from scaffold.design.design import Auth, Error, Rule
from scaffold.design.entities import Entity
from scaffold.design.operations import Operation, OperationError
from scaffold.design.schemas import Schema
from scaffold.names import name_of
from scaffold.spec.builtin import BUILT_IN_ERRORS
from scaffold.spec.language.document import Spec

_RENAMED = {
    413: "Content Too Large",
    414: "URI Too Long",
    416: "Range Not Satisfiable",
    422: "Unprocessable Content",
}
"""Names of RFC 9110 that versions of ``http.HTTPStatus`` disagree about."""


def resolve_errors(spec: Spec, entities: Mapping[str, Entity], auth: Auth | None) -> tuple[Error, ...]:
    """Every error of the service by code: built-in, of constraints, and of the spec (which wins)."""
    found = {code: _error(code, *said, declared=False) for code, said in BUILT_IN_ERRORS.items()}
    if auth is None or not auth.lockout:
        del found["account_locked"]
    for entity in entities.values():
        for error in _constraint_errors(entity):
            found.setdefault(error.code, error)
    for key, said in spec.errors.items():
        code = name_of(key).snake
        found[code] = _error(code, said.status, said.message, declared=True)
    return tuple(found.values())


def declared_errors(spec: Spec, keys: Iterable[str]) -> tuple[OperationError, ...]:
    """The errors that an operation lists itself: of the spec, or built-in ones by their code."""
    found = []
    for key in keys:
        said = spec.errors.get(key)
        status, message = (said.status, said.message) if said else BUILT_IN_ERRORS[key]
        found.append(OperationError(name_of(key).snake, status, message))
    return tuple(found)


def _error(code: str, status: int, message: str, *, declared: bool) -> Error:
    title = _RENAMED.get(status) or HTTPStatus(status).phrase
    return Error(code, name_of(code), status, title, message, declared)


def _constraint_errors(entity: Entity) -> Iterator[Error]:
    for unique in entity.uniques:
        fields = " and ".join(name_of(wire).sentence for wire in unique.wires)
        yield _error(unique.error, 409, f"Another {entity.name.sentence} has this {fields} already.", declared=False)
    if entity.in_use_error:
        yield _error(
            entity.in_use_error, 409, f"Something still refers to this {entity.name.sentence}.", declared=False
        )
    if entity.states:
        yield _error(entity.states.error, 409, "This change of state is not allowed.", declared=False)


def operation_errors(
    operation: Operation,
    entities: Mapping[str, Entity],
    schemas: Mapping[str, Schema],
    errors: Mapping[str, Error],
    rules: Mapping[str, Rule],
) -> tuple[OperationError, ...]:
    """Every error that the operation may answer, by status, each with its reason."""
    found: dict[str, str] = {}
    found.update(_request_errors(operation, errors))
    for member in schemas[operation.body.schema].properties if operation.body else ():
        if member.roles:
            found.setdefault("forbidden", f"Only {' or '.join(member.roles)} may send `{member.wire}`.")
    entity = entities.get(operation.entity or "")
    if entity and operation.action in ("create", "update", "delete"):
        found.update(_write_errors(operation, entity, schemas))
    for key in operation.rules:
        for code in rules[key].errors:
            found.setdefault(code, rules[key].text)
    found.update({each.code: each.reason for each in operation.errors})
    if operation.is_stub:
        found["not_implemented"] = "Its business logic is not written yet."
    found["rate_limited"] = "Too many requests."
    found["internal_error"] = "Something unexpected happened; the log has it under the request id."
    found["timed_out"] = "The request took longer than it may."
    listed = (OperationError(code, errors[code].status, reason) for code, reason in found.items())
    return tuple(sorted(listed, key=lambda each: each.status))


def _request_errors(operation: Operation, errors: Mapping[str, Error]) -> Iterator[tuple[str, str]]:
    """Errors that the form of the request and its caller can lead to."""
    body, policy = operation.body, operation.policy
    if body is not None:
        yield "malformed_json", "The body is not well-formed JSON."
        yield "payload_too_large", "The body is too large."
        yield "unsupported_media_type", f"The body is not {body.media}."
    if operation.action == "login":
        yield "invalid_credentials", "Nobody has this login with this password."
        if "account_locked" in errors:
            yield "account_locked", "Too many logins failed for this account."
    elif operation.action == "refresh":
        yield "invalid_refresh_token", "The refresh token is unknown, used, or has ended."
    elif not policy.anonymous or policy.optional:
        yield "unauthenticated", "There is no valid access token."
    if policy.roles:
        yield "forbidden", f"The caller is none of: {', '.join(policy.roles)}."
    if operation.parent or (operation.target and operation.target.parameter):
        yield "not_found", "There is no such row, or it is somebody else's."
    yield "invalid_request", "A parameter or a field of the body is not valid."


def _write_errors(operation: Operation, entity: Entity, schemas: Mapping[str, Schema]) -> Iterator[tuple[str, str]]:
    if operation.action == "delete":
        if entity.in_use_error:
            yield entity.in_use_error, "Something still refers to it."
        return
    written = {each.attribute for each in schemas[operation.body.schema].properties} if operation.body else set()
    written.update(each.column for each in operation.sets)
    for unique in entity.uniques:
        if written.intersection(unique.columns):
            yield unique.error, f"Another {entity.name.sentence} has this {' and '.join(unique.wires)}."
    if operation.action == "update" and entity.states and entity.states.column in written:
        yield entity.states.error, "The change of state is not allowed."
