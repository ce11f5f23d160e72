"""What pydantic refuses, in the words of the spec language."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from scaffold.diagnostics import Diagnostic, listed, suggestion
from scaffold.spec.language.base import Node
from scaffold.spec.positions import Path, Place, key_span, value_span
from scaffold.spec.structure import allowed_keys, construct_at, noun

_Problem = dict[str, Any]

_ELSEWHERE = {
    "required": "everything is required unless it says `optional: true`",
    "nullable": "say `optional: true`",
    "maxLength": "`max` is the greatest length",
    "max_length": "`max` is the greatest length",
    "minLength": "`min` is the least length",
    "min_length": "`min` is the least length",
    "values": "list the values in `enum`",
    "regex": "the key is `pattern`",
    "references": "the key is `ref`",
    "primary_key": "every model has an `id` already",
    "method": "the method is the key of the path: `POST: /loans`",
    "status": "the status is the key of the answer: `answer: {201: Loan}`",
    "responses": "the key is `answer`",
    "roles": "the key is `access`",
    "path": "the path stands behind the method: `POST: /loans`",
    "items": "the key is `list`: `{list: string}`",
    "actions": "each action is a key of its own: `list: public`",
}
"""Keys that people know from other languages, with what they are here."""


_TYPES = {
    "int": "integer", "long": "integer", "bigint": "integer", "float": "number", "double": "number",
    "numeric": "decimal", "bool": "boolean", "timestamp": "datetime", "time": "datetime", "str": "string",
    "varchar": "string", "char": "string", "guid": "uuid", "uri": "url", "password": "secret", "object": "json",
    "jsonb": "json", "binary": "file",
}  # fmt: skip
"""Words for types that people know from other languages, with what they are here."""


def validation_problem(problem: _Problem, root: Place) -> Diagnostic:
    """The diagnostic for one entry of ``ValidationError.errors()``."""
    describe = _WORDING.get(problem["type"], _other)
    return describe(problem, root)


def kind_of(value: object) -> str:
    """What a person would call a value."""
    kinds: tuple[tuple[Any, str], ...] = (
        (type(None), "nothing"), (bool, "true or false"), (int | float, "a number"),
        (str, "text"), (dict, "a mapping"), (list | tuple, "a list"),
    )  # fmt: skip
    return next((word for kind, word in kinds if isinstance(value, kind)), "this")


def _at(problem: _Problem, root: Place) -> tuple[Path, Any]:
    path: Path = problem["loc"]
    if path and path[-1] == "[key]":
        return path, key_span(root, path[:-1])
    return path, value_span(root, path)


def _unknown_key(problem: _Problem, root: Place) -> Diagnostic:
    path: Path = problem["loc"]
    key, holder = path[-1], construct_at(path[:-1])
    known = allowed_keys(holder)
    near = suggestion(key, known)
    elsewhere = _ELSEWHERE.get(str(key)) or ("" if near else _ELSEWHERE.get(suggestion(key, _ELSEWHERE) or ""))
    hint = elsewhere or (f"did you mean `{near}`?" if near else f"{noun(holder)} takes {listed(known)}")
    return Diagnostic("SC012", f"`{key}` is not a key of {noun(holder)}", key_span(root, path), hint)


def _missing(problem: _Problem, root: Place) -> Diagnostic:
    path: Path = problem["loc"]
    holder = construct_at(path[:-1])
    meaning = _description(holder, str(path[-1]))
    return Diagnostic("SC014", f"{noun(holder)} needs `{path[-1]}`", key_span(root, path[:-1]), meaning)


def _description(holder: type[Node] | None, key: str) -> str:
    fields = holder.model_fields.values() if holder else ()
    text = next((field.description for field in fields if field.alias == key), None)
    text = text or (holder.model_fields[key].description if holder and key in holder.model_fields else None)
    return f"`{key}`: {text[0].lower()}{text[1:].rstrip('.')}" if text else f"add `{key}`"


def _wrong_type(wanted: str, hint: str) -> Callable[[_Problem, Place], Diagnostic]:
    def describe(problem: _Problem, root: Place) -> Diagnostic:
        _, span = _at(problem, root)
        return Diagnostic("SC013", f"this must be {wanted}, not {kind_of(problem['input'])}", span, hint)

    return describe


def _not_text(problem: _Problem, root: Place) -> Diagnostic:
    path, span = _at(problem, root)
    what = "a name" if path and path[-1] == "[key]" else "this"
    simple = isinstance(problem["input"], int | float)
    return Diagnostic(
        "SC013",
        f"{what} must be text, not {kind_of(problem['input'])}",
        span,
        f'put it in quotes: "{str(problem["input"]).lower()}"' if simple else "write one text",
    )


def _choice(problem: _Problem, root: Place) -> Diagnostic:
    path, span = _at(problem, root)
    value = problem["input"]
    choices = re.findall(r"'([^']*)'", problem["ctx"]["expected"]) or [problem["ctx"]["expected"]]
    if not isinstance(value, str):
        message = f"this must be {listed(choices, 'or')}, not {kind_of(value)}"
        return Diagnostic("SC013", message, span, f"write {listed(choices, 'or')}")
    key = next((step for step in reversed(path) if isinstance(step, str)), "value")
    near = _TYPES.get(value.lower()) if key == "type" else None
    near = near or suggestion(value, choices)
    hint = f"did you mean `{near}`?" if near else f"it is one of {listed(choices)}"
    return Diagnostic("SC015", f"`{value}` is not a known {key}", span, hint)


def _bad_value(template: str, hint: str) -> Callable[[_Problem, Place], Diagnostic]:
    def describe(problem: _Problem, root: Place) -> Diagnostic:
        _, span = _at(problem, root)
        return Diagnostic("SC015", template.format(value=problem["input"], **problem.get("ctx", {})), span, hint)

    return describe


def _refused(problem: _Problem, root: Place) -> Diagnostic:
    """A ``ValueError`` of the language's own: what is wrong, then what it should be like."""
    _, span = _at(problem, root)
    message, _, example = str(problem["ctx"]["error"]).partition(", such as ")
    return Diagnostic("SC015", message, span, f"write it like {example}" if example else "change it")


