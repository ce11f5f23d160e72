"""How a language writes the values of tests."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol

from scaffold.design.entities import Attribute, Entity
from scaffold.design.types import Kind, Type
from scaffold.testdata.conditions import Known, Values
from scaffold.testdata.values import Json


def nowhere(ids: Kind) -> str:
    """The name of an id that no row has, among ids of a kind."""
    return "NOWHERE" if ids is Kind.UUID else "NO_NUMBER"


class Syntax(Protocol):
    """Writes values as expressions; a value that only a running test knows stands as the name of its kind."""

    @property
    def null(self) -> str:
        """No value."""

    def string(self, text: str) -> str:
        """A text."""

    def json(self, value: Json) -> str:
        """A value as it is in JSON; the id of a row leads nowhere."""

    def row_value(self, value: Json, kind: Type) -> str:
        """A value as rows have it."""

    def mapping(self, expressions: Mapping[str, str]) -> str:
        """Expressions by name."""

    def set_of(self, texts: Iterable[str]) -> str:
        """Different texts."""

    def row(self, *expressions: str) -> str:
        """A row of a table."""

    def new_row(self, model: str) -> str:
        """What stands for the id of a new row of a model."""

    def model(self, entity: Entity) -> str:
        """What tests call an entity."""

    def member(self, attribute: Attribute) -> str:
        """What rows call a stored field."""


def member_of(syntax: Syntax, entity: Entity, column: str) -> str:
    """What rows call a column."""
    return "id" if column == "id" else syntax.member(entity.attribute(column))


def list_of(expressions: Iterable[str]) -> str:
    """Expressions one after the other, as all languages of rows write them."""
    return f"[{', '.join(expressions)}]"


def row_values(syntax: Syntax, entity: Entity, values: Values) -> str:
    """The values of members of a row."""
    found = {}
    for column, value in values.items():
        attribute = entity.attribute(column)
        known = value.name if isinstance(value, Known) else syntax.row_value(value, attribute.type)
        found[syntax.member(attribute)] = known
    return syntax.mapping(found)


def or_null(syntax: Syntax, text: str | None) -> str:
    """A text, or no value for none."""
    return syntax.string(text) if text else syntax.null
