"""Constants of a spec: what one must look like to be a value of a type."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from uuid import UUID

EXACT = 2**53 - 1
"""The largest whole number that JSON readers hold exactly (RFC 8259, section 6)."""

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_URL = re.compile(r"https?://[^\s/]+\S*")
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_DURATION = re.compile(r"P(?=.)(?:\d+D)?(?:T(?=.)(?:\d+H)?(?:\d+M)?(?:\d+(?:\.\d+)?S)?)?")


def form_problem(kind: str, value: object) -> str | None:
    """Why a constant is no value of a plain type, as half a sentence; ``None`` when it is one."""
    return _FORMS[kind](value)


def _is_text(value: object) -> str | None:
    return None if isinstance(value, str) else "is not text"


def _of_form(test: Callable[[str], object], what: str) -> Callable[[object], str | None]:
    def check(value: object) -> str | None:
        if not isinstance(value, str):
            return f"is not {what}"
        try:
            return None if test(value) else f"is not {what}"
        except ValueError:
            return f"is not {what}"

    return check


def _is_whole(value: object) -> str | None:
    if not isinstance(value, int) or isinstance(value, bool):
        return "is not a whole number"
    return None if abs(value) <= EXACT else "is beyond what JSON readers hold exactly"


def _is_number(value: object) -> str | None:
    return None if isinstance(value, int | float) and not isinstance(value, bool) else "is not a number"


def _is_decimal(value: object) -> str | None:
    try:
        return None if not isinstance(value, bool) and Decimal(str(value)).is_finite() else "is not a number"
    except InvalidOperation:
        return "is not a number"


def _has_zone(text: str) -> bool:
    return datetime.fromisoformat(text).tzinfo is not None


_FORMS: dict[str, Callable[[object], str | None]] = {
    "string": _is_text,
    "text": _is_text,
    "secret": _is_text,
    "file": _is_text,
    "integer": _is_whole,
    "money": _is_whole,
    "number": _is_number,
    "decimal": _is_decimal,
    "boolean": lambda value: None if isinstance(value, bool) else "is neither true nor false",
    "date": _of_form(date.fromisoformat, "a date such as 2026-01-31"),
    "datetime": _of_form(_has_zone, "a time such as 2026-01-31T09:30:00Z"),
    "duration": _of_form(_DURATION.fullmatch, "an ISO 8601 duration such as PT15M"),
    "uuid": _of_form(UUID, "a UUID"),
    "email": _of_form(_EMAIL.fullmatch, "an e-mail address"),
    "url": _of_form(_URL.fullmatch, "an http or https URL"),
    "slug": _of_form(_SLUG.fullmatch, "a slug such as how-to-sail"),
    "json": lambda value: None,
}
