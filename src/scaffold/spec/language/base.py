"""What every node of the spec language shares, and the scalar types with a spelling of their own."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, WithJsonSchema


class Node(BaseModel):
    """A mapping of the spec: unknown keys are errors, values never change after loading."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


_DURATION = re.compile(r"^(?:[1-9][0-9]*)(?:ms|s|m|h|d)$")
_SIZE = re.compile(r"^(?:[1-9][0-9]*)(?:B|KB|MB|GB)$")
_RATE = re.compile(r"^(?:[1-9][0-9]*)/(?:second|minute|hour|day)$")
_SECONDS = {"ms": 0.001, "s": 1, "m": 60, "h": 3600, "d": 86400}
_BYTES = {"B": 1, "KB": 1024, "MB": 1024**2, "GB": 1024**3}


def _spelled(pattern: re.Pattern[str], what: str, example: str) -> AfterValidator:
    def verify(value: str) -> str:
        if not pattern.match(value):
            raise ValueError(f"{value!r} is not {what}, such as {example}")
        return value

    return AfterValidator(verify)


Duration = Annotated[
    str,
    _spelled(_DURATION, "a duration", "30m"),
    WithJsonSchema({"type": "string", "pattern": _DURATION.pattern, "examples": ["30m"]}),
]
"""A whole number and a unit: ``250ms``, ``30s``, ``15m``, ``2h``, ``14d``."""

Size = Annotated[
    str,
    _spelled(_SIZE, "a size", "5MB"),
    WithJsonSchema({"type": "string", "pattern": _SIZE.pattern, "examples": ["5MB"]}),
]
"""A whole number of bytes with a binary unit: ``512KB``, ``5MB``."""

Rate = Annotated[
    str,
    _spelled(_RATE, "a rate", "600/minute"),
    WithJsonSchema({"type": "string", "pattern": _RATE.pattern, "examples": ["600/minute"]}),
]
"""Calls per time: ``10/minute``."""


def seconds(duration: str) -> float:
    """The length of a :data:`Duration` in seconds."""
    number = duration.rstrip("mshd")
    return int(number) * _SECONDS[duration[len(number) :]]


def size_in_bytes(size: str) -> int:
    """The value of a :data:`Size` in bytes."""
    number = size.rstrip("BKMG")
    return int(number) * _BYTES[size[len(number) :]]


def shorthand(key: str) -> Any:
    """A ``mode="before"`` step that reads a bare value as ``{key: value}``."""

    def expand(value: Any) -> Any:
        return value if isinstance(value, dict | BaseModel) else {key: value}

    return expand


Name = Annotated[str, Field(min_length=1, max_length=120)]
"""A name that a person chose: turned into identifiers by the design, never used as code as it is."""

Condition = Annotated[str, Field(min_length=1, max_length=500)]
"""A condition over the fields of one row: ``returned_at is null and due_on < today``."""
