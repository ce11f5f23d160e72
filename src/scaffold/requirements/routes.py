"""What an endpoint is by its method and path: a standard action, an account call, or something of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from scaffold.requirements.draft import ModelDraft, OperationDraft
from scaffold.requirements.fields import known_model
from scaffold.requirements.mentions import Mention
from scaffold.requirements.words import words

_ACCOUNT = {
    "login": "login",
    "log-in": "login",
    "signin": "login",
    "sign-in": "login",
    "session": "login",
    "sessions": "login",
    "token": "login",
    "tokens": "login",
    "authenticate": "login",
    "anmelden": "login",
    "refresh": "refresh",
    "refresh-token": "refresh",
    "logout": "logout",
    "log-out": "logout",
    "signout": "logout",
    "sign-out": "logout",
    "abmelden": "logout",
    "register": "register",
    "signup": "register",
    "sign-up": "register",
    "registration": "register",
    "registrieren": "register",
}
_SELF = frozenset({"me", "self", "account", "myself", "whoami"})
_COLLECTION = {"GET": "list", "POST": "create"}
_ROW = {"GET": "get", "PATCH": "update", "PUT": "update", "DELETE": "delete"}


class Routing(Struct, frozen=True):
    """What is known when paths are read: the models, and which of them logs in."""

    models: tuple[ModelDraft, ...]
    user: str | None
    base_path: str

    def model(self, name: str | None) -> ModelDraft | None:
        """The model of that name."""
        return next((each for each in self.models if each.name == name), None)

    def below_base(self, path: str) -> str:
        """The path without the base path."""
        if self.base_path and (path + "/").startswith(self.base_path + "/"):
            return path[len(self.base_path) :] or "/"
        return path

    def of_segment(self, segment: str) -> str | None:
        """The model whose rows a segment of a path names."""
        return known_model(" ".join(words(segment)), [model.name for model in self.models])


def route(mention: Mention, routing: Routing) -> OperationDraft:
    """The operation of an endpoint, as far as method and path tell."""
    path = routing.below_base(mention.path)
    operation = OperationDraft(method=mention.method, path=path, source=mention.source, group=mention.group)
    segments = [segment for segment in path.split("/") if segment]
    if not segments:
        return operation
    return (
        _account(operation, segments, routing)
        or _caller(operation, segments, routing)
        or _stored(operation, segments, routing)
    )


def _account(operation: OperationDraft, segments: Sequence[str], routing: Routing) -> OperationDraft | None:
    if any(_is_parameter(segment) for segment in segments) or routing.user is None:
        return None
    call = _ACCOUNT.get(segments[-1].lower().replace("_", "-"))
    if operation.method == "DELETE" and call == "login":
        return replace(operation, do="logout", name="logout")
    if call is None or operation.method != "POST" or routing.of_segment(segments[-1]):
        return None
    return replace(operation, name=call, do=f"create {routing.user}" if call == "register" else call)


def _caller(operation: OperationDraft, segments: Sequence[str], routing: Routing) -> OperationDraft | None:
    """``/me`` and the like: the caller's own row."""
    last = segments[-1].lower()
    action = _ROW.get(operation.method)
    if routing.user is None or action is None or any(_is_parameter(segment) for segment in segments):
        return None
    if last in _SELF or last == "_".join(words(routing.user)):
        return replace(operation, do=f"{action} {routing.user}", row="caller", model=routing.user, name=f"{action}_me")
    return None


def _stored(operation: OperationDraft, segments: Sequence[str], routing: Routing) -> OperationDraft:
    *before, last = segments
    if _is_parameter(last) and before and (model := routing.of_segment(before[-1])):
        return _row(operation, segments, model, routing, action=_ROW.get(operation.method))
    if not _is_parameter(last) and (model := routing.of_segment(last)) and _is_plural(last, model):
        return _collection(operation, segments, model, routing)
    for at in range(len(segments) - 1, 0, -1):
        if _is_parameter(segments[at]) and (model := routing.of_segment(segments[at - 1])):
            return _row(operation, segments, model, routing, action=None)
    return operation


def _is_parameter(segment: str) -> bool:
    return segment.startswith("{")


def _is_plural(segment: str, model: str) -> bool:
    return words(segment) != words(model)


def _collection(operation: OperationDraft, segments: Sequence[str], model: str, routing: Routing) -> OperationDraft:
    """A collection, alone or below the row that its rows refer to."""
    action = _COLLECTION.get(operation.method)
    if len(segments) >= 3 and _is_parameter(segments[-2]):
        parent = routing.of_segment(segments[-3])
        draft = routing.model(model)
        field = next((each.name for each in draft.fields if parent and each.ref == parent), None) if draft else None
        if field is None or len(segments) > 3:
            return (
                replace(_row(operation, segments[:-1], parent, routing, None), path=operation.path)
                if parent
                else operation
            )
        path = "/" + "/".join([segments[-3], f"{{{field}}}", segments[-1]])
        return replace(operation, model=model, action=action, path=path)
    return replace(operation, model=model, action=action)


def _row(
    operation: OperationDraft, segments: Sequence[str], model: str, routing: Routing, action: str | None
) -> OperationDraft:
    """A row, or something about a row; the parameter is its key, and ``{id}`` unless that is a unique field."""
    at = max(index for index, segment in enumerate(segments) if _is_parameter(segment))
    named = re.sub(r"[{}]", "", segments[at])
    draft = routing.model(model)
    found = draft.field(named) if draft else None
    key = named if found is not None and found.unique else None
    tidy = [segment if index != at or key else "{id}" for index, segment in enumerate(segments)]
    path = "/" + "/".join([*tidy, *operation.path.strip("/").split("/")[len(segments) :]])
    return replace(operation, model=model, action=action, on=True, key=key, path=path)
