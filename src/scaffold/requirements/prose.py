"""Models from prose: "An article has a title, a unique slug and any number of tags, and belongs to its author."."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from scaffold.requirements.clauses import apply_clause
from scaffold.requirements.document import Paragraph, Section, Source
from scaffold.requirements.draft import FieldDraft, ModelDraft
from scaffold.requirements.field_types import TYPES
from scaffold.requirements.fields import counted, guessed, known_model, model_name
from scaffold.requirements.report import Ledger
from scaffold.requirements.words import field_name, listed, plain, plural, singular, snake, split_outside, stem, words

_HAS = re.compile(
    r"(?i)^(?:an?|each|every|the)?\s*([a-z][a-z -]{1,40}?)\s+(?:has|have|consists? of|contains?"
    r"|is described by|carries)\s+(.+)$"
)
_BELONGS = re.compile(
    r"(?i)^(?:and )?(?:it )?(?:also )?(?:belongs? to|is owned by|refers? to) (?:its|an?|one|the|exactly one) ([a-z ]+)$"
)
_ITS = re.compile(r"(?i)^(?:its|the) `?([a-z_]\w*)`? is (.+)$")
_MADE_FROM = re.compile(r"(?i)^(?:made|derived|generated|built|computed) from (?:the |its )?`?([a-z_]\w*)`?\b")
_SEVERAL = re.compile(
    r"(?i)^(?:any number of|several|many|(?:an? )?list of|up to \S+|at most \S+|zero or more|one or more|some)\s+(.+)$"
)
_PART = re.compile(
    r"(?i)^(?P<article>(?:an?|the|its|their|one)\s+)?(?P<flags>(?:(?:optional|optionally|unique"
    r"|required|mandatory|short|long|non-empty|hidden)\s+)*)"
    r"(?P<again>(?:an?|the)\s+)?(?P<name>`[^`]+`|[a-z][\w -]{0,40}?)(?:(?<=`)\s+(?:flag|field|date"
    r"|number|text|value|switch))?\s*(?:\((?P<round>[^()]*(?:\([^()]*\)[^()]*)*)\))?$"
)
_NOT_STORED = frozenset(
    {
        "error",
        "request",
        "response",
        "answer",
        "endpoint",
        "call",
        "page",
        "list",
        "field",
        "path",
        "api",
        "service",
        "system",
        "team",
        "message",
        "caller",
        "header",
        "status",
        "test",
        "commit",
        "key",
    }
)
_OWNERS = frozenset({"author", "owner", "creator"})
_PEOPLE = _OWNERS | {"user", "person", "writer", "editor", "assignee", "reviewer", "account"}


class _Told(Struct, frozen=True):
    name: str
    section: Section
    sentence: Source
    parts: tuple[str, ...]


def prose_models(
    sections: Sequence[Section], known: Sequence[ModelDraft], collections: Collection[str], ledger: Ledger
) -> tuple[ModelDraft, ...]:
    """Further models, out of sentences; those of tables win.

    A sentence makes a model when it gives a thing at least two fields.
    """
    told = [
        each
        for section in sections
        for each in _told(section, collections)
        if each.name not in {model.name for model in known}
    ]
    names = [*(model.name for model in known), *dict.fromkeys(each.name for each in told)]
    models: dict[str, ModelDraft] = {}
    for each in told:
        fields = tuple(_fields(each, names))
        if each.name in models or len(fields) < 2:
            continue
        ledger.use(f"models.{each.name}", each.sentence)
        models[each.name] = _with_sequel(ModelDraft(name=each.name, source=each.sentence, fields=fields), each, ledger)
    return tuple(models.values())


def _told(section: Section, collections: Collection[str]) -> Iterator[_Told]:
    for block in section.blocks:
        if not isinstance(block, Paragraph):
            continue
        for sentence in block.sentences:
            match = _HAS.match(sentence.text.rstrip("."))
            parts = tuple(listed(match[2])) if match else ()
            if match is None or len(parts) < 2 or _is_no_thing(match[1], collections):
                continue
            name = _name(section, match[1], collections)
            if name:
                yield _Told(name, section, sentence, parts)


def _is_no_thing(subject: str, collections: Collection[str]) -> bool:
    """Whether a sentence speaks of the API itself: "every error has a code and a message"."""
    noun = singular(words(subject)[-1])
    return noun in _NOT_STORED and plural(noun) not in collections


def _name(section: Section, subject: str, collections: Collection[str]) -> str:
    """The subject where a path is called after it, the heading where that is one noun, else the subject."""
    title = words(section.title)
    if snake(plural(singular(words(subject)[-1]))) in collections:
        return model_name(subject)
    if len(title) == 1 and singular(title[0]) == title[0] and not section.title.isupper():
        return model_name(title[0])
    return model_name(subject) if len(subject.split()) < 3 else ""


def _fields(told: _Told, names: Sequence[str]) -> Iterator[FieldDraft]:
    optional = False
    seen: set[str] = set()
    for part in told.parts:
        text = part.strip()
        if re.match(r"(?i)optionally\b", text):
            optional = True
        field = _field(re.sub(r"(?i)^(?:also|optionally)\s+", "", text), names, told.sentence)
        if field is not None and field.name not in seen:
            seen.add(field.name)
            yield replace(field, optional=True) if optional and not field.items else field


def _field(text: str, names: Sequence[str], source: Source) -> FieldDraft | None:
    if match := _BELONGS.match(text):
        return _reference(match[1], names, source)
    if match := _SEVERAL.match(text):
        item = plain(re.sub(r"\([^()]*\)", "", match[1])).strip()
        limit = counted(text) if re.match(r"(?i)up to|at most", text) else None
        target = known_model(item, names)
        if target:
            return FieldDraft(name=field_name(item), many=target, source=source)
        note = f"assumption: {item} are strings"
        return FieldDraft(name=field_name(item), items="string", max=limit, default=(), source=source, notes=(note,))
    match = _PART.match(text)
    if match is None or not (match["article"] or match["again"] or match["name"].startswith("`") or match["round"]):
        return None
    return _one(match, names, source)


def _one(match: re.Match[str], names: Sequence[str], source: Source) -> FieldDraft | None:
    name = field_name(match["name"])
    if not name:
        return None
    if (target := known_model(plain(match["name"]), names)) and not match["round"]:
        return FieldDraft(name=name, ref=target, source=source)
    field = FieldDraft(name=name, source=source)
    rest: list[str] = []
    for clause in (*match["flags"].split(), *split_outside(match["round"] or "", ",;:")):
        kind = (
            next((TYPES[word] for word in words(clause) if word in TYPES and word != "enum"), None)
            if len(words(clause)) < 3
            else None
        )
        if (changed := apply_clause(field, clause)) is not None:
            field = changed
        elif kind is not None and field.type is None:
            field = replace(field, type=kind)
        elif clause and clause.lower() not in ("short", "long", "non-empty", "hidden"):
            rest.append(clause)
    field = field if field.type else guessed(field)
    return replace(field, description=", ".join(rest) or None)


def _reference(noun: str, names: Sequence[str], source: Source) -> FieldDraft | None:
    """A reference to a model, or to the user where the noun is a part that a person plays."""
    target = known_model(noun, names)
    if target:
        return FieldDraft(name=field_name(noun), ref=target, source=source)
    if noun.lower() not in _PEOPLE:
        return None
    note = f"assumption: the {noun} is a user"
    return FieldDraft(name=field_name(noun), ref="", owner=noun.lower() in _OWNERS, source=source, notes=(note,))


def _with_sequel(model: ModelDraft, told: _Told, ledger: Ledger) -> ModelDraft:
    """What later sentences of the section say about single fields: "Its `slug` is made from the title, is unique"."""
    for block in told.section.blocks:
        for sentence in block.sentences if isinstance(block, Paragraph) else ():
            match = _ITS.match(sentence.text.rstrip("."))
            if match is None or sentence == told.sentence:
                continue
            field = model.field(match[1]) or FieldDraft(name=match[1], source=sentence)
            changed = _sequel(field, match[2])
            if changed != field:
                ledger.use(f"models.{model.name}.{field.name}", sentence)
                others = tuple(each for each in model.fields if each.name != field.name)
                fields = (
                    tuple(changed if each.name == field.name else each for each in model.fields)
                    if model.field(field.name)
                    else (changed, *others)
                )
                model = replace(model, fields=fields)
    return model


def _sequel(field: FieldDraft, text: str) -> FieldDraft:
    for part in split_outside(text, ","):
        clause = re.sub(r"(?i)^(?:and )?(?:is )?", "", plain(re.sub(r"\([^()]*\)", "", part))).strip()
        if match := _MADE_FROM.match(clause):
            field = replace(field, type="slug" if field.name == "slug" else field.type, made_from=match[1])
        else:
            field = apply_clause(field, clause) or field
    return field


def resolve_people(models: Iterable[ModelDraft], user: str | None) -> tuple[ModelDraft, ...]:
    """Let references to authors and owners point to the model that logs in; without one they are text."""

    def resolved(field: FieldDraft) -> FieldDraft:
        if field.ref != "":
            return field
        return replace(field, ref=user) if user else replace(field, ref=None, owner=False, type="string")

    return tuple(replace(model, fields=tuple(resolved(field) for field in model.fields)) for model in models)


def same_word(left: str, right: str) -> bool:
    """Whether two names are forms of one word: ``tags`` and ``tagList``."""
    first, second = words(left), words(right)
    return (
        bool(first)
        and bool(second)
        and stem(singular(first[0])) == stem(singular(second[0]))
        and set(second[1:]) <= {"list", "ids", "s"}
    )
