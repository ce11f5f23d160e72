"""One field from its name, type and rules as people write them in tables and lists."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from msgspec.structs import replace

from scaffold.diagnostics import suggestion
from scaffold.requirements.clauses import apply_clause
from scaffold.requirements.document import Source
from scaffold.requirements.draft import FieldDraft
from scaffold.requirements.field_types import TYPES
from scaffold.requirements.words import field_name, number, pascal, plain, singular, split_outside, words

_SIZED = re.compile(r"([a-z ]+?)\s*\(\s*([0-9]+)\s*(?:,\s*([0-9]+)\s*)?\)")
_REFERENCE = re.compile(
    r"(?:a )?(?:reference|ref|fk|foreign key|link|relation|verweis|pointer|id|belongs)(?: of| to| auf"
    r"|:)?\s*(?:the |an? )?\(?([A-Za-z_ ]+?)(?:[.(]\s*id\)?)?\)?",
    re.IGNORECASE,
)
_LIST = re.compile(
    r"(?:an? )?(?:list|array|set|several|many|liste)(?: of| von)?\s+(.+)|(.+?)\[\]|\[(.+)\]", re.IGNORECASE
)


def is_type(text: str, models: Sequence[str]) -> bool:
    """Whether the text is a type that a field can have."""
    bare = plain(text).lower().strip(" .").removesuffix("?").removesuffix("[]")
    sized = _SIZED.fullmatch(bare)
    return (sized[1].strip() if sized else bare) in TYPES or _reference(plain(text), models) is not None


def read_field(name: str, kind: str, rules: str, models: Sequence[str], source: Source) -> FieldDraft:
    """A field as a row of a table or an item of a list gives it.

    Args:
        name: as it was written, in backticks or not.
        kind: the words for its type; may be empty.
        rules: what else is said, separated by commas and semicolons.
        models: names of the models that a type may refer to.
        source: where it stands.
    """
    bare = plain(kind).strip(" .")
    field = _typed(FieldDraft(name=field_name(name), source=source), bare, models)
    return _finish(_with_rules(_with_key(field, rules, models), rules))


KEY = re.compile(
    r"(?i)(?:^|[,;]\s*)(?:fk|foreign key|references)(?: to| on)?:?\s+`?(\w+)`?(?:[.(]\s*\w+\s*\)?)?(?=[,;]|$)"
)


def _with_key(field: FieldDraft, rules: str, models: Sequence[str]) -> FieldDraft:
    """The field as the reference that "uuid, FK users.id" is."""
    match = KEY.search(rules)
    target = known_model(match[1], models) if match else None
    return field if target is None or field.ref else replace(field, type=None, ref=target, name=_without_id(field.name))


def _typed(field: FieldDraft, kind: str, models: Sequence[str]) -> FieldDraft:
    lower = kind.lower()
    if lower.endswith("?"):
        return replace(_typed(field, kind[:-1], models), optional=True)
    if sized := _SIZED.fullmatch(lower):
        return _sized(_typed(field, sized[1].strip(), models), int(sized[2]), sized[3])
    if lower in ("enum", "enumeration", "choice", "auswahl"):
        return replace(field, type="enum")
    if lower in TYPES:
        return replace(field, type=TYPES[lower])
    if values := _enumerated(kind):
        return replace(field, enum=values)
    if target := _reference(kind, models):
        return replace(field, ref=target, name=_without_id(field.name))
    if match := _LIST.fullmatch(kind):
        return _list_of(field, next(group for group in match.groups() if group), models)
    return guessed(field, kind)


def _sized(field: FieldDraft, first: int, second: str | None) -> FieldDraft:
    if field.type == "decimal":
        return replace(field, digits=first, places=int(second or 0))
    return replace(field, max=first) if field.type in ("string", "text") else field


def _enumerated(kind: str) -> tuple[str, ...]:
    """``enum(a, b)``, ``a | b``, ``one of a, b`` and ``a/b`` in backticks are the values of an enum."""
    match = re.fullmatch(r"(?i)(?:enum|one of|choice of|either)[:(\[ ]*(.+?)[)\]]?", kind)
    parts = re.split(r"\s*[,|/]\s*(?:or\s+)?|\s+or\s+", match[1]) if match else re.split(r"\s*\|\s*", kind)
    if len(parts) == 1 and re.fullmatch(r"[a-z][\w-]*(?:/[a-z][\w-]*)+", kind):
        parts = kind.split("/")
    values = tuple(part.strip(" \"'`") for part in parts)
    return values if (match or len(values) > 1) and all(re.fullmatch(r"[\w-]{1,60}", value) for value in values) else ()


def _list_of(field: FieldDraft, item: str, models: Sequence[str]) -> FieldDraft:
    if target := known_model(item, models):
        return replace(field, many=target)
    return replace(field, items=TYPES.get(singular(item.strip().lower()), "string"))


def known_model(text: str, models: Sequence[str]) -> str | None:
    """The model that a noun means: ``books`` and ``Book`` mean ``Book``."""
    joined = "".join(words(text))
    forms = _forms(tuple(models))
    return forms.get(joined) or forms.get(singular(joined)) or forms.get(f"~{_folded(joined)}")


@lru_cache(maxsize=16)
def _forms(models: tuple[str, ...]) -> dict[str, str]:
    """The models by their names in lower case, and by their German plurals behind a tilde."""
    plurals = {f"~{_folded(name.lower())}{ending}": name for name in models for ending in ("n", "en", "e", "er")}
    return plurals | {name.lower(): name for name in models}


def _folded(word: str) -> str:
    return re.sub("ae|ä", "a", re.sub("oe|ö", "o", re.sub("ue|ü", "u", word)))


def _reference(kind: str, models: Sequence[str]) -> str | None:
    match = re.fullmatch(r"(?:→|->)\s*(\w+)(?:\.id)?", kind) or _REFERENCE.fullmatch(kind)
    return known_model(match[1], models) if match else known_model(kind, models)


def _without_id(name: str) -> str:
    return re.sub(r"(?<=[a-z0-9])(?:_id|Id|ID)$", "", name)


_BY_NAME = (
    (r"(?:.*_)?e?mail|.*Email", "email"),
    (r".*password|.*secret|passwort|kennwort", "secret"),
    (r".*_(?:at|time)|.*At|timestamp", "datetime"),
    (r".*_(?:on|date)|.*(?:Date|On)|date|birthday|deadline|.*_day", "date"),
    (r"(?:is|has|can)_.*|(?:is|has)[A-Z].*|active|enabled|done|completed", "boolean"),
    (r".*_?url|website|homepage|.*Url|link", "url"),
    (r"slug", "slug"),
    (r"description|body|notes?|summary|content|bio|address|comments?", "text"),
    (r"(?:.*_)?(?:count|quantity|number_of_.*|level|rank|position|age|year)|.*Count", "integer"),
    (r"(?:.*_)?(?:price|amount|total)", "money"),
)


def guessed(field: FieldDraft, kind: str = "") -> FieldDraft:
    """The field with the type that its name suggests, and a note that says so."""
    meant = suggestion(plain(kind), TYPES) if len(plain(kind)) > 3 else None
    found = next((each for pattern, each in _BY_NAME if re.fullmatch(pattern, field.name)), "string")
    found = TYPES[meant] if meant and TYPES[meant] != "enum" else found
    said = f"; {plain(kind)[:60]!r} is no type" if kind else ""
    return replace(field, type=found, notes=(*field.notes, f"assumption: the type of {field.name} is {found}{said}"))


def _with_rules(field: FieldDraft, rules: str) -> FieldDraft:
    """Apply every clause; what none understands is an enum's value or becomes the description."""
    rest: list[str] = []
    for group in split_outside(KEY.sub("", rules) if field.ref else rules, ";"):
        for clause in split_outside(group, ","):
            changed = apply_clause(field, clause)
            if changed is None and clause.strip(" .–-"):
                rest.append(clause)
            field = changed or field
    values = [plain(each).strip("\"' ") for each in _enum_words(rest)] if field.type == "enum" else []
    if len(values) > 1:
        rest = [each for each in rest if plain(each).strip("\"' ") not in values and not _is_choice(each, values)]
        field = replace(field, type=None, enum=tuple(dict.fromkeys(values)))
    if rest:
        field = replace(field, description=", ".join(rest))
    return field


