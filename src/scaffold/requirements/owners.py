"""Whose row it is: the reference that "own loans" and "its author" mean."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from scaffold.requirements.access import Roles
from scaffold.requirements.document import Source
from scaffold.requirements.draft import ASSUMPTION, FieldDraft, ModelDraft, OperationDraft
from scaffold.requirements.report import Ledger
from scaffold.requirements.words import snake, words


def with_owner(
    models: Sequence[ModelDraft], user: str | None, roles: Roles, told: Sequence[Source], ledger: Ledger
) -> tuple[ModelDraft, ...]:
    """Mark the reference that says whose row it is, where a sentence speaks of own rows."""
    about_own = [sentence for sentence in told if _OWN.search(sentence.text)]
    return tuple(_owned(model, user, roles, about_own, ledger) for model in models)


_OWN = re.compile(r"(?i)\bown\b")


def _owned(model: ModelDraft, user: str | None, roles: Roles, told: Sequence[Source], ledger: Ledger) -> ModelDraft:
    people = [field for field in model.fields if field.ref == user] if user else []
    if user is None or model.name == user or any(field.owner for field in people):
        return model
    noun = re.escape(" ".join(words(model.name)))
    said = re.compile(rf"(?i)\b(?:their|his|her|its|one's|my|the) own {noun}|\bown {noun}")
    place = next((sentence for sentence in told if said.search(sentence.text)), None)
    if not people:
        return _with_new_owner(model, user, roles, place, ledger) if place else model
    by_name = next(
        (field for field in people if re.fullmatch(r"(?:owner|author|creator|created_by)", field.name)), None
    )
    if place is None and by_name is None:
        return model
    chosen = by_name or _spoken_of(people, place)
    notes = chosen.notes
    if len(people) > 1 and by_name is None:
        notes = (*notes, f"{ASSUMPTION}a row is owned by its {chosen.name}")
    owned = replace(chosen, owner=True, notes=notes)
    if place is not None:
        ledger.use(f"models.{model.name}.{chosen.name}: owner", place)
    return replace(model, fields=tuple(owned if field is chosen else field for field in model.fields))


def owned_by_access(
    models: Sequence[ModelDraft], operations: Iterable[OperationDraft], user: str | None
) -> tuple[ModelDraft, ...]:
    """Mark the one reference to the user as the owner, where access speaks of owners and nothing says which it is."""
    wanted = {operation.model for operation in operations if "owner" in operation.access}
    return tuple(_with_only_owner(model, user) if model.name in wanted else model for model in models)


def _with_only_owner(model: ModelDraft, user: str | None) -> ModelDraft:
    people = [field for field in model.fields if field.ref == user]
    if user is None or len(people) != 1 or people[0].owner:
        return model
    note = f"{ASSUMPTION}a row is owned by its {people[0].name}"
    owner = replace(people[0], owner=True, notes=(*people[0].notes, note))
    return replace(model, fields=tuple(owner if field is people[0] else field for field in model.fields))


def _spoken_of(people: Sequence[FieldDraft], place: Source | None) -> FieldDraft:
    text = place.text if place else ""
    return next((field for field in people if re.search(rf"(?i)\b{re.escape(field.name)}s?\b", text)), people[0])


def _with_new_owner(model: ModelDraft, user: str, roles: Roles, place: Source, ledger: Ledger) -> ModelDraft:
    """The reference that "their own orders" asks for, where the model has none to the user."""
    role = next((role for word in words(place.text) if (role := roles.of(word))), None)
    name = role or snake(user)
    if model.field(name) is not None:
        return model
    ledger.use(f"models.{model.name}.{name}: owner", place)
    note = f"{ASSUMPTION}the row belongs to a {user}"
    field = FieldDraft(name=name, ref=user, owner=True, source=place, notes=(note,))
    return replace(model, fields=(field, *model.fields))
