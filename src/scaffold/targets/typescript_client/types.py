"""Types of the API as TypeScript has them on the wire: what a client sends and reads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from scaffold.design.design import Design
from scaffold.design.schemas import Property, Schema
from scaffold.design.types import Enumeration, Kind, ListOf, ObjectOf, Plain, Reference, Type
from scaffold.targets.shared.integers import is_exact_as_double
from scaffold.targets.typescript_nest.identifiers import Names
from scaffold.targets.typescript_nest.text import doc_comment, property_name, value

LONG = "Integer64"
"""A whole number of 64 bits: a ``number`` where that is exact, else a ``bigint``."""

_OWN_NAMES = (
    LONG, "ApiError", "CallOptions", "ClientOptions", "ErrorCode", "FieldError", "Listing", "OperationErrors",
)  # fmt: skip
_PLAIN = {Kind.NUMBER: "number", Kind.BOOLEAN: "boolean", Kind.JSON: "unknown"}


class MemberView(Struct, frozen=True):
    """One member of an object."""

    name: str
    type: str
    optional: bool
    comment: str | None

    @property
    def declaration(self) -> str:
        """The member in the type of the object."""
        return f"{self.name}{'?' if self.optional else ''}: {self.type}"


class ObjectView(Struct, frozen=True):
    """An object of the API."""

    name: str
    comment: str | None
    members: tuple[MemberView, ...]

    @property
    def is_empty(self) -> bool:
        """Whether no member may be there, which an interface without members does not say."""
        return not self.members


class TypeNames(Struct, frozen=True):
    """What the objects of the API are called; ``within`` leads to them from another module."""

    schemas: Mapping[str, str]
    within: str = ""

    def of(self, kind: Type) -> str:
        """The type of a value that is not null."""
        match kind:
            case ObjectOf(key):
                return f"{self.within}{self.schemas[key]}"
            case ListOf(item):
                inner = self.of(item)
                return f"({inner})[]" if " | " in inner else f"{inner}[]"
            case Enumeration(_, values):
                return " | ".join(value(each) for each in values)
            case Reference(_, id_type):
                return "number" if id_type.kind is Kind.INTEGER else "string"
            case Plain():
                return self._plain(kind)

    def _plain(self, kind: Plain) -> str:
        if kind.kind is Kind.INTEGER:
            return "number" if is_exact_as_double(kind) else f"{self.within}{LONG}"
        if kind.kind is Kind.MONEY:
            return f"{{ amount: {self.within}{LONG}; currency: string }}"
        return _PLAIN.get(kind.kind, "string")


def type_names(design: Design) -> TypeNames:
    """Names for all objects of a design: each its own, none of them one that the client has anyway."""
    names = Names(_OWN_NAMES)
    return TypeNames({each.key: names.take(each.key) for each in design.schemas})


def object_views(design: Design, names: TypeNames) -> tuple[ObjectView, ...]:
    """Every object of the API."""
    return tuple(
        ObjectView(names.schemas[each.key], _comment(each.description), tuple(_members(names, each)))
        for each in design.schemas
    )


def has_long_integers(objects: tuple[ObjectView, ...], further: Iterator[str]) -> bool:
    """Whether some type of the API holds whole numbers that JSON's usual readers round."""
    members = (member.type for each in objects for member in each.members)
    return any(LONG in kind for kinds in (members, further) for kind in kinds)


def _members(names: TypeNames, schema: Schema) -> Iterator[MemberView]:
    for each in schema.properties:
        kind = "number" if _is_counted_id(schema, each) else names.of(each.type)
        kind = f"{kind} | null" if each.nullable and kind != "unknown" else kind
        comment = _comment(each.description, 2)
        yield MemberView(property_name(each.wire), kind, not each.required, comment)


def _is_counted_id(schema: Schema, member: Property) -> bool:
    """Whether a member is the id that a database counts, which never gets beyond what a double holds."""
    is_whole = isinstance(member.type, Plain) and member.type.kind is Kind.INTEGER
    return is_whole and schema.entity is not None and member.attribute in (None, "id") and member.wire == "id"


def _comment(text: str | None, indent: int = 0) -> str | None:
    return doc_comment(text, indent) if text else None
