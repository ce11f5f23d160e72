"""Lengths of time as the spec writes them."""

from __future__ import annotations

import re
from datetime import timedelta

_DURATION = re.compile(
    r"P(?:(?P<weeks>\d+)W)?(?:(?P<days>\d+)D)?"
    r"(?:T(?:(?P<hours>\d+)H)?(?:(?P<minutes>\d+)M)?(?:(?P<seconds>\d+(?:\.\d{1,6})?)S)?)?"
)


def microseconds_of(text: str) -> int:
    """The microseconds of an ISO 8601 duration.

    Raises:
        ValueError: It is none.
    """
    found = _DURATION.fullmatch(text)
    if found is None:
        raise ValueError(f"{text!r} is not a duration")
    length = timedelta(**{unit: float(number) for unit, number in found.groupdict().items() if number})
    return length // timedelta(microseconds=1)
