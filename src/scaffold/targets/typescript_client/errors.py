"""Errors as a client reads them."""

from __future__ import annotations

from msgspec import Struct

from scaffold.design.design import Design
from scaffold.targets.typescript_nest.text import value
from scaffold.testdata.errors import Place, error_parts


class ErrorsView(Struct, frozen=True):
    """Where an error's body tells what; each a list of steps as it is written, None where it does not.

    Attributes:
        codes: Every code that the API answers.
        is_problem: Whether errors are problem details (RFC 9457).
    """

    codes: tuple[str, ...]
    code: str | None
    message: str | None
    fields: str | None
    is_problem: bool


def errors_view(design: Design) -> ErrorsView:
    """How errors of a design are read."""
    parts = error_parts(design)
    codes = dict.fromkeys(error.code for operation in design.operations for error in operation.errors)
    fields = ("errors",) if parts.is_problem else parts.fields
    return ErrorsView(
        tuple(map(value, codes)), _steps(parts.code), _steps(parts.message), _steps(fields), parts.is_problem
    )


def _steps(place: Place | None) -> str | None:
    return None if place is None else f"[{', '.join(value(step) for step in place)}]"
