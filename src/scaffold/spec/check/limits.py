"""Limits, patterns and defaults of fields."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from scaffold.diagnostics import did_you_mean
from scaffold.spec.check.fields import NUMBERS, TEXTS
from scaffold.spec.check.finding import Finding, at_key, at_value
from scaffold.spec.check.forms import EXACT, form_problem
from scaffold.spec.check.scope import Scope, kind_of
from scaffold.spec.language.fields import FieldSpec
from scaffold.spec.patterns import PatternError, portable_pattern

LARGEST = 2**63 - 1
_CLOCK = {"date": "today", "datetime": "now"}
_WITHOUT_DEFAULT = frozenset({"secret", "file"})

_MEDIA = re.compile(r"[a-z0-9][a-z0-9.+-]*/(?:\*|[a-z0-9][a-z0-9.+-]*)")


def check_limits(scope: Scope) -> Iterator[Finding]:
    """SC033: limits that nothing can meet."""
    for path, field in scope.fields:
        if field.min is not None and field.max is not None and field.min > field.max:
            yield at_value("SC033", (*path, "max"), f"`max` {field.max} is less than `min` {field.min}", "swap the two")
        if field.digits is not None and field.places is not None and field.places > field.digits:
            message = f"{field.places} places are more than {field.digits} digits"
            yield at_value(
                "SC033", (*path, "places"), message, "`digits` counts all digits, those behind the point too"
            )
        for limit in ("min", "max"):
            problem = _limit_problem(field, getattr(field, limit))
            if problem:
                yield at_value("SC033", (*path, limit), f"`{limit}` {problem[0]}", problem[1])
        for index, media in enumerate(field.media or ()):
            if not _MEDIA.fullmatch(media):
                yield at_value(
                    "SC033", (*path, "media", index), f"`{media}` is not a media type", "write one such as image/png"
                )


def _limit_problem(field: FieldSpec, limit: int | float | None) -> tuple[str, str] | None:
    if limit is None:
        return None
    counts = field.type in TEXTS or field.list is not None
    if counts and limit < 0:
        return "counts characters or items and cannot be negative", "use 0 or more"
    if (counts or field.type in ("integer", "money")) and limit != int(limit):
        return "must be a whole number here", "leave out the fraction"
    if abs(limit) > (EXACT if field.type == "integer" else LARGEST):
        return "is beyond what every language and database holds exactly", "use a nearer limit"
    return None


def check_patterns(scope: Scope) -> Iterator[Finding]:
    """SC035: patterns that some language does not know or reads in another way."""
    for path, field in scope.fields:
        if field.pattern is None:
            continue
        try:
            re.compile(portable_pattern(field.pattern))
        except PatternError as error:
            hint = "the portable subset is RE2 without flags, named groups, lookaround and inner anchors"
            yield Finding(
                "SC035", (*path, "pattern"), f"this pattern is not portable: {error.message}", hint, offset=error.offset
            )
        except re.error as error:
            yield at_value(
                "SC035", (*path, "pattern"), f"this pattern does not compile: {error.msg}", "write it otherwise"
            )


def check_defaults(scope: Scope) -> Iterator[Finding]:
    """SC034: a default that the field itself would refuse."""
    for path, field in scope.fields:
        if field.default is None:
            continue
        problem = default_problem(field, field.default)
        if problem:
            yield at_value("SC034", (*path, "default"), problem[0], problem[1])


def default_problem(field: FieldSpec, value: object) -> tuple[str, str] | None:
    """Why a value is none that the field may hold, and what to do; ``None`` when it may."""
    kind = kind_of(field)
    if kind == "list" and field.list is not None:
        return _list_problem(field, field.list, value)
    if kind == "enum":
        values = [str(each) for each in field.enum or ()]
        if value in (field.enum or ()):
            return None
        return f"the default `{shown(value)}` is none of its values", did_you_mean(value, values)
    if kind != "type" or field.type is None:
        return None
    if field.type in _WITHOUT_DEFAULT:
        problem = "cannot be: a field of this type has no default"
        return f"the default `{shown(value)}` {problem}", "change the default or the field"
    clock = _CLOCK.get(field.type)
    broken = form_problem(field.type, value) or beyond_limits(field, value)
    if broken is None or value == clock:
        return None
    also = f", or {clock}" if clock else ""
    return f"the default `{shown(value)}` {broken}{also}", "change the default or the field"


def shown(value: object) -> str:
    """A value as the spec writes it, shortened."""
    if value is None:
        return "null"
    return str(value).lower() if isinstance(value, bool) else str(value)[:60]


def _list_problem(field: FieldSpec, item: FieldSpec, value: object) -> tuple[str, str] | None:
    if not isinstance(value, tuple):
        return f"the default `{shown(value)}` is not a list", "write it as [a, b], or [] for none"
    count = len(value)
    if (field.min is not None and count < field.min) or (field.max is not None and count > field.max):
        return f"the default has {count} items, which its limits do not allow", "change the default or the limits"
    return next((found for each in value if (found := default_problem(item, each))), None)


def beyond_limits(field: FieldSpec, value: object) -> str | None:
    """Which limit of a plain field a value of the right form breaks, as half a sentence."""
    if field.type in TEXTS and isinstance(value, str):
        if field.min is not None and len(value) < field.min:
            return f"is shorter than {field.min} characters"
        if field.max is not None and len(value) > field.max:
            return f"is longer than {field.max} characters"
        return _breaks_pattern(field.pattern, value)
    if field.type in NUMBERS:
        return _beyond_range(field, value)
    return None


def _breaks_pattern(pattern: str | None, value: str) -> str | None:
    if pattern is None:
        return None
    try:
        return None if re.fullmatch(portable_pattern(pattern), value) else "does not match its pattern"
    except (PatternError, re.error):
        return None


def _beyond_range(field: FieldSpec, value: object) -> str | None:
    number = Decimal(str(value))
    if field.min is not None and number < Decimal(str(field.min)):
        return f"is less than {field.min}"
    if field.max is not None and number > Decimal(str(field.max)):
        return f"is greater than {field.max}"
    _, digits, exponent = number.as_tuple()
    if field.places is not None and isinstance(exponent, int) and -exponent > field.places:
        return f"has more than {field.places} places"
    if field.digits is not None and len(digits) > field.digits:
        return f"has more than {field.digits} digits"
    return None


def check_examples(scope: Scope) -> Iterator[Finding]:
    """SC034 for examples of enums: the documentation would show what the service refuses."""
    for path, field in scope.fields:
        if field.enum is not None and field.example is not None and field.example not in field.enum:
            hint = did_you_mean(field.example, [str(each) for each in field.enum])
            yield at_key(
                "SC034", (*path, "example"), f"the example `{shown(field.example)}` is none of its values", hint
            )
