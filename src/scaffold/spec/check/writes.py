"""What create and update send, what the server sets, and what a new row needs."""

from __future__ import annotations

from collections.abc import Iterator

from scaffold.diagnostics import did_you_mean, listed
from scaffold.spec.check.calls import Call
from scaffold.spec.check.finding import Finding, at_key, at_value
from scaffold.spec.check.forms import form_problem
from scaffold.spec.check.limits import beyond_limits, shown
from scaffold.spec.check.scope import Scope, kind_of
from scaffold.spec.language.endpoints import OperationSpec, WriteAction
from scaffold.spec.language.fields import FieldSpec

_UNWRITTEN = frozenset({None, "secret", "file", "money", "duration"})
"""Types whose values the server cannot set to a constant; None is that of what is no plain value."""


def check_written_fields(scope: Scope) -> Iterator[Finding]:
    """SC060, SC062 and SC067: what create and update may send, and what they must."""
    for call in scope.calls:
        spec = call.spec
        if not isinstance(spec, WriteAction | OperationSpec) or call.does not in ("create", "update"):
            continue
        if call.model not in scope.spec.models:
            continue
        yield from _check_sent(scope, call, spec)
        yield from _check_sets(scope, call, spec)
        if call.does == "create":
            yield from _check_required(scope, call, spec)


def _check_sent(scope: Scope, call: Call, spec: WriteAction | OperationSpec) -> Iterator[Finding]:
    model = call.model or ""
    fields = scope.fields_of(model)
    for index, name in enumerate(spec.fields or ()):
        path = (*call.where, "fields", index)
        field = fields.get(name)
        if field is None:
            if name == "id" or scope.lacks_field(model, name):
                yield at_value(
                    "SC060", path, f"`{model}` has no field `{name}` to send", did_you_mean(name, tuple(fields))
                )
        elif field.read_only or kind_of(field) in ("count", "exists", "sum"):
            yield at_value("SC062", path, f"`{name}` cannot be sent: the server sets it", "leave it out")
        elif field.create_only and call.does == "update":
            yield at_value("SC062", path, f"`{name}` cannot be changed: it is create_only", "leave it out")
        elif name in spec.sets:
            yield at_value("SC062", path, f"`{name}` is both sent and set by the server", "leave out one of them")


def _check_sets(scope: Scope, call: Call, spec: WriteAction | OperationSpec) -> Iterator[Finding]:
    model = call.model or ""
    fields = scope.fields_of(model)
    user = scope.auth.user if scope.auth else None
    for name, value in spec.sets.items():
        path = (*call.where, "sets", name)
        field = fields.get(name)
        if field is None:
            if name == "id" or scope.lacks_field(model, name):
                yield at_key(
                    "SC060", path, f"`{model}` has no field `{name}` to set", did_you_mean(name, tuple(fields))
                )
        elif value == "caller":
            if field.ref != user:
                yield at_value(
                    "SC062", path, f"`{name}` cannot be the caller: it does not refer to `{user}`", "set it to a value"
                )
        elif isinstance(value, dict | list):
            yield at_value(
                "SC062",
                path,
                f"`{name}` is set to {'a mapping' if isinstance(value, dict) else 'a list'}",
                "set it to a plain value or `caller`",
            )
        elif problem := _unsettable(field, value):
            yield at_value("SC062", path, f"`{name}` is set to `{shown(value)}`, which {problem[0]}", problem[1])


def _unsettable(field: FieldSpec, value: object) -> tuple[str, str] | None:
    """Why the server cannot set a field to a constant, as half a sentence, and what to do."""
    if value is None:
        is_nullable = field.optional if field.nullable is None else field.nullable
        return None if is_nullable else ("it may not be", "make the field optional, or set it to a value")
    if field.enum is not None:
        known = did_you_mean(value, [str(each) for each in field.enum])
        return None if value in field.enum else ("is none of its values", known)
    if kind_of(field) != "type" or field.type is None or field.type in _UNWRITTEN:
        return "cannot be written down here", "set it to `caller`, or let the caller send it"
    problem = form_problem(field.type, value) or beyond_limits(field, value)
    return (problem, "set it to a value that the field may hold") if problem else None


def _check_required(scope: Scope, call: Call, spec: WriteAction | OperationSpec) -> Iterator[Finding]:
    """Every required field of a new row comes from the body, the path, the server or a default."""
    model = scope.spec.models[call.model or ""]
    if scope.is_broken(("models", call.model or "")):
        return
    initial = model.states.field if model.states else None
    sent = [name for name, field in model.fields.items() if not field.read_only] if spec.fields is None else spec.fields
    given = {*sent, *spec.sets, *call.parameters, initial}
    missing = [
        name
        for name, field in model.fields.items()
        if name not in given
        and not (field.optional or field.nullable or field.default is not None or field.on_update)
        and not (field.owner or field.source)
        and not (field.read_only and field.type in ("date", "datetime"))
        and kind_of(field) not in ("count", "exists", "sum", "many")
    ]
    if missing:
        message = f"`{call.name}` cannot create a `{call.model}`: nothing gives {listed(missing)}"
        where = call.where if spec.fields is None else (*call.where, "fields")
        yield at_key("SC067", where, message, "add them to `fields` or `sets`, or give them a default")
