"""Whole numbers: which of them every language and every JSON reader holds exactly."""

from __future__ import annotations

from scaffold.design.types import GREATEST_EXACT, Plain


def is_exact_as_double(kind: Plain) -> bool:
    """Whether the limits of an integer leave only values that a double holds exactly.

    An integer without limits is one of 64 bits; where the only number of a language is a double it needs
    another type, and a reader and writer of JSON that keep all of its digits.
    """
    return _within(kind.min) and _within(kind.max)


def _within(limit: object) -> bool:
    return isinstance(limit, int) and abs(limit) <= GREATEST_EXACT