def _enum_words(clauses: Sequence[str]) -> list[str]:
    found: list[str] = []
    for clause in clauses:
        bare = re.sub(r"(?i)^(?:one of|either|values?:?|or)\s+", "", clause.strip())
        found += [
            part for part in re.split(r"\s*[/|,]\s*|\s+or\s+", bare) if re.fullmatch(r"[`\"']?[\w-]{1,60}[`\"']?", part)
        ]
    return found


def _is_choice(clause: str, values: Sequence[str]) -> bool:
    return set(words(clause)) <= {word for value in values for word in words(value)} | {
        "one",
        "of",
        "or",
        "either",
        "values",
    }


def _finish(field: FieldDraft) -> FieldDraft:
    """Tidy what follows from the other parts."""
    if field.type == "enum":
        field = replace(
            field,
            type="string",
            notes=(*field.notes, f"assumption: the values of {field.name} are not listed, so any string"),
        )
    if field.items is not None and field.optional:
        field = replace(field, optional=False, default=())
    if field.write_only and field.type == "secret":
        field = replace(field, write_only=False)
    if field.default is not None:
        field = replace(field, optional=False)
    if field.on_delete and not field.ref:
        note = f"not used: on delete {field.on_delete}, which only a reference can have"
        field = replace(field, on_delete=None, notes=(*field.notes, note))
    if field.empty_while and field.type in ("date", "datetime") and not field.read_only:
        field = replace(
            field,
            read_only=True,
            notes=(*field.notes, "assumption: the server sets it, callers do not send it"),
        )
    if field.enum and isinstance(field.default, str) and field.default not in field.enum:
        field = replace(
            field, default=None, notes=(*field.notes, f"not used: default {field.default}, which is none of the values")
        )
    return field


def counted(text: str) -> int | None:
    """The number in a phrase such as "up to 8 pictures"."""
    found = re.search(r"[0-9]+", text)
    return (
        int(found[0]) if found else next((value for word in words(text) if (value := number(word)) is not None), None)
    )


def model_name(text: str) -> str:
    """``stock items`` as ``StockItem``."""
    parts = words(text)
    return pascal(" ".join([*parts[:-1], singular(parts[-1])])) if parts else ""
