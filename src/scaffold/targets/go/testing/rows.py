"""How tests make rows."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from scaffold.design.design import Design
from scaffold.design.entities import Attribute
from scaffold.design.types import Kind
from scaffold.targets.go.testing.calls import field_lines, model
from scaffold.targets.go.testing.literals import column_literal, column_name, distinct_literal, mapping
from scaffold.targets.go.text import go_string
from scaffold.testdata.rows import RowPlan, row_plans, starting_value
from scaffold.testdata.values import Samples


class ModelView(Struct, frozen=True):
    """An entity, and how a row of it is made.

    Attributes:
        key: What tests call it, as a literal.
        fields: Its table, and what its rows refer to.
        values: The further columns; they may mention the number ``n`` of the row.
        number: The name of the number: ``_`` where no value mentions it.
    """

    key: str
    fields: tuple[str, ...]
    values: tuple[str, ...]
    number: str


def model_views(design: Design) -> tuple[ModelView, ...]:
    """All entities, in the order of the design."""
    return tuple(_model_view(design, plan) for plan in row_plans(design))


def _model_view(design: Design, plan: RowPlan) -> ModelView:
    entity = plan.entity
    fields = {"table": go_string(entity.table)}
    if entity.id_type.kind is not Kind.UUID:
        fields["isNumbered"] = "true"
    if plan.references:
        models = {column: go_string(model(design, other)) for column, other in plan.references.items()}
        fields["references"] = mapping(models, "map[string]string")
    values = _values(Samples(design), plan)
    return ModelView(
        key=go_string(model(design, entity.key)),
        fields=field_lines(fields),
        values=field_lines({go_string(column): value for column, value in values.items()}),
        number="n" if any(_mentions_number(plan, each) for each in entity.attributes) else "_",
    )


def _mentions_number(plan: RowPlan, each: Attribute) -> bool:
    return each.column in plan.distinct or each.slug_of is not None


def _values(samples: Samples, plan: RowPlan) -> Mapping[str, str]:
    """By column, an expression for its value; the tables themselves have no defaults."""
    values: dict[str, str] = {}
    for each in plan.entity.attributes:
        name = column_name(plan.entity, each.column)
        if each.secret and each.column in plan.fixed:
            values[name] = "passwordHash()"
        elif each.column in plan.distinct:
            values[name] = distinct_literal(plan.distinct[each.column], each.type)
        elif each.slug_of is not None:
            values[name] = 'numbered("slug-%d", n)'
        elif each.column in plan.fixed:
            values[name] = column_literal(plan.fixed[each.column], each.type)
        elif each.default is not None:
            values[name] = column_literal(starting_value(samples, each), each.type)
    return values
