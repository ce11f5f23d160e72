"""How tests read the errors of a service, whatever its format is."""

from __future__ import annotations

from msgspec import Struct

from scaffold.design.design import Design
from scaffold.targets.typescript_nest.testing.literals import json_literal
from scaffold.testdata.errors import Place, error_parts


class ErrorsView(Struct, frozen=True):
    """Where the parts of an error are, as lists of steps; ``None`` for a part that its body does not have.

    Attributes:
        statuses: By code, an object of the status and the message.
    """

    code: str | None
    message: str | None
    fields: str | None
    is_problem: bool
    statuses: str

    @property
    def reads_parts(self) -> bool:
        """Whether the body of an error has any part that says something."""
        return self.code is not None or self.message is not None or self.fields is not None

    @property
    def looks_up(self) -> bool:
        """Whether a code is found by what else an error says."""
        return self.code is None and (self.message is not None or self.fields is None)


def errors_view(design: Design) -> ErrorsView:
    """See the errors of a design."""
    parts = error_parts(design)
    return ErrorsView(
        code=_steps(parts.code),
        message=_steps(parts.message),
        fields=_steps(parts.fields),
        is_problem=parts.is_problem,
        statuses=json_literal({each.code: {"status": each.status, "message": each.message} for each in design.errors}),
    )


def _steps(place: Place | None) -> str | None:
    return None if place is None else json_literal(place)
