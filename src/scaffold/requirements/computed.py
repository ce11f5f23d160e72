"""What follows from sentences about rows: counts beside a row, and "exactly one succeeds"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from scaffold.requirements.descriptions import open_marker
from scaffold.requirements.draft import FieldDraft, ModelDraft, OperationDraft, RuleDraft, UniqueDraft
from scaffold.requirements.fields import known_model
from scaffold.requirements.report import Ledger
from scaffold.requirements.words import content_words, plain, plural, snake, stem, words

_NUMBER_OF = re.compile(r"(?i)\b(?:the )?(?:number|count) of (?:its |their |all )?([a-z]+)")
_HOW_MANY = re.compile(r"(?i)\bhow many (?:of (?:them|these|those) )?(?:are|is) ([a-z ]+?)(?=$|[,.;()]| and\b)")
_AVAILABLE = re.compile(
    r"(?i)^(?:still )?(?:available|free|on (?:the )?shelf|in stock|in|not out|there|ready|unused|vacant)$"
)
_ONE_WINS = re.compile(r"(?i)\b(?:exactly|only) one (?:succeeds|wins|gets|may|can|of them)\b|\bone (?:succeeds|wins)\b")
_GONE_TOO = re.compile(
    r"(?i)\b(?:go|goes|deleted|removed|disappear\w*|vanish\w*)\b.{0,20}\b(?:with it|too|as well|with them)\b"
)
_SAME = re.compile(r"(?i)\bthe same ([a-z]+)\b(?! (?:time|moment))")


def with_counts(
    models: Sequence[ModelDraft], operations: Sequence[OperationDraft], rules: Sequence[RuleDraft], ledger: Ledger
) -> tuple[ModelDraft, ...]:
    """Add the computed fields that the description of reading a row asks for."""
    found: dict[str, list[FieldDraft]] = {}
    for operation in operations:
        if operation.action == "get" and operation.model and operation.summary:
            found.setdefault(operation.model, []).extend(_counts(operation, models, rules, ledger))
    return tuple(
        replace(
            model,
            fields=(*model.fields, *(field for field in found.get(model.name, ()) if model.field(field.name) is None)),
        )
        for model in models
    )


def _counts(
    operation: OperationDraft, models: Sequence[ModelDraft], rules: Sequence[RuleDraft], ledger: Ledger
) -> Iterator[FieldDraft]:
    text = plain(operation.summary or "")
    counted: tuple[str, str] | None = None
    for match in _NUMBER_OF.finditer(text):
        counted = _relation(match[1], operation.model or "", models)
        if counted is not None:
            yield FieldDraft(name=snake(match[1]), count=".".join(counted), source=operation.source)
    state = _HOW_MANY.search(text)
    if state is None or counted is None:
        return
    spoken = state[1].strip()
    where = _availability(counted[0], models, rules) if _AVAILABLE.match(spoken) else None
    if where is None:
        ledger.miss(f"when {plural(counted[0].lower())} are {spoken} could not be read", operation.source)
        return
    name = snake(" ".join(content_words(spoken)))
    note = f'assumption: "{spoken}" means: {where}'
    yield FieldDraft(name=name, count=".".join(counted), where=where, source=operation.source, notes=(note,))


def _relation(noun: str, to: str, models: Sequence[ModelDraft]) -> tuple[str, str] | None:
    """The model that a noun means and its reference to another."""
    name = known_model(noun, [model.name for model in models])
    model = next((each for each in models if each.name == name), None)
    field = next((each for each in model.fields if each.ref == to), None) if model else None
    return (model.name, field.name) if model and field else None


def _availability(name: str, models: Sequence[ModelDraft], rules: Sequence[RuleDraft]) -> str | None:
    """A row is available when no open row refers to it and no rule excludes its state."""
    parts: list[str] = []
    model = next(each for each in models if each.name == name)
    for field in model.fields:
        excluded = [
            value for value in field.enum if any(_excludes(rule.text, field.name, value, name) for rule in rules)
        ]
        parts += [f"{field.name} != {value}" for value in excluded]
    for other in models:
        marker = open_marker(other)
        reference = next((field for field in other.fields if field.ref == name), None)
        if marker is not None and reference is not None:
            parts.append(f"no {other.name}.{reference.name} ({marker.name} is null)")
    return " and ".join(parts) or None


def _excludes(text: str, field: str, value: str, model: str) -> bool:
    """Whether a rule such as "a copy whose condition is `lost` cannot be borrowed" rules a value out."""
    spoken = f" {' '.join(words(text))} "
    named = f" {' '.join(words(field))} is {' '.join(words(value))} "
    refuses = re.search(r" (?:cannot|can not|can't|must not|may not) ", spoken)
    return named in spoken and refuses is not None and f" {' '.join(words(model))} " in spoken


def with_cascades(
    models: Sequence[ModelDraft], operations: Sequence[OperationDraft], rules: Sequence[RuleDraft]
) -> tuple[ModelDraft, ...]:
    """Delete with a row what refers to it, where a rule of its deletion says so: "Comments go with it."."""
    deleting = {
        rule_id: operation.model
        for operation in operations
        for rule_id in operation.rules
        if operation.method == "DELETE" and operation.on
    }
    told = [(deleting[rule.id], rule.text) for rule in rules if rule.id in deleting and _GONE_TOO.search(rule.text)]
    return tuple(_cascading(model, told) for model in models)


def _cascading(model: ModelDraft, told: Sequence[tuple[str | None, str]]) -> ModelDraft:
    above = {target for target, text in told if plural(" ".join(words(model.name))) in " ".join(words(text))}
    fields = tuple(replace(each, on_delete="cascade") if each.ref in above else each for each in model.fields)
    return replace(model, fields=fields)


def with_guards(
    models: Sequence[ModelDraft], operations: Sequence[OperationDraft], rules: Sequence[RuleDraft], ledger: Ledger
) -> tuple[ModelDraft, ...]:
    """Add the partial unique index that "two at the same moment: exactly one succeeds" asks for."""
    result = {model.name: model for model in models}
    for rule in rules:
        same = _SAME.search(plain(rule.text))
        if same is None or not _ONE_WINS.search(rule.text):
            continue
        for operation in operations:
            if rule.id in operation.rules and operation.model in result:
                model = result[operation.model]
                result[model.name] = _guarded(model, same[1], rule, operation, rules, ledger)
    return tuple(result.values())


def _guarded(
    model: ModelDraft, noun: str, rule: RuleDraft, operation: OperationDraft, rules: Sequence[RuleDraft], ledger: Ledger
) -> ModelDraft:
    field = next((each for each in model.fields if each.ref and stem(each.ref.lower()) == stem(noun.lower())), None)
    marker = open_marker(model)
    if field is None or any(unique.fields == (field.name,) for unique in model.unique):
        return model
    error = _refusal(noun, operation, rules)
    note = f"{rule.id}: one open row for each {field.name}" if marker else f"{rule.id}: one row for each {field.name}"
    ledger.use(f"models.{model.name}.unique", rule.source)
    where = f"{marker.name} is null" if marker else None
    return replace(
        model, unique=(*model.unique, UniqueDraft(fields=(field.name,), where=where, error=error, notes=(note,)))
    )


def _refusal(noun: str, operation: OperationDraft, rules: Sequence[RuleDraft]) -> str | None:
    """The error of the operation's rule that is about the thing itself: its subject is the noun."""
    for rule in rules:
        subject = re.match(r"(?i)(?:an?|the|no|every) ([a-z]+)", plain(rule.text))
        if rule.id in operation.rules and rule.errors and subject and stem(subject[1].lower()) == stem(noun.lower()):
            return rule.errors[0]
    return None
