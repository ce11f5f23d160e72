"""What operations answer, in TypeScript."""

from __future__ import annotations

from scaffold.design.design import Design
from scaffold.design.operations import Operation
from scaffold.design.types import ObjectOf
from scaffold.targets.shared.pages import page_style
from scaffold.targets.typescript_nest.imports import Imports
from scaffold.targets.typescript_nest.lists import STYLES, PageStyleNames
from scaffold.targets.typescript_nest.naming import ProjectNames
from scaffold.targets.typescript_nest.types import answer_type


def result_type(design: Design, names: ProjectNames, operation: Operation, imports: Imports) -> str:
    """What a service function returns: rows where the answer shows rows."""
    answer = operation.answer
    if answer.type is None:
        return "void"
    if answer.page_of is not None:
        style = page_names(design, operation)
        item = answer_type(design, names, ObjectOf(answer.page_of), imports)
        return f"{imports.type(style.types_module, style.page)}<{item}>"
    return answer_type(design, names, answer.type, imports)


def page_names(design: Design, operation: Operation) -> PageStyleNames:
    """The style of an operation that answers a page."""
    return STYLES[page_style(design, operation)]
