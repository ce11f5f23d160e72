"""Values for rows and bodies of one run, each different from the ones before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal

from scaffold.design.design import Design
from scaffold.design.entities import Attribute, Entity
from scaffold.design.types import STRINGS, Kind, Plain
from scaffold.openapi.matching import matching_texts
from scaffold.spec.patterns import portable_pattern
from scaffold.testdata.rows import RowPlan, row_plans
from scaffold.testdata.values import MANY, Distinct, Json, Listed, Numbered, Samples

PASSWORD = "correct horse battery staple"
PASSWORD_HASH = "$argon2id$v=19$m=19456,t=2,p=1$Y29uZm9ybWFuY2Ugc3VpdA$J/pa7heiy1jByc/B6utOZKsjhhe/YzWY0yDi2A0hmMg"
_FIRST_MOMENT = datetime(2026, 1, 15, 9, 30)
_VERY_MANY = 1_000
_FIRST_NUMBER = MANY + 2
"""Samples have the numbers up to MANY."""


class FreshValues:
    """Gives values that no row of the run has yet."""

    def __init__(self, design: Design) -> None:
        self._samples = Samples(design)
        self._design = design
        self._plans: Mapping[str, RowPlan] = {plan.entity.key: plan for plan in row_plans(design)}
        self._made: Counter[str] = Counter()
        self._distinct: dict[tuple[str, str], Distinct] = {}

    def plan(self, entity: str) -> RowPlan:
        """How to make a row of an entity."""
        return self._plans[entity]

    def number(self, of: str) -> int:
        """The next number of something that is counted, from 1."""
        self._made[of] += 1
        return self._made[of]

    def keeps_apart(self, entity: str, column: str) -> bool:
        """Whether some unique rule keeps the values of a column apart."""
        return column in self._samples.single[entity]

    def fresh(self, entity: Entity, attribute: Attribute) -> Json:
        """A value of a column that no two rows may share."""
        number = _FIRST_NUMBER + self.number(f"{entity.key}.{attribute.column}")
        key = (entity.key, attribute.column)
        if key not in self._distinct:
            self._distinct[key] = self._values(attribute)
        return nth(self._distinct[key], attribute, number)

    def _values(self, attribute: Attribute) -> Distinct:
        """Different values; of a pattern that takes no numbers, as many as a run may need."""
        values = self._samples.distinct(attribute.type, attribute.name)
        kind = attribute.type
        if isinstance(values, Numbered) or not isinstance(kind, Plain) or kind.pattern is None:
            return values
        least, most = int(kind.min or 0), None if kind.max is None else int(kind.max)
        return Listed(tuple(matching_texts(portable_pattern(kind.pattern), least, most, _VERY_MANY)) or values.values)

    def sample(self, attribute: Attribute) -> Json:
        """A value that any row may have."""
        if isinstance(attribute.type, Plain) and attribute.type.kind is Kind.SECRET:
            return password_of(attribute.type)
        return self._samples.of_type(attribute.type, attribute.name)

    def moment(self) -> str:
        """A time, later than all before."""
        later = _FIRST_MOMENT + timedelta(minutes=self.number("moments"))
        return f"{later.isoformat()}.000Z"


def password_of(kind: Plain) -> str:
    """A password within its limits."""
    least, most = int(kind.min or 0), int(kind.max or len(PASSWORD))
    return (PASSWORD * (1 + least // len(PASSWORD)))[: max(least, min(most, len(PASSWORD)))]


def nth(values: Distinct, attribute: Attribute, number: int) -> Json:
    """The value with that number; they come again where a type has only a few."""
    if isinstance(values, Numbered):
        return values.text(number)
    if isinstance(attribute.type, Plain) and attribute.type.kind not in STRINGS and len(values.values) == MANY:
        return _counted(attribute.type, values.values[0], number)
    return values.values[number % len(values.values)]


def _counted(kind: Plain, first: Json, number: int) -> Json:
    match kind.kind:
        case Kind.INTEGER | Kind.NUMBER:
            return first + number
        case Kind.DECIMAL:
            return f"{Decimal(first) + number}"
        case Kind.DATE:
            return (date.fromisoformat(first) + timedelta(days=number)).isoformat()
        case Kind.DATETIME:
            later = datetime.fromisoformat(first) + timedelta(days=number)
            return later.isoformat(timespec="milliseconds").replace("+00:00", "Z")
        case Kind.DURATION:
            return f"P{number}D"
        case Kind.UUID:
            return f"00000000-0000-7000-8000-{number:012x}"
    return first
