"""The draft as ``scaffold.yaml``: every part in the language's own order, with the line it came from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from scaffold.requirements.document import Source
from scaffold.requirements.draft import (
    AnswerDraft,
    Draft,
    Fact,
    FieldDraft,
    ModelDraft,
    OperationDraft,
    RateDraft,
    ShapeDraft,
    StatesDraft,
)
from scaffold.requirements.field_yaml import field_value
from scaffold.requirements.words import plain
from scaffold.requirements.yaml import WIDTH, Block, flow, write_yaml


def write_spec(draft: Draft, file: str) -> str:
    """The text of the spec.

    Args:
        draft: what was read.
        file: the name of the requirements, for the first line.
    """
    document = Block()
    document.add("scaffold", 1, notes=[f"{draft.title}, read from {file}"] if draft.title else [f"Read from {file}"])
    for key in ("service", "stack", "conventions", "auth"):
        document.add(key, _facts(getattr(draft, key)), gap=True)
    if draft.rates:
        limits = Block()
        limits.add("rates", _rates(draft.rates))
        document.add("limits", limits, gap=True)
    _short_or_block(document, "pagination", draft.pagination)
    document.add(
        "models",
        _blocks((model.name, _model(model), _place(model.source), model.notes) for model in draft.models),
        gap=True,
    )
    document.add(
        "shapes",
        _blocks((shape.name, _shape(shape), _place(shape.source), shape.notes) for shape in draft.shapes),
        gap=True,
    )
    document.add("endpoints", _endpoints(draft.operations), gap=True)
    document.add("rules", _rules(draft), gap=True)
    errors = Block()
    for error in draft.errors:
        errors.add(error.code, {"status": error.status, "message": error.message})
    document.add("errors", errors, gap=True)
    _short_or_block(document, "error_format", draft.error_format)
    return write_yaml(document)


def _place(source: Source | None) -> str | None:
    return source.place if source else None


def _facts(facts: dict[str, Fact]) -> Block:
    block = Block()
    for key, fact in facts.items():
        if fact.note and not fact.note.startswith("assumption"):
            block.add(key, fact.value, _place(fact.source), [fact.note])
        else:
            block.add(key, fact.value, fact.note or _place(fact.source))
    return block


def _short_or_block(document: Block, key: str, facts: dict[str, Fact]) -> None:
    """A small map on one line, with the first place that says so."""
    if facts:
        place = next((_place(fact.source) for fact in facts.values() if fact.source), None)
        document.add(key, {name: fact.value for name, fact in facts.items()}, place, gap=True)


def _rates(rates: Iterable[RateDraft]) -> Block:
    block = Block()
    for rate in rates:
        block.add(rate.name, {"rate": rate.rate, "per": rate.per}, rate.source.place)
    return block


def _blocks(parts: Iterable[tuple[str, Block, str | None, Sequence[str]]]) -> Block:
    block = Block()
    for at, (name, body, place, notes) in enumerate(parts):
        block.add(name, body if body.lines else {}, place, notes, gap=at > 0)
    return block


def _model(model: ModelDraft) -> Block:
    block = Block()
    if model.description:
        block.add("description", plain(model.description))
    if model.id:
        block.add("id", model.id)
    block.add("fields", _fields(model.fields))
    if model.unique:
        uniques = Block()
        for unique in model.unique:
            entry = {"fields": list(unique.fields), "where": unique.where, "error": unique.error}
            uniques.add("", {key: value for key, value in entry.items() if value}, notes=unique.notes)
        block.add("unique", uniques)
    if model.states:
        block.add("states", _states(model.states), model.states.source.place)
    return block


def _states(states: StatesDraft) -> Block:
    block = Block()
    block.add("field", states.field)
    block.add("initial", states.initial)
    transitions = Block()
    for transition in states.transitions:
        transitions.add("", {"from": list(transition.source), "to": transition.to})
    block.add("transitions", transitions)
    if states.final:
        block.add("final", list(states.final))
    if states.error:
        block.add("error", states.error)
    return block


def _shape(shape: ShapeDraft) -> Block:
    block = Block()
    if shape.of:
        block.add("of", shape.of)
    if shape.without:
        block.add("without", list(shape.without))
    block.add("fields", _fields(shape.fields))
    return block


def _fields(fields: Iterable[FieldDraft]) -> Block:
    block = Block()
    for field in fields:
        value = field_value(field)
        remark = "; ".join(field.notes)
        fits = max(35, len(f"      {field.name}: {flow(value)}")) + 4 + len(remark) <= WIDTH
        block.add(field.name, value, remark if fits else None, () if fits else field.notes)
    return block


def _endpoints(operations: Sequence[OperationDraft]) -> Block:
    """Operations and resources in the order of the requirements, under their groups."""
    block = Block()
    done: set[str] = set()
    group: str | None = None
    tall = False
    for operation in operations:
        if operation.action and operation.model in done:
            continue
        fresh = operation.group is not None and operation.group != group
        notes = [operation.group] if fresh and operation.group else []
        group = operation.group or group
        if operation.action and operation.model:
            done.add(operation.model)
            actions = [each for each in operations if each.action and each.model == operation.model]
            block.add(operation.model, _resource(actions), notes=notes, gap=True)
            tall = True
        else:
            short = _short(operation)
            notes += operation.notes
            block.add(
                operation.name,
                short or _operation(operation),
                operation.source.place,
                notes,
                fresh or tall or not short,
            )
            tall = not short
    return block


def _short(operation: OperationDraft) -> dict[str, Any] | None:
    """An operation with a generated body fits on one line."""
    if not operation.do or operation.body or operation.query or operation.answers:
        return None
    return {str(line.key): line.value for line in _operation(operation).lines if line.key != "summary"}


def _resource(actions: Sequence[OperationDraft]) -> Block:
    """The collection's path, and where one row is when that is not below it."""
    block = Block()
    collections = [each.path for each in actions if each.action in ("list", "create")]
    rows = [each for each in actions if each.action not in ("list", "create")]
    key = next((each.key for each in rows if each.key), None)
    path = collections[0] if collections else rows[0].path.rsplit("/", 1)[0]
    block.add("path", path)
    if rows and rows[0].path != f"{path}/{{{key or 'id'}}}":
        block.add("item_path", rows[0].path)
    if key:
        block.add("key", key)
    order = ("list", "get", "create", "update", "delete")
    for action in sorted(actions, key=lambda each: order.index(each.action or "")):
        block.add(action.action or "", _action(action), action.source.place, action.notes)
    return block


