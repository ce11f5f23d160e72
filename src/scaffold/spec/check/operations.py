"""Operations: what they are about and what they do."""

from __future__ import annotations

from collections.abc import Iterator

from scaffold.diagnostics import did_you_mean, listed, near_name
from scaffold.spec.check.calls import DOES, Call
from scaffold.spec.check.finding import Finding, at_key, at_value
from scaffold.spec.check.scope import Scope
from scaffold.spec.language.endpoints import ListAction, OperationSpec, ResourceSpec

_WITHOUT_MODEL = ("login", "refresh", "logout")
_ACTIONS = ("list", "get", "create", "update", "delete")
_DO_METHODS = {
    "create": ("POST", "PUT"), "update": ("PATCH", "PUT", "POST"), "get": ("GET",), "list": ("GET",),
    "delete": ("DELETE", "POST"), "login": ("POST",), "refresh": ("POST",), "logout": ("POST", "DELETE"),
}  # fmt: skip


def check_resources(scope: Scope) -> Iterator[Finding]:
    """SC058 and SC066: a resource is a model, and offers something."""
    for key, endpoint in scope.spec.endpoints.items():
        if not isinstance(endpoint, ResourceSpec):
            continue
        if not scope.declares("models", key):
            near = near_name(key, scope.names("models"))
            message = f"there is no model `{key}` for this resource"
            yield at_key(
                "SC058",
                ("endpoints", key),
                message,
                near or "an operation of your own needs a method, such as `GET: /path`",
            )
        if not any(getattr(endpoint, action) for action in _ACTIONS) and not scope.is_broken(("endpoints", key)):
            message = f"`{key}` offers no action"
            yield at_key("SC066", ("endpoints", key), message, f"add one of {listed(_ACTIONS)}")
        yield from _check_key(scope, key, endpoint)


def _check_key(scope: Scope, model: str, resource: ResourceSpec) -> Iterator[Finding]:
    if resource.key is None or resource.key == "id":
        return
    path = ("endpoints", model, "key")
    fields = scope.fields_of(model)
    field = fields.get(resource.key)
    if field is None:
        if scope.lacks_field(model, resource.key):
            unique = tuple(name for name, each in fields.items() if each.unique)
            yield at_value(
                "SC060", path, f"`{model}` has no field `{resource.key}`", did_you_mean(resource.key, unique)
            )
    elif not field.unique:
        message = f"`{resource.key}` is not unique, so it cannot name one row"
        yield at_value("SC060", path, message, f"make `{model}.{resource.key}` unique")


def check_rows(scope: Scope) -> Iterator[Finding]:
    """SC059: a call about one row says in its path which."""
    for call in scope.calls:
        if not call.method or call.model not in scope.spec.models:
            continue
        operation, fields = call.operation, scope.fields_of(call.model)
        rows = [name for name in call.parameters if name == "id" or (name in fields and fields[name].unique)]
        if call.resource is not None and call.does in ("get", "update", "delete"):
            wanted = call.resource.key or "id"
            if wanted not in call.parameters:
                message = f"{call.url} does not name one row: `{{{wanted}}}` is missing"
                yield at_value("SC059", call.url_at, message, f"end it with /{{{wanted}}}")
        elif operation is not None and operation.row is None and not rows:
            needs = operation.on is not None or call.does in ("get", "update", "delete")
            if needs:
                message = f"{call.url} does not say which `{call.model}`"
                yield at_value("SC059", call.url_at, message, "put {id} or a unique field into the path")


def check_targets(scope: Scope) -> Iterator[Finding]:
    """SC058 for custom operations: what ``do`` and ``on`` name."""
    for call in scope.calls:
        operation = call.operation
        if operation is None:
            continue
        if operation.on is not None and not scope.declares("models", operation.on):
            hint = did_you_mean(operation.on, scope.names("models"))
            yield at_value("SC058", (*call.where, "on"), f"there is no model `{operation.on}`", hint)
        if operation.do is not None:
            yield from _check_do(scope, call, operation)
        else:
            yield from _check_without_do(call, operation)


def _check_do(scope: Scope, call: Call, operation: OperationSpec) -> Iterator[Finding]:
    path = (*call.where, "do")
    verb, _, model = (operation.do or "").partition(" ")
    if verb not in DOES:
        yield at_value("SC058", path, f"`{verb}` is nothing that can be generated", did_you_mean(verb, DOES))
    elif verb in _WITHOUT_MODEL:
        yield from _check_login(scope, call, verb, model)
    elif not model.strip():
        yield at_value("SC058", path, f"`{verb}` needs a model", f"write `do: {verb} Model`")
    elif not scope.declares("models", model.strip()):
        yield at_value(
            "SC058", path, f"there is no model `{model.strip()}`", did_you_mean(model, scope.names("models"))
        )
    if call.method and verb in _DO_METHODS and call.method not in _DO_METHODS[verb]:
        message = f"`{operation.do}` cannot be a {call.method}"
        yield at_key("SC058", (*call.where, call.method), message, f"use {listed(_DO_METHODS[verb], 'or')}")
    if operation.row is not None:
        yield from _check_row(scope, call, verb, model.strip())
    if operation.answer and verb in _WITHOUT_MODEL:
        yield at_key(
            "SC058", (*call.where, "answer"), f"`do: {verb}` has an answer of its own", "leave out `answer` or `do`"
        )


def _check_row(scope: Scope, call: Call, verb: str, model: str) -> Iterator[Finding]:
    user = scope.auth.user if scope.auth else None
    if verb not in ("get", "update", "delete") or model != user:
        message = f"`row: caller` is for `do: get`, `update` and `delete` of `{user or 'the user'}`"
        yield at_key("SC058", (*call.where, "row"), message, "leave it out")


def _check_login(scope: Scope, call: Call, verb: str, model: str) -> Iterator[Finding]:
    path = (*call.where, "do")
    if model:
        yield at_value("SC058", path, f"`{verb}` takes no model", f"write `do: {verb}`")
    if (scope.auth is None or scope.auth.login is None) and not scope.is_broken(("auth",)):
        message = f"`do: {verb}` needs a password login, which `auth` does not say"
        yield at_value("SC076", path, message, "add `login: {by: email, password: password}` to `auth`")


def _check_without_do(call: Call, operation: OperationSpec) -> Iterator[Finding]:
    for option in ("row", "fields", "sets"):
        if getattr(operation, option):
            message = f"`{option}` means nothing without `do`"
            yield at_key("SC058", (*call.where, option), message, "leave it out: the body is yours to write")


def check_list_paths(scope: Scope) -> Iterator[Finding]:
    """SC059 for nested lists: the path of ``/books/{book}/copies`` names a reference."""
    for call in scope.calls:
        if isinstance(call.spec, ListAction) and "id" in call.parameters:
            message = f"{call.url} names one `{call.model}`, but lists them"
            yield at_value(
                "SC059", call.url_at, message, "name the row around it by a reference, such as /books/{book}/copies"
            )
