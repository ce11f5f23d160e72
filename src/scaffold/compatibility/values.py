"""How the values of one parameter or field differ: what is taken no more, what is answered that was not."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal

from msgspec import Struct

from scaffold.compatibility.findings import Kind as Change
from scaffold.design.entities import Default
from scaffold.design.types import STRINGS, Enumeration, Kind, ListOf, ObjectOf, Plain, Reference, Type
from scaffold.diagnostics import listed
from scaffold.openapi.values import decimal_digits

REFUSED = "requests that do otherwise are refused with 422"

_ANY_TEXT = frozenset({Kind.STRING, Kind.TEXT, Kind.SECRET})
_WRITTEN = STRINGS | {Kind.UUID, Kind.DATE, Kind.DATETIME, Kind.DURATION, Kind.DECIMAL}
"""Kinds that are strings on the wire."""

_UNITS = dict.fromkeys(STRINGS, " characters")


class Delta(Struct, frozen=True):
    """One way in which values differ; attributes as of a difference."""

    kind: Change
    what: str
    effect: str = ""


Limit = int | float | Decimal | None


def taken(former: Type, now: Type) -> Iterator[Delta]:
    """How what a request may send differs, apart from the members of objects and the items of lists."""
    match _plain(former), _plain(now):
        case Enumeration(_, before), Enumeration(_, after):
            yield from _taken_values(before, after)
        case Enumeration(_, before), Plain() as text if _are_text(before) and text.kind in _ANY_TEXT:
            yield Delta(Change.INPUT_WIDENED, "takes any text now")
        case Plain() as text, Enumeration(_, after) if _are_text(after) and text.kind in _ANY_TEXT:
            yield Delta(Change.INPUT_NARROWED, f"takes only {_values(after)} now", REFUSED)
        case ListOf(_, least, most), ListOf(_, fewest, greatest):
            yield from _bound("at most", most, greatest, " items")
            yield from _bound("at least", least, fewest, " items")
        case ObjectOf(), ObjectOf():
            return
        case Plain() as before, Plain() as after if _takes_all(before.kind, after.kind):
            yield from _limits(before, after)
        case _:
            what = f"is of type {type_words(now)} now, {type_words(former)} before"
            yield Delta(Change.INPUT_TYPE_CHANGED, what, "requests with the former are refused with 422")


def answered(former: Type, now: Type) -> Iterator[Delta]:
    """How what is answered differs, apart from members and items. Limits bind requests alone."""
    match _plain(former), _plain(now):
        case Enumeration(_, before), Enumeration(_, after):
            added = tuple(value for value in after if value not in before)
            if added:
                effect = "clients that tell the values apart do not know it"
                yield Delta(Change.ANSWER_VALUES_ADDED, f"may be {_values(added)} now", effect)
        case Enumeration(_, before), Plain() as text if _are_text(before) and text.kind in _ANY_TEXT:
            effect = "clients that tell the values apart do not know the others"
            yield Delta(Change.ANSWER_VALUES_ADDED, "may be any text now", effect)
        case Plain() as text, Enumeration(_, after) if _are_text(after) and text.kind in _ANY_TEXT:
            return
        case (ListOf(), ListOf()) | (ObjectOf(), ObjectOf()):
            return
        case Plain() as before, Plain() as after if _reads_as(before, after) and _same_rows(former, now):
            return
        case _:
            what = f"is of type {type_words(now)} now, {type_words(former)} before"
            yield Delta(Change.ANSWER_TYPE_CHANGED, what, "clients cannot read it, or misread it")


def type_words(kind: Type) -> str:
    """A type as the spec calls it."""
    match kind:
        case Reference(entity, id_type):
            return f"id of `{entity}` (`{id_type.kind.value}`)"
        case Enumeration():
            return "`enum`"
        case ListOf(item):
            return f"list of {type_words(item)}"
        case ObjectOf():
            return "`object`"
        case Plain() if kind.kind is Kind.MONEY and kind.currency:
            return f"`money` in {kind.currency}"
        case Plain():
            return f"`{kind.kind.value}`"


def default_words(default: Default | None) -> str:
    """What a parameter or field is when it is left out."""
    if default is None:
        return "nothing"
    if default.clock is not None:
        return "the time of the request" if default.clock == "now" else "the day of the request"
    value = list(default.value) if isinstance(default.value, tuple) else default.value
    return f"`{json.dumps(value, ensure_ascii=False, default=str)}`"


def _plain(kind: Type) -> Type:
    """A reference as the id that it is on the wire, any other type as it is."""
    return kind.id_type if isinstance(kind, Reference) else kind


def _same_rows(former: Type, now: Type) -> bool:
    """Whether two ids are of rows of one entity, as far as types tell."""
    return not (isinstance(former, Reference) and isinstance(now, Reference) and former.entity != now.entity)


def _are_text(values: tuple[str | int | float | bool, ...]) -> bool:
    return all(isinstance(value, str) for value in values)


def _values(values: tuple[str | int | float | bool, ...]) -> str:
    return listed((json.dumps(each) if isinstance(each, bool) else each for each in values), "or")


def _taken_values(
    before: tuple[str | int | float | bool, ...], after: tuple[str | int | float | bool, ...]
) -> Iterator[Delta]:
    gone = tuple(value for value in before if value not in after)
    new = tuple(value for value in after if value not in before)
    if gone:
        yield Delta(
            Change.INPUT_NARROWED, f"may not be {_values(gone)} any more", "requests with it are refused with 422"
        )
    if new:
        yield Delta(Change.INPUT_WIDENED, f"may be {_values(new)} now")


def _takes_all(before: Kind, after: Kind) -> bool:
    """Whether, limits aside, each value of the former kind is one of the new kind."""
    widened = (before in _WRITTEN and after in _ANY_TEXT) or (before, after) == (Kind.INTEGER, Kind.NUMBER)
    return before is after or widened


def _reads_as(before: Plain, after: Plain) -> bool:
    """Whether a client that reads the former type reads the new one."""
    if before.kind is after.kind:
        return before.currency in (None, after.currency)
    narrowed = before.kind in _ANY_TEXT and after.kind in _WRITTEN
    return narrowed or (before.kind, after.kind) == (Kind.NUMBER, Kind.INTEGER)


def _limits(before: Plain, after: Plain) -> Iterator[Delta]:
    unit = _UNITS.get(after.kind, "")
    is_known = before.kind in STRINGS or before.kind is after.kind or before.kind is Kind.INTEGER
    if is_known and not _was_bounded_by_pattern(before, after):
        yield from _bound("at most", before.max, after.max, unit)
    if is_known:
        yield from _bound("at least", before.min, after.min, unit)
    yield from _pattern(before, after)
    yield from _bound("at most", before.max_bytes, after.max_bytes, " bytes")
    if before.kind is after.kind is Kind.DECIMAL:
        yield from _digits(before, after)
    if after.currency is not None and after.currency != before.currency:
        yield Delta(Change.INPUT_NARROWED, f"takes only {after.currency} now", REFUSED)
    refused = set(before.media) - set(after.media) if before.media else set(after.media)
    if after.media and refused:
        yield Delta(Change.INPUT_NARROWED, f"takes only {_values(after.media)} now", REFUSED)


def _was_bounded_by_pattern(before: Plain, after: Plain) -> bool:
    """Whether a greatest length is new only because the pattern that gave one has changed."""
    return before.max is None and before.pattern is not None and before.pattern != after.pattern


def _pattern(before: Plain, after: Plain) -> Iterator[Delta]:
    if after.pattern is not None and after.pattern != before.pattern:
        yield Delta(Change.INPUT_NARROWED, f"must match `{after.pattern}` now", REFUSED)
    elif before.pattern is not None and after.pattern is None:
        yield Delta(Change.INPUT_WIDENED, "need not match a pattern any more")


def _digits(before: Plain, after: Plain) -> Iterator[Delta]:
    for place, former, now in zip(("before", "behind"), decimal_digits(before), decimal_digits(after), strict=True):
        yield from _bound("at most", former, now, f" digits {place} the point")


def _bound(word: str, former: Limit, now: Limit, unit: str) -> Iterator[Delta]:
    """A change of one end of a range; ``word`` says which."""
    if former == now:
        return
    what = f"is {word} {now}{unit} now, {'without limit' if former is None else former} before"
    if now is None:
        yield Delta(Change.INPUT_WIDENED, f"need not be {word} {former}{unit} any more")
    elif former is None or (now < former if word == "at most" else now > former):
        yield Delta(Change.INPUT_NARROWED, what, REFUSED)
    else:
        yield Delta(Change.INPUT_WIDENED, what)
