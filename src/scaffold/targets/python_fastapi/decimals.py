"""What ``core.schemas`` calls the decimals of a form."""

from __future__ import annotations

import re

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