def _access(access: Sequence[str]) -> Any:
    return access[0] if len(access) == 1 else list(access)


def _action(operation: OperationDraft) -> Any:
    value: dict[str, Any] = {}
    if operation.fields:
        value["fields"] = list(operation.fields)
    if operation.sets:
        value["sets"] = dict(operation.sets)
    for key in ("search", "sort"):
        if names := getattr(operation, key):
            value[key] = list(names)
    if operation.filters:
        value["filter"] = [{each.name: each.where} if each.where else each.name for each in operation.filters]
    for key in ("order", "page"):
        if each := getattr(operation, key):
            value[key] = each
    value |= _common(operation)
    if set(value) == {"access"}:
        return value["access"]
    if not value:
        return "user"
    return value


def _common(operation: OperationDraft) -> dict[str, Any]:
    value: dict[str, Any] = {}
    if operation.access and operation.access != ("user",):
        value["access"] = _access(operation.access)
    if operation.limit:
        value["limit"] = operation.limit
    if operation.cache:
        value["cache"] = operation.cache
    if operation.idempotency:
        value["idempotency"] = {}
    for key in ("rules", "errors"):
        if names := getattr(operation, key):
            value[key] = list(names)
    if operation.summary:
        value["summary"] = plain(operation.summary)
    return value


def _operation(operation: OperationDraft) -> Block:
    block = Block()
    block.add(operation.method, operation.path)
    common = _common(operation)
    if operation.do:
        block.add("do", operation.do)
        if operation.row:
            block.add("row", operation.row)
        if operation.fields:
            block.add("fields", list(operation.fields))
    if "summary" in common:
        block.add("summary", common.pop("summary"))
    if operation.on and operation.model and not operation.do:
        block.add("on", operation.model)
    if "access" in common:
        block.add("access", common.pop("access"))
    _inputs(block, operation)
    if operation.answers:
        block.add("answer", {answer.status: answer_value(answer) for answer in operation.answers})
    for key, value in common.items():
        block.add(key, value)
    return block


def _inputs(block: Block, operation: OperationDraft) -> None:
    for key in ("params", "query"):
        if fields := getattr(operation, key):
            block.add(key, {field.name: field_value(field) for field in fields})
    if operation.page:
        block.add("page", operation.page)
    if operation.upload:
        block.add("upload", True)
    if operation.body is not None:
        block.add("body", field_value(operation.body))


def answer_value(answer: AnswerDraft) -> Any:
    """A status' answer: a name, a list of one, an envelope, or nothing."""
    if answer.page:
        return {"page": answer.page}
    if answer.body is None:
        return {"media": answer.media} if answer.media else "nothing"
    value = field_value(answer.body)
    if (
        isinstance(value, dict)
        and set(value) == {"object"}
        and not set(value["object"]) & {"object", "list", "shape", "type", "body", "page", "media"}
    ):
        return value["object"]
    return value


def _rules(draft: Draft) -> Block:
    block = Block()
    for rule in draft.rules:
        value: dict[str, Any] = {"text": rule.text, "from": rule.source.place}
        if len(rule.errors) == 1:
            value["error"] = rule.errors[0]
        elif rule.errors:
            value["errors"] = list(rule.errors)
        block.add(rule.id, value, notes=rule.notes)
    return block
