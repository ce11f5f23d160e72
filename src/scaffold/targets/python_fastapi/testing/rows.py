"""How tests make rows."""

from __future__ import annotations

from msgspec import Struct

from scaffold.design.design import Design
from scaffold.targets.python_fastapi.naming import ProjectNames
from scaffold.targets.python_fastapi.rows import column_key
from scaffold.targets.python_fastapi.testing.calls import model
from scaffold.targets.python_fastapi.testing.literals import distinct_literal, mapping, row_literal
from scaffold.targets.python_fastapi.text import python_string
from scaffold.testdata.rows import RowPlan, row_plans


class ModelView(Struct, frozen=True):
    """An entity, and how a row of it is made.

    Attributes:
        key: What tests call it.
        new: The class of a row to store, ``repository`` the attribute of the store that does it.
        references: A dictionary: by member, the key of the entity that it refers to.
        values: A dictionary of the further members; it may mention the number ``n`` of the row.
        number: The name of the number: ``_n`` where no value mentions it.
    """

    key: str
    package: str
    new: str
    repository: str
    references: str
    values: str
    number: str


def model_views(design: Design, names: ProjectNames) -> tuple[ModelView, ...]:
    """All entities, in the order of the design."""
    return tuple(_model_view(design, names, plan) for plan in row_plans(design))


def _model_view(design: Design, names: ProjectNames, plan: RowPlan) -> ModelView:
    entity, own = plan.entity, names.entities[plan.entity.key]
    values: dict[str, str] = {}
    for each in entity.attributes:
        if each.secret and each.column in plan.fixed:
            values[column_key(each)] = "password_hash()"
        elif each.column in plan.fixed:
            values[column_key(each)] = row_literal(plan.fixed[each.column], each.type)
        elif each.column in plan.distinct:
            values[column_key(each)] = distinct_literal(plan.distinct[each.column], each.type)
    references = {
        column_key(entity.attribute(column)): python_string(model(design, other))
        for column, other in plan.references.items()
    }
    return ModelView(
        key=model(design, entity.key),
        package=own.package,
        new=own.new,
        repository=own.table,
        references=mapping(references),
        values=mapping(values),
        number="n" if plan.distinct else "_n",
    )
