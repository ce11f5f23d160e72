"""What a custom operation is sent and answers: bodies, parameters, files, caching."""

from __future__ import annotations

from collections.abc import Iterator

from scaffold.diagnostics import did_you_mean
from scaffold.spec.check.calls import Call, methods_of
from scaffold.spec.check.finding import Finding, at_key, at_value
from scaffold.spec.check.scope import Scope, kind_of
from scaffold.spec.language.endpoints import OperationSpec

_BODILESS = ("GET", "DELETE")


def check_bodies(scope: Scope) -> Iterator[Finding]:
    """SC055, SC065 and SC068: bodies where HTTP has none, that are no objects, and files outside of uploads."""
    for call in scope.calls:
        operation = call.operation
        if operation is None:
            continue
        for method in methods_of(operation):
            if operation.body is not None and method in _BODILESS:
                message = f"a {method} request has no body (RFC 9110, section 9.3)"
                yield at_key("SC055", (*call.where, "body"), message, "use `query`, or another method")
        if operation.body is not None and kind_of(operation.body) not in (None, "object", "shape"):
            message = f"the body of `{call.name}` is not an object"
            yield at_value("SC068", (*call.where, "body"), message, "name a shape, or write {object: {name: …}}")
        if operation.upload and (operation.body is None or operation.body.object is None):
            yield at_key(
                "SC065",
                (*call.where, "upload"),
                "an upload needs a body with its parts",
                "add `body: {object: {file: file}}`",
            )
    yield from _check_files(scope)


def _check_files(scope: Scope) -> Iterator[Finding]:
    uploads = {call.where for call in scope.calls if call.operation and call.operation.upload}
    for path, field in scope.fields:
        if path[0] != "endpoints" or field.type != "file":
            continue
        if path[2] in ("params", "query", "headers"):
            yield at_value(
                "SC065",
                path,
                f"`{path[-1]}` is a file, which only a body can hold",
                "move it to `body`, with `upload: true`",
            )
        elif path[2] == "body" and path[:2] not in uploads:
            yield at_value(
                "SC065", path, f"`{path[-1]}` is a file, which JSON cannot hold", "say `upload: true` beside `body`"
            )


def check_parameter_kinds(scope: Scope) -> Iterator[Finding]:
    """SC065 for parameters: what a URL or a header can carry."""
    for call in scope.calls:
        operation = call.operation
        for place in ("params", "query", "headers") if operation else ():
            for name, field in getattr(operation, place).items():
                kind = kind_of(field)
                unfit = kind in ("object", "shape", "many", "count", "exists", "sum") or field.type == "json"
                if unfit or (kind == "list" and place != "query"):
                    message = (
                        f"`{name}` cannot be sent in {'the path' if place == 'params' else 'a ' + place.rstrip('s')}"
                    )
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
                yield at_key(
                    "SC057",
                    path,
                    f"a response with status {status} has no body (RFC 9110)",
                    f"write `{status}: nothing`, or use 200",
                )
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


def check_headers_and_caching(scope: Scope) -> Iterator[Finding]:
    """SC069: caching of reads, idempotency keys of writes."""
    for call in scope.calls:
        cache = call.spec.cache
        if cache is not None and call.method not in ("", "GET"):
            yield at_key(
                "SC069", (*call.where, "cache"), f"only a GET can be cached, not a {call.method}", "leave it out"
            )
        for index, model in enumerate(cache.drop_on if cache else ()):
            if not scope.declares("models", model):
                path = (*call.where, "cache", "drop_on", index)
                yield at_value(
                    "SC069", path, f"there is no model `{model}`", did_you_mean(model, scope.names("models"))
                )
        if call.spec.idempotency is not None and call.method in ("GET", "DELETE"):
            message = f"a {call.method} is safe to repeat without a key"
            yield at_key("SC069", (*call.where, "idempotency"), message, "leave it out")
