"""Random specs that change: a small one without errors, and what becomes of it."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from typing import Any

from hypothesis import strategies as st

Json = dict[str, Any]
Changing = tuple[Json, Json]
"""A spec before and after."""

_FIELDS: Json = {
    "title": {"type": "string", "max": 200},
    "copies": {"type": "integer", "min": 0, "default": 0},
    "note": {"type": "text", "optional": True},
    "due_on": {"type": "date", "optional": True},
    "is_lent": {"type": "boolean", "default": False},
}
_MODELS = {"Book": "/books", "Author": "/authors", "Branch": "/branches"}
_ACTIONS = ("lend", "renew", "pay")
_RULES: Json = {
    "R1": {"text": "A book without copies cannot be lent.", "error": "no_copy_left"},
    "R2": {"text": "A fee is paid first.", "error": "fee_open"},
}
_ERRORS: Json = {
    "no_copy_left": {"status": 409, "message": "There is no copy left."},
    "fee_open": {"status": 409, "message": "There is a fee to be paid."},
}


def changing_specs() -> st.SearchStrategy[Changing]:
    """A spec, and the same one after a few changes."""
    return st.tuples(_specs(), st.lists(_changes(), min_size=1, max_size=4)).map(_changed)


@st.composite
def _specs(draw: st.DrawFn) -> Json:
    models = draw(st.lists(st.sampled_from(sorted(_MODELS)), min_size=1, max_size=2, unique=True))
    spec: Json = {
        "scaffold": 1,
        "service": {"name": "shelf", "version": "1.0.0"},
        "models": {model: {"fields": draw(_fields())} for model in models},
        "endpoints": {
            model: {"path": _MODELS[model], **dict.fromkeys(draw(_some(("list", "get", "create", "delete"))), "public")}
            for model in models
        },
        "rules": deepcopy(_RULES),
        "errors": deepcopy(_ERRORS),
    }
    for name in draw(_some(_ACTIONS)):
        _add_operation(spec, models[0], name, draw(st.booleans()))
    return spec


def _some(names: tuple[str, ...]) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(names), min_size=1, max_size=len(names), unique=True)


def _fields() -> st.SearchStrategy[Json]:
    return _some(tuple(_FIELDS)).map(lambda names: {name: deepcopy(_FIELDS[name]) for name in names})


def _add_operation(spec: Json, model: str, name: str, has_rules: bool) -> None:
    rules = {"rules": sorted(spec["rules"])} if has_rules else {}
    path = f"{_MODELS[model]}/{{id}}/{name}"
    spec["endpoints"][f"{name}_{model.lower()}"] = {
        "POST": path, "on": model, "access": "public", "answer": {200: model}, **rules
    }  # fmt: skip


Change = tuple[str, int]


def _changes() -> st.SearchStrategy[Change]:
    return st.tuples(st.sampled_from(sorted(_CHANGES)), st.integers(0, 1000))


def _changed(parts: tuple[Json, list[Change]]) -> Changing:
    before, changes = parts
    after = deepcopy(before)
    for kind, number in changes:
        _CHANGES[kind](after, number)
    return before, after


def _operations(spec: Json) -> list[str]:
    return [name for name in spec["endpoints"] if name not in spec["models"]]


def _pick(names: list[str], number: int) -> list[str]:
    return [names[number % len(names)]] if names else []


def _model(spec: Json, number: int) -> str:
    return _pick(list(spec["models"]), number)[0]


def _new_operation(spec: Json, number: int) -> None:
    _add_operation(spec, _model(spec, number), f"act{number % 3}", bool(number % 2))


def _drop_operation(spec: Json, number: int) -> None:
    for name in _pick(_operations(spec), number):
        del spec["endpoints"][name]


def _rename_operation(spec: Json, number: int) -> None:
    for name in _pick(_operations(spec), number):
        spec["endpoints"][f"take{number % 3}"] = {**spec["endpoints"].pop(name), "was": name}


def _move_operation(spec: Json, number: int) -> None:
    for name in _pick(_operations(spec), number):
        spec["endpoints"][name]["POST"] += f"-{number % 3}"


def _new_field(spec: Json, number: int) -> None:
    for name in _pick(list(_FIELDS), number):
        spec["models"][_model(spec, number)]["fields"][name] = deepcopy(_FIELDS[name])


def _drop_field(spec: Json, number: int) -> None:
    fields = spec["models"][_model(spec, number)]["fields"]
    for name in _pick(list(fields), number) if len(fields) > 1 else []:
        del fields[name]


def _rename_field(spec: Json, number: int) -> None:
    fields = spec["models"][_model(spec, number)]["fields"]
    for name in _pick([name for name in fields if name in _FIELDS], number):
        fields[f"called_{name}"] = {**fields.pop(name), "was": name}


def _change_limit(spec: Json, number: int) -> None:
    for model in spec["models"].values():
        if "title" in model["fields"]:
            model["fields"]["title"]["max"] = 100 + number


def _new_model(spec: Json, number: int) -> None:
    for model in _pick([name for name in _MODELS if name not in spec["models"]], number):
        spec["models"][model] = {"fields": {"title": deepcopy(_FIELDS["title"])}}
        spec["endpoints"][model] = {"path": _MODELS[model], "list": "public", "create": "public"}


def _drop_model(spec: Json, number: int) -> None:
    model = _model(spec, number)
    if len(spec["models"]) > 1:
        del spec["models"][model]
        spec["endpoints"] = {
            name: each for name, each in spec["endpoints"].items() if model not in (name, each.get("on"))
        }


def _rename_model(spec: Json, number: int) -> None:
    model = _model(spec, number)
    if model in _MODELS:
        spec["models"]["Tome"] = {**spec["models"].pop(model), "was": model}
        spec["endpoints"]["Tome"] = spec["endpoints"].pop(model)
        for each in spec["endpoints"].values():
            if each.get("on") == model:
                each |= {"on": "Tome", "answer": {200: "Tome"}}


def _change_rule(spec: Json, number: int) -> None:
    for rule in _pick(list(spec["rules"]), number):
        spec["rules"][rule]["text"] = f"Not more than {number} at once."


def _rename_rule(spec: Json, number: int) -> None:
    for rule in _pick(list(spec["rules"]), number):
        spec["rules"][f"R{number + 10}"] = spec["rules"].pop(rule)
        for each in spec["endpoints"].values():
            if rule in each.get("rules", ()):
                each["rules"] = sorted({*each["rules"], f"R{number + 10}"} - {rule})


def _change_error(spec: Json, number: int) -> None:
    for error in _pick(list(spec["errors"]), number):
        spec["errors"][error] = {"status": (409, 422)[number % 2], "message": f"It is refused, says {number}."}


def _new_error(spec: Json, number: int) -> None:
    spec["errors"][f"too_late_{number % 3}"] = {"status": 409, "message": "It is too late."}


def _drop_error(spec: Json, number: int) -> None:
    for error in _pick(list(spec["errors"]), number):
        del spec["errors"][error]
        for rule in spec["rules"].values():
            if rule.get("error") == error:
                del rule["error"]


def _new_version(spec: Json, number: int) -> None:
    spec["service"] |= {"version": f"2.{number}.0", "description": f"The shelf of {number} books."}


def _change_resource(spec: Json, number: int) -> None:
    resource = spec["endpoints"][_model(spec, number)]
    action = ("list", "get", "create", "update", "delete")[number % 5]
    if action in resource and len(resource) > 2:
        del resource[action]
    else:
        resource[action] = "public"


_CHANGES: dict[str, Callable[[Json, int], None]] = {
    "new operation": _new_operation, "drop operation": _drop_operation, "rename operation": _rename_operation,
    "move operation": _move_operation, "new field": _new_field, "drop field": _drop_field,
    "rename field": _rename_field, "change limit": _change_limit, "new model": _new_model, "drop model": _drop_model,
    "rename model": _rename_model, "change rule": _change_rule, "rename rule": _rename_rule,
    "change error": _change_error, "new error": _new_error, "drop error": _drop_error, "new version": _new_version,
    "change resource": _change_resource,
}  # fmt: skip
