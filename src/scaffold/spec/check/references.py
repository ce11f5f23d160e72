"""References: what fields, shapes and relations point at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from scaffold.diagnostics import did_you_mean
from scaffold.spec.check.finding import Finding, at_key, at_value
from scaffold.spec.check.graph import cycles
from scaffold.spec.check.scope import Scope, kind_of
from scaffold.spec.language.fields import FieldSpec
from scaffold.spec.positions import Path


def check_references(scope: Scope) -> Iterator[Finding]:
    """SC031: a reference, relation or nested shape that nothing declares."""
    models = scope.names("models")
    for path, field in scope.fields:
        for key in ("ref", "many"):
            target = getattr(field, key)
            if target is not None and not scope.declares("models", target):
                yield at_value("SC031", (*path, key), f"there is no model `{target}`", did_you_mean(target, models))
        if field.shape is not None:
            yield from _check_shape(scope, (*path, "shape"), field.shape)
        if field.like is not None:
            yield from _check_like(scope, (*path, "like"), field.like)
        yield from _check_source(scope, path, field)
    yield from _check_bases(scope)


def _check_shape(scope: Scope, path: Path, name: str) -> Iterator[Finding]:
    if not scope.declares("models", name) and not scope.declares("shapes", name):
        known = (*scope.names("models"), *scope.names("shapes"))
        yield at_value("SC031", path, f"there is no model or shape `{name}`", did_you_mean(name, known))


def _check_like(scope: Scope, path: Path, name: str) -> Iterator[Finding]:
    owner, _, key = name.partition(".")
    if not scope.declares("models", owner) and not scope.declares("shapes", owner):
        known = (*scope.names("models"), *scope.names("shapes"))
        yield at_value("SC031", path, f"there is no model or shape `{owner}`", did_you_mean(owner, known))
        return
    section = "models" if scope.declares("models", owner) else "shapes"
    holder = scope.spec.models.get(owner) or scope.spec.shapes.get(owner)
    if holder is None or key in holder.fields or scope.is_broken((section, owner, "fields", key)):
        return
    yield at_value("SC031", path, f"`{owner}` has no field `{key}`", did_you_mean(key, tuple(holder.fields)))


def _check_source(scope: Scope, path: Path, field: FieldSpec) -> Iterator[Finding]:
    """SC041: a slug is made from a text field of the same model."""
    if field.source is None or path[0] != "models":
        return
    siblings = scope.fields_of(str(path[1]))
    source = siblings.get(field.source)
    if source is None and scope.lacks_field(str(path[1]), field.source):
        message = f"`{path[1]}` has no field `{field.source}` to make a slug from"
        yield at_value("SC041", (*path, "from"), message, did_you_mean(field.source, tuple(siblings)))
    elif source is not None and source.type not in ("string", "text"):
        yield at_value(
            "SC041", (*path, "from"), f"`{field.source}` is not text to make a slug from", "name a string or a text"
        )


def _check_bases(scope: Scope) -> Iterator[Finding]:
    """SC031 and SC060 for shapes that start from another."""
    for name, shape in scope.spec.shapes.items():
        path: Path = ("shapes", name)
        if shape.of is None:
            for key in ("only", "without"):
                if getattr(shape, key):
                    yield at_key("SC032", (*path, key), f"`{key}` means nothing without `of`", "say `of: Model` too")
            continue
        yield from _check_shape(scope, (*path, "of"), shape.of)
        base = scope.model(shape.of) or scope.spec.shapes.get(shape.of)
        if base is None or (shape.of in scope.spec.shapes and scope.spec.shapes[shape.of].of):
            continue
        known = ("id", *base.fields) if shape.of in scope.spec.models else tuple(base.fields)
        for key in ("only", "without"):
            for index, field in enumerate(getattr(shape, key) or ()):
                if field not in known and not scope.is_broken(("models", shape.of, "fields", field)):
                    yield at_value(
                        "SC060", (*path, key, index), f"`{shape.of}` has no field `{field}`", did_you_mean(field, known)
                    )


def check_reference_cycles(scope: Scope) -> Iterator[Finding]:
    """SC037: models that all need a row of the next before one of them can exist; SC038."""
    needs: dict[str, dict[str, Path]] = {}
    for model, spec in scope.spec.models.items():
        for name, field in spec.fields.items():
            path: Path = ("models", model, "fields", name)
            nullable = field.optional if field.nullable is None else field.nullable
            if field.ref is None:
                continue
            if not nullable and field.ref in scope.spec.models:
                needs.setdefault(model, {}).setdefault(field.ref, path)
            if field.on_delete == "set_null" and not nullable:
                message = f"`{name}` cannot be set to null: it is required"
                yield at_key("SC038", (*path, "on_delete"), message, "make it `optional`, or use restrict or cascade")
    for cycle in cycles(needs):
        yield _cycle_finding("SC037", cycle, needs, "no first row can be created: each needs another before it")


def _cycle_finding(code: str, cycle: list[str], needs: Mapping[str, Mapping[str, Path]], reason: str) -> Finding:
    ring = " → ".join((*cycle, cycle[0]))
    path = needs[cycle[0]][cycle[1] if len(cycle) > 1 else cycle[0]]
    return at_key(code, path, f"{ring} is a cycle: {reason}", "make one of these fields optional")


def check_nesting(scope: Scope) -> Iterator[Finding]:
    """SC043: shapes that contain themselves, fields that are like themselves."""
    holds: dict[str, dict[str, Path]] = {}
    for path, field in scope.fields:
        if path[0] != "shapes" or field.shape is None or field.shape not in scope.spec.shapes:
            continue
        if not any(_is_optional(scope, path[:length]) for length in range(4, len(path) + 1)):
            holds.setdefault(str(path[1]), {}).setdefault(field.shape, path)
    for name, shape in scope.spec.shapes.items():
        if shape.of in scope.spec.shapes:
            holds.setdefault(name, {}).setdefault(str(shape.of), ("shapes", name, "of"))
    for cycle in cycles(holds):
        yield _cycle_finding("SC043", cycle, holds, "no JSON document could ever hold it")
    yield from _like_cycles(scope)


def _is_optional(scope: Scope, path: Path) -> bool:
    """Whether the field at ``path`` may be left out or be an empty list."""
    field = scope.field_at.get(path)
    return field is not None and (field.optional or kind_of(field) == "list")


def _like_cycles(scope: Scope) -> Iterator[Finding]:
    likes: dict[str, dict[str, Path]] = {}
    for path, field in scope.fields:
        if field.like is not None and len(path) == 4:
            likes.setdefault(f"{path[1]}.{path[3]}", {})[field.like] = path
    for cycle in cycles(likes):
        ring = " → ".join((*cycle, cycle[0]))
        following = cycle[1] if len(cycle) > 1 else cycle[0]
        path = likes[cycle[0]][following]
        yield at_key("SC043", path, f"{ring} is a cycle: none of them has a type", "give one of them a type")
