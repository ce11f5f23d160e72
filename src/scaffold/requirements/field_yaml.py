"""A field in the shortest form that the spec language has for it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from scaffold.requirements.draft import FieldDraft


def field_value(field: FieldDraft) -> Any:
    """A field in the shortest form that the language has for it."""
    limits = dict(_limits(field))
    kind = _kind(field)
    if (
        not limits
        and len(kind) == 1
        and isinstance(value := next(iter(kind.values())), str)
        and next(iter(kind)) in ("type", "shape", "like")
    ):
        return value
    if not limits and isinstance(kind.get("list"), str):
        return [kind["list"]]
    return {**kind, **limits}


def _kind(field: FieldDraft) -> dict[str, Any]:
    if field.items == "object":
        return {"list": {"object": {each.name: field_value(each) for each in field.object or ()}}}
    if field.object is not None:
        return {"object": {each.name: field_value(each) for each in field.object}}
    if field.items is not None:
        return {"list": field.items}
    if field.enum:
        return {"enum": list(field.enum)}
    for key in ("ref", "many", "shape", "like", "count"):
        if value := getattr(field, key):
            return {key: value}
    return {"type": field.type or "string"}


_LIMITS = (
    "where",
    "min",
    "max",
    "pattern",
    "digits",
    "places",
    "currency",
    "unique",
    "optional",
    "default",
    "read_only",
    "write_only",
    "on_update",
    "owner",
    "on_delete",
    "description",
    "example",
    "was",
)


def _limits(field: FieldDraft) -> Iterator[tuple[str, Any]]:
    for key in _LIMITS:
        value = getattr(field, key)
        if value not in (None, False, "") or (key == "min" and value == 0) or (key == "default" and value is not None):
            yield key, list(value) if isinstance(value, tuple) else value
    if field.made_from:
        yield "from", field.made_from
    if field.access:
        yield "access", list(field.access)
