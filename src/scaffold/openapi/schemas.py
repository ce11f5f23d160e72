"""Schemas of the design → components."""

from __future__ import annotations

from scaffold.design.schemas import Property, Schema
from scaffold.openapi.values import Direction, Json, default_value, or_null, value_schema


def schema_component(schema: Schema) -> Json:
    """One object of the API. What is sent refuses members that it does not name."""
    direction: Direction = "in" if schema.is_input else "out"
    required = [each.wire for each in schema.properties if each.required]
    return {
        "type": "object",
        **({"description": schema.description} if schema.description else {}),
        "properties": {each.wire: _member(schema, each, direction) for each in schema.properties},
        **({"required": required} if required else {}),
        **({"additionalProperties": False} if schema.is_input else {}),
    }


def _member(schema: Schema, member: Property, direction: Direction) -> Json:
    value = value_schema(member.type, direction)
    description = _description(member)
    return {
        **(or_null(value) if member.nullable else value),
        **({"description": description} if description else {}),
        **_default(schema, member),
        **({"examples": [member.example]} if member.example is not None else {}),
    }


def _default(schema: Schema, member: Property) -> Json:
    """What leaving it out means; in a merge patch it means that nothing changes."""
    if schema.purpose == "update":
        return {}
    is_null = schema.is_input and member.nullable and not member.required and member.default is None
    return {"default": None} if is_null else default_value(member.type, member.default)


def _description(member: Property) -> str:
    sentences = [member.description] if member.description else []
    if member.default is not None and member.default.clock is not None:
        sentences.append("The server's time unless sent." if member.default.clock == "now" else "Today unless sent.")
    if member.roles:
        sentences.append(f"Only for: {', '.join(member.roles)}.")
    return " ".join(sentences)
