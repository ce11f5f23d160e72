"""The body of an error that the spec spells out, as far as no language matters."""

from __future__ import annotations

from collections.abc import Mapping


def mentions_fields(node: object) -> bool:
    """Whether the envelope says what is wrong with each field."""
    match node:
        case Mapping():
            return any(map(mentions_fields, node.values()))
        case list() | tuple():
            return any(map(mentions_fields, node))
    return node == "$fields"
