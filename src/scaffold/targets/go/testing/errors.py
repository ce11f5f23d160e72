"""How tests read the errors of a service, whatever its format is."""

from __future__ import annotations

from msgspec import Struct

from scaffold.design.design import Design
from scaffold.targets.go.testing.literals import row
from scaffold.targets.go.text import go_string
from scaffold.testdata.errors import Place, error_parts


class ErrorsView(Struct, frozen=True):
    """Where the parts of an error are, as arguments; ``None`` for a part that its body does not have.

    Attributes:
        failures: The errors: code, status and message.
    """

    code: str | None
    message: str | None
    fields: str | None
    is_problem: bool
    failures: tuple[str, ...]


def errors_view(design: Design) -> ErrorsView:
    """See the errors of a design."""
    parts = error_parts(design)
    return ErrorsView(
        code=_arguments(parts.code),
        message=_arguments(parts.message),
        fields=_arguments(parts.fields),
        is_problem=parts.is_problem,
        failures=tuple(row(go_string(each.code), str(each.status), go_string(each.message)) for each in design.errors),
    )


def _arguments(place: Place | None) -> str | None:
    if place is None:
        return None
    return ", ".join(str(step) if isinstance(step, int) else go_string(step) for step in place)
