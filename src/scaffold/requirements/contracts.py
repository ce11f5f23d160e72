"""The contract of an operation whose body is business logic: what is sent, and what is answered."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from scaffold.requirements.descriptions import find_field
from scaffold.requirements.draft import AnswerDraft, FieldDraft, ModelDraft, OperationDraft
from scaffold.requirements.words import content_words, plain, plural, singular, snake, words

_PER = re.compile(
    r"(?i)^(?:the )?(?P<what>[a-z ]+?) (?:per|by|for each|grouped by) (?P<group>[a-z]+) with (?P<with>.+)$"
)
_EXTREME = re.compile(
    r"(?i)^(?:the |their )?(oldest|newest|latest|earliest|first|last|highest|lowest|largest|smallest"
    r"|average|total|sum of)(?: the)? (.+)$"
)


def is_writable(field: FieldDraft) -> bool:
    """Whether callers send the field."""
    return not (field.read_only or field.count or field.empty_while)


def as_custom(operation: OperationDraft, models: Sequence[ModelDraft]) -> OperationDraft:
    """An operation whose body is business logic gets a contract of its own: what is sent and answered."""
    model = next((each for each in models if each.name == operation.model), None)
    writes = operation.action in ("create", "update", "delete")
    if not operation.restriction and (
        operation.do or (operation.action and not (writes and (operation.rules or operation.body)))
    ):
        return operation
    body = operation.body
    if body is None and model is not None and operation.action in ("create", "update"):
        body = _whole_body(model, operation, partial=operation.action == "update")
    name = operation.name or "_".join([operation.action or "", *words(operation.model or "")])
    custom = replace(operation, action=None, do=None, body=body, fields=(), name=name)
    custom = custom if custom.answers else _answered(custom, operation.action, model, models)
    return _below_row(custom, model)


def _below_row(operation: OperationDraft, model: ModelDraft | None) -> OperationDraft:
    """An operation below another row, as in ``/classes/{class}/bookings``, is on that row."""
    references = {f"{{{field.name}}}": field.ref for field in model.fields if field.ref} if model else {}
    segment = next((each for each in operation.path.split("/") if each in references), None)
    if segment is None or operation.on:
        return operation
    return replace(operation, path=operation.path.replace(segment, "{id}"), on=True, model=references[segment])


def _whole_body(model: ModelDraft, operation: OperationDraft, partial: bool) -> FieldDraft | None:
    """Everything that may be sent: the named fields, else all that neither the server nor the path gives."""
    given = [field for field in model.fields if is_writable(field) and f"{{{field.name}}}" not in operation.path]
    if operation.fields:
        given = [field for field in model.fields if field.name in operation.fields]
    sent = tuple(_sent(model, field, partial) for field in given if not field.owner or operation.fields)
    return FieldDraft(name="body", object=sent) if sent else None


def _sent(model: ModelDraft, field: FieldDraft, partial: bool) -> FieldDraft:
    optional = partial or field.optional or field.default is not None
    if field.ref:
        return FieldDraft(name=field.name, ref=field.ref, optional=optional)
    return FieldDraft(name=field.name, like=f"{model.name}.{field.name}", optional=optional)


def _answered(
    operation: OperationDraft, action: str | None, model: ModelDraft | None, models: Sequence[ModelDraft]
) -> OperationDraft:
    if operation.method == "DELETE" or action == "delete":
        return replace(operation, answers=(AnswerDraft(status=204),))
    if (report := _report(operation, models)) is not None:
        return replace(operation, answers=(AnswerDraft(status=200, body=report),))
    status = 201 if operation.method == "POST" and not operation.on else 200
    if model is not None and action == "list":
        return replace(operation, answers=(AnswerDraft(status=200, body=FieldDraft(name="body", items=model.name)),))
    if model is not None:
        return replace(operation, answers=(AnswerDraft(status=status, body=FieldDraft(name="body", shape=model.name)),))
    note = "assumption: what it answers is not said, so any JSON"
    return replace(
        operation,
        answers=(AnswerDraft(status=status, body=FieldDraft(name="body", type="json")),),
        notes=(*operation.notes, note),
    )


def _report(operation: OperationDraft, models: Sequence[ModelDraft]) -> FieldDraft | None:
    """The answer of "overdue loans per branch with count and the oldest due date": a list of objects."""
    match = _PER.match(plain(operation.summary or ""))
    if match is None:
        return None
    about = next((model for model in models if plural(model.name.lower()) in words(match["what"])), None)
    group = next((model for model in models if model.name.lower() == singular(match["group"].lower())), None)
    fields = [
        FieldDraft(name=snake(match["group"]), ref=group.name)
        if group
        else FieldDraft(name=snake(match["group"]), type="string")
    ]
    parts = re.split(r"\s*,\s*(?:and )?|\s+and\s+", match["with"])
    fields += [_figure(part.strip(" ."), about) for part in parts]
    return FieldDraft(name="body", items="object", object=tuple(fields))


def _figure(phrase: str, about: ModelDraft | None) -> FieldDraft:
    """One figure of a report: a count, or an extreme of a field."""
    extreme = _EXTREME.match(phrase)
    field = find_field(extreme[2], about) if extreme and about else None
    if extreme and field is not None and about is not None:
        return FieldDraft(name=f"{snake(extreme[1])}_{field.name}", type=field.type)
    if re.search(r"(?i)\b(?:count|number|how many|quantity)\b", phrase):
        return FieldDraft(name=snake(" ".join(content_words(phrase))), type="integer")
    name = snake(" ".join(content_words(phrase)))
    return FieldDraft(name=name, type="string", notes=(f"assumption: {name} is a string",))
