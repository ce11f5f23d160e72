"""Values for requests and rows: valid ones, and many that differ from each other."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cached_property
from typing import Any

from msgspec import Struct

from scaffold.design.design import Design
from scaffold.design.entities import Attribute, Entity
from scaffold.design.schemas import Property, Schema
from scaffold.design.types import STRINGS, Enumeration, Kind, ListOf, ObjectOf, Plain, Reference, Type
from scaffold.names import Name
from scaffold.openapi.examples import plain_example
from scaffold.openapi.matching import matching_texts
from scaffold.openapi.values import DECIMAL_PLACES, decimal_digits
from scaffold.spec.patterns import portable_pattern

Json = Any

MANY = 64
"""So many different values are looked for where one value may not occur twice."""

_FIRST_DAY = date(2030, 1, 1)
_FIRST_MOMENT = datetime(2030, 1, 1, 12)


class RowId(Struct, frozen=True):
    """The id of some row of an entity; ``kind`` is what its ids are."""

    entity: str
    kind: Kind


class Repeated(Struct, frozen=True):
    """A text, or a list of one item, so many times over."""

    part: Json
    count: int


class Numbered(Struct, frozen=True):
    """Texts that differ in a number, which has at least so many digits."""

    before: str
    after: str
    digits: int

    def text(self, number: int) -> str:
        """The text with that number."""
        return f"{self.before}{number:0{self.digits}}{self.after}"


class Listed(Struct, frozen=True):
    """Values one by one; ``count`` are known to be different."""

    values: tuple[Json, ...]


Distinct = Numbered | Listed


def total_of_decimals(value: Decimal) -> str:
    """A sum of decimals as answers show it: with as many places as a decimal without limits has."""
    return f"{value:.{DECIMAL_PLACES}f}"


class Samples:
    """Valid values of one design."""

    def __init__(self, design: Design) -> None:
        self._design = design

    def of_type(self, kind: Type, name: Name) -> Json:
        """A valid value; ``name`` lends texts their words."""
        match kind:
            case ObjectOf(key):
                return self.body(key)
            case ListOf(item, least, _):
                return [self.of_type(item, name) for _ in range(least or 0)]
            case Enumeration(_, values):
                return values[0]
            case Reference(entity, id_type):
                return RowId(entity, id_type.kind)
            case Plain():
                return plain_example(kind, name)

    def body(self, key: str) -> dict[str, Json]:
        """The smallest object that a schema allows; what only one row may have is no row's of :meth:`distinct`."""
        schema = self._design.schema[key]
        return {each.wire: self.of_property(schema, each) for each in schema.properties if each.required}

    def of_property(self, schema: Schema, each: Property) -> Json:
        """A valid value of a member."""
        attribute = self._attribute(schema, each)
        if attribute is not None and attribute.column in self.single[schema.entity or ""]:
            spare = self.distinct(attribute.type, attribute.name)
            return spare.text(MANY) if isinstance(spare, Numbered) else spare.values[-1]
        return self.of_type(each.type, each.name)

    def distinct(self, kind: Type, name: Name) -> Distinct:
        """Values of a type that differ from each other, as far as the type has them."""
        match kind:
            case Enumeration(_, values):
                return Listed(values)
            case Plain():
                return distinct_values(kind, name)
        return Listed((self.of_type(kind, name),))

    @cached_property
    def single(self) -> Mapping[str, frozenset[str]]:
        """By entity, the columns, other than references, whose values some unique rule keeps apart."""
        return {entity.key: frozenset(_single(entity)) for entity in self._design.entities}

    def _attribute(self, schema: Schema, each: Property) -> Attribute | None:
        if schema.entity is None or each.attribute in (None, "id"):
            return None
        return self._design.entity[schema.entity].attribute(each.attribute or "")


def _single(entity: Entity) -> set[str]:
    columns = {column for rule in entity.uniques for column in rule.columns}
    return {
        each.column for each in entity.attributes if each.column in columns and not isinstance(each.type, Reference)
    }


def distinct_values(kind: Plain, name: Name) -> Distinct:
    """Values of a plain type that differ from each other."""
    if kind.kind in STRINGS:
        return _distinct_texts(kind, name)
    return Listed(tuple(_distinct_plain(kind, number) for number in range(_how_many(kind))))


def _how_many(kind: Plain) -> int:
    if kind.kind is Kind.BOOLEAN:
        return 2
    if kind.kind is Kind.JSON:
        return 1
    if kind.kind in (Kind.INTEGER, Kind.NUMBER, Kind.DECIMAL) and kind.max is not None:
        return max(1, min(MANY, int(kind.max - _start(kind)) + 1))
    return MANY


def _start(kind: Plain) -> int:
    """The first whole number within the limits, at least 1 where that is possible."""
    least = kind.min if kind.min is not None else (1 if kind.max is None or kind.max >= MANY else kind.max - MANY)
    return -int(-least // 1)


def _distinct_plain(kind: Plain, number: int) -> Json:
    match kind.kind:
        case Kind.INTEGER:
            return _start(kind) + number
        case Kind.NUMBER:
            return float(_start(kind) + number)
        case Kind.DECIMAL:
            return f"{Decimal(_start(kind) + number):.{decimal_digits(kind)[1]}f}"
        case Kind.DATE:
            return (_FIRST_DAY + timedelta(days=number)).isoformat()
        case Kind.DATETIME:
            return f"{(_FIRST_MOMENT + timedelta(days=number)).isoformat()}.000Z"
        case Kind.DURATION:
            return f"P{number + 1}D"
        case Kind.UUID:
            return f"00000000-0000-7000-8000-{number + 1:012x}"
        case Kind.BOOLEAN:
            return bool(number)
    return plain_example(kind, Name(("x",)))


def _distinct_texts(kind: Plain, name: Name) -> Distinct:
    least, most = int(kind.min or 0), None if kind.max is None else int(kind.max)
    if kind.pattern is not None:
        return _matching(portable_pattern(kind.pattern), least, most, name)
    before, after = _around_number(kind, name)
    room = None if most is None else most - len(before) - len(after)
    if room is not None and room < len(str(MANY)):
        before, after, room = "", "", most
    return Numbered(before, after, max(1, min(least - len(before) - len(after), room or least)))


def _around_number(kind: Plain, name: Name) -> tuple[str, str]:
    match kind.kind:
        case Kind.EMAIL:
            return f"{name.kebab}-"[:20], "@example.com"
        case Kind.URL:
            return "https://example.com/", ""
    return f"{name.sentence} ", ""


def _matching(pattern: str, least: int, most: int | None, name: Name) -> Distinct:
    """Numbers with words around them where the pattern takes them, else texts one by one."""
    texts = tuple(matching_texts(pattern, least, most, MANY))
    lengths = {len(text) for text in texts}
    forms = [Numbered(f"{name.kebab}-", "", 1), *(Numbered("", "", length) for length in sorted(lengths) if length)]
    for form in forms:
        made = [form.text(number) for number in range(1, MANY + 1)]
        if all(re.fullmatch(pattern, text) and least <= len(text) <= (most or len(text)) for text in made):
            return form
    return Listed(texts or ("",))
