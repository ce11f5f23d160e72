"""The document as text, and its schemas on their own."""

from __future__ import annotations

from typing import Any

import pydantic_core

_COMPONENTS = "#/components/schemas/"


def to_json(document: dict[str, Any]) -> str:
    """The document as JSON text: two spaces deep, characters as they are, a newline at the end."""
    return pydantic_core.to_json(document, indent=2).decode() + "\n"


def json_schemas(document: dict[str, Any]) -> dict[str, Any]:
    """Every schema of an OpenAPI document as one JSON Schema (draft 2020-12), under ``$defs``."""
    info = document["info"]
    schemas = document.get("components", {}).get("schemas", {})
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"{info['title']} {info['version']}",
        "$defs": {key: _standing_alone(schema) for key, schema in schemas.items()},
    }


def _standing_alone(node: Any) -> Any:
    """The same node with references that point into ``$defs``."""
    if isinstance(node, list):
        return [_standing_alone(each) for each in node]
    if not isinstance(node, dict):
        return node
    return {
        key: "#/$defs/" + value.removeprefix(_COMPONENTS)
        if key == "$ref" and str(value).startswith(_COMPONENTS)
        else _standing_alone(value)
        for key, value in node.items()
    }
