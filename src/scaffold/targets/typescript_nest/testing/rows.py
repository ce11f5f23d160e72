"""How tests make rows."""

from __future__ import annotations

from msgspec import Struct

from scaffold.design.design import Design
from scaffold.targets.typescript_nest.naming import ProjectNames
from scaffold.targets.typescript_nest.testing.literals import (
    TypeScriptSyntax,
    distinct_literal,
    json_literal,
    mapping,
    row_literal,
)
from scaffold.testdata.rows import RowPlan, row_plans


class ModelView(Struct, frozen=True):
    """An entity, and how a row of it is made.

    Attributes:
        key: What tests call it.
        repository: The property of the store that stores its rows.
        references: An object: by member, the key of the entity that it refers to.
        values: A function: the further members of the row with that number.
    """

    key: str
    repository: str
    references: str
    values: str


def model_views(syntax: TypeScriptSyntax, design: Design, names: ProjectNames) -> tuple[ModelView, ...]:
    """All entities, in the order of the design."""
    return tuple(_model_view(syntax, design, names, plan) for plan in row_plans(design))


def _model_view(syntax: TypeScriptSyntax, design: Design, names: ProjectNames, plan: RowPlan) -> ModelView:
    entity, values = plan.entity, {}
    for each in entity.attributes:
        if each.secret and each.column in plan.fixed:
            values[syntax.member(each)] = "passwordHash()"
        elif each.column in plan.fixed:
            values[syntax.member(each)] = row_literal(plan.fixed[each.column], each.type)
        elif each.column in plan.distinct:
            values[syntax.member(each)] = distinct_literal(plan.distinct[each.column], each.type)
    references = {
        syntax.member(entity.attribute(column)): syntax.model(design.entity[other])
        for column, other in plan.references.items()
    }
    return ModelView(
        key=syntax.model(entity),
        repository=names.entities[entity.key].table,
        references=json_literal(references),
        values=f"({'n' if plan.distinct else ''}) => ({mapping(values)})",
    )
