"""What a draft needs to hold together where the requirements are silent; each addition is an assumption."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from scaffold.requirements.access import Roles
from scaffold.requirements.accounts import Accounts, user_model
from scaffold.requirements.document import Source
from scaffold.requirements.draft import ASSUMPTION, Fact, FieldDraft, ModelDraft, OperationDraft
from scaffold.requirements.words import plural, singular, snake, words

_PARAMETER = re.compile(r"\{(\w+)\}")
_MIGHTY = re.compile(r"(?:super_?)?(?:admin\w*|user)|staff|.*manager|moderator|operator|owner|editor|supervisor")
"""Roles that nobody has from the start."""
_SIGN_IN = re.compile(r"(?i)^(?:the |all )?([a-z]+s) (?:can |may )?(?:log|sign)[- ]?in\b")


def with_user(models: Sequence[ModelDraft], accounts: Accounts) -> tuple[tuple[ModelDraft, ...], Accounts]:
    """A model for those who log in, where the requirements speak of a login but not of its fields."""
    place = accounts.mentions_login
    if accounts.user is not None:
        return tuple(_told_apart(model, accounts) for model in models), accounts
    if place is None:
        return tuple(models), accounts
    name = user_model(models)
    known = next((model for model in models if model.name == name), None)
    user = known or ModelDraft(name="User", source=place)
    fields = [
        FieldDraft(name="email", type="email", unique="ignore_case", source=place),
        FieldDraft(name="password", type="secret", min=8, source=place),
    ]
    facts = {"user": Fact(value=user.name, source=user.source), **accounts.facts}
    roles = accounts.roles
    if names := _role_names(place, roles):
        fields.append(FieldDraft(name="role", enum=names, default=names[0], source=place))
        roles = replace(roles, names=names)
        said = {"role": Fact(value="role", source=place), "roles": replace(facts["roles"], value=list(names))}
        facts = {"user": facts["user"], **said, **{key: fact for key, fact in facts.items() if key not in said}}
    facts["login"] = Fact(value={"by": "email", "password": "password"}, source=place)
    added = tuple(field for field in fields if user.field(field.name) is None)
    note = f"{ASSUMPTION}who logs in is a {user.name} with {', '.join(field.name for field in added)}"
    note += f"; a new one is a {names[0]}" if names else ""
    complete = replace(user, fields=(*user.fields, *added), notes=(*user.notes, note))
    others = tuple(model for model in models if model is not known)
    return (complete, *others), replace(accounts, user=user.name, roles=roles, facts=facts)


def _told_apart(model: ModelDraft, accounts: Accounts) -> ModelDraft:
    """The users with a unique field to log in by."""
    by = model.field(str(accounts.facts["login"].value["by"])) if model.name == accounts.user else None
    if by is None or by.unique:
        return model
    note = f"{ASSUMPTION}unique, because users log in by it"
    unique = replace(by, unique="ignore_case" if by.type == "email" else True, notes=(*by.notes, note))
    return replace(model, fields=tuple(unique if field is by else field for field in model.fields))


def _role_names(place: Source, roles: Roles) -> tuple[str, ...]:
    """The roles with that of ordinary users first: "Shoppers sign in …; staff is a role"."""
    if not roles.names:
        return ()
    match = _SIGN_IN.match(place.text)
    ordinary = singular(match[1].lower()) if match else "user"
    known = next((name for name in roles.names if not _MIGHTY.fullmatch(name)), "member")
    first = known if ordinary == "user" else ordinary
    return tuple(dict.fromkeys([first, *roles.names]))


def with_session_calls(operations: Sequence[OperationDraft], accounts: Accounts) -> tuple[OperationDraft, ...]:
    """Login, refresh and logout, where the requirements speak of a login but name no endpoint for it."""
    done = {operation.do for operation in operations}
    place = accounts.mentions_login
    if (
        accounts.user is None
        or place is None
        or "login" in done
        or any(_is_login(operation) for operation in operations)
    ):
        return tuple(operations)
    note = (f"{ASSUMPTION}the path of the call is not said",)
    added = [
        OperationDraft(method="POST", path=f"/auth/{call}", source=place, name=call, do=call, access=access, notes=note)
        for call, access in (("login", ("public",)), ("refresh", ("public",)), ("logout", ()))
        if call not in done
    ]
    return (*added, *operations)


def _is_login(operation: OperationDraft) -> bool:
    return (
        operation.method == "POST"
        and re.search(r"(?i)/(?:log-?in|sign-?in|sessions?|tokens?)$", operation.path) is not None
    )


def with_open_door(operations: Sequence[OperationDraft], accounts: Accounts) -> tuple[OperationDraft, ...]:
    """Say so, once, where nobody logs in and so anybody may call everything."""
    if accounts.user is not None or not operations:
        return tuple(operations)
    note = f"{ASSUMPTION}no login is described, so anybody may call everything"
    return (replace(operations[0], notes=(note, *operations[0].notes)), *operations[1:])


def one_action_each(operations: Sequence[OperationDraft]) -> tuple[OperationDraft, ...]:
    """A resource has each standard action once, and changes rows with PATCH; others keep their own path."""
    best: dict[tuple[str | None, str], OperationDraft] = {}
    for operation in operations:
        if operation.action and operation.method != "PUT":
            key = (operation.model, operation.action)
            shortest = min(best.get(key, operation), operation, key=lambda each: each.path.count("/"))
            best[key] = shortest
    return tuple(_kept(operation, best) for operation in operations)


def _kept(operation: OperationDraft, best: dict[tuple[str | None, str], OperationDraft]) -> OperationDraft:
    action, model = operation.action, operation.model or ""
    if action is None or best.get((operation.model, action)) is operation:
        return operation
    above = [
        singular(segment) for segment in operation.path.split("/")[1:-1] if segment and not segment.startswith("{")
    ]
    noun = snake(plural("_".join(words(model)))) if action == "list" else "_".join(words(model))
    name = "_".join([action, *(map(snake, above) if action in ("list", "create") else ()), noun])
    do = f"{action} {model}"
    changes = replace(operation, do=do, action=None, name=name)
    if operation.method == "PUT":
        note = f"{ASSUMPTION}PUT changes the fields that are sent"
        return replace(changes, notes=(*operation.notes, note))
    return changes


def owners_only(operations: Sequence[OperationDraft], models: Sequence[ModelDraft]) -> tuple[OperationDraft, ...]:
    """Leave it to the business logic to find the owner where nothing else says whose row it is.

    Nobody owns a row before it is created, so "owner" means any user there.
    """
    operations = [_for_makers(each) for each in operations]
    by_name = {model.name: model for model in models}
    return tuple(
        _owners_only(each) if each.access == ("owner",) and not _can_own(each, by_name.get(each.model or "")) else each
        for each in operations
    )


def _for_makers(operation: OperationDraft) -> OperationDraft:
    made = operation.action == "create" and operation.restriction is None
    access = tuple(dict.fromkeys("user" if made and word == "owner" else word for word in operation.access))
    return replace(operation, access=("user",) if "user" in access and made else access)


def _owners_only(operation: OperationDraft) -> OperationDraft:
    note = f"{ASSUMPTION}nothing says whose row it is, so the business logic must"
    return replace(operation, access=(), restriction="only the owner", notes=(*operation.notes, note))


def settled(operation: OperationDraft, models: Sequence[ModelDraft], user: str | None) -> OperationDraft:
    """The operation with its parameters explained, and without what it cannot have."""
    model = next((each for each in models if each.name == operation.model), None)
    if operation.method in ("GET", "DELETE") and operation.body is not None:
        operation = replace(operation, body=None)
    if "owner" in operation.access and not _can_own(operation, model):
        rest = tuple(word for word in operation.access if word != "owner")
        note = f"{ASSUMPTION}nothing says whose row it is, so only the others may call it"
        operation = replace(operation, access=rest, notes=(*operation.notes, note))
    if user is None and not operation.access:
        operation = replace(operation, access=("public",))
    return operation if operation.action or operation.do else _explained(operation, model)


def _can_own(operation: OperationDraft, model: ModelDraft | None) -> bool:
    return (
        model is not None
        and any(field.owner for field in model.fields)
        and (operation.on or operation.action is not None)
    )


def _explained(operation: OperationDraft, model: ModelDraft | None) -> OperationDraft:
    declared = {field.name for field in operation.params}
    known = {"id"} | {field.name for field in model.fields if field.unique or field.ref} if model else set()
    names = [
        name
        for name in _PARAMETER.findall(operation.path)
        if name not in declared and not (operation.model and name in known)
    ]
    if not names:
        return operation
    params = tuple(FieldDraft(name=name, type="string") for name in names)
    return replace(operation, params=(*operation.params, *params))
