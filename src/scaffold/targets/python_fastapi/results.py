"""What operations answer, in Python."""

from __future__ import annotations

from scaffold.design.design import Design
from scaffold.design.operations import Operation
from scaffold.design.types import ListOf, ObjectOf, Type
from scaffold.targets.python_fastapi.lists import STYLES, PageClasses
from scaffold.targets.python_fastapi.naming import ProjectNames
from scaffold.targets.python_fastapi.types import row_annotation
from scaffold.targets.shared.answers import row_entity
from scaffold.targets.shared.pages import page_style


def result_annotation(design: Design, names: ProjectNames, operation: Operation) -> str:
    """What a service function returns: rows where the answer shows rows."""
    answer = operation.answer
    if answer.type is None:
        return "None"
    if answer.page_of is not None:
        return f"{page_classes(design, operation).page}[{_result(design, names, ObjectOf(answer.page_of))}]"
    return _result(design, names, answer.type)


def page_classes(design: Design, operation: Operation) -> PageClasses:
    """The style of an operation that answers a page."""
    return STYLES[page_style(design, operation)]


def _result(design: Design, names: ProjectNames, kind: Type) -> str:
    entity = row_entity(design, kind)
    if entity is not None:
        return names.entities[entity.key].row
    match kind:
        case ObjectOf(key):
            return names.schemas[key]
        case ListOf(item):
            return f"list[{_result(design, names, item)}]"
    return row_annotation(kind)
