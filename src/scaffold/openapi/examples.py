"""Examples: realistic values for every schema, the same in every run, valid by the schema they stand beside."""

from __future__ import annotations

from decimal import Decimal
from hashlib import blake2s
from typing import Any

from scaffold.design.design import Design
from scaffold.design.entities import Default
from scaffold.design.operations import Parameter
from scaffold.design.schemas import Property, Schema
from scaffold.design.types import STRINGS, Enumeration, Kind, ListOf, ObjectOf, Plain, Reference, Type
from scaffold.names import Name
from scaffold.openapi.matching import matching_text
from scaffold.openapi.values import Json, decimal_digits, default_value
from scaffold.spec.patterns import portable_pattern

_USUAL = {
    "full_name": "Ada Lovelace",
    "first_name": "Ada",
    "last_name": "Lovelace",
    "username": "ada",
    "phone": "+44 20 7946 0000",
    "street": "1 High Street",
    "address": "1 High Street, London",
    "city": "London",
    "country": "United Kingdom",
    "password": "correct horse battery staple",
    "email": "ada@example.com",
    "q": "example",
}
_FIXED: dict[Kind, Any] = {
    Kind.BOOLEAN: True,
    Kind.DATE: "2026-01-15",
    Kind.DATETIME: "2026-01-15T09:30:00.000Z",
    Kind.DURATION: "PT30M",
    Kind.JSON: {},
    Kind.FILE: "files/example",
}


class Examples:
    """The examples of one design; each schema's is made once."""

    def __init__(self, design: Design) -> None:
        self._design = design
        self._made: dict[str, Json] = {}
        self._open: list[str] = []

    def of_schema(self, key: str) -> Json:
        """An object as the schema describes it.

        Members that only some roles may send are left out, so are optional ones that would
        hold the object itself again.
        """
        if key not in self._made:
            schema = self._design.schema[key]
            self._open.append(key)
            shown = (each for each in schema.properties if self._is_shown(schema, each))
            self._made[key] = {each.wire: self._of_property(schema, each) for each in shown}
            self._open.pop()
        return self._made[key]

    def of_parameter(self, parameter: Parameter) -> Any:
        """A value that a request may bring."""
        if parameter.example is not None:
            return parameter.example
        return default_value(parameter.type, parameter.default).get(
            "default", self.of_type(parameter.type, parameter.name)
        )

    def of_type(self, kind: Type, name: Name) -> Any:
        """A value of that type; ``name`` lends strings their words."""
        match kind:
            case ObjectOf(key):
                return self.of_schema(key)
            case ListOf(item, least, most):
                count = 0 if most == 0 or self._is_open(item) else max(least or 0, 1)
                return [self.of_type(item, name) for _ in range(count)]
            case Enumeration(_, values):
                return values[0]
            case Reference(entity, id_type):
                return _identifier(entity, id_type)
            case Plain():
                return plain_example(kind, name)

    def _is_shown(self, schema: Schema, each: Property) -> bool:
        if each.required:
            return True
        return not each.roles and not self._is_open(each.type)

    def _is_open(self, kind: Type) -> bool:
        """Whether a value of the type would hold an object that is being made."""
        return isinstance(kind, ObjectOf) and kind.schema in self._open

    def _of_property(self, schema: Schema, each: Property) -> Any:
        if each.example is not None:
            return each.example
        if each.nullable and (schema.purpose == "page" or self._is_open(each.type)):
            return None
        if each.attribute == "id" and schema.entity is not None:
            return self.of_type(Reference(schema.entity, _id_type(each.type)), each.name)
        default = default_value(each.type, each.default or self._stored_default(schema, each)).get("default")
        return self.of_type(each.type, each.name) if default is None or default == [] else default

    def _stored_default(self, schema: Schema, each: Property) -> Default | None:
        """What a row has that nobody set otherwise; a change shows something else."""
        if schema.entity is None or schema.purpose == "update":
            return None
        attributes = self._design.entity[schema.entity].attributes
        return next((attribute.default for attribute in attributes if attribute.column == each.attribute), None)


def plain_example(kind: Plain, name: Name) -> Any:
    """A value of a plain type within its limits; ``name`` lends strings their words."""
    if kind.kind in STRINGS:
        return _string(kind, name)
    match kind.kind:
        case Kind.UUID:
            return _uuid(name.snake)
        case Kind.INTEGER:
            return int(_between(2024 if name.words[-1] == "year" else 3, kind))
        case Kind.NUMBER:
            return float(_between(2.5, kind))
        case Kind.DECIMAL:
            return _decimal(kind)
        case Kind.MONEY:
            return {"amount": int(_between(1250, kind)), "currency": kind.currency or "EUR"}
    return _FIXED[kind.kind]


def _string(kind: Plain, name: Name) -> str:
    least, most = int(kind.min or 0), None if kind.max is None else int(kind.max)
    if kind.pattern is not None:
        text = matching_text(portable_pattern(kind.pattern), least, most)
        if text is not None:
            return text
    match kind.kind:
        case Kind.EMAIL:
            return "ada@example.com" if most is None or most >= len("ada@example.com") else "a@b.io"
        case Kind.URL:
            return f"https://example.com/{name.kebab}"[:most]
        case Kind.SLUG:
            return f"example-{name.kebab}"[:most].rstrip("-")
    return _fitted(_USUAL.get(name.snake, f"Example {name.sentence}"), least, most)


def _fitted(text: str, least: int, most: int | None) -> str:
    """The text cut or repeated to a length within the limits."""
    while len(text) < least:
        text = f"{text} {text}"
    cut = text[: most if most is not None and most < len(text) else max(len(text), least)]
    return cut.rstrip() if len(cut.rstrip()) >= least else cut


def _between(wanted: float, kind: Plain) -> float | Decimal:
    if kind.min is not None and wanted < kind.min:
        return kind.min
    if kind.max is not None and wanted > kind.max:
        return kind.max
    return wanted


def _decimal(kind: Plain) -> str:
    before, behind = decimal_digits(kind)
    wanted = _between((0.5, 2.5, 12.5)[min(before, 2)], kind)
    return f"{Decimal(str(wanted)):.{min(behind, 2)}f}"


def _id_type(kind: Type) -> Plain:
    return kind if isinstance(kind, Plain) else Plain(Kind.UUID)


def _identifier(entity: str, id_type: Plain) -> str | int:
    """The example id of an entity: wherever it is meant, it is the same."""
    return _uuid(entity) if id_type.kind is Kind.UUID else int(_between(1, id_type))


def _uuid(text: str) -> str:
    """A UUIDv7 (RFC 9562 §5.7) of a fixed time, told apart by the text."""
    tail = blake2s(text.encode(), digest_size=9).hexdigest()
    return f"019bc0e6-4c00-7{tail[:3]}-8{tail[3:6]}-{tail[6:18]}"
