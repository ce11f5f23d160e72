"""How tests read the errors of a service, whatever its format is."""

from __future__ import annotations

from msgspec import Struct

from scaffold.design.design import Design
from scaffold.targets.python_fastapi.text import python_string
from scaffold.testdata.errors import Place, error_parts


class ErrorsView(Struct, frozen=True):
    """Where the parts of an error are; ``None`` for a part that its body does not have.

    Attributes:
        code: A subscript for each step into the body: ``["error"]["code"]``.
        statuses: By code, the status and the message, both as Python expressions.
    """

    code: str | None
    message: str | None
    fields: str | None
    is_problem: bool
    statuses: tuple[tuple[str, int, str], ...]


def errors_view(design: Design) -> ErrorsView:
    """See the errors of a design."""
    parts = error_parts(design)
    return ErrorsView(
        code=_subscripts(parts.code),
        message=_subscripts(parts.message),
        fields=_subscripts(parts.fields),
        is_problem=parts.is_problem,
        statuses=tuple((each.code, each.status, python_string(each.message)) for each in design.errors),
    )


def _subscripts(place: Place | None) -> str | None:
    if place is None:
        return None
    return "".join(f"[{step if isinstance(step, int) else python_string(step)}]" for step in place)
