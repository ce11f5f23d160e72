"""The rules of a field, clause by clause: "required", "1–120 characters", "default en", "set by the server"."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from msgspec.structs import replace

from scaffold.requirements.draft import FieldDraft, Scalar
from scaffold.requirements.words import field_name, plain

_CODES = {
    "iso 639-1": "^[a-z]{2}$",
    "iso 4217": "^[A-Z]{3}$",
    "iso 3166": "^[A-Z]{2}$",
    "iso 3166-1": "^[A-Z]{2}$",
    "e.164": "^\\+[1-9][0-9]{1,14}$",
}
_UNIT = r"(?:characters?|chars?|letters?|symbols?|long|items?|entries|elements?|values?|tags?|zeichen|stellen)"
_N = r"(-?[0-9][0-9_,]*(?:\.[0-9]+)?)"


def _value(text: str) -> int | float:
    bare = text.replace("_", "").replace(",", "")
    return float(bare) if "." in bare else int(bare)


def _span(field: FieldDraft, match: re.Match[str]) -> FieldDraft:
    return replace(field, min=_value(match[1]), max=_value(match[2]))


def _least(field: FieldDraft, match: re.Match[str]) -> FieldDraft:
    return replace(field, min=_value(match[1]))


def _most(field: FieldDraft, match: re.Match[str]) -> FieldDraft:
    return replace(field, max=_value(match[1]))


def _exactly(field: FieldDraft, match: re.Match[str]) -> FieldDraft:
    return replace(field, min=_value(match[1]), max=_value(match[1]))


def _digits(field: FieldDraft, match: re.Match[str]) -> FieldDraft:
    length = match[1] if match[2] is None else f"{match[1]},{match[2]}"
    return replace(field, pattern=f"^[0-9]{{{length}}}$")


def _code(field: FieldDraft, match: re.Match[str]) -> FieldDraft:
    return replace(field, pattern=_CODES[match[1].lower()])


def _regex(field: FieldDraft, match: re.Match[str]) -> FieldDraft:
    return replace(field, pattern=match[1])


def _default(field: FieldDraft, match: re.Match[str]) -> FieldDraft:
    text = plain(match[1]).strip("\"'“”")
    if text.lower() in ("null", "none", "nothing", "empty"):
        return replace(field, optional=True)
    if re.fullmatch(r"(?i)(?:now(?:\(\))?|current_timestamp|current time|time of creation)", text):
        return replace(field, default="now", read_only=True)
    return replace(field, default=typed_default(field, text))


def typed_default(field: FieldDraft, text: str) -> Scalar | tuple[Scalar, ...]:
    """The text of a default as a value of the field's type."""
    if field.items:
        return ()
    if field.type == "boolean":
        return text.lower() in ("true", "yes", "1", "on", "ja")
    if field.type in ("integer", "number") and re.fullmatch(r"-?[0-9]+(?:\.[0-9]+)?", text):
        return _value(text)
    return text


def _empty_while(field: FieldDraft, match: re.Match[str]) -> FieldDraft:
    return replace(field, optional=True, empty_while=match[1].strip())


def _was(field: FieldDraft, match: re.Match[str]) -> FieldDraft:
    return replace(field, was=field_name(match[1]))


def _set(**changes: Any) -> Callable[[FieldDraft, re.Match[str]], FieldDraft]:
    return lambda field, _: replace(field, **changes)


