"""The errors of a service's own rules, as classes."""

from __future__ import annotations

from msgspec import Struct

from scaffold.design.design import Design, Error
from scaffold.targets.typescript_nest.naming import ProjectNames

_BASES = {409: "Conflict"}


class ErrorView(Struct, frozen=True):
    """An error of the service's own: its class, and what the class sets."""

    name: str
    base: str
    status: int | None
    code: str
    message: str


class ErrorsView(Struct, frozen=True):
    """All of them, and the classes that they extend."""

    classes: tuple[ErrorView, ...]
    bases: tuple[str, ...]


def errors_view(design: Design, names: ProjectNames) -> ErrorsView:
    """The errors of a service's own rules."""
    classes = tuple(_error(names, each) for each in design.errors if each.code in names.errors)
    return ErrorsView(classes, tuple(sorted({each.base for each in classes})))


def _error(names: ProjectNames, error: Error) -> ErrorView:
    base = _BASES.get(error.status)
    status = None if base else error.status
    return ErrorView(names.errors[error.code], base or "ServiceError", status, error.code, error.message)
