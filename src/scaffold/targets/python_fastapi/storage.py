"""What the repositories of a service have in common: only what one of its entities needs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from scaffold.design.conditions import (
    BoundCondition,
    Conjunction,
    Contains,
    Disjunction,
    Negation,
    RowExists,
)
from scaffold.design.design import Design
from scaffold.design.types import Kind, Plain
from scaffold.targets.python_fastapi.identifiers import member_name
from scaffold.targets.python_fastapi.types import column_type

COLUMN_TYPES = ("UtcDateTime", "Json", "JsonList", "JsonItems", "ExactDecimal", "DecimalTotal", "SerialKey")
"""The column types of a service's own, in the order of ``core.columns``."""


class RepositoryView(Struct, frozen=True):
    """The base class of repositories.

    Attributes:
        variables: The class variables that subclasses set, beyond those that all have.
        by_column: Whether paths name rows by another column than the id.
        changed_values: The expression of what an update stores.
        per_caller: Whether computed fields depend on the caller; then methods take ``caller_id``.
    """

    variables: tuple[str, ...]
    soft_delete: bool
    wires: bool
    by_column: bool
    changed_values: str
    per_caller: bool

    @property
    def caller_parameter(self) -> str:
        """The parameter of a method that takes keywords already."""
        return ", caller_id: RowId | None = None" if self.per_caller else ""

    @property
    def caller_parameter_after_star(self) -> str:
        """The parameter of a method without keywords."""
        return ", *, caller_id: RowId | None = None" if self.per_caller else ""

    @property
    def caller_argument(self) -> str:
        """The argument that hands the caller on."""
        return ", caller_id=caller_id" if self.per_caller else ""

    @property
    def caller_positional(self) -> str:
        """The same argument by position."""
        return ", caller_id" if self.per_caller else ""

    @property
    def caller_pair(self) -> str:
        """The caller among the parameters of a statement."""
        return '"caller_id": caller_id' if self.per_caller else ""

    @property
    def caller_item(self) -> str:
        """The same behind another parameter."""
        return f", {self.caller_pair}" if self.per_caller else ""

    @property
    def caller_parameters(self) -> str:
        """The parameters of a statement that has no others."""
        return f", {{{self.caller_pair}}}" if self.per_caller else ""


def repository_view(design: Design) -> RepositoryView:
    """What the base class of all repositories does for the entities of a design."""
    attributes = [each for entity in design.entities for each in entity.attributes]
    soft_delete = any(entity.soft_delete for entity in design.entities)
    touched = any(each.touched for each in attributes)
    wires = any(member_name(each.column) != each.wire for each in attributes)
    variables = (
        *(["touched: ClassVar[Sequence[str]] = ()"] if touched else []),
        *(["wires: ClassVar[Mapping[str, str]] = {}"] if wires else []),
    )
    return RepositoryView(
        variables=variables,
        soft_delete=soft_delete,
        wires=wires,
        by_column=any(each.target.column != "id" for each in design.operations if each.target),
        changed_values="{**changes, **dict.fromkeys(self.touched, now())}" if touched else "dict(changes)",
        per_caller=any(each.per_caller for entity in design.entities for each in entity.computed),
    )


def used_column_types(design: Design) -> tuple[str, ...]:
    """The column types of the service's own that its tables are written with."""
    written = [column_type(column.type) for table in design.tables for column in table.columns]
    found = {name for text in written for name in re.findall(r"\w+", text)}
    if any(entity.id_type.kind is Kind.INTEGER for entity in design.entities):
        found.add("SerialKey")
    if any(
        each.function == "sum" and each.type.kind is Kind.DECIMAL
        for entity in design.entities
        for each in entity.computed
    ):
        found.add("DecimalTotal")
    if any(_is_moment(column.type) for table in design.tables for column in table.columns):
        found.add("UtcDateTime")
    return tuple(name for name in COLUMN_TYPES if name in found)


def has_list_conditions(design: Design) -> bool:
    """Whether some condition asks what a list holds."""
    return any(_asks_list(condition) for condition in _conditions(design))


def has_search(design: Design) -> bool:
    """Whether some list is searched."""
    return any(each.listing.search for each in design.operations if each.listing)


def _is_moment(kind: object) -> bool:
    return isinstance(kind, Plain) and kind.kind is Kind.DATETIME


def _conditions(design: Design) -> Iterator[BoundCondition]:
    for operation in design.operations:
        if operation.listing is not None:
            yield from (each.condition for each in operation.listing.filters)
            if operation.listing.where is not None:
                yield operation.listing.where
    for entity in design.entities:
        yield from (each.where for each in entity.computed if each.where is not None)


def _asks_list(condition: BoundCondition) -> bool:
    match condition:
        case Contains():
            return True
        case RowExists(_, _, where, _):
            return where is not None and _asks_list(where)
        case Negation(inner):
            return _asks_list(inner)
        case Conjunction(parts) | Disjunction(parts):
            return any(_asks_list(part) for part in parts)
    return False
