"""Models from tables and lists of fields."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from msgspec import Struct
from msgspec.structs import replace

from scaffold.requirements.clauses import apply_clause, typed_default
from scaffold.requirements.document import Block, Code, Item, Listing, Paragraph, Row, Section, Source, Table
from scaffold.requirements.draft import FieldDraft, ModelDraft
from scaffold.requirements.fields import KEY, is_type, known_model, model_name, read_field
from scaffold.requirements.report import Ledger
from scaffold.requirements.tables import Role, cells_by_role, column_roles, is_yes
from scaffold.requirements.words import plain, split_outside

_CAPTION = re.compile(
    r"(?:\*\*|__|`)?(?P<name>[A-Za-zÀ-ÿ][\wÀ-ÿ -]{0,60}?)(?:\*\*|__|`)?\s*:?(?:\*\*)?\s*"
    r"(?:\((?P<round>[^()]{1,200})\)|(?:–|—|-|:)\s+(?P<dash>.{1,200}))?\s*:?"
)
_HEADING_WORDS = re.compile(
    r"(?i)^(?:the )?(?:model|entity|table|resource|object)\s*:?\s+|\s+(?:model|entity|table|fields"
    r"|attributes|resource|object|schema)$"
)
_GENERIC = frozenset(
    [
        "data model",
        "data models",
        "models",
        "entities",
        "data",
        "database",
        "schema",
        "database schema",
        "domain model",
        "domain",
        "tables",
        "fields",
        "attributes",
        "overview",
        "resources",
        "resource",
        "backend requirements",
        "backend",
        "requirements",
        "datenmodell",
        "entitäten",
        "introduction",
        "api",
        "api endpoints",
        "endpoints",
        "validation",
        "storage",
        "objects",
        "types",
        "objekte",
        "tabellen",
        "data structures",
    ]
)
_FIELD_ITEM = re.compile(
    r"(?P<name>`[A-Za-z]\w{0,60}`|\*\*[A-Za-z][\w -]{0,60}?\*\*|[A-Za-z][A-Za-z0-9_]{0,60})(?:\*\*)?\s*"
    r"(?:\((?P<round>.{1,300})\)|(?::|–|—|-)\s+(?P<rest>.{1,400}))\.?"
)


class Candidate(Struct, frozen=True):
    """A caption with the table or list of fields below it."""

    name: str
    description: str | None
    caption: Source
    block: Table | Listing
    lead_in: tuple[Source, ...] = ()


def candidates(sections: Sequence[Section]) -> tuple[Candidate, ...]:
    """Every table and list that names fields, with the model that it is about."""
    found: list[Candidate] = []
    for section in sections:
        before: Block | None = None
        for block in section.blocks:
            if isinstance(block, Listing):
                found += _nested(block)
            if isinstance(block, Table | Listing) and _holds_fields(block):
                caption = _caption(section, before)
                if caption is not None:
                    found.append(replace(caption, block=block))
            before = block
    return tuple(found)


def _nested(listing: Listing) -> Iterator[Candidate]:
    """The entries of a list that have lists of fields below them."""
    for at, item in enumerate(listing.items):
        children = Listing(tuple(_children(listing.items, at)))
        match = _CAPTION.fullmatch(item.whole.text) if children.items and _holds_fields(children) else None
        if match and len(match["name"].split()) < 4:
            about = match["round"] or match["dash"]
            yield Candidate(model_name(match["name"]), about, item.whole, children, item.sentences)


def _children(items: Sequence[Item], at: int) -> Iterator[Item]:
    depth = items[at].depth
    below = takewhile(lambda each: each.depth > depth, items[at + 1 :])
    return (each for each in below if each.depth == depth + 1)


def _holds_fields(block: Table | Listing) -> bool:
    if isinstance(block, Table):
        roles = column_roles(block)
        return "name" in roles and ("type" in roles or "rules" in roles) and not {"method", "path"} & set(roles)
    fields = [item for item in block.items if _field_item(item.whole.text) is not None]
    return len(fields) > 1 and 2 * len(fields) > len(block.items)


def _field_item(text: str) -> tuple[str, str, str] | None:
    """Name, type and rules of ``name: type, rules`` and ``name (type, rules)``."""
    match = _FIELD_ITEM.fullmatch(text.strip())
    if match is None:
        return None
    rest = match["round"] or match["rest"]
    first, *more = [part for part in split_outside(rest, ",;–—") if part]
    head, _, tail = first.partition(" ")
    if choice := re.match(r"(?i)(?:one of|either|enum of|choice of)\b:?\s*(.+)", first):
        return match["name"], "enum", ", ".join([choice[1], *more])
    if is_type(first, ()) or re.match(r"(?i)(?:reference|ref|fk|list|enum|one of|belongs to)\b", first):
        return match["name"], first, ", ".join(more)
    if match["round"] and (inside := _in_brackets(first, more)):
        return match["name"], *inside
    if is_type(head, ()) and tail:
        return match["name"], head, ", ".join([tail.strip(" ()"), *more])
    if not is_type(first, ()) and any(apply_clause(FieldDraft(name="x"), part) for part in (first, *more)):
        return match["name"], "", ", ".join((first, *more))
    return None


def _in_brackets(first: str, more: Sequence[str]) -> tuple[str, str] | None:
    """Type and rules of ``owner (User)``, ``size (small, large)`` and ``state (open | closed; default open)``."""
    if re.fullmatch(r"[A-Z][A-Za-z]+", first):
        return first, ", ".join(more)
    if re.fullmatch(r"[\w-]+(?:\s*[|/]\s*[\w-]+)+", first):
        return "enum", ", ".join([*re.split(r"\s*[|/]\s*", first), *more])
    plain_words = [each for each in (first, *more) if re.fullmatch(r"[a-z][\w-]*", each)]
    if len(plain_words) > 1 and not any(apply_clause(FieldDraft(name="x"), each) for each in plain_words):
        return "enum", ", ".join((first, *more))
    return None


def _caption(section: Section, before: Block | None) -> Candidate | None:
    """The model that a block is about: the short line above it, else the heading."""
    empty = Listing(())
    if isinstance(before, Paragraph) and len(before.whole.text) < 240:
        match = _CAPTION.fullmatch(before.whole.text)
        if match and len(match["name"].split()) < 4:
            return Candidate(
                model_name(match["name"]), match["round"] or match["dash"], before.whole, empty, before.sentences
            )
    title = _HEADING_WORDS.sub("", plain(section.title).split(":")[0].split("(")[0]).strip()
    if title.lower() in _GENERIC or not title or len(title.split()) > 3:
        return None
    about = re.fullmatch(r"[^()]+\(([^()]+)\)", plain(section.title))
    return Candidate(model_name(title), about[1] if about else None, section.heading, empty)


def read_models(found: Sequence[Candidate], ledger: Ledger) -> tuple[ModelDraft, ...]:
    """The models that tables and lists spell out.

    Args:
        found: the candidates of the whole document, so that a type may name any of them.
        ledger: told which rows were used.
    """
    names = tuple(dict.fromkeys([*(each.name for each in found if each.name), "User"]))
    models: dict[str, ModelDraft] = {}
    for each in found:
        fields = tuple(_creatable(field, each.name) for field in _fields(each, names, ledger))
        ledger.use(f"models.{each.name}", *each.lead_in)
        earlier = models.get(each.name)
        if earlier is None:
            models[each.name] = ModelDraft(
                name=each.name, source=each.caption, description=each.description, fields=fields
            )
        else:
            known = {field.name for field in earlier.fields}
            models[each.name] = replace(
                earlier, fields=(*earlier.fields, *(field for field in fields if field.name not in known))
            )
    return tuple(models.values())


def _creatable(field: FieldDraft, model: str) -> FieldDraft:
    """A reference of a model to itself that the first row can do without."""
    if field.ref != model or field.optional:
        return field
    note = f"assumption: optional, or no first {model} could be created"
    return replace(field, optional=True, notes=(*field.notes, note))


_ID_TYPE = re.compile(
    r"(?i)^(?:the )?ids? of (?:an? |every |each |all )?([a-z ]+?) (?:is|are) (?:an? )?(integers?|numbers?|uuids?)\b"
)


def with_ids(models: Sequence[ModelDraft], told: Sequence[Source], ledger: Ledger) -> tuple[ModelDraft, ...]:
    """The models with the type of their ids, where a sentence says it for one of them."""
    found: dict[str, ModelDraft] = {model.name: model for model in models}
    for sentence in told:
        match = _ID_TYPE.match(sentence.text)
        name = known_model(match[1], list(found)) if match else None
        if match and name:
            ledger.use(f"models.{name}.id", sentence)
            found[name] = replace(found[name], id="uuid" if match[2].lower().startswith("uuid") else "integer")
    return tuple(found.values())


def gathered(model: ModelDraft) -> ModelDraft:
    """One remark in place of many where the types of several fields follow from their names."""
    guessed = [field.name for field in model.fields if _guess(field) in field.notes]
    if len(guessed) < 2:
        return model
    note = f"assumption: the types of {', '.join(guessed[:-1])} and {guessed[-1]} follow from their names"
    fields = tuple(
        replace(field, notes=tuple(each for each in field.notes if each != _guess(field))) for field in model.fields
    )
    return replace(model, fields=fields, notes=(*model.notes, note))


def _guess(field: FieldDraft) -> str:
    return f"assumption: the type of {field.name} is {field.type}"


def _fields(candidate: Candidate, names: Sequence[str], ledger: Ledger) -> Iterator[FieldDraft]:
    seen: set[str] = set()
    for field, sources in _read(candidate.block, names):
        if not field.name or field.name in seen or field.name == "id":
            ledger.use("every model has its id" if field.name == "id" else f"models.{candidate.name}", *sources)
            continue
        seen.add(field.name)
        ledger.use(f"models.{candidate.name}.{field.name}", *sources)
        yield field


def _read(block: Block, names: Sequence[str]) -> Iterator[tuple[FieldDraft, tuple[Source, ...]]]:
    match block:
        case Table():
            roles = column_roles(block)
            for row in block.rows:
                yield _row(row, roles, names), (row.whole,)
        case Listing(items):
            for item in items:
                if parts := _field_item(item.whole.text):
                    yield read_field(*parts, names, item.whole), item.sentences
        case Paragraph() | Code():
            return


def _row(row: Row, roles: tuple[Role | None, ...], names: Sequence[str]) -> FieldDraft:
    cells = cells_by_role(row, roles)
    rules = [cells.get("rules", "")]
    if "required" in cells:
        rules.append("required" if is_yes(cells["required"]) else "optional")
    elif "nullable" in roles:
        rules.append("optional" if is_yes(cells.get("nullable", "")) else "required")
    elif "required" in roles:
        rules.append("optional")
    if is_yes(cells.get("unique", "")):
        rules.append("unique")
    if "values" in cells:
        rules.append(cells["values"])
    if cells.get("default", "").strip("-–— "):
        rules.append(f"default {cells['default']}")
    remarks = cells.get("description", "")
    if key := KEY.search(remarks):
        rules.append(key[0].strip(" ,;"))
        remarks = KEY.sub("", remarks)
    field = read_field(
        cells.get("name", ""), cells.get("type", ""), "; ".join(rule for rule in rules if rule), names, row.whole
    )
    example = plain(cells.get("example", "")).strip("\"'")
    if example and not field.items:
        field = replace(field, example=typed_default(field, example))
    return _described(field, remarks)


def _described(field: FieldDraft, description: str | None) -> FieldDraft:
    """What a column of remarks says: rules where they can be read, else the description."""
    rest: list[str] = []
    for clause in split_outside(description or "", ",;"):
        changed = apply_clause(field, clause)
        if changed is None and clause:
            rest.append(clause)
        field = changed or field
    text = ", ".join([part for part in (field.description, *rest) if part])
    return replace(field, description=text or None)
