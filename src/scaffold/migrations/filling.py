"""What rows that are there get in a column that may not be null."""

from __future__ import annotations

from collections.abc import Mapping

from scaffold.design.entities import Default, TableColumn
from scaffold.design.types import STRINGS, Enumeration, Kind, ListOf, Plain

_NEUTRAL: Mapping[Kind, Default] = {
    **dict.fromkeys(STRINGS, Default(value="")),
    Kind.INTEGER: Default(value=0),
    Kind.NUMBER: Default(value=0.0),
    Kind.DECIMAL: Default(value="0"),
    Kind.BOOLEAN: Default(value=False),
    Kind.DATE: Default(clock="today"),
    Kind.DATETIME: Default(clock="now"),
    Kind.UUID: Default(value="00000000-0000-0000-0000-000000000000"),
    Kind.JSON: Default(value=()),
}


def from_default(column: TableColumn) -> Default | None:
    """What the spec says that a row has when nobody gave it a value."""
    return column.default


def from_default_or_neutral(column: TableColumn) -> Default | None:
    """The default, else a value that says nothing: the way back has to work on tables with rows.

    There is none for a reference: no row stands for nothing.
    """
    if column.default is not None:
        return column.default
    match column.type:
        case ListOf():
            return Default(value=())
        case Enumeration(_, values):
            return Default(value=values[0])
        case Plain(kind):
            return _NEUTRAL.get(kind)
    return None
