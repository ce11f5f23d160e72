"""The emitted OpenAPI document, prepared for datamodel-code-generator.

The models of a service come from its own contract, so that the two cannot differ. The
generator reads a copy of the contract's schemas in which

- a component ``Book`` is called ``books.schemas.Book``, so that one run writes one module a resource;
- base classes and scalar types are those of the service's ``core.schemas``;
- the query parameters of an operation are an object too;
- ``null`` is spelled as in OpenAPI 3.0, which the generator keeps beside a type of our own.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from scaffold.design.design import Design
from scaffold.design.operations import Operation
from scaffold.design.schemas import Schema
from scaffold.openapi.values import NO_NUL
from scaffold.targets.python_fastapi.decimals import decimal_type
from scaffold.targets.python_fastapi.identifiers import member_of_wire
from scaffold.targets.python_fastapi.naming import ProjectNames

Json = dict[str, Any]

_REFERENCE = "#/components/schemas/"
_BY_FORMAT = {
    "uuid": "Id",
    "date-time": "Timestamp",
    "date": "Date",
    "duration": "Duration",
}
_BY_QUERY_TYPE = {"integer": "QueryInteger", "number": "QueryNumber", "boolean": "QueryBoolean"}
_UNUSED = ("description", "examples", "writeOnly", "format", "not")


def contract_models(design: Design, openapi: Mapping[str, Any], project: ProjectNames) -> Json:
    """The document that datamodel-code-generator turns into one module a resource.

    Args:
        design: The design that the contract was made from.
        openapi: The emitted OpenAPI document.
        project: What packages and classes are called.
    """
    core = f"{project.package}.core.schemas"
    names = {each.key: _qualified(project, each.resource, project.schemas[each.key]) for each in design.schemas}
    components = openapi["components"]["schemas"]
    models = {names[schema.key]: _model(schema, components[schema.key], core, names) for schema in design.schemas}
    for operation in design.operations:
        if operation.parameters_in("query"):
            name = _qualified(project, operation.resource, project.queries[operation.name.snake])
            models[name] = _query(operation, openapi, core)
    info = {"title": design.service.title, "version": design.service.version}
    return {"openapi": "3.0.3", "info": info, "paths": {}, "components": {"schemas": models}}


def member_aliases(design: Design) -> dict[str, str]:
    """By name on the wire, what Python calls the members that it cannot call the same."""
    wires = {each.wire for schema in design.schemas for each in schema.properties}
    wires.update(each.wire for operation in design.operations for each in operation.parameters_in("query"))
    return {wire: member_of_wire(wire) for wire in sorted(wires) if member_of_wire(wire) != wire}


def _qualified(project: ProjectNames, resource: str | None, name: str) -> str:
    return f"{project.resources[resource or '']}.schemas.{name}"


def _model(schema: Schema, component: Json, core: str, names: Mapping[str, str]) -> Json:
    properties = {wire: _member(value, core, names) for wire, value in component["properties"].items()}
    if schema.is_input and schema.purpose != "update":
        for each in schema.properties:
            takes_clock = each.default is not None and each.default.clock is not None
            if each.nullable and not each.required and not takes_clock:
                properties[each.wire].setdefault("default", None)
    return {
        "type": "object",
        "description": schema.description,
        "customBasePath": f"{core}.{'Input' if schema.is_input else 'Output'}",
        "properties": properties,
        **({"required": component["required"]} if "required" in component else {}),
    }


def _query(operation: Operation, openapi: Mapping[str, Any], core: str) -> Json:
    said = openapi["paths"][operation.path][operation.method.lower()]["parameters"]
    properties: Json = {}
    required = []
    for parameter in said:
        if parameter["in"] != "query":
            continue
        value = _member(parameter["schema"], core, {}, in_query=True)
        if parameter.get("required"):
            required.append(parameter["name"])
        elif "default" not in value:
            value |= {"nullable": True, "default": None}
        properties[parameter["name"]] = value
    return {
        "type": "object",
        "description": f"The query of {operation.name.snake}.",
        "customBasePath": f"{core}.Query",
        "properties": properties,
        **({"required": required} if required else {}),
    }


def _member(schema: Json, core: str, names: Mapping[str, str], *, in_query: bool = False) -> Json:
    """A member with types of our own where its format or transport needs one."""
    if "anyOf" in schema:
        options = [option for option in schema["anyOf"] if option != {"type": "null"}]
        kept = {"default": schema["default"]} if "default" in schema else {}
        return {"allOf": [_member(option, core, names) for option in options], "nullable": True, **kept}
    if "$ref" in schema:
        return {"$ref": _REFERENCE + names[schema["$ref"].removeprefix(_REFERENCE)]}
    member = {key: value for key, value in schema.items() if key not in _UNUSED}
    kind, nullable = _without_null(schema.get("type"))
    if nullable:
        member |= {"type": kind, "nullable": True}
        if "enum" in member:
            member["enum"] = [value for value in member["enum"] if value is not None]
    if kind == "array":
        member["items"] = _member(schema["items"], core, names, in_query=in_query)
    own = _own_type(schema, kind, in_query=in_query)
    if own is not None:
        member["customTypePath"] = f"{core}.{own}"
        for settled in _settled(own, schema):
            member.pop(settled, None)
    return member


def _own_type(schema: Json, kind: str | None, *, in_query: bool) -> str | None:
    if kind is None:
        return "JsonValue" if "not" in schema else "Json"
    if in_query and kind in _BY_QUERY_TYPE and "enum" not in schema:
        return _BY_QUERY_TYPE[kind]
    if schema.get("format") == "email" and "pattern" in schema:
        return "Email"
    if schema.get("pattern") == NO_NUL or "not" in schema:
        return "Text"
    if kind == "integer" and "minimum" in schema and not in_query:
        return "Integer"
    if schema.get("format") == "decimal":
        return decimal_type(schema["pattern"])
    return _BY_FORMAT.get(schema.get("format", ""))


def _settled(own: str, schema: Json) -> tuple[str, ...]:
    """The keywords that a type of our own brings itself, or whose value has no short form in Python."""
    if own == "Email":
        return ("pattern", "maxLength")
    if own in _BY_FORMAT.values() or schema.get("format") == "decimal":
        return ("pattern", "default") if own == "Duration" else ("pattern",)
    return ("pattern",) if schema.get("pattern") == NO_NUL else ()


def _without_null(kind: str | list[str] | None) -> tuple[str | None, bool]:
    if isinstance(kind, list):
        return next(each for each in kind if each != "null"), "null" in kind
    return kind, False
