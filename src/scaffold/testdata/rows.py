"""Rows that tests start from: each valid and different from the others, with what it refers to."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from scaffold.design.design import Design
from scaffold.design.entities import Attribute, Entity, UniqueRule
from scaffold.design.types import Reference
from scaffold.testdata.values import MANY, Distinct, Json, Listed, Samples


class RowPlan(Struct, frozen=True):
    """How to make a row of an entity.

    Attributes:
        references: By column, the entity of the row that is made for it.
        fixed: By column, the value that all rows have.
        distinct: By column, values of which each row has another one.
    """

    entity: Entity
    references: Mapping[str, str]
    fixed: Mapping[str, Json]
    distinct: Mapping[str, Distinct]


def row_plans(design: Design) -> tuple[RowPlan, ...]:
    """How to make a row of each entity, in the order of the design."""
    samples = Samples(design)
    return tuple(_plan(design, samples, entity) for entity in design.entities)


def _plan(design: Design, samples: Samples, entity: Entity) -> RowPlan:
    references: dict[str, str] = {}
    fixed: dict[str, Json] = {}
    distinct: dict[str, Distinct] = {}
    for each in entity.attributes:
        if each.column in samples.single[entity.key] and not _may_repeat(design, samples, entity, each):
            distinct[each.column] = samples.distinct(each.type, each.name)
        elif _is_given_by_the_service(each):
            continue
        elif isinstance(each.type, Reference):
            references[each.column] = each.type.entity
        else:
            fixed[each.column] = samples.of_type(each.type, each.name)
    return RowPlan(entity, references, fixed, distinct)


def _may_repeat(design: Design, samples: Samples, entity: Entity, attribute: Attribute) -> bool:
    """Whether rows may have one value in a unique column: it is none, the service makes it, or others differ more."""
    if attribute.slug_of is not None or _starts_null(attribute):
        return True
    rules = [rule for rule in entity.uniques if attribute.column in rule.columns]
    own = _values_of(design, samples, entity, attribute.column, frozenset())
    return own < MANY and all(_room(design, samples, entity, rule, frozenset()) > own for rule in rules)


def stored_sample(samples: Samples, attribute: Attribute) -> Json:
    """A value of a stored field: as little as it may be, else what it starts with, else any."""
    return None if attribute.nullable else starting_value(samples, attribute)


def starting_value(samples: Samples, attribute: Attribute) -> Json:
    """What a stored field starts with; any value where that is up to the clock or to the caller."""
    default = attribute.default
    if default is not None and default.clock is None:
        return list(default.value) if isinstance(default.value, tuple) else default.value
    return samples.of_type(attribute.type, attribute.name)


def _is_given_by_the_service(attribute: Attribute) -> bool:
    return attribute.nullable or attribute.default is not None or attribute.slug_of is not None


def _starts_null(attribute: Attribute) -> bool:
    return attribute.nullable and attribute.default is None


def many_fit(design: Design, entity: Entity, pinned: frozenset[str], count: int) -> bool:
    """Whether so many rows can be made that have the same values in the pinned columns."""
    samples = Samples(design)
    return all(_room(design, samples, entity, rule, pinned) >= count for rule in entity.uniques)


def _room(design: Design, samples: Samples, entity: Entity, rule: UniqueRule, pinned: frozenset[str]) -> int:
    """How many rows a unique rule leaves room for: as many as its freest column has values."""
    return max((_values_of(design, samples, entity, column, pinned) for column in rule.columns), default=1)


def _values_of(design: Design, samples: Samples, entity: Entity, column: str, pinned: frozenset[str]) -> int:
    attribute = entity.attribute(column)
    endless = 1_000
    if column in pinned:
        return 1
    if _starts_null(attribute):
        return endless
    if isinstance(attribute.type, Reference):
        if attribute.default is not None or attribute.type.entity == entity.key:
            return endless
        other = design.entity[attribute.type.entity]
        return min((_room(design, samples, other, rule, frozenset()) for rule in other.uniques), default=endless)
    if attribute.slug_of is not None:
        return endless
    values = samples.distinct(attribute.type, attribute.name)
    return len(values.values) if isinstance(values, Listed) else endless
