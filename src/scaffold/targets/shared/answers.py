"""What operations answer, as far as no language matters."""

from __future__ import annotations

from scaffold.design.design import Design
from scaffold.design.entities import Entity
from scaffold.design.schemas import Schema
from scaffold.design.types import ObjectOf, Type


def row_entity(design: Design, kind: Type | None) -> Entity | None:
    """The entity whose rows a schema shows whole, if it is such a schema."""
    if not isinstance(kind, ObjectOf):
        return None
    return entity_of_rows(design, design.schema[kind.schema])


def entity_of_rows(design: Design, schema: Schema) -> Entity | None:
    """The entity whose rows a schema shows whole, if it does."""
    if schema.purpose != "answer" or schema.entity is None:
        return None
    entity = design.entity[schema.entity]
    return entity if schema.key == entity.name.pascal else None
