"""Decimals as texts that every language and database reads."""

from __future__ import annotations

from decimal import Decimal


def plain_decimal(value: object) -> str:
    """A decimal without an exponent."""
    return f"{Decimal(str(value)):f}"
