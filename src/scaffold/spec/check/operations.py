"""Operations: what they do, take and answer."""

from __future__ import annotations

from collections.abc import Iterator

from scaffold.diagnostics import did_you_mean, listed
from scaffold.spec.check.calls import DOES, Call, methods_of
from scaffold.spec.check.finding import Finding, at_key, at_value
from scaffold.spec.check.scope import Scope, kind_of
from scaffold.spec.language.endpoints import ListAction, OperationSpec, ResourceSpec, WriteAction

_WITHOUT_MODEL = ("login", "refresh", "logout")
_ACTIONS = ("list", "get", "create", "update", "delete")
_BODILESS = ("GET", "DELETE")
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
            near = did_you_mean(key, scope.names("models"))
            message = f"there is no model `{key}` for this resource"
            yield at_key("SC058", ("endpoints", key), message, near or "an operation of your own needs a method, such as `GET: /path`")
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
            yield at_value("SC060", path, f"`{model}` has no field `{resource.key}`", did_you_mean(resource.key, unique))
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
        yield at_value("SC058", path, f"there is no model `{model.strip()}`", did_you_mean(model, scope.names("models")))
    if call.method and verb in _DO_METHODS and call.method not in _DO_METHODS[verb]:
        message = f"`{operation.do}` cannot be a {call.method}"
        yield at_key("SC058", (*call.where, call.method), message, f"use {listed(_DO_METHODS[verb], 'or')}")
    if operation.row is not None:
        yield from _check_row(scope, call, verb, model.strip())
    if operation.answer and verb in _WITHOUT_MODEL:
        yield at_key("SC058", (*call.where, "answer"), f"`do: {verb}` has an answer of its own", "leave out `answer` or `do`")


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


def check_bodies(scope: Scope) -> Iterator[Finding]:
    """SC055 and SC065: bodies where HTTP has none, files outside of uploads."""
    for call in scope.calls:
        operation = call.operation
        if operation is None:
            continue
        for method in methods_of(operation):
            if operation.body is not None and method in _BODILESS:
                message = f"a {method} request has no body (RFC 9110, section 9.3)"
                yield at_key("SC055", (*call.where, "body"), message, "use `query`, or another method")
        if operation.upload and (operation.body is None or operation.body.object is None):
            yield at_key("SC065", (*call.where, "upload"), "an upload needs a body with its parts", "add `body: {object: {file: file}}`")
    yield from _check_files(scope)


def _check_files(scope: Scope) -> Iterator[Finding]:
    uploads = {call.where for call in scope.calls if call.operation and call.operation.upload}
    for path, field in scope.fields:
        if path[0] != "endpoints" or field.type != "file":
            continue
        if path[2] in ("params", "query", "headers"):
            yield at_value("SC065", path, f"`{path[-1]}` is a file, which only a body can hold", "move it to `body`, with `upload: true`")
        elif path[2] == "body" and path[:2] not in uploads:
            yield at_value("SC065", path, f"`{path[-1]}` is a file, which JSON cannot hold", "say `upload: true` beside `body`")


def check_parameter_kinds(scope: Scope) -> Iterator[Finding]:
    """SC065 for parameters: what a URL or a header can carry."""
    for call in scope.calls:
        operation = call.operation
        for place in ("params", "query", "headers") if operation else ():
            for name, field in getattr(operation, place).items():
                kind = kind_of(field)
                unfit = kind in ("object", "shape", "many", "count", "exists", "sum") or field.type == "json"
                if unfit or (kind == "list" and place != "query"):
                    message = f"`{name}` cannot be sent in {'the path' if place == 'params' else 'a ' + place.rstrip('s')}"
                    yield at_value("SC065", (*call.where, place, name), message, "use a plain value, or the body")
                if place == "params" and field.optional:
                    message = f"`{name}` is in the path, so it cannot be left out"
                    yield at_key("SC065", (*call.where, place, name), message, "leave out `optional`")


