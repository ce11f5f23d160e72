"""Which types of ``core.schemas`` a service needs."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from msgspec import Struct

from scaffold.design.design import Design
from scaffold.design.operations import Parameter
from scaffold.design.types import Enumeration, Kind, Plain, Reference
from scaffold.openapi.walking import objects_in
from scaffold.targets.python_fastapi.authentication import AuthView
from scaffold.targets.python_fastapi.decimals import decimal_type
from scaffold.targets.python_fastapi.types import answer_scalars

SCALARS = (
    "Id", "Date", "Timestamp", "Duration", "DecimalText", "Json", "JsonValue", "Email", "Text", "Integer",
    "QueryInteger", "QueryNumber", "QueryBoolean", "QueryChoice",
)  # fmt: skip
"""All of them, in the order of the module."""

_IN_PATHS = {
    Kind.UUID: "Id",
    Kind.INTEGER: "QueryInteger",
    Kind.NUMBER: "QueryNumber",
    Kind.BOOLEAN: "QueryBoolean",
    Kind.DATE: "Date",
    Kind.DATETIME: "Timestamp",
    Kind.DURATION: "Duration",
    Kind.DECIMAL: "DecimalText",
    Kind.EMAIL: "Email",
}


class DecimalForm(Struct, frozen=True):
    """A type of decimals with so many digits before and behind the point, as a pattern says."""

    name: str
    pattern: str


def used_scalars(design: Design, contract: Mapping[str, Any], auth: AuthView | None) -> tuple[str, ...]:
    """The scalar types that models, parameters and settings are written with."""
    found = set(_custom_types(contract))
    for operation in design.operations:
        found.update(parameter_scalar(each) for each in operation.parameters if each.place != "query")
        found.update(scalar for answer in operation.answers if answer.type for scalar in answer_scalars(answer.type))
    if auth is not None and auth.first_admin is not None and auth.first_admin.has_email:
        found.add("Email")
    if any("Decimal" in name for name in found):
        found.add("DecimalText")
    if "JsonValue" in found:
        found.add("Json")
    return tuple(name for name in SCALARS if name in found)


def decimal_forms(openapi: Mapping[str, Any], scalars: Collection[str]) -> tuple[DecimalForm, ...]:
    """The forms of decimals that the service reads, by name; ``scalars`` are the types that it uses."""
    if "DecimalText" not in scalars:
        return ()
    found = {decimal_type(pattern): pattern for pattern in _decimal_patterns(openapi)}
    return tuple(DecimalForm(name, pattern) for name, pattern in sorted(found.items()) if name != "DecimalText")


def _decimal_patterns(openapi: Mapping[str, Any]) -> Iterator[str]:
    for node in objects_in(openapi):
        if node.get("format") == "decimal" and isinstance(node.get("pattern"), str):
            yield node["pattern"]


def parameter_scalar(parameter: Parameter) -> str:
    """The type of a parameter of the path or of a header, which arrives as text."""
    match parameter.type:
        case Reference(_, Plain(kind)) | Plain(kind):
            return _IN_PATHS.get(kind, "Text")
        case Enumeration(_, values) if not all(isinstance(each, str) for each in values):
            return "QueryChoice"
    return "Text"


def _custom_types(contract: Mapping[str, Any]) -> Iterator[str]:
    for node in objects_in(contract):
        path = node.get("customTypePath")
        if isinstance(path, str):
            yield path.rpartition(".")[2]
