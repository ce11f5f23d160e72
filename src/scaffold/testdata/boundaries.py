"""Values on both sides of the limits of a type."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from scaffold.design.operations import Parameter
from scaffold.design.schemas import Property
from scaffold.design.types import STRINGS, Enumeration, Kind, ListOf, ObjectOf, Plain, Reference, Type
from scaffold.openapi.matching import matching_text
from scaffold.openapi.values import GREATEST_INTEGER, LEAST_INTEGER, decimal_digits
from scaffold.spec.patterns import portable_pattern
from scaffold.testdata.values import Json, Repeated, Samples

NOT_AN_ID = "not-an-id"
"""A text that is no id of a row, whatever ids look like."""

_EMAIL_DOMAIN = "@example.com"


def good_values(samples: Samples, kind: Type, each: Property) -> Iterator[Json]:
    """Values of a member that are just within its limits."""
    match kind:
        case Enumeration(_, values):
            yield from values
        case ListOf(item, least, most):
            sample = samples.of_type(item, each.name)
            counts = dict.fromkeys((least or 0, most if most is not None else max(least or 0, 2)))
            yield from (Repeated([sample], count) for count in counts)
        case Plain() if kind.kind in STRINGS:
            yield from _good_texts(kind)
        case Plain():
            yield from _good_plain(samples, kind, each)


def _good_plain(samples: Samples, kind: Plain, each: Property) -> Iterator[Json]:
    limits = [limit for limit in (kind.min, kind.max) if limit is not None]
    match kind.kind:
        case Kind.INTEGER:
            yield from (int(limit) for limit in limits or [LEAST_INTEGER, GREATEST_INTEGER])
        case Kind.NUMBER:
            yield from (_shortest(limit) for limit in limits or [-0.5, 7])
        case Kind.DECIMAL:
            yield from (_decimal_text(limit) for limit in limits if _decimal_fits(kind, limit))
            yield samples.of_type(kind, each.name)
        case Kind.BOOLEAN:
            yield from (True, False)
        case _:
            yield samples.of_type(kind, each.name)


def _good_texts(kind: Plain) -> Iterator[Json]:
    least, most = int(kind.min or 0), None if kind.max is None else int(kind.max)
    if kind.pattern is not None:
        pattern = portable_pattern(kind.pattern)
        texts = [matching_text(pattern, least, most), matching_text(pattern, most, most) if most else None]
        yield from dict.fromkeys(text for text in texts if text is not None)
    elif kind.kind is Kind.EMAIL:
        if least <= len("a@example.com") <= (most or 254):
            yield "a@example.com"
    elif kind.kind is Kind.URL:
        if least <= len("https://example.com/?a=1#b") <= (most or 2048):
            yield "https://example.com/?a=1#b"
    else:
        yield _repeated(least)
        if most is not None and most != least:
            yield _repeated(most)


def bad_values(kind: Type) -> Iterator[Json]:
    """Values that are just beyond the limits of a type, or of another type."""
    match kind:
        case Enumeration(_, values):
            yield from _not_in(values)
        case ListOf(_, least, most):
            yield "x"
            if least:
                yield []
            if most is not None:
                yield Repeated([None], most + 1)
        case Reference(_, id_type):
            yield NOT_AN_ID
            yield 7 if id_type.kind is Kind.UUID else 0
        case ObjectOf():
            yield "x"
        case Plain() if kind.kind in STRINGS:
            yield from _bad_text_values(kind)
        case Plain():
            yield from _bad_plain(kind)


def _bad_plain(kind: Plain) -> Iterator[Json]:
    match kind.kind:
        case Kind.INTEGER:
            yield from (*_beyond_stored(kind), "7", 7.5, True)
        case Kind.NUMBER:
            yield from (*_beyond_stored(kind), "7", True)
        case Kind.DECIMAL:
            yield from _bad_decimals(kind)
        case Kind.BOOLEAN:
            yield from ("true", 1)
        case Kind.DATE:
            yield from ("2030-02-30", "1 January", 7)
        case Kind.DATETIME:
            yield from ("2030-01-01", "2030-01-01T12:00:00", 7)
        case Kind.DURATION:
            yield from ("30m", 7)
        case Kind.UUID:
            yield from (NOT_AN_ID, 7)


def _beyond(kind: Plain, least: int | None, most: int | None) -> Iterator[Json]:
    low, high = kind.min if kind.min is not None else least, kind.max if kind.max is not None else most
    if low is not None:
        yield _shortest(low - 1)
    if high is not None:
        yield _shortest(high + 1)


def _bad_decimals(kind: Plain) -> Iterator[Json]:
    before, behind = decimal_digits(kind)
    yield from ("x", 7.5, f"{'9' * (before + 1)}", f"0.{'1' * (behind + 1)}")
    for limit, step in ((kind.min, -1), (kind.max, 1)):
        if limit is not None:
            yield _decimal_text(Decimal(str(limit)) + step)


def _bad_text_values(kind: Plain) -> Iterator[Json]:
    yield 7
    yield from _bad_strings(kind)
    if kind.kind is not Kind.SECRET:
        yield "nul \x00"


def _bad_strings(kind: Plain) -> Iterator[Json]:
    """Texts that are too short, too long, or not of the form."""
    least, most = int(kind.min or 0), None if kind.max is None else int(kind.max)
    if kind.pattern is not None:
        yield from _unmatched(portable_pattern(kind.pattern), least, most)
    elif kind.kind is Kind.EMAIL:
        yield from ("not-an-email", "a@b")
        if most is not None:
            yield f"{'a' * (most + 1 - len(_EMAIL_DOMAIN))}{_EMAIL_DOMAIN}"
    elif kind.kind is Kind.URL:
        yield from ("example.com", "ftp://example.com", "https://a b")
    else:
        if least:
            yield _repeated(least - 1)
        if most is not None:
            yield _repeated(most + 1)


def _unmatched(pattern: str, least: int, most: int | None) -> Iterator[Json]:
    text = matching_text(pattern, least, most) or ""
    for candidate in dict.fromkeys(("", text[:-1], f"{text}\n", f"{text}{text[-1:]}", f" {text}", text.swapcase())):
        if re.fullmatch(pattern, candidate) is None:
            yield candidate


def bad_texts(parameter: Parameter) -> Iterator[str]:
    """Texts that are no value of a query parameter."""
    kind = parameter.type
    match kind:
        case Enumeration(_, values):
            yield from (str(each) for each in _not_in(values))
        case Reference():
            yield NOT_AN_ID
        case Plain() if kind.kind in STRINGS:
            yield from (text for text in _bad_strings(kind) if isinstance(text, str))
        case Plain(Kind.BOOLEAN):
            yield from ("yes", "1", "")
        case Plain(Kind.INTEGER | Kind.NUMBER):
            yield from ("x", *(f"{value}" for value in _beyond_stored(kind)))
        case Plain():
            yield from (value for value in _bad_plain(kind) if isinstance(value, str))


def _beyond_stored(kind: Plain) -> Iterator[Json]:
    """Numbers that are too small or too large, be it for the database alone."""
    if kind.kind is Kind.INTEGER:
        return _beyond(kind, LEAST_INTEGER, GREATEST_INTEGER)
    return _beyond(kind, None, None)


def _not_in(values: tuple[Json, ...]) -> Iterator[Json]:
    """A value that is none of an enumeration's, of its own type."""
    if all(isinstance(value, str) for value in values):
        yield next(text for text in ("other", "something else") if text not in values)
    elif all(isinstance(value, int) and not isinstance(value, bool) for value in values):
        yield max(values) + 1
    yield from (value for value in ("",) if value not in values)


def _repeated(count: int) -> Json:
    return Repeated("x", count) if count > 1 else "x" * count


def _shortest(limit: float | Decimal) -> int | float:
    return int(limit) if limit == int(limit) else float(limit)


def _decimal_text(limit: float | Decimal) -> str:
    return f"{Decimal(str(limit)):f}"


def _decimal_fits(kind: Plain, limit: float | Decimal) -> bool:
    _, behind = decimal_digits(kind)
    exponent = Decimal(str(limit)).as_tuple().exponent
    return isinstance(exponent, int) and -exponent <= behind
