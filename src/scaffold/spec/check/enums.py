"""Enumerations: values that can be told apart in every language and on the wire."""

from __future__ import annotations

from collections.abc import Iterator

from scaffold.names import name_of
from scaffold.spec.check.finding import Finding, at_value
from scaffold.spec.check.forms import form_problem
from scaffold.spec.check.limits import shown
from scaffold.spec.check.scope import Scope
from scaffold.spec.positions import Path

_PROTOTYPE = "__proto__"
"""The one key by which an object of ECMAScript holds no value like others (ECMA-262, B.2.2.1)."""


def check_enums(scope: Scope) -> Iterator[Finding]:
    """SC023: enumerations without values, with one value twice, or with values that code cannot tell apart."""
    for path, field in scope.fields:
        if field.enum is not None:
            yield from _check_enum((*path, "enum"), field.enum)


def _check_enum(path: Path, values: tuple[object, ...]) -> Iterator[Finding]:
    if not values:
        yield at_value("SC023", path, "an enum needs at least one value", "list the values, such as [open, closed]")
        return
    if len({type(value) for value in values}) > 1:
        yield at_value("SC023", path, "the values of an enum are of one type", "put quotes around all of them or none")
        return
    seen: dict[str, object] = {}
    for index, value in enumerate(values):
        problem = _value_problem(value)
        if problem:
            yield at_value("SC023", (*path, index), f"`{shown(value)}` {problem[0]}", problem[1])
            continue
        member = member_name(str(value))
        if not member:
            yield at_value(
                "SC023", (*path, index), f"`{value}` has no letters or digits to make a name of", "use a word"
            )
            continue
        if member not in seen:
            seen[member] = value
            continue
        other = seen[member]
        if other == value:
            yield at_value("SC023", (*path, index), f"`{value}` is listed twice", "list it once")
        else:
            message = f"`{value}` and `{other}` are the same name in code: {member}"
            yield at_value("SC023", (*path, index), message, "change one of them")


def _value_problem(value: object) -> tuple[str, str] | None:
    """Why some language cannot have a value among others, as half a sentence, and what to do."""
    if value == _PROTOTYPE:
        return "is reserved: in some languages it is no key like others", "use another value"
    if isinstance(value, bool):
        return "is true or false, which is a type of its own", "use `type: boolean`, or put quotes around it"
    if isinstance(value, float):
        return "is a fraction, which is not compared exactly", "put quotes around it, or use `type: decimal`"
    problem = form_problem("integer", value) if isinstance(value, int) else None
    return (problem, "use another value") if problem else None


def member_name(text: str) -> str:
    """The name that code makes of a value or a title, as far as languages agree; empty when there is none."""
    try:
        return name_of(text).snake.upper()
    except ValueError:
        return ""
