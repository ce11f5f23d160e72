"""Fields: one kind each, and only options that mean something for it."""

from __future__ import annotations

from collections.abc import Iterator

from scaffold.diagnostics import listed
from scaffold.spec.check.finding import Finding, at_key, at_value
from scaffold.spec.check.scope import COMPUTED, KINDS, Scope, kind_of
from scaffold.spec.language.fields import FieldSpec
from scaffold.spec.positions import Path

TEXTS = frozenset({"string", "text", "email", "url", "slug", "secret"})
NUMBERS = frozenset({"integer", "number", "decimal", "money"})

_OPTIONS: tuple[tuple[str, frozenset[str], str], ...] = (
    ("pattern", TEXTS - {"secret"}, "text"),
    ("digits", frozenset({"decimal"}), "a decimal"),
    ("places", frozenset({"decimal"}), "a decimal"),
    ("currency", frozenset({"money"}), "money"),
    ("media", frozenset({"file"}), "a file"),
    ("max_size", frozenset({"file"}), "a file"),
    ("source", frozenset({"slug"}), "a slug"),
    ("on_update", frozenset({"datetime", "date"}), "a date or time"),
    ("min", TEXTS | NUMBERS | {"list"}, "a number, a text or a list"),
    ("max", TEXTS | NUMBERS | {"list"}, "a number, a text or a list"),
    ("where", frozenset(COMPUTED), "a computed field"),
    ("owner", frozenset({"ref"}), "a reference"),
)  # fmt: skip
"""Options with the types or kinds that they mean something for."""

_SPELLING = {"source": "from"}
_CONTRADICTIONS = (
    ("read_only", "write_only", "it would never be seen"),
    ("read_only", "create_only", "the server sets what is read-only"),
)
_STORED_ONLY = ("unique", "was", "owner", "on_update")


def check_kinds(scope: Scope) -> Iterator[Finding]:
    """SC030: a field says exactly once what it holds."""
    for path, field in scope.fields:
        said = [kind for kind in KINDS if getattr(field, kind) is not None]
        if not said:
            yield at_key(
                "SC030", path, f"`{path[-1]}` does not say what it holds", "give it a type, such as `type: string`"
            )
        elif len(said) > 1:
            yield at_key("SC030", path, f"`{path[-1]}` is {listed(said)} at once", "keep one of them")


def check_options(scope: Scope) -> Iterator[Finding]:
    """SC032: options that mean nothing for the field's kind."""
    for path, field in scope.fields:
        kind = kind_of(field)
        if kind is None or kind == "like":
            continue
        what = field.type if kind == "type" else kind
        for option, fitting, meaning in _OPTIONS:
            if _is_set(field, option) and what not in fitting:
                spelled = _SPELLING.get(option, option)
                message = f"`{spelled}` means nothing for {_article(what or kind)}"
                yield at_key("SC032", (*path, spelled), message, f"it is for {meaning}: leave it out")
        yield from _reference_options(path, field, kind)


def _article(what: str) -> str:
    nouns = {"ref": "a reference", "many": "a many-to-many relation", "object": "an object", "enum": "an enum"}
    return nouns.get(what, f"{'an' if what[0] in 'aeiou' else 'a'} {what} field")


def _reference_options(path: Path, field: FieldSpec, kind: str) -> Iterator[Finding]:
    if field.on_delete != "restrict" and kind not in ("ref", "many"):
        yield at_key("SC032", (*path, "on_delete"), "`on_delete` means nothing without a reference", "leave it out")
    if field.default is not None and kind in ("ref", "many", "object", "shape", *COMPUTED):
        yield at_key("SC032", (*path, "default"), f"{_article(kind)} has no default", "leave it out")
    if kind in COMPUTED:
        for option in ("optional", "read_only", "write_only", "create_only", "unique"):
            if _is_set(field, option):
                message = f"`{option}` means nothing for a computed field"
                yield at_key("SC032", (*path, option), message, "it is worked out at every read: leave it out")


def _is_set(field: FieldSpec, option: str) -> bool:
    return option in field.model_fields_set and getattr(field, option) not in (None, False)


def check_contradictions(scope: Scope) -> Iterator[Finding]:
    """SC042 and SC036: options that exclude each other, and values that nobody can give."""
    for path, field in scope.fields:
        for one, other, reason in _CONTRADICTIONS:
            if getattr(field, one) and getattr(field, other):
                yield at_key("SC042", path, f"`{path[-1]}` is both {one} and {other}", f"{reason}: keep one of them")
        if field.optional and field.nullable is False and field.default is None:
            message = f"`{path[-1]}` may be left out but not be null, and has no default"
            yield at_key("SC036", path, message, "give it a `default`, or let it be null")
    yield from _check_inputs(scope)


def _check_inputs(scope: Scope) -> Iterator[Finding]:
    """Options of stored fields in places where nothing is stored."""
    for path, field in scope.fields:
        if path[0] == "models" and len(path) == 4:
            continue
        for option in _STORED_ONLY:
            if _is_set(field, option):
                message = f"`{option}` means nothing here: only fields of a model are stored"
                yield at_key("SC032", (*path, option), message, "leave it out")
        computed = kind_of(field)
        if computed in COMPUTED and path[0] != "shapes":
            yield at_value(
                "SC039", (*path, computed), "only fields of a model or a shape can be computed", "move it there"
            )
