"""Errors of an operation → responses: one for each status, which names its codes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from http import HTTPStatus
from itertools import groupby

from msgspec import Struct

from scaffold.design.design import Design
from scaffold.design.operations import Operation, OperationError
from scaffold.openapi.errors import INVALID_INPUT, error_example, error_schema
from scaffold.openapi.responses import headers
from scaffold.openapi.values import Json

_HEADER_OF = {HTTPStatus.UNAUTHORIZED: "WWW-Authenticate", HTTPStatus.TOO_MANY_REQUESTS: "Retry-After"}


class Failure(Struct, frozen=True):
    """The errors of one status that an operation may answer; ``field`` is blamed in the example of invalid input."""

    status: int
    errors: tuple[OperationError, ...]
    field: str | None

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of its errors."""
        return tuple(each.code for each in self.errors)


def failures_of(design: Design, operation: Operation) -> tuple[Failure, ...]:
    """Everything that can go wrong, by status."""
    field = _blamed_field(design, operation)
    return tuple(
        Failure(status, tuple(errors), field if status == INVALID_INPUT else None)
        for status, errors in groupby(operation.errors, key=lambda each: each.status)
    )


def failure_response(design: Design, failure: Failure) -> Json:
    """The response, with an example for each of its codes."""
    further = [_HEADER_OF[HTTPStatus(failure.status)]] if failure.status in _HEADER_OF else []
    content: Json = {
        "schema": error_schema(design, failure.status, failure.codes),
        "examples": {
            code: {
                "summary": design.error[code].message,
                "value": error_example(design, design.error[code], failure.field or ""),
            }
            for code in failure.codes
        },
    }
    return {
        "description": _description(failure),
        "headers": headers(*further),
        "content": {design.error_format.media: content},
    }


def shared_failures(design: Design, failures: Iterable[Failure]) -> dict[Failure, str]:
    """The failures that are worth a component, with its name.

    Errors that the spec declares stay with their operation. Of several failures with the
    same codes the most frequent one is shared.
    """
    counts = Counter(each for each in failures if not any(design.error[code].declared for code in each.codes))
    named: dict[str, Failure] = {}
    for failure, count in counts.most_common():
        if count > 1:
            named.setdefault("Or".join(design.error[code].name.pascal for code in failure.codes), failure)
    return {failure: name for name, failure in sorted(named.items(), key=lambda each: (each[1].status, each[0]))}


def _description(failure: Failure) -> str:
    reasons = [f"`{each.code}`: {' '.join(each.reason.split())}" for each in failure.errors]
    return reasons[0] if len(reasons) == 1 else "\n".join(f"- {reason}" for reason in reasons)


def _blamed_field(design: Design, operation: Operation) -> str:
    if operation.body is not None:
        properties = design.schema[operation.body.schema].properties
        return f"body.{properties[0].wire}" if properties else "body"
    return next((f"{each.place}.{each.wire}" for each in operation.parameters), "query")
