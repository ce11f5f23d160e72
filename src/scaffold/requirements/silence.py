"""Who may call an endpoint whose own line does not say so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

from msgspec.structs import replace

from scaffold.requirements.access import own_and_all
from scaffold.requirements.accounts import DefaultAccess
from scaffold.requirements.document import Source
from scaffold.requirements.draft import ModelDraft, OperationDraft
from scaffold.requirements.fields import known_model
from scaffold.requirements.mentions import find_endpoints
from scaffold.requirements.operations import Context
from scaffold.requirements.rules import verbs_of
from scaffold.requirements.words import content_words, plain, singular, stem, words


def with_default_access(
    operations: Iterable[OperationDraft],
    default: DefaultAccess | None,
    models: Sequence[ModelDraft],
    told: Sequence[Source],
    context: Context,
) -> tuple[OperationDraft, ...]:
    """Access where an endpoint is silent: what general sentences say, and that of reading the row."""
    own = dict(_own_rows(models, told, context))
    exempt = tuple(_exempt(operation, default) for operation in operations)
    spoken = tuple(_for_owners(operation, own) for operation in exempt)
    reading = {each.model: each for each in spoken if each.action == "get" and "owner" in each.access}
    owned = {model.name for model in models if any(field.owner for field in model.fields)}
    below = {model.name: field.ref for model in models for field in model.fields if field.ref in owned}
    return tuple(_below_owned(_as_reading(operation, reading), owned, below) for operation in spoken)


def _below_owned(operation: OperationDraft, owned: Set[str], below: Mapping[str, str | None]) -> OperationDraft:
    """Say so where rows that belong to somebody else's are open to every user."""
    model = operation.model
    if operation.access or operation.do or model is None or model in owned or model not in below:
        return operation
    note = f"assumption: any user may call it, whoever owns the {below[model]}"
    return replace(operation, notes=(*operation.notes, note))


_OWN_ROWS = re.compile(
    r"(?i)\b(?:see|sees|read|view|access|edit|change|manage|touch)\b[^.;]*\b(?:their|his|her"
    r"|its) own ([a-z ]+?)(?=[.,;]|$)"
)


def _own_rows(
    models: Sequence[ModelDraft], told: Sequence[Source], context: Context
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The models whose rows only their owners see, by sentences of their own: "Users see only their own lists."."""
    for sentence in told:
        match = None if find_endpoints(sentence.text) else _OWN_ROWS.search(plain(sentence.text))
        name = known_model(match[1], [model.name for model in models]) if match else None
        model = next((each for each in models if each.name == name), None)
        access = own_and_all(sentence.text, context.roles)
        if model is not None and access and any(field.owner for field in model.fields):
            context.ledger.use(f"endpoints: access to {model.name}", sentence)
            yield model.name, access


def _for_owners(operation: OperationDraft, own: Mapping[str, tuple[str, ...]]) -> OperationDraft:
    about_rows = operation.on or operation.action == "list"
    if operation.access or operation.row or not about_rows or operation.model is None:
        return operation
    return replace(operation, access=own.get(operation.model, ()))


def _exempt(operation: OperationDraft, default: DefaultAccess | None) -> OperationDraft:
    if operation.access:
        return operation
    if operation.do in ("login", "refresh") or operation.name == "register":
        return replace(operation, access=("public",))
    if default is not None and any(_matches(phrase, operation) for phrase in default.exceptions):
        return replace(operation, access=("public",))
    return operation


def _matches(phrase: str, operation: OperationDraft) -> bool:
    """Whether "reading the catalogue" or "registration" is about the operation."""
    spoken = {stem(singular(word)) for word in content_words(phrase)}
    read = spoken & {stem(word) for word in ("reading", "read", "browsing", "viewing", "listing", "searching")}
    things = {
        stem(singular(word))
        for part in (operation.group or "", operation.model or "", operation.path)
        for word in words(part)
    }
    if read:
        return operation.method == "GET" and bool((spoken - read) & things)
    return bool(spoken & verbs_of(operation)) and operation.method == "POST"


def _as_reading(operation: OperationDraft, reading: dict[str | None, OperationDraft]) -> OperationDraft:
    """An operation on a row that not everybody sees is for those who see it, unless it says who."""
    see = reading.get(operation.model)
    if see is None or operation.access or not operation.on or operation.row:
        return operation
    note = f"assumption: who may see the {see.model} may call it"
    return replace(operation, access=see.access, notes=(*operation.notes, note))