_CLAUSES: tuple[tuple[str, Callable[[FieldDraft, re.Match[str]], FieldDraft]], ...] = (
    (
        r"required|mandatory|not null|non-null|not empty|must be given|pflicht(?:feld)?|erforderlich|yes, required",
        _set(optional=False),
    ),
    (
        r"optional|nullable|null|may be (?:empty|null|missing|left out)|not required|can be (?:empty|null)",
        _set(optional=True),
    ),
    (r"(?:globally )?unique|eindeutig|no duplicates", _set(unique=True)),
    (
        r"(?:unique )?(?:not case[- ]sensitive|case[- ]insensitive(?:ly)?|ignoring case|whatever (?:its"
        r"|the) case|ignore case)(?: unique)?",
        _set(unique="ignore_case"),
    ),
    (r"unique (?:\(case[- ]insensitive(?:ly)?\)|ignoring case)", _set(unique="ignore_case")),
    (
        r"(?:never|not) (?:returned|shown|exposed|in (?:the )?(?:answers?|responses?))|write[- ]only|hidden",
        _set(write_only=True),
    ),
    (
        r"(?:set|filled|maintained|assigned|generated|calculated) (?:by|on|in) (?:the )?(?:server|system"
        r"|backend|database|service)"
        r"|read[- ]only|auto(?:matic(?:ally)?)?(?:[- ](?:generated|set))?|server[- ]set|generated|system",
        _set(read_only=True),
    ),
    (r"primary key|pk", _set()),
    (rf"(?:length )?{_N}\s*(?:–|-|—|\.\.\.?|…|to|bis)\s*{_N}\s*{_UNIT}?(?: long)?", _span),
    (rf"between {_N} and {_N}\s*{_UNIT}?", _span),
    (
        rf"(?:at least|min(?:imum|\.)?(?: length)?(?: of)?:?|no less than|>=|≥|from|mindestens"
        rf"|minlength)\s*{_N}\s*{_UNIT}?(?: or more)?",
        _least,
    ),
    (rf"{_N}\s*{_UNIT}? or more|{_N}\s*{_UNIT} at least", _least),
    (
        rf"(?:at most|max(?:imum|\.)?(?: length)?(?: of)?:?|no more than|up to|<=|≤|höchstens|maxlength"
        rf"|not over)\s*{_N}\s*{_UNIT}?",
        _most,
    ),
    (rf"{_N}\s*{_UNIT}? (?:at most|max(?:imum)?|or less|or fewer)", _most),
    (rf"(?:exactly )?{_N}\s*{_UNIT}", _exactly),
    (r"(?:exactly )?([0-9]+)(?:(?:\s*(?:–|-|to)\s*)([0-9]+))? digits", _digits),
    (
        r"(?:an? )?(iso 639-1|iso 4217|iso 3166-1|iso 3166|e\.164)(?: (?:alpha-2|code|number|format"
        r"|language code|currency(?: code)?|country(?: code)?))*",
        _code,
    ),
    (r"(?:matches|pattern|regex)[: ]\s*`?/?([^`]+?)/?`?", _regex),
    (r"(?:by )?default(?:s to| is|:|=)?\s+(.+)", _default),
    (r"standard(?:wert)?:?\s+(.+)", _default),
    (r"(?:positive|> ?0|greater than (?:0|zero))", _set(min=1)),
    (r"(?:not negative|non-negative|>= ?0|≥ ?0|zero or more)", _set(min=0)),
    (r"(?:full[- ]text )?search(?:able|ed)", _set(searchable=True)),
    (r"(?:empty|null|unset|blank) (?:while|until|as long as|unless|before|for) (.+)", _empty_while),
    (r".{0,80}cannot be deleted", _set(on_delete="restrict")),
    (
        r"(?:deleted|removed|goes|gone) (?:together )?with (?:the|its) .{1,60}|cascades?|on delete cascade",
        _set(on_delete="cascade"),
    ),
    (r"on delete set null|set to null when .{1,60} deleted", _set(on_delete="set_null", optional=True)),
    (r"(?:the )?owner(?: of the \w+)?", _set(owner=True)),
    (r"(?:formerly|previously|renamed from|früher)(?: called)?:? `?(\w+)`?", _was),
    (
        r"(?:changes?|updated|set) (?:at|on|with) every (?:change|update)|on update now",
        _set(on_update="now", read_only=True),
    ),
)
_COMPILED = tuple((re.compile(pattern, re.IGNORECASE), change) for pattern, change in _CLAUSES)


def apply_clause(field: FieldDraft, clause: str) -> FieldDraft | None:
    """The field as one clause of its rules changes it, or nothing when the clause is not understood."""
    text = clause.strip().strip(".").strip()
    for pattern, change in _COMPILED:
        if match := pattern.fullmatch(text):
            return change(field, match)
    return None