def check_answers(scope: Scope) -> Iterator[Finding]:
    """SC056 and SC057: every stub says what success looks like."""
    for call in scope.calls:
        operation = call.operation
        if operation is None or scope.is_broken((*call.where, "answer")):
            continue
        if not operation.answer and operation.do is None and call.method:
            message = f"`{call.name}` does not say what it answers"
            yield at_key("SC056", call.where, message, "add `answer: {200: Model}`, or `answer: {204: nothing}`")
        for status, answer in operation.answer.items():
            path = (*call.where, "answer", status)
            empty = answer.body is None and answer.page is None
            if not 200 <= status < 400:
                hint = "failures belong to `errors`" if status >= 400 else "use a status from 200 to 399"
                yield at_key("SC057", path, f"{status} is not a success", hint)
            elif status in (204, 205, 304) and not empty:
                yield at_key("SC057", path, f"a response with status {status} has no body (RFC 9110)", f"write `{status}: nothing`, or use 200")
            if answer.body is not None and answer.page is not None:
                yield at_key("SC057", path, "an answer has a body or a page, not both", "leave out one of them")
        if len(operation.answer) > 1 and all(200 <= status < 300 for status in operation.answer):
            yield from _check_several(call, operation)


def _check_several(call: Call, operation: OperationSpec) -> Iterator[Finding]:
    """Several successes are told apart by the stub; only one of them may have a shape of its own."""
    objects = [status for status, answer in operation.answer.items() if answer.body is not None and answer.body.object]
    for status in objects[1:]:
        message = f"`{call.name}` spells out two answers"
        yield at_key("SC057", (*call.where, "answer", status), message, "name the second one as a shape")


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
                yield at_value("SC060", path, f"`{model}` has no field `{name}` to send", did_you_mean(name, tuple(fields)))
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
                yield at_key("SC060", path, f"`{model}` has no field `{name}` to set", did_you_mean(name, tuple(fields)))
        elif value == "caller":
            if field.ref != user:
                yield at_value("SC062", path, f"`{name}` cannot be the caller: it does not refer to `{user}`", "set it to a value")
        elif isinstance(value, dict | list):
            yield at_value("SC062", path, f"`{name}` is set to {'a mapping' if isinstance(value, dict) else 'a list'}", "set it to a plain value or `caller`")
        elif field.enum is not None and value not in field.enum:
            yield at_value("SC062", path, f"`{value}` is none of the values of `{name}`", did_you_mean(value, [str(each) for each in field.enum]))


def _check_required(scope: Scope, call: Call, spec: WriteAction | OperationSpec) -> Iterator[Finding]:
    """Every required field of a new row comes from the body, the path, the server or a default."""
    model = scope.spec.models[call.model or ""]
    if spec.fields is None or scope.is_broken(("models", call.model or "")):
        return
    initial = model.states.field if model.states else None
    given = {*spec.fields, *spec.sets, *call.parameters, initial}
    missing = [
        name
        for name, field in model.fields.items()
        if name not in given
        and not (field.optional or field.nullable or field.default is not None or field.read_only or field.on_update)
        and not (field.owner or field.source)
        and kind_of(field) not in ("count", "exists", "sum", "many")
    ]
    if missing:
        message = f"`{call.name}` cannot create a `{call.model}`: nothing gives {listed(missing)}"
        yield at_key("SC067", (*call.where, "fields"), message, "add them to `fields` or `sets`, or give them a default")


def check_headers_and_caching(scope: Scope) -> Iterator[Finding]:
    """SC069: caching of reads, idempotency keys of writes."""
    for call in scope.calls:
        cache = call.spec.cache
        if cache is not None and call.method not in ("", "GET"):
            yield at_key("SC069", (*call.where, "cache"), f"only a GET can be cached, not a {call.method}", "leave it out")
        for index, model in enumerate(cache.drop_on if cache else ()):
            if not scope.declares("models", model):
                path = (*call.where, "cache", "drop_on", index)
                yield at_value("SC069", path, f"there is no model `{model}`", did_you_mean(model, scope.names("models")))
        if call.spec.idempotency is not None and call.method in ("GET", "DELETE"):
            message = f"a {call.method} is safe to repeat without a key"
            yield at_key("SC069", (*call.where, "idempotency"), message, "leave it out")


def check_list_paths(scope: Scope) -> Iterator[Finding]:
    """SC059 for nested lists: the path of ``/books/{book}/copies`` names a reference."""
    for call in scope.calls:
        if isinstance(call.spec, ListAction) and "id" in call.parameters:
            message = f"{call.url} names one `{call.model}`, but lists them"
            yield at_value("SC059", call.url_at, message, "name the row around it by a reference, such as /books/{book}/copies")
