"""The draft of a spec, typed: what the readers found, each part with its place in the requirements."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

from msgspec import Struct, field

from scaffold.requirements.document import Source

Scalar = str | int | float | bool


class FieldDraft(Struct, frozen=True, kw_only=True):
    """A field; the names are those of the spec language.

    ``empty_while`` keeps the words of "empty until it is returned", ``searchable`` what the
    field's own line says about lists.
    """

    name: str
    source: Source | None = None
    type: str | None = None
    enum: tuple[str, ...] = ()
    items: str | None = None
    ref: str | None = None
    many: str | None = None
    shape: str | None = None
    like: str | None = None
    object: tuple[FieldDraft, ...] | None = None
    count: str | None = None
    where: str | None = None
    optional: bool = False
    default: Scalar | tuple[Scalar, ...] | None = None
    unique: bool | Literal["ignore_case"] = False
    min: int | float | None = None
    max: int | float | None = None
    pattern: str | None = None
    digits: int | None = None
    places: int | None = None
    currency: str | None = None
    read_only: bool = False
    write_only: bool = False
    on_update: str | None = None
    owner: bool = False
    on_delete: str | None = None
    made_from: str | None = None
    access: tuple[str, ...] = ()
    description: str | None = None
    example: Scalar | tuple[Scalar, ...] | None = None
    notes: tuple[str, ...] = ()
    searchable: bool = False
    empty_while: str | None = None
    was: str | None = None


class UniqueDraft(Struct, frozen=True, kw_only=True):
    """Fields whose values together belong to one row only."""

    fields: tuple[str, ...]
    where: str | None = None
    error: str | None = None
    notes: tuple[str, ...] = ()


class TransitionDraft(Struct, frozen=True, kw_only=True):
    """One allowed change of a state."""

    source: tuple[str, ...]
    to: str


class StatesDraft(Struct, frozen=True, kw_only=True):
    """The states of a field and how they change."""

    field: str
    transitions: tuple[TransitionDraft, ...]
    initial: str
    final: tuple[str, ...]
    error: str | None
    source: Source


class ModelDraft(Struct, frozen=True, kw_only=True):
    """A model, or a shape when it is answered but not stored."""

    name: str
    source: Source | None = None
    description: str | None = None
    id: Literal["uuid", "integer"] | None = None
    fields: tuple[FieldDraft, ...] = ()
    unique: tuple[UniqueDraft, ...] = ()
    states: StatesDraft | None = None
    notes: tuple[str, ...] = ()

    def field(self, name: str) -> FieldDraft | None:
        """The field of that name."""
        return next((each for each in self.fields if each.name == name), None)


class ShapeDraft(Struct, frozen=True, kw_only=True):
    """An object that is answered but not stored."""

    name: str
    source: Source | None = None
    of: str | None = None
    without: tuple[str, ...] = ()
    fields: tuple[FieldDraft, ...] = ()
    notes: tuple[str, ...] = ()


class FilterDraft(Struct, frozen=True, kw_only=True):
    """A query parameter that narrows a list."""

    name: str
    where: str | None = None


class AnswerDraft(Struct, frozen=True, kw_only=True):
    """A status and what it carries: a shape, a list, an object, or nothing."""

    status: int
    body: FieldDraft | None = None


class OperationDraft(Struct, frozen=True, kw_only=True):
    """One ``METHOD /path``; ``action`` names the standard action it is, if it is one.

    ``model`` is the model whose resource, row or collection it belongs to.
    """

    method: str
    path: str
    source: Source
    name: str = ""
    group: str | None = None
    model: str | None = None
    action: str | None = None
    do: str | None = None
    row: Literal["caller"] | None = None
    on: bool = False
    key: str | None = None
    fields: tuple[str, ...] = ()
    access: tuple[str, ...] = ()
    restriction: str | None = None
    search: tuple[str, ...] = ()
    filters: tuple[FilterDraft, ...] = ()
    sort: tuple[str, ...] = ()
    order: str | None = None
    params: tuple[FieldDraft, ...] = ()
    query: tuple[FieldDraft, ...] = ()
    body: FieldDraft | None = None
    answers: tuple[AnswerDraft, ...] = ()
    limit: str | None = None
    cache: str | None = None
    idempotency: bool = False
    rules: tuple[str, ...] = ()
    errors: tuple[str, ...] = ()
    summary: str | None = None
    notes: tuple[str, ...] = ()


class RuleDraft(Struct, frozen=True, kw_only=True):
    """A sentence of business logic with the errors that it names."""

    id: str
    text: str
    source: Source
    errors: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


class ErrorDraft(Struct, frozen=True, kw_only=True):
    """An error with its status and message."""

    code: str
    status: int
    message: str
    source: Source


class RateDraft(Struct, frozen=True, kw_only=True):
    """A rate limit."""

    name: str
    rate: str
    per: str
    source: Source


class Fact(Struct, frozen=True, kw_only=True):
    """A value with the place that says so, or the assumption that stands in for one."""

    value: Any
    source: Source | None = None
    note: str | None = None


class Draft(Struct, frozen=True, kw_only=True):
    """The whole draft; sections that are maps of plain values hold facts by key."""

    title: str
    service: dict[str, Fact] = field(default_factory=dict)
    stack: dict[str, Fact] = field(default_factory=dict)
    conventions: dict[str, Fact] = field(default_factory=dict)
    auth: dict[str, Fact] = field(default_factory=dict)
    rates: tuple[RateDraft, ...] = ()
    pagination: dict[str, Fact] = field(default_factory=dict)
    error_format: dict[str, Fact] = field(default_factory=dict)
    models: tuple[ModelDraft, ...] = ()
    shapes: tuple[ShapeDraft, ...] = ()
    operations: tuple[OperationDraft, ...] = ()
    rules: tuple[RuleDraft, ...] = ()
    errors: tuple[ErrorDraft, ...] = ()


ASSUMPTION = "assumption: "


def assumptions(draft: Draft, heading: Source) -> Iterator[tuple[str, Source]]:
    """Every assumption that the draft holds, with its place; ``heading`` where there is none."""
    for key in ("service", "stack", "conventions", "auth", "pagination", "error_format"):
        for name, fact in getattr(draft, key).items():
            if fact.note and fact.note.startswith(ASSUMPTION):
                yield f"{key}.{name}: {fact.note.removeprefix(ASSUMPTION)}", fact.source or heading
    for path, notes, source in _noted(draft):
        for note in notes:
            if note.startswith(ASSUMPTION):
                yield f"{path}: {note.removeprefix(ASSUMPTION)}", source or heading


def _noted(draft: Draft) -> Iterator[tuple[str, tuple[str, ...], Source | None]]:
    holders: tuple[ModelDraft | ShapeDraft, ...] = (*draft.models, *draft.shapes)
    for holder in holders:
        yield holder.name, holder.notes, holder.source
        for each in holder.fields:
            yield f"{holder.name}.{each.name}", each.notes, each.source or holder.source
    for operation in draft.operations:
        yield f"{operation.method} {operation.path}", operation.notes, operation.source
        for each in (operation.body.object or ()) if operation.body else ():
            yield f"{operation.method} {operation.path}", each.notes, operation.source
