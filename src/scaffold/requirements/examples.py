"""JSON examples: shapes, the models behind them, and the format of errors."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, Literal

from msgspec import Struct
from msgspec.structs import replace

from scaffold.requirements.document import Code, Paragraph, Section, Source
from scaffold.requirements.draft import Fact, FieldDraft, ModelDraft, ShapeDraft
from scaffold.requirements.jsonish import Placeholder, parse_jsonish
from scaffold.requirements.mentions import Mention, find_endpoints
from scaffold.requirements.prose import same_word
from scaffold.requirements.report import Ledger
from scaffold.requirements.words import field_name, pascal, plural, words

_DATETIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}")
_TEXTS = (
    ("datetime", _DATETIME),
    ("date", re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}$")),
    ("email", re.compile(r"[^@\s]+@[^@\s]+\.[a-z]+$")),
    ("url", re.compile(r"https?://")),
    ("uuid", re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$")),
)
_CREATED = re.compile(r"(?:created|inserted|posted)_?(?:at|on)$", re.IGNORECASE)
_UPDATED = re.compile(r"(?:updated|modified|changed)_?(?:at|on)$", re.IGNORECASE)
_LONG = frozenset({"body", "content", "text", "description", "bio", "comment", "notes"})


class Example(Struct, frozen=True):
    """An object in an envelope of one key, such as ``{"user": {…}}``."""

    key: str
    value: Mapping[str, Any]
    section: Section
    source: Source

    @property
    def name(self) -> str:
        """The name of the thing in the envelope."""
        return pascal(self.key)


def enveloped(sections: Sequence[Section]) -> tuple[Example, ...]:
    """The examples of enveloped objects, one for each key."""
    found: dict[str, Example] = {}
    for section, block, value in _json_blocks(sections):
        if isinstance(value, dict) and len(value) == 1 and not _is_elsewhere(section):
            key, inner = next(iter(value.items()))
            if isinstance(inner, dict) and inner and key not in ("data", "error", "errors"):
                found.setdefault(key, Example(key, inner, section, block.whole))
    return tuple(found.values())


def _is_elsewhere(section: Section) -> bool:
    """Whether the examples of a section are of errors, or of one endpoint."""
    return re.search(r"(?i)\berrors?\b", section.title) is not None or bool(find_endpoints(section.title))


def _json_blocks(sections: Sequence[Section]) -> Iterator[tuple[Section, Code, Any]]:
    for section in sections:
        for block in section.blocks:
            if isinstance(block, Code) and block.language in ("", "json", "jsonc", "json5", "js", "javascript"):
                yield section, block, parse_jsonish(block.whole.text)


def camel_case(sections: Sequence[Section]) -> Source | None:
    """The first example whose keys are in camelCase."""
    for _, block, _ in _json_blocks(sections):
        if re.search(r'"[a-z]+[A-Z][A-Za-z]*"\s*:', block.whole.text):
            return block.whole
    return None


def with_examples(
    models: Sequence[ModelDraft], examples: Sequence[Example], named: Sequence[Mention], user: str | None
) -> tuple[ModelDraft, ...]:
    """The models with what examples add: names on the wire, times, and things that only examples describe."""
    result = [
        _from_example(model, next((each for each in examples if each.name == model.name), None)) for model in models
    ]
    for example in examples:
        if not any(model.name == example.name for model in result) and _is_created(example, named):
            result.append(_new_model(example, examples, result, named, user))
    return tuple(result)


def _from_example(model: ModelDraft, example: Example | None) -> ModelDraft:
    if example is None:
        return model
    fields = list(model.fields)
    for key, value in example.value.items():
        at = next((index for index, field in enumerate(fields) if same_word(field.name, key)), None)
        if model.field(key) is None and at is not None and fields[at].items:
            fields[at] = replace(fields[at], name=key)
        elif model.field(key) is None and (time := _server_time(key, value, example.source)):
            fields.append(time)
    return replace(model, fields=tuple(fields))


def _server_time(key: str, value: Any, source: Source) -> FieldDraft | None:
    if not isinstance(value, str) or not _DATETIME.match(value):
        return None
    if _CREATED.search(key):
        return FieldDraft(name=key, type="datetime", default="now", read_only=True, source=source)
    if _UPDATED.search(key):
        return FieldDraft(name=key, type="datetime", default="now", read_only=True, on_update="now", source=source)
    return None


def _is_created(example: Example, named: Sequence[Mention]) -> bool:
    """Whether calls create rows of it: a POST to the collection of its name."""
    return any(mention.method == "POST" and mention.path.rsplit("/", 1)[-1] == plural(example.key) for mention in named)


def _new_model(
    example: Example,
    examples: Sequence[Example],
    models: Sequence[ModelDraft],
    named: Sequence[Mention],
    user: str | None,
) -> ModelDraft:
    fields = [_parent(example, models, named)]
    for key, value in example.value.items():
        if key == "id":
            continue
        fields.append(_server_time(key, value, example.source) or _stored(key, value, examples, user, example.source))
    ids: Literal["integer"] | None = "integer" if isinstance(example.value.get("id"), int) else None
    note = f"assumption: a {example.name} is stored as its example shows"
    return ModelDraft(
        name=example.name,
        source=example.source,
        id=ids,
        fields=tuple(field for field in fields if field),
        notes=(note,),
    )


def _parent(example: Example, models: Sequence[ModelDraft], named: Sequence[Mention]) -> FieldDraft | None:
    """The row below which its collection is: ``/articles/{slug}/comments``."""
    for mention in named:
        parts = mention.path.strip("/").split("/")
        if len(parts) >= 3 and parts[-1] == plural(example.key) and parts[-2].startswith("{"):
            parent = next((model for model in models if parts[-3] == plural("_".join(words(model.name)))), None)
            if parent is not None:
                note = f"assumption: it belongs to the {parent.name} in its path"
                return FieldDraft(
                    name=field_name(parent.name.lower()), ref=parent.name, source=example.source, notes=(note,)
                )
    return None


def _stored(key: str, value: Any, examples: Sequence[Example], user: str | None, source: Source) -> FieldDraft | None:
    if isinstance(value, dict):
        owner = key in ("author", "owner", "creator")
        return FieldDraft(name=key, ref=user, owner=owner, source=source) if user else None
    field = by_value(key, value)
    return (
        replace(field, type="text", source=source)
        if field.type == "string" and key in _LONG
        else replace(field, source=source)
    )


def by_value(key: str, value: Any) -> FieldDraft:
    """A field by one value of it."""
    field = FieldDraft(name=key)
    if isinstance(value, bool):
        return replace(field, type="boolean")
    if isinstance(value, int | float):
        return replace(field, type="integer" if isinstance(value, int) else "number")
    if isinstance(value, list):
        return replace(field, items=by_value(key, value[0]).type or "json" if value else "string")
    if isinstance(value, str):
        return replace(field, type=next((name for name, pattern in _TEXTS if pattern.match(value)), "string"))
    if value is None:
        return replace(field, type="string", optional=True, notes=(f"assumption: {key} is a string",))
    if isinstance(value, Placeholder):
        kind = "integer" if re.fullmatch(r"n|count|number", value.text) else "string"
        article = "an integer" if kind == "integer" else "a string"
        return replace(field, type=kind, notes=(f"assumption: {key} is {article}",))
    return replace(field, type="json")


def shapes_of(examples: Sequence[Example], models: Sequence[ModelDraft], ledger: Ledger) -> tuple[ShapeDraft, ...]:
    """A shape for each example; what a model has too is said by its field."""
    names = {example.key: shape_name(example, models) for example in examples}
    keys = {frozenset(example.value): names[example.key] for example in examples}
    shapes = []
    for example in examples:
        model = _nearest(example, models)
        fields = tuple(_shape_field(key, value, model, keys) for key, value in example.value.items())
        ledger.use(f"shapes.{names[example.key]}", example.source, *_lead_in(example.section, example.source))
        shapes.append(ShapeDraft(name=names[example.key], source=example.source, fields=fields))
    return tuple(sorted(shapes, key=lambda shape: sum(field.shape is not None for field in shape.fields)))


def _lead_in(section: Section, code: Source) -> Iterator[Source]:
    """The sentence with a colon that leads to an example."""
    for before, block in pairwise(section.blocks):
        if isinstance(block, Code) and block.whole == code and isinstance(before, Paragraph):
            yield from (sentence for sentence in before.sentences[-1:] if sentence.text.endswith(":"))


def shape_name(example: Example, models: Sequence[ModelDraft]) -> str:
    """The name of an example's shape: that of the thing, with View where a model has it."""
    return f"{example.name}View" if any(model.name == example.name for model in models) else example.name


