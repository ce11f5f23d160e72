"""Models from SQL: ``CREATE TABLE`` in a code block, as PostgreSQL, MySQL and SQLite spell it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from scaffold.requirements.clauses import typed_default
from scaffold.requirements.document import Code, Section, Source
from scaffold.requirements.draft import FieldDraft, ModelDraft, UniqueDraft
from scaffold.requirements.field_types import TYPES
from scaffold.requirements.fields import guessed, model_name
from scaffold.requirements.report import Ledger
from scaffold.requirements.words import split_outside

_TABLE = re.compile(
    r"(?is)\bcreate\s+(?:temp(?:orary)?\s+)?table\s+(?:if\s+not\s+exists\s+)?([\w.\"`\[\]]{1,120})\s*\("
)
_ENUM = re.compile(r"(?is)\bcreate\s+type\s+([\w.\"]{1,120})\s+as\s+enum\s*\(([^)]{0,4000})\)")
_INDEX = re.compile(
    r"(?is)\bcreate\s+unique\s+index\s+(?:if\s+not\s+exists\s+)?[\w\"`]*\s*on\s+([\w.\"`]{1,120})\s*"
    r"\(([^;]{1,500}?)\)\s*(?:where\s+([^;]{1,300}))?;"
)
_COLUMN = re.compile(
    r"(?is)^[\"`\[]?(\w{1,100})[\"`\]]?\s+(double\s+precision|timestamp\s+with(?:out)?\s+time\s+zone"
    r"|character\s+varying|\w+)\s*(?:\(([^)]*)\))?\s*(\[\])?(.*)$"
)
_FOREIGN = re.compile(r"(?is)\breferences\s+[\"`]?([\w.]+)[\"`]?\s*(?:\([^)]*\))?(.*)$")
_ON_DELETE = re.compile(r"(?i)\bon\s+delete\s+(cascade|restrict|set\s+null|no\s+action)")
_CHECK_IN = re.compile(r"(?is)\bcheck\s*\(\s*\"?(\w+)\"?\s+in\s*\(([^)]*)\)\s*\)")
_CHECK_SPAN = re.compile(r"(?is)\bcheck\s*\(\s*\"?(\w+)\"?\s+between\s+(-?[0-9.]+)\s+and\s+(-?[0-9.]+)\s*\)")
_CHECK_LEAST = re.compile(r"(?is)\bcheck\s*\(\s*\"?(\w+)\"?\s*(>=|>)\s*(-?[0-9]+)\s*\)")
_DEFAULT = re.compile(r"(?is)\bdefault\s+('(?:[^']|'')*'|\(?[\w.:-]+(?:\(\))?\)?)")
_NOW = re.compile(r"(?i)\(?(?:now|current_timestamp|getdate|current_date)\b")
_CONSTRAINTS = re.compile(r"(?i)^(?:constraint\s+\S+\s+)?(primary|unique|foreign|check|exclude|key|index)\b")
_COMMENT = re.compile(r"--([^\n]*)")


_DIALECTS = ("sql", "postgresql", "postgres", "mysql", "sqlite")


class _Table(Struct, frozen=True):
    name: str
    body: str
    source: Source


def sql_models(sections: Sequence[Section], ledger: Ledger) -> tuple[ModelDraft, ...]:
    """A model for every table of the SQL blocks."""
    blocks = [block for section in sections for block in section.blocks if isinstance(block, Code) and _is_sql(block)]
    text = "\n".join(block.whole.text for block in blocks)
    enums = {_bare(name): tuple(_strings(values)) for name, values in _ENUM.findall(text)}
    tables = [table for block in blocks for table in _tables(block.whole)]
    names = {_bare(table.name): model_name(_bare(table.name)) for table in tables}
    models = [_model(table, names, enums) for table in tables]
    if tables:
        ledger.use("models", *(block.whole for block in blocks))
    for source in (part for table in tables for part in _beyond(table)):
        ledger.miss("a constraint that the spec does not say so", source)
    return tuple(_with_indexes(models, text, names))


def _is_sql(block: Code) -> bool:
    return block.language in _DIALECTS or _TABLE.search(block.whole.text) is not None


def _tables(source: Source) -> Iterator[_Table]:
    for match in _TABLE.finditer(source.text):
        body = _inside(source.text, match.end())
        line = source.line + source.text.count("\n", 0, match.start())
        yield _Table(match[1], _COMMENT.sub("", body), Source(source.file, line, line + body.count("\n"), match[0]))


def _beyond(table: _Table) -> Iterator[Source]:
    """The parts of a table with constraints that are not read."""
    for raw in split_outside(table.body, ","):
        known = any(pattern.search(raw) for pattern in (_CHECK_IN, _CHECK_SPAN, _CHECK_LEAST))
        if not known and re.search(r"(?i)\b(?:check|exclude|generated)\b", raw):
            yield Source(table.source.file, table.source.line, table.source.last, " ".join(raw.split()))


def _inside(text: str, start: int) -> str:
    """The text up to the bracket that closes the one before ``start``."""
    depth, quoted = 1, False
    for at in range(start, len(text)):
        char = text[at]
        if char == "'":
            quoted = not quoted
        elif not quoted and char in "()":
            depth += 1 if char == "(" else -1
            if depth == 0:
                return text[start:at]
    return text[start:]


def _bare(name: str) -> str:
    return re.sub(r"[\"`\[\]]", "", name).split(".")[-1].lower()


def _strings(text: str) -> list[str]:
    return [value.replace("''", "'") for value in re.findall(r"'((?:[^']|'')*)'", text)]


def _model(table: _Table, names: dict[str, str], enums: dict[str, tuple[str, ...]]) -> ModelDraft:
    fields: dict[str, FieldDraft] = {}
    unique: list[UniqueDraft] = []
    line = table.source.line
    for raw in split_outside(table.body, ","):
        part = " ".join(raw.split())
        if (match := _CONSTRAINTS.match(part)) is None:
            field = _column(part, names, enums, Source(table.source.file, line, table.source.last, part))
            if field is not None:
                fields[field.name] = field
        elif match[1].lower() == "unique":
            unique += _unique(part, fields)
        elif match[1].lower() == "foreign":
            fields |= dict(_foreign(part, fields, names))
        elif match[1].lower() == "check":
            fields |= dict(_checked(part, fields))
    return ModelDraft(
        name=names[_bare(table.name)], source=table.source, fields=tuple(fields.values()), unique=tuple(unique)
    )


def _column(part: str, names: dict[str, str], enums: dict[str, tuple[str, ...]], source: Source) -> FieldDraft | None:
    match = _COLUMN.match(part)
    if match is None or match[1].lower() == "id":
        return None
    kind, size, rest = " ".join(match[2].lower().split()), match[3], match[5]
    field = replace(
        _typed(FieldDraft(name=match[1], source=source), kind, size, enums),
        optional=not re.search(r"(?i)not\s+null|primary\s+key", rest),
    )
    if match[4]:
        field = replace(field, type=None, items=field.type, optional=False, default=())
    if re.search(r"(?i)\bunique\b", rest):
        field = replace(field, unique="ignore_case" if kind == "citext" else True)
    if (reference := _FOREIGN.search(rest)) and _bare(reference[1]) in names:
        field = _referring(field, names[_bare(reference[1])], reference[2])
    if default := _DEFAULT.search(rest):
        field = _defaulted(field, default[1])
    return next((changed for _, changed in _checked(rest, {field.name: field})), field)


_SQL_TYPES = {
    **TYPES,
    "character varying": "string",
    "citext": "string",
    "tinyint": "integer",
    "bytea": "file",
    "blob": "file",
}


def _typed(field: FieldDraft, kind: str, size: str | None, enums: dict[str, tuple[str, ...]]) -> FieldDraft:
    if kind in enums:
        return replace(field, enum=enums[kind])
    if kind == "enum":
        return replace(field, enum=tuple(_strings(size or "")))
    named = guessed(field)
    known = _SQL_TYPES.get(kind)
    if known is None:
        return named
    if known in ("string", "text") and named.type in ("email", "secret", "url", "slug"):
        field = replace(field, type=named.type)
        return replace(field, max=int(size)) if size and size.isdigit() and named.type == "email" else field
    numbers = [int(each) for each in re.findall(r"[0-9]+", size or "")]
    if known == "decimal" and numbers:
        return replace(field, type="decimal", digits=numbers[0], places=numbers[1] if len(numbers) > 1 else 0)
    return replace(field, type=known, max=numbers[0] if known == "string" and numbers else None)


def _referring(field: FieldDraft, target: str, rest: str) -> FieldDraft:
    match = _ON_DELETE.search(rest)
    action = match[1].lower().replace(" ", "_") if match else None
    name = re.sub(r"_id$", "", field.name)
    return FieldDraft(
        name=name,
        ref=target,
        source=field.source,
        optional=field.optional,
        unique=field.unique,
        on_delete=action if action in ("cascade", "set_null") else None,
    )


def _defaulted(field: FieldDraft, text: str) -> FieldDraft:
    if _NOW.match(text):
        return replace(field, default="today" if field.type == "date" else "now", read_only=True, optional=False)
    if text.lower() in ("null", "gen_random_uuid()", "uuid_generate_v4()") or field.ref or field.items:
        return field
    value = _strings(text)[0] if text.startswith("'") else text
    return replace(field, default=typed_default(field, value), optional=False)


def _checked(text: str, fields: dict[str, FieldDraft]) -> Iterator[tuple[str, FieldDraft]]:
    """What ``CHECK`` says about single columns."""
    if (match := _CHECK_IN.search(text)) and match[1] in fields and _strings(match[2]):
        yield match[1], replace(fields[match[1]], type=None, max=None, enum=tuple(_strings(match[2])))
    elif (match := _CHECK_SPAN.search(text)) and match[1] in fields:
        yield match[1], replace(fields[match[1]], min=_number(match[2]), max=_number(match[3]))
    elif (match := _CHECK_LEAST.search(text)) and match[1] in fields:
        least = int(match[3]) + (match[2] == ">")
        yield match[1], replace(fields[match[1]], min=least)


def _number(text: str) -> int | float:
    return float(text) if "." in text else int(text)


def _unique(part: str, fields: dict[str, FieldDraft]) -> Iterator[UniqueDraft]:
    names = tuple(_field_of(name, fields) for name in re.findall(r"\w+", part[part.find("(") : part.rfind(")")]))
    known = tuple(name for name in names if name)
    if known and len(known) == len(names):
        yield UniqueDraft(fields=known)


def _field_of(column: str, fields: dict[str, FieldDraft]) -> str | None:
    bare = re.sub(r"_id$", "", column)
    return column if column in fields else bare if bare in fields else None


def _foreign(part: str, fields: dict[str, FieldDraft], names: dict[str, str]) -> Iterator[tuple[str, FieldDraft]]:
    match = re.search(r"(?i)foreign\s+key\s*\(\s*[\"`]?(\w+)[\"`]?\s*\)\s*references\s+[\"`]?([\w.]+)[\"`]?(.*)$", part)
    if match and match[1] in fields and _bare(match[2]) in names:
        yield match[1], _referring(fields[match[1]], names[_bare(match[2])], match[3])


def _with_indexes(models: Sequence[ModelDraft], text: str, names: dict[str, str]) -> Iterator[ModelDraft]:
    for model in models:
        fields = {field.name: field for field in model.fields}
        found: list[UniqueDraft] = []
        for table, columns, where in _INDEX.findall(text):
            if names.get(_bare(table)) != model.name:
                continue
            lowered = re.fullmatch(r"(?i)\s*lower\s*\(\s*(\w+)\s*\)\s*", columns)
            if lowered and lowered[1] in fields and not where:
                fields[lowered[1]] = replace(fields[lowered[1]], unique="ignore_case")
                continue
            condition = (
                " ".join(where.split()).lower()
                if re.fullmatch(r"(?is)\s*\w+\s+is\s+(?:not\s+)?null\s*", where)
                else None
            )
            if condition or not where:
                found += [replace(each, where=condition) for each in _unique(f"({columns})", fields)]
        yield replace(model, fields=tuple(fields.values()), unique=(*model.unique, *found))
