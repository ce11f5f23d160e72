"""Access: who may call, and whether anybody can."""

from __future__ import annotations

from collections.abc import Iterator

from scaffold.diagnostics import did_you_mean, listed, near_name
from scaffold.spec.builtin import ACCESS_WORDS
from scaffold.spec.check.calls import Call
from scaffold.spec.check.finding import Finding, at_key, at_value
from scaffold.spec.check.graph import reachable
from scaffold.spec.check.scope import Scope, kind_of
from scaffold.spec.positions import Path

_ALONE = ("public", "optional")
_NO_LOGIN = ("public",)


def check_access(scope: Scope) -> Iterator[Finding]:
    """SC070, SC071, SC072 and SC074 for every call."""
    for call in scope.calls:
        words = call.spec.access
        path = (*call.where, "access")
        if words is None:
            yield from _check_default(scope, call)
            continue
        if not words:
            yield at_value("SC074", path, "nobody may call this", "name who may, or leave `access` out for every user")
        yield from _check_words(scope, path, words)
        if "owner" in words:
            yield from _check_owner(scope, call, path)
    for path, field in scope.fields:
        if field.access is not None:
            yield from _check_field_access(scope, (*path, "access"), field.access)


def _check_default(scope: Scope, call: Call) -> Iterator[Finding]:
    """Access is closed unless said, which takes somebody who can log in."""
    if scope.auth is None and not _may_have_auth(scope):
        message = f"`{call.name}` takes a login, but nothing says how to log in"
        yield at_key("SC071", call.where, message, "add `auth`, or say `access: public`")


def _may_have_auth(scope: Scope) -> bool:
    return scope.auth is not None or "auth" in scope.loaded.data


def _check_words(scope: Scope, path: Path, words: tuple[str, ...]) -> Iterator[Finding]:
    for index, word in enumerate(words):
        where: Path = (*path, index)
        if word in words[:index]:
            yield at_value("SC074", where, f"`{word}` is listed twice", "list it once")
        elif word not in _NO_LOGIN and not _may_have_auth(scope):
            yield at_value("SC071", where, f"`{word}` takes a login, but nothing says how to log in", "add `auth`")
        elif word == "api_key" and scope.auth is not None and scope.auth.api_keys is None:
            yield at_value(
                "SC071", where, "`api_key` needs keys, which `auth` does not say", "add `api_keys: {}` to `auth`"
            )
        elif word not in ACCESS_WORDS:
            yield from _check_role(scope, where, word)
    alone = [word for word in words if word in _ALONE]
    if alone and len(words) > 1:
        message = f"`{alone[0]}` lets everybody in, so the other words mean nothing"
        yield at_value("SC074", path, message, f"write `access: {alone[0]}`, or leave the word out")
    elif "user" in words and any(word not in ("user", "api_key", "owner") for word in words):
        yield at_value(
            "SC074",
            path,
            "`user` is everybody who is logged in, so the roles mean nothing",
            "leave out `user` or the roles",
        )


def _check_role(scope: Scope, path: Path, role: str) -> Iterator[Finding]:
    roles = scope.auth.roles if scope.auth else ()
    if role not in roles and not scope.is_broken(("auth",)):
        hint = did_you_mean(role, (*roles, *ACCESS_WORDS))
        yield at_value("SC070", path, f"there is no role `{role}`", hint)


def _check_owner(scope: Scope, call: Call, path: Path) -> Iterator[Finding]:
    user = scope.auth.user if scope.auth else None
    if call.model is None:
        hint = "say `on: Model` with an owner, or `access: user`"
        yield at_value("SC072", path, f"`{call.name}` is about no row that could be the caller's own", hint)
        return
    if call.model not in scope.spec.models or call.model == user:
        return
    owners = [name for name, field in scope.fields_of(call.model).items() if field.owner]
    if not owners and not scope.is_broken(("models", call.model)):
        references = [name for name, field in scope.fields_of(call.model).items() if field.ref == user]
        field = references[0] if references else "user"
        hint = (
            f"add `owner: true` to `{call.model}.{field}`"
            if references
            else f"give it a field such as {field}: {{ref: {user}, owner: true}}"
        )
        yield at_value("SC072", path, f"`{call.model}` has no owner", hint)
    if call.does == "create":
        yield at_value("SC074", path, "nobody owns a row before it is created", "say `access: user`, or roles")


