"""Types of the design in Go: in the domain, in answers, and constants of them."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from msgspec import Struct

from scaffold.design.design import Design
from scaffold.design.entities import Default
from scaffold.design.types import STRINGS, Enumeration, Kind, ListOf, ObjectOf, Plain, Reference, Type
from scaffold.openapi.values import decimal_digits
from scaffold.targets.go.durations import microseconds_of
from scaffold.targets.go.naming import ProjectNames
from scaffold.targets.go.text import go_string
from scaffold.targets.shared.answers import row_entity

_KINDS: Mapping[Kind, str] = {
    **dict.fromkeys(STRINGS, "string"),
    Kind.INTEGER: "int64",
    Kind.NUMBER: "float64",
    Kind.DECIMAL: "decimal.Decimal",
    Kind.BOOLEAN: "bool",
    Kind.DATETIME: "time.Time",
    Kind.UUID: "uuid.UUID",
    Kind.JSON: "json.RawMessage",
    Kind.BINARY: "[]byte",
}
_OF_DOMAIN: Mapping[Kind, str] = {Kind.DATE: "Date", Kind.DURATION: "Duration"}
_ANSWERED: Mapping[Kind, str] = {Kind.DATETIME: "timestamp", Kind.DECIMAL: "decimalText"}
_ZEROS: Mapping[str, str] = {"string": '""', "int64": "0", "float64": "0", "bool": "false", "uuid.UUID": "uuid.Nil"}


def _moment(value: object) -> str:
    moment = datetime.fromisoformat(str(value))
    moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    parts = (moment.year, moment.month, moment.day, moment.hour, moment.minute, moment.second)
    return f"time.Date({', '.join(map(str, parts))}, {moment.microsecond // 1000 * 1_000_000}, time.UTC)"


_CONSTANTS: Mapping[Kind, Callable[[Any], str]] = {
    Kind.DECIMAL: lambda value: f"decimal.RequireFromString({go_string(str(value))})",
    Kind.DATETIME: _moment,
    Kind.UUID: lambda value: f"uuid.MustParse({go_string(str(value))})",
    Kind.JSON: lambda value: f"json.RawMessage({go_string(json.dumps(str(value)))})",
    Kind.NUMBER: lambda value: repr(float(value)),
    Kind.BOOLEAN: lambda value: "true" if value else "false",
    Kind.INTEGER: lambda value: str(int(value)),
}


class GoTypes(Struct, frozen=True):
    """The types of one design, as one package spells them.

    Attributes:
        prefix: What stands before names of the domain: ``library.`` outside of its package.
    """

    design: Design
    names: ProjectNames
    prefix: str = ""

    def of(self, kind: Type, *, nullable: bool = False) -> str:
        """A value of the domain; a pointer where nil has to say that there is none."""
        written = self._of(kind)
        return f"*{written}" if nullable and not is_nilable(written) else written

    def result(self, kind: Type) -> str:
        """What a service method returns: objects by their address."""
        written = self._of(kind)
        return f"*{written}" if isinstance(kind, ObjectOf) and not written.startswith("*") else written

    def answered(self, kind: Type, *, nullable: bool = False) -> str:
        """The same value as it is answered."""
        written = self._answered(kind)
        return f"*{written}" if nullable and not is_nilable(written) else written

    def zero(self, kind: Type) -> str:
        """What a method returns beside an error."""
        written = self.result(kind)
        if is_nilable(written):
            return "nil"
        match kind:
            case Enumeration(_, values):
                return '""' if isinstance(values[0], str) else "false" if isinstance(values[0], bool) else "0"
            case Plain(Kind.DURATION):
                return "0"
        return _ZEROS.get(written, f"{written}{{}}")

    def constant(self, value: str | int | float | bool, kind: Type) -> str:
        """A constant of the spec as a value of a type."""
        match kind:
            case Enumeration():
                return f"{self.prefix}{self.names.enumerations[kind].constants[value]}"
            case Reference(_, id_type):
                return self.constant(value, id_type)
            case Plain(Kind.DATE):
                return _date(str(value), self.prefix)
            case Plain(Kind.DURATION):
                return f"{self.prefix}Duration({microseconds_of(str(value))})"
            case Plain(plain) if plain in _CONSTANTS:
                return _CONSTANTS[plain](value)
        return go_string(str(value))

    def address(self, value: str, kind: Type) -> str:
        """The address of a new variable with the value of a constant."""
        is_untyped = value.removeprefix("-").isdigit() and not isinstance(kind, Enumeration)
        return f"new({self._of(kind)}({value}))" if is_untyped else f"new({value})"

    def default(self, default: Default, kind: Type, now: str) -> str:
        """What a field is when it is left out; ``now`` is the expression of the time."""
        if default.clock is not None:
            return now if default.clock == "now" else f"{self.prefix}DateOf({now})"
        if isinstance(kind, ListOf):
            values = default.value if isinstance(default.value, tuple) else ()
            return list_literal(self._of(kind.item), tuple(self.constant(each, kind.item) for each in values))
        return (
            "nil" if default.value is None or isinstance(default.value, tuple) else self.constant(default.value, kind)
        )

    def _of(self, kind: Type) -> str:
        match kind:
            case ListOf(item):
                return f"[]{self._of(item)}"
            case Enumeration():
                return self.prefix + self.names.enumerations[kind].type
            case Reference(_, id_type):
                return self._of(id_type)
            case ObjectOf(key):
                pointer = "*" if row_entity(self.design, kind) else ""
                return f"{pointer}{self.prefix}{self.names.schemas[key].type}"
            case Plain(plain):
                return f"{self.prefix}{_OF_DOMAIN[plain]}" if plain in _OF_DOMAIN else _KINDS[plain]

    def _answered(self, kind: Type) -> str:
        match kind:
            case ListOf(item):
                return f"[]{self._answered(item)}"
            case ObjectOf(key):
                return self.names.schemas[key].answer
            case Plain(plain) if plain in _ANSWERED:
                return _ANSWERED[plain]
        return self._of(kind)


def list_literal(item: str, values: tuple[str, ...]) -> str:
    """A list of values; composite ones leave out the type that the list names, as ``gofmt -s`` does."""
    return f"[]{item}{{{', '.join(each.removeprefix(item) if each.endswith('}') else each for each in values)}}}"


def is_nilable(written: str) -> bool:
    """Whether nil is a value of the type."""
    return written.startswith(("*", "[]")) or written == "json.RawMessage"


def decimal_limit(limit: float | Decimal | None) -> str:
    """A limit as people write it; empty where there is none."""
    if limit is None:
        return ""
    return str(int(limit)) if limit == int(limit) else str(float(limit))


def _date(text: str, prefix: str) -> str:
    day = date.fromisoformat(text)
    return f"{prefix}Date{{Year: {day.year}, Month: {day.month}, Day: {day.day}}}"


def decimal_scale(kind: Plain) -> int:
    """How many digits a column keeps behind the point."""
    return decimal_digits(kind)[1]
