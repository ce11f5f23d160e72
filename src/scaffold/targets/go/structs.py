"""Structs of the domain: the fields of rows, of what is stored, and of what changes."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from scaffold.design.entities import Attribute, Entity
from scaffold.design.types import Enumeration, Kind, ListOf, Plain
from scaffold.targets.go.naming import EntityNames, EnumerationNames, column_of
from scaffold.targets.go.text import go_string
from scaffold.targets.go.types import GoTypes

_ZEROS = frozenset({"0", "0.0", '""', "false"})
"""What a field of a struct literal is anyway."""


class Field(Struct, frozen=True):
    """A field of a struct; its tag, if it has one, is part of the type."""

    name: str
    type: str


class Constant(Struct, frozen=True):
    """A constant and its value."""

    name: str
    value: str


class EnumerationView(Struct, frozen=True):
    """An enumeration: its type, the kind that it is underneath, and its values."""

    type: str
    kind: str
    sentence: str
    constants: tuple[Constant, ...]


def enumeration_view(enumeration: Enumeration, names: EnumerationNames) -> EnumerationView:
    """See an enumeration as its template does."""
    first = enumeration.values[0]
    kind = "string" if isinstance(first, str) else "bool" if isinstance(first, bool) else "int64"
    if any(isinstance(each, float) for each in enumeration.values):
        kind = "float64"
    constants = (Constant(name, _literal(value)) for value, name in names.constants.items())
    return EnumerationView(names.type, kind, enumeration.name.sentence, tuple(constants))


def row_fields(entity: Entity, own: EntityNames, types: GoTypes) -> Iterator[Field]:
    """What is read of a row: all but secrets, and what is computed of it."""
    yield Field(own.members["id"], types.of(entity.id_type))
    for each in entity.attributes:
        if not each.secret:
            yield Field(own.members[each.column], types.of(each.type, nullable=each.nullable))
    for computed in entity.computed:
        yield Field(own.members[computed.name.snake], types.of(computed.type))


def new_fields(entity: Entity, own: EntityNames, types: GoTypes) -> Iterator[Field]:
    """What a new row is made from."""
    for each in entity.attributes:
        yield Field(own.members[column_of(each)], stored_type(each, types, nullable=is_optional(each)))


def changed_fields(entity: Entity, own: EntityNames, types: GoTypes) -> Iterator[Field]:
    """What may change of a row; the store sets the time of the change itself."""
    for each in entity.attributes:
        if not each.touched:
            kind = stored_type(each, types, nullable=each.nullable)
            yield Field(own.members[column_of(each)], f"Optional[{kind}]")


def filter_fields(entity: Entity, own: EntityNames, types: GoTypes) -> Iterator[Field]:
    """What rows can be found by: columns of plain values."""
    for each in filtered(entity):
        yield Field(own.members[each.column], f"Optional[{types.of(each.type, nullable=each.nullable)}]")


def filtered(entity: Entity) -> Iterator[Attribute]:
    """The attributes that rows can be found by."""
    for each in entity.attributes:
        is_document = isinstance(each.type, ListOf) or (isinstance(each.type, Plain) and each.type.kind is Kind.JSON)
        if not each.secret and not is_document:
            yield each


def default_fields(entity: Entity, own: EntityNames, types: GoTypes) -> Iterator[Field]:
    """What a new row is where nobody says otherwise: the fields, each with the expression of its value."""
    for each in entity.attributes:
        if each.default is None or (each.default.value is None and each.default.clock is None):
            continue
        value = types.default(each.default, each.type, "now")
        if value in _ZEROS and not is_optional(each):
            continue
        if is_optional(each) and types.of(each.type, nullable=True).startswith("*"):
            value = types.address(value, each.type)
        yield Field(own.members[column_of(each)], value)


def uses_clock(entity: Entity) -> bool:
    """Whether the defaults of an entity depend on the time."""
    return any(each.default is not None and each.default.clock is not None for each in entity.attributes)


def is_optional(attribute: Attribute) -> bool:
    """Whether a new row may leave the attribute open: it may be null, or is made from another."""
    return attribute.nullable or attribute.slug_of is not None


def stored_type(attribute: Attribute, types: GoTypes, *, nullable: bool) -> str:
    """The type of a column; a secret is kept as a hash."""
    if attribute.secret:
        return "*string" if nullable else "string"
    return types.of(attribute.type, nullable=nullable)


def _literal(value: str | int | float | bool) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return go_string(value) if isinstance(value, str) else repr(value)
