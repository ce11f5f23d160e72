"""Methods and paths: well-formed, distinct, and with every parameter explained."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct, field

from scaffold.diagnostics import listed
from scaffold.spec.check.calls import Call, methods_of
from scaffold.spec.check.finding import Finding, at_key, at_value
from scaffold.spec.check.scope import Scope
from scaffold.spec.language.endpoints import OperationSpec

_SEGMENT = re.compile(r"(?:[A-Za-z0-9._~!$&'()*+,;=@-]|%[0-9A-Fa-f]{2})+")
_PARAMETER = re.compile(r"\{([A-Za-z][A-Za-z0-9_-]*)\}")
_PLACE = re.compile(r"\{[^{}]*\}")
_OWN = ("/healthz", "/readyz", "/metrics", "/openapi.json", "/docs")
"""Paths that every service answers itself."""


def check_methods(scope: Scope) -> Iterator[Finding]:
    """SC050: a custom operation has one method."""
    for key, endpoint in scope.spec.endpoints.items():
        if not isinstance(endpoint, OperationSpec):
            continue
        methods = methods_of(endpoint)
        if not methods and not scope.is_broken(("endpoints", key)):
            message = f"`{key}` has no method"
            yield at_key("SC050", ("endpoints", key), message, "write it with the path, such as `POST: /loans`")
        if len(methods) > 1:
            message = f"`{key}` has the methods {listed(methods)}"
            yield at_key("SC050", ("endpoints", key), message, "write one operation for each method")


def check_paths(scope: Scope) -> Iterator[Finding]:
    """SC051: paths that are not well-formed."""
    for path, url in dict((call.url_at, call.url) for call in scope.calls if call.method).items():
        problem = path_problem(url)
        if problem:
            yield at_value("SC051", path, f"`{url}` is not a path: {problem[0]}", problem[1])
    base = scope.spec.service.base_path
    if base:
        problem = path_problem(base)
        if problem or "{" in base:
            reason, hint = problem or ("it holds a parameter", "parameters belong to the paths of operations")
            yield at_value("SC051", ("service", "base_path"), f"`{base}` is not a path: {reason}", hint)


def path_problem(url: str) -> tuple[str, str] | None:
    """Why a text is no path of an operation, and what to do."""
    if not url.startswith("/"):
        return "it does not begin with `/`", f"write /{url}"
    if url == "/":
        return None
    if url.endswith("/"):
        return "it ends in `/`", f"write {url.rstrip('/') or '/'}"
    return next(filter(None, map(_segment_problem, url[1:].split("/"))), None)


def _segment_problem(segment: str) -> tuple[str, str] | None:
    if not segment:
        return "it has an empty segment", "remove one `/`"
    if "{" in segment or "}" in segment:
        whole = _PARAMETER.fullmatch(segment)
        return None if whole else (f"`{segment}` is not a parameter", "a parameter is a whole segment, such as {id}")
    if segment.startswith(":") and segment[1:].isidentifier():
        return f"`{segment}` is not a parameter", f"write {{{segment[1:]}}}"
    if not _SEGMENT.fullmatch(segment):
        return f"`{segment}` holds characters that a path cannot", "use letters, digits, `-`, `_` and `.`"
    if segment in (".", ".."):
        return f"`{segment}` is not a name", "leave it out"
    return None


class _Tree(Struct):
    """The paths of one method, by their segments; a parameter is the segment `{}`."""

    call: Call | None = None
    below: dict[str, _Tree] = field(default_factory=dict)


def check_clashes(scope: Scope) -> Iterator[Finding]:
    """SC052: two operations that answer the same request."""
    base = scope.spec.service.base_path.rstrip("/")
    trees: dict[tuple[str, str], _Tree] = {}
    for call in scope.calls:
        if not call.method or path_problem(call.url):
            continue
        segments = _PLACE.sub("{}", call.url).strip("/").split("/")
        full = base + _PLACE.sub("{}", call.url)
        if full in _OWN or full.startswith("/docs/"):
            yield at_key(
                "SC052", call.where, f"{call.method} {full} is a page that every service has itself", "move it"
            )
        for version in call.spec.versions or tuple(scope.spec.service.versions) or ("",):
            tree = trees.setdefault((call.method, version), _Tree())
            other = _clash(tree, segments)
            if other is not None:
                yield _clash_finding(call, other)
            _insert(tree, segments, call)


def _insert(tree: _Tree, segments: list[str], call: Call) -> None:
    for segment in segments:
        tree = tree.below.setdefault(segment, _Tree())
    tree.call = tree.call or call


def _clash(tree: _Tree, segments: list[str]) -> Call | None:
    """A path of the same shape, or one that overlaps without being more or less specific.

    ``/a/{x}`` and ``/a/b`` go together, for the second is the more specific; ``/a/{x}`` and
    ``/{y}/b`` do not, for both answer ``/a/b`` and neither is (some routers refuse them).
    """
    pending = [(tree, 0, False, False)]
    while pending:
        node, depth, wider, narrower = pending.pop()
        if depth == len(segments):
            if node.call is not None and wider == narrower:
                return node.call
            continue
        segment = segments[depth]
        if segment == "{}":
            pending += [(below, depth + 1, wider or key != "{}", narrower) for key, below in node.below.items()]
            continue
        following = ((key, node.below.get(key)) for key in (segment, "{}"))
        pending += [(below, depth + 1, wider, narrower or key == "{}") for key, below in following if below]
    return None


def _clash_finding(call: Call, other: Call) -> Finding:
    related = (other.where, f"`{other.name}` is here")
    if _PLACE.sub("{}", call.url) == _PLACE.sub("{}", other.url):
        message = f"`{call.name}` and `{other.name}` both answer {call.method} {call.url}"
        return at_key("SC052", call.where, message, "give one of them another path or method", related)
    message = f"{call.method} {call.url} and {call.method} {other.url} overlap, and neither is the more specific"
    return at_key("SC052", call.where, message, "give one of them another path", related)


def check_parameters(scope: Scope) -> Iterator[Finding]:
    """SC053 and SC054: parameters of paths are explained, and explained ones are in the path."""
    for call in scope.calls:
        if not call.method or path_problem(call.url):
            continue
        yield from _unexplained(scope, call)
        declared = call.operation.params if call.operation else {}
        for name in declared:
            if name not in call.parameters:
                message = f"`{name}` is not in the path {call.url}"
                yield at_key(
                    "SC054",
                    (*call.where, "params", name),
                    message,
                    f"write {{{name}}} into the path, or move it to `query`",
                )


def _unexplained(scope: Scope, call: Call) -> Iterator[Finding]:
    declared = call.operation.params if call.operation else {}
    for index, name in enumerate(call.parameters):
        if name in call.parameters[:index]:
            yield at_value(
                "SC051", call.url_at, f"`{{{name}}}` is twice in {call.url}", "call the second one otherwise"
            )
        elif name in declared or _names_row(scope, call, name):
            continue
        elif call.model and scope.declares("models", call.model):
            message = f"`{{{name}}}` is neither `id` nor a unique field or reference of `{call.model}`"
            yield at_value("SC053", call.url_at, message, _parameter_hint(call, name))
        elif call.model is None:
            yield at_value("SC053", call.url_at, f"nothing says what `{{{name}}}` is", _parameter_hint(call, name))


def _parameter_hint(call: Call, name: str) -> str:
    if call.operation is None:
        return "name it after a reference of the model, such as /books/{book}/copies, or say `key:`"
    return f"say `on: Model`, or declare it: params: {{{name}: string}}"


def _names_row(scope: Scope, call: Call, name: str) -> bool:
    """Whether a parameter is the row that the call is about, or one that it belongs to."""
    model = scope.model(call.model)
    if model is None:
        return bool(call.model) and scope.declares("models", call.model or "")
    if name == "id":
        return True
    found = model.fields.get(name)
    if found is None:
        return scope.is_broken(("models", call.model or "", "fields", name))
    return bool(found.unique) or found.ref is not None
