"""The body of an error that the spec spells out, as an expression."""

from __future__ import annotations

from collections.abc import Mapping

from scaffold.targets.typescript_nest.text import property_name, string, value

_SLOTS = {
    "$code": "error.code",
    "$message": "error.detail",
    "$status": "error.status",
    "$request_id": "requestId",
    "$fields": "fieldsOf(error)",
}


def envelope_expression(node: object) -> str:
    """The envelope, with its slots filled from ``error`` and ``requestId``."""
    match node:
        case Mapping():
            members = (f"{property_name(str(key))}: {envelope_expression(each)}" for key, each in node.items())
            return f"{{ {', '.join(members)} }}"
        case list() | tuple():
            return f"[{', '.join(map(envelope_expression, node))}]"
        case str():
            return _SLOTS.get(node) or string(node)
        case None | bool() | int() | float():
            return value(node)
    raise TypeError(f"{node!r} is no JSON")