def _check_field_access(scope: Scope, path: Path, words: tuple[str, ...]) -> Iterator[Finding]:
    if path[0] != "endpoints" or "body" not in path:
        yield at_key("SC074", path, "`access` of a field is for request bodies", "leave it out")
        return
    for index, word in enumerate(words):
        if word in ACCESS_WORDS:
            yield at_value("SC074", (*path, index), f"`{word}` is not a role", "name the roles that may send it")
        else:
            yield from _check_role(scope, (*path, index), word)


def check_owner_fields(scope: Scope) -> Iterator[Finding]:
    """SC072: an owner is one reference to the model whose rows log in."""
    user = scope.auth.user if scope.auth else None
    for model, spec in scope.spec.models.items():
        owners = [name for name, field in spec.fields.items() if field.owner]
        for name in owners[1:]:
            first = ("models", model, "fields", owners[0])
            message = f"`{model}` has two owners: {listed(owners)}"
            yield at_key(
                "SC072", ("models", model, "fields", name, "owner"), message, "keep one", (first, "the first is here")
            )
        for name in owners[:1]:
            field = spec.fields[name]
            if user is not None and kind_of(field) == "ref" and field.ref != user:
                message = f"the owner of a `{model}` must be a `{user}`, whose rows log in"
                yield at_value("SC072", ("models", model, "fields", name, "ref"), message, f"write `ref: {user}`")


def check_rate_limits(scope: Scope) -> Iterator[Finding]:
    """SC075: limits that are named are declared."""
    rates = tuple(scope.spec.limits.rates)
    for call in scope.calls:
        limit = call.spec.limit
        if limit is not None and limit not in rates and limit != "default" and not scope.is_broken(("limits",)):
            hint = near_name(limit, rates) or "declare it in `limits.rates`"
            yield at_value("SC075", (*call.where, "limit"), f"there is no rate limit `{limit}`", hint)


def check_answered_secrets(scope: Scope) -> Iterator[Finding]:
    """SC061: a secret in a response, spelled out or through a shape."""
    answered = _answered_shapes(scope)
    for path, field in scope.fields:
        in_answer = path[0] == "endpoints" and "answer" in path[2:3]
        if not in_answer and not (path[0] == "shapes" and path[1] in answered):
            continue
        if _is_secret(scope, field.type, field.like) or (field.write_only and in_answer):
            message = f"`{path[-1]}` is a secret and would be answered"
            yield at_value("SC061", path, message, "leave it out of what is answered")
    for name in answered:
        shape = scope.spec.shapes[name]
        for index, key in enumerate(shape.only or ()):
            field_of_base = scope.fields_of(shape.of).get(key)
            if field_of_base is not None and (field_of_base.type == "secret" or field_of_base.write_only):
                message = f"`{key}` is never answered, but `{name}` is an answer"
                yield at_value("SC061", ("shapes", name, "only", index), message, "leave it out")


def _is_secret(scope: Scope, kind: str | None, like: str | None) -> bool:
    if like is not None:
        owner, _, key = like.partition(".")
        field = scope.fields_of(owner).get(key)
        return field is not None and field.type == "secret"
    return kind == "secret"


def _answered_shapes(scope: Scope) -> tuple[str, ...]:
    """The shapes that answers reach."""
    shapes = scope.spec.shapes
    operations = [call.operation for call in scope.calls if call.operation]
    pages = (answer.page for each in operations for answer in each.answer.values())
    answered = [page for page in pages if page is not None and page in shapes]
    inside: dict[str, list[str]] = {}
    for path, field in scope.fields:
        if field.shape is None or field.shape not in shapes:
            continue
        if path[0] == "shapes":
            inside.setdefault(str(path[1]), []).append(field.shape)
        elif path[0] == "endpoints" and path[2] == "answer":
            answered.append(field.shape)
    return reachable(answered, inside)
