"""The draft as ``scaffold.yaml``: every part in the language's own order, with the line it came from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from scaffold.names import capitalized
from scaffold.requirements.draft import (
    AnswerDraft,
    Draft,
    Fact,
    FieldDraft,
    OperationDraft,
    RateDraft,
)
from scaffold.requirements.field_yaml import field_value
from scaffold.requirements.model_yaml import model_block, place, shape_block
from scaffold.requirements.words import plain
from scaffold.requirements.yaml import Block, write_yaml


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
        _blocks((model.name, model_block(model), place(model.source), model.notes) for model in draft.models),
        gap=True,
    )
    document.add(
        "shapes",
        _blocks((shape.name, shape_block(shape), place(shape.source), shape.notes) for shape in draft.shapes),
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


def _facts(facts: dict[str, Fact]) -> Block:
    block = Block()
    for key, fact in facts.items():
        if fact.note and not fact.note.startswith("assumption"):
            block.add(key, fact.value, place(fact.source), [fact.note])
        else:
            block.add(key, fact.value, fact.note or place(fact.source))
    return block


def _short_or_block(document: Block, key: str, facts: dict[str, Fact]) -> None:
    """A small map on one line, with the first place that says so."""
    if facts:
        first = next((fact.source for fact in facts.values() if fact.source), None)
        document.add(key, {name: fact.value for name, fact in facts.items()}, place(first), gap=True)


def _rates(rates: Iterable[RateDraft]) -> Block:
    block = Block()
    for rate in rates:
        block.add(rate.name, {"rate": rate.rate, "per": rate.per}, rate.source.place)
    return block


def _blocks(parts: Iterable[tuple[str, Block, str | None, Sequence[str]]]) -> Block:
    block = Block()
    for at, (name, body, beside, notes) in enumerate(parts):
        block.add(name, body if body.lines else {}, beside, notes, gap=at > 0)
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
            notes += (*operation.notes, *(note for each in _sent(operation) for note in each.notes))
            block.add(
                operation.name,
                short or _operation(operation),
                operation.source.place,
                notes,
                fresh or tall or not short,
            )
            tall = not short
    return block


def _sent(operation: OperationDraft) -> Sequence[FieldDraft]:
    return (operation.body.object or ()) if operation.body else ()


def _short(operation: OperationDraft) -> dict[str, Any] | None:
    """An operation with a generated body fits on one line."""
    if not operation.do or operation.body or operation.query or operation.answers:
        return None
    if len(operation.summary or "") > _SHORT_SUMMARY:
        return None
    return {str(line.key): line.value for line in _operation(operation).lines}


_SHORT_SUMMARY = 30


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
    for key in ("search", "sort"):
        if names := getattr(operation, key):
            value[key] = list(names)
    if operation.filters:
        value["filter"] = [{each.name: each.where} if each.where else each.name for each in operation.filters]
    if operation.order:
        value["order"] = operation.order
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
        value["summary"] = capitalized(plain(operation.summary))
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
    if operation.body is not None:
        block.add("body", field_value(operation.body))


def answer_value(answer: AnswerDraft) -> Any:
    """A status' answer: a name, a list of one, an envelope, or nothing."""
    if answer.body is None:
        return "nothing"
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
