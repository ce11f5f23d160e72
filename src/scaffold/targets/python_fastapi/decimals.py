"""Decimals: what ``core.schemas`` calls those of a form, and how SQLite keeps them."""

from __future__ import annotations

import re
from decimal import Decimal

_FROM_NINE = str.maketrans("0123456789", "9876543210")
_DECIMAL_FORM = re.compile(
    r"\^(?P<sign>-\?)?(?:\[0-9\]\{1,(?P<before>\d+)\}|0)(?:\(\?:\\\.\[0-9\]\{1,(?P<behind>\d+)\}\)\?)?\$"
)
"""The pattern of a decimal, see :func:`scaffold.openapi.values.value_schema`."""


def decimal_type(pattern: str) -> str:
    """What ``core.schemas`` calls the decimals of a form: ``Decimal6Point2``, or ``DecimalText`` for any."""
    form = _DECIMAL_FORM.fullmatch(pattern)
    if form is None:
        return "DecimalText"
    sign = "" if form["sign"] else "Positive"
    return f"{sign}Decimal{form['before'] or 0}Point{form['behind'] or 0}"


def sortable_decimal(value: str | int | float, precision: int, scale: int) -> str:
    """A decimal as the text that SQLite keeps of it: a sign, then digits, which negative ones take from nine."""
    number = Decimal(str(value))
    digits = f"{abs(number):0{precision + 1}.{scale}f}"
    return f"-{digits.translate(_FROM_NINE)}" if number < 0 else f"1{digits}"
