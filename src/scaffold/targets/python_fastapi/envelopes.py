"""The body of an error that the spec spells out, as a Python expression."""

from __future__ import annotations

from collections.abc import Mapping

from scaffold.targets.python_fastapi.text import python_string

_SLOTS = {
    "$code": "error.code",
    "$message": "error.detail",
    "$status": "error.status",
    "$request_id": "request_id",
    "$fields": "_fields(error)",
}


def envelope_expression(node: object) -> str:
    """The envelope, with its slots filled from ``error`` and ``request_id``."""
    match node:
        case Mapping():
            members = (f"{python_string(str(key))}: {envelope_expression(value)}" for key, value in node.items())
            return f"{{{', '.join(members)}}}"
        case list() | tuple():
            return f"[{', '.join(map(envelope_expression, node))}]"
        case str():
            return _SLOTS.get(node) or python_string(node)
    return repr(node)
