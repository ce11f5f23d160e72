"""What a check finds, before it is known where in the file that is."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from scaffold.spec.positions import Path


class Finding(Struct, frozen=True):
    """A broken rule.

    Attributes:
        code: the rule.
        path: the keys that lead to the node that breaks it.
        message: what is wrong, in one sentence without a full stop.
        hint: what to do about it.
        part: whether the caret belongs under the node's key or its value.
        offset: characters into the value, for a fault inside of a text.
        related: further nodes, with what they have to do with it.
    """

    code: str
    path: Path
    message: str
    hint: str
    part: Literal["key", "value"] = "value"
    offset: int = 0
    related: tuple[tuple[Path, str], ...] = ()


def at_key(code: str, path: Path, message: str, hint: str, *related: tuple[Path, str]) -> Finding:
    """A finding about the thing that a key names."""
    return Finding(code, path, message, hint, "key", related=related)


def at_value(code: str, path: Path, message: str, hint: str) -> Finding:
    """A finding about the value at a path."""
    return Finding(code, path, message, hint)
