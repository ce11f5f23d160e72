"""Rows as templates see them: the members of what is read, of a new row, and of its changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from scaffold.design.entities import Attribute, Default, Entity
from scaffold.design.types import ListOf
from scaffold.targets.python_fastapi.identifiers import member_name
from scaffold.targets.python_fastapi.naming import EntityNames
from scaffold.targets.python_fastapi.types import row_annotation, typed_value

_HIDING = frozenset({"date", "datetime", "timedelta"})
"""Members of these names hide the types; beside one, types are spelled ``dt.date``."""


class Member(Struct, frozen=True):
    """A field of a dataclass or a typed dict; ``default`` is the expression that it starts with, if any."""

    name: str
    annotation: str
    default: str | None = None

    @property
    def declaration(self) -> str:
        """The field with its default."""
        return f"{self.name}: {self.annotation}" + (f" = {self.default}" if self.default is not None else "")


def column_key(attribute: Attribute) -> str:
    """What rows call a column: ``password_hash`` for a secret."""
    return member_name(f"{attribute.column}_hash" if attribute.secret else attribute.column)


def member_annotations(entity: Entity, own: EntityNames) -> Mapping[str, str]:
    """By column, the annotation of its value when it is not null."""
    qualified = any(member_name(each.column) in _HIDING for each in entity.attributes)
    return {
        each.column: row_annotation(each.type, alias=own.aliases.get(each.column), qualified=qualified)
        for each in entity.attributes
    }


def _or_none(annotation: str, nullable: bool) -> str:
    return f"{annotation} | None" if nullable and annotation != "Any" else annotation


def row_members(entity: Entity, annotations: Mapping[str, str]) -> Iterator[Member]:
    """What is read of a row: all but secrets, and what is computed of it."""
    yield Member("id", row_annotation(entity.id_type))
    for each in entity.attributes:
        if not each.secret:
            yield Member(member_name(each.column), _or_none(annotations[each.column], each.nullable))
    for field in entity.computed:
        yield Member(member_name(field.name.snake), row_annotation(field.type))


def new_members(entity: Entity, annotations: Mapping[str, str]) -> Iterator[Member]:
    """What a new row is made from."""
    for each in entity.attributes:
        nullable = each.nullable or each.slug_of is not None
        annotation = _or_none("str" if each.secret else annotations[each.column], nullable)
        yield Member(column_key(each), annotation, _default(each))


def changed_members(entity: Entity, annotations: Mapping[str, str]) -> Iterator[Member]:
    """What may change of a row; the database sets the time of the change itself."""
    for each in entity.attributes:
        if not each.touched:
            yield Member(column_key(each), _or_none("str" if each.secret else annotations[each.column], each.nullable))


def _default(attribute: Attribute) -> str | None:
    default = attribute.default
    if default is None:
        return "None" if attribute.nullable or attribute.slug_of is not None else None
    if default.clock is not None:
        return f"field(default_factory={default.clock})"
    if isinstance(default.value, tuple):
        return _list_default(attribute, default)
    return "None" if default.value is None else typed_value(default.value, attribute.type)


def _list_default(attribute: Attribute, default: Default) -> str:
    items = default.value if isinstance(default.value, tuple) else ()
    if not items:
        return "field(default_factory=list)"
    kind = attribute.type.item if isinstance(attribute.type, ListOf) else attribute.type
    return f"field(default_factory=lambda: [{', '.join(typed_value(item, kind) for item in items)}])"