def _other(problem: _Problem, root: Place) -> Diagnostic:
    _, span = _at(problem, root)
    return Diagnostic("SC015", problem["msg"][:1].lower() + problem["msg"][1:], span, "change it")


def _not_mapping(problem: _Problem, root: Place) -> Diagnostic:
    path, span = _at(problem, root)
    holder = construct_at(path)
    needed = (
        [field.alias or name for name, field in holder.model_fields.items() if field.is_required()] if holder else []
    )
    hint = "write `key: value` lines below it, or {key: value}"
    if path and path[-1] == "answer":
        hint = "say which status has it: `answer: {200: Loan}`"
    elif needed:
        hint = f"write it as `{{{', '.join(f'{key}: …' for key in needed)}}}`"
    return Diagnostic("SC013", f"this must be a mapping, not {kind_of(problem['input'])}", span, hint)


_LIST = _wrong_type("a list", "write it as [a, b], or one line with `- ` for each")
_WHOLE = _wrong_type("a whole number", "write digits, without quotes")
_NUMBER = _wrong_type("a number", "write digits, without quotes")
_TRUTH = _wrong_type("true or false", "write true or false, without quotes")
_WORDING: dict[str, Callable[[_Problem, Place], Diagnostic]] = {
    "extra_forbidden": _unknown_key,
    "missing": _missing,
    "string_type": _not_text,
    "int_type": _WHOLE,
    "int_parsing": _WHOLE,
    "int_from_float": _WHOLE,
    "float_type": _NUMBER,
    "float_parsing": _NUMBER,
    "bool_type": _TRUTH,
    "bool_parsing": _TRUTH,
    "model_type": _not_mapping,
    "model_attributes_type": _not_mapping,
    "dict_type": _not_mapping,
    "tuple_type": _LIST,
    "list_type": _LIST,
    "literal_error": _choice,
    "value_error": _refused,
    "greater_than_equal": _bad_value("this must be at least {ge}", "use a greater number"),
    "less_than_equal": _bad_value("this must be at most {le}", "use a smaller number"),
    "too_short": _bad_value("this needs at least {min_length} of its kind", "add one, or leave out the key"),
    "string_too_short": _bad_value("this must not be empty", "write something"),
    "string_too_long": _bad_value("this is longer than {max_length} characters", "shorten it"),
    "string_pattern_mismatch": _bad_value("`{value}` does not have the form {pattern}", "write it in that form"),
}
