"""Every object inside of a document."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


def objects_in(document: object) -> Iterator[dict[str, Any]]:
    """The document itself, where it is an object, and every object inside of it, in no order."""
    waiting = [document]
    while waiting:
        node = waiting.pop()
        if isinstance(node, dict):
            yield node
            waiting.extend(node.values())
        elif isinstance(node, list):
            waiting.extend(node)