def _nearest(example: Example, models: Sequence[ModelDraft]) -> ModelDraft | None:
    """The model of the example's name, else the one that has most of its keys."""
    own = next((model for model in models if model.name == example.name), None)
    shared = sorted(models, key=lambda model: -sum(model.field(key) is not None for key in example.value))
    return own or (shared[0] if shared and sum(shared[0].field(key) is not None for key in example.value) > 1 else None)


def _shape_field(key: str, value: Any, model: ModelDraft | None, keys: Mapping[frozenset[str], str]) -> FieldDraft:
    if isinstance(value, dict):
        if found := keys.get(frozenset(value)):
            return FieldDraft(name=key, shape=found)
        return FieldDraft(
            name=key, object=tuple(_shape_field(inner, each, None, keys) for inner, each in value.items())
        )
    field = model.field(key) if model else None
    if model is not None and field is not None and not field.ref and field.type != "secret":
        return FieldDraft(name=key, like=f"{model.name}.{key}", optional=field.optional)
    return replace(by_value(key, value), notes=())


def error_format(sections: Sequence[Section], ledger: Ledger) -> dict[str, Fact]:
    """The envelope of errors that an example shows."""
    for section, block, value in _json_blocks(sections):
        if isinstance(value, dict) and re.search(r"(?i)\berrors?\b", section.title):
            envelope, known = _envelope(value)
            if known:
                ledger.use("error_format", block.whole, *_lead_in(section, block.whole))
                return {
                    "media": Fact(value="application/json", source=block.whole),
                    "envelope": Fact(value=envelope, source=block.whole),
                }
    return {}


_PLACES = {
    "code": "$code",
    "message": "$message",
    "detail": "$message",
    "error": "$message",
    "title": "$message",
    "status": "$status",
    "request_id": "$request_id",
    "requestId": "$request_id",
}


def _envelope(value: Mapping[str, Any]) -> tuple[dict[str, Any], bool]:
    """The envelope with its variables, and whether any was found."""
    envelope: dict[str, Any] = {}
    found = False
    for key, each in value.items():
        if isinstance(each, dict) and each and all(isinstance(entry, list) for entry in each.values()):
            envelope[key], found = "$fields", True
        elif isinstance(each, dict):
            envelope[key], inside = _envelope(each)
            found = found or inside
        elif key in _PLACES and not isinstance(each, list):
            envelope[key], found = _PLACES[key], True
        else:
            envelope[key] = None if isinstance(each, Placeholder) else each
    return envelope, found
