"""Computed fields: what they count, and over which rows."""

from __future__ import annotations

from collections.abc import Iterator

from scaffold.diagnostics import did_you_mean, near_name
from scaffold.spec.check.finding import Finding, at_key, at_value
from scaffold.spec.check.scope import COMPUTED, Scope, is_computed, kind_of
from scaffold.spec.positions import Path

_FORMS = {"count": "Model.reference", "exists": "Model.reference", "sum": "Model.reference.number"}
_SUMMABLE = ("integer", "number", "decimal", "money")


def check_computed(scope: Scope) -> Iterator[Finding]:
    """SC039: a computed field names a reference of another model that points here."""
    for path, field in scope.fields:
        kind = kind_of(field)
        if kind in COMPUTED and path[0] == "models":
            yield from _check_target(scope, (*path, kind), getattr(field, kind), str(path[1]), kind)


def _check_target(scope: Scope, path: Path, target: str, owner: str, kind: str) -> Iterator[Finding]:
    model, *rest = target.split(".")
    if len(rest) != _FORMS[kind].count("."):
        yield at_value(
            "SC039", path, f"`{target}` is not of the form {_FORMS[kind]}", f"write `{kind}: {_FORMS[kind]}`"
        )
        return
    if not scope.declares("models", model):
        yield at_value("SC039", path, f"there is no model `{model}`", did_you_mean(model, scope.names("models")))
        return
    fields = scope.fields_of(model)
    references = tuple(name for name, field in fields.items() if field.ref == owner)
    reference = fields.get(rest[0])
    if reference is None:
        if scope.lacks_field(model, rest[0]):
            yield at_value("SC039", path, f"`{model}` has no field `{rest[0]}`", did_you_mean(rest[0], references))
    elif reference.ref != owner:
        hint = near_name(rest[0], references) or f"give `{model}` a field `ref: {owner}`"
        yield at_value("SC039", path, f"`{model}.{rest[0]}` is not a reference to `{owner}`", hint)
    elif kind == "sum":
        yield from _check_sum(scope, path, model, rest[1])


def _check_sum(scope: Scope, path: Path, model: str, name: str) -> Iterator[Finding]:
    fields = scope.fields_of(model)
    numbers = tuple(key for key, field in fields.items() if field.type in _SUMMABLE)
    if name in numbers or not (name in fields or scope.lacks_field(model, name)):
        return
    yield at_value("SC039", path, f"`{model}.{name}` is not a number that can be summed", did_you_mean(name, numbers))


def check_indexes(scope: Scope) -> Iterator[Finding]:
    """SC044: unique and other indexes over columns that there are, and that can be indexed."""
    for model, spec in scope.spec.models.items():
        for section in ("unique", "index"):
            for number, index in enumerate(getattr(spec, section)):
                yield from _check_index(scope, model, ("models", model, section, number, "fields"), index.fields)
        for name, field in spec.fields.items():
            kind = kind_of(field)
            path: Path = ("models", model, "fields", name)
            unindexable = kind in ("list", "many", "object", "shape") or field.type in ("json", "file", "secret")
            if field.unique and unindexable:
                yield at_key(
                    "SC044", (*path, "unique"), f"`{name}` cannot be unique: it is no plain value", "leave out `unique`"
                )
            elif (
                field.unique == "ignore_case"
                and kind != "like"
                and field.type not in ("string", "text", "email", "url", "slug")
            ):
                yield at_key("SC044", (*path, "unique"), f"`{name}` has no case to ignore", "write `unique: true`")


def _check_index(scope: Scope, model: str, path: Path, names: tuple[str, ...]) -> Iterator[Finding]:
    fields = scope.fields_of(model)
    for position, name in enumerate(names):
        where: Path = (*path, position)
        field = fields.get(name)
        if field is None:
            if name == "id" or scope.lacks_field(model, name):
                known = tuple(key for key, each in fields.items() if not is_computed(each))
                yield at_value("SC044", where, f"`{model}` has no field `{name}` to index", did_you_mean(name, known))
        elif (
            is_computed(field)
            or kind_of(field) in ("list", "many", "object", "shape")
            or field.type in ("json", "secret")
        ):
            yield at_value("SC044", where, f"`{name}` cannot be in an index: it has no plain column", "leave it out")
        elif name in names[:position]:
            yield at_value("SC044", where, f"`{name}` is twice in this index", "list it once")
