"""How the handler of a list reads which page is asked for."""

from __future__ import annotations

from scaffold.design.operations import Parameter
from scaffold.design.types import Enumeration, Plain
from scaffold.targets.go.calls import Call
from scaffold.targets.go.lists import PAGES
from scaffold.targets.go.readers import one_of
from scaffold.targets.shared.pages import page_style


def read_page(call: Call) -> None:
    """Read sort and page behind the rest of the query, and check the whole request."""
    operation = call.operation
    parameters = {each.wire: each for each in operation.parameters_in("query")}
    style = PAGES[page_style(call.design, operation)]
    size, most = _size(parameters["size" if style.style == "numbered" else "limit"])
    sort = parameters.get("sort")
    sorts = f", {one_of(sort.type.values)}" if sort is not None and isinstance(sort.type, Enumeration) else ""
    receiver, first = ("a.", "args") if style.style == "cursor" else ("", "args")
    call.reading.append(f"page, err := {receiver}{style.read}({first}, {size}, {most}{sorts})")


def _size(parameter: Parameter) -> tuple[int, int]:
    """How many a page holds usually, and at most."""
    default = parameter.default.value if parameter.default is not None else None
    most = parameter.type.max if isinstance(parameter.type, Plain) else None
    assert isinstance(default, int) and most is not None, f"{parameter.wire} is no size of a page"
    return default, int(most)
