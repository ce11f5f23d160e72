"""How tests read the errors of a service, whatever its format is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from scaffold.design.design import Design
from scaffold.targets.python_fastapi.text import python_string

Place = str
"""A subscript for each step into the body: ``["error"]["code"]``."""


@dataclass(frozen=True, slots=True)
class ErrorsView:
    """Where the parts of an error are; ``None`` for a part that its body does not have.

    Attributes:
        statuses: By code, the status and the message, both as Python expressions.
    """

    code: Place | None
    message: Place | None
    fields: Place | None
    is_problem: bool
    statuses: tuple[tuple[str, int, str], ...]


def errors_view(design: Design) -> ErrorsView:
    """See the errors of a design."""
    envelope = design.error_format.envelope
    places = {"$code": '["code"]', "$message": '["detail"]'} if envelope is None else dict(_places(envelope, ""))
    return ErrorsView(
        code=places.get("$code"),
        message=places.get("$message"),
        fields=places.get("$fields"),
        is_problem=envelope is None,
        statuses=tuple((each.code, each.status, python_string(each.message)) for each in design.errors),
    )


def _places(node: object, place: Place) -> Iterator[tuple[str, Place]]:
    match node:
        case Mapping():
            for key, value in node.items():
                yield from _places(value, f"{place}[{python_string(str(key))}]")
        case list() | tuple():
            for index, value in enumerate(node):
                yield from _places(value, f"{place}[{index}]")
        case str():
            yield node, place
