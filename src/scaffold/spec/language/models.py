"""Models: what is stored, and how rows may change."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, StrictBool

from scaffold.spec.language.base import Condition, Name, Node
from scaffold.spec.language.fields import AccessList, FieldRef

StateNames = Annotated[
    tuple[str, ...],
    BeforeValidator(
        lambda value: (value,) if isinstance(value, str) else value, json_schema_input_type=str | list[str]
    ),
]
"""States: one word or a list."""


IdType = Literal["uuid", "integer"]


class Unique(Node):
    """Fields whose values together belong to one row only, among all rows or those of ``where``."""

    fields: tuple[Name, ...] = Field(min_length=1, description="The fields, in the order of the index.")
    where: Condition | None = Field(None, description="Only rows for which this holds: a partial unique index.")
    error: Name | None = Field(None, description="The error of a second row; `<field>_taken` unless said.")


class Index(Node):
    """An index for reading. References and filters have theirs without being asked."""

    fields: tuple[Name, ...] = Field(min_length=1)
    where: Condition | None = None


class Transition(Node):
    """One allowed change of a state."""

    source: StateNames = Field(alias="from", description="The states it starts from.")
    to: str = Field(description="The state it leads to.")
    by: AccessList | None = Field(None, description="Who may make it; anybody who may call the operation unless said.")


class States(Node):
    """A field that moves only along the given transitions."""

    field: Name = Field(description="The enum field that holds the state.")
    initial: str = Field(description="The state of a new row.")
    transitions: tuple[Transition, ...] = Field(min_length=1)
    final: tuple[str, ...] = Field(
        (), description="States that nothing leads out of; said so that they are not a mistake."
    )
    error: Name = Field("invalid_transition", description="The error of any other change.")


class ModelSpec(Node):
    """A thing that is stored: one table, with an `id` that needs no mention."""

    description: str | None = Field(None, description="What it is, in one sentence.")
    id: IdType | None = Field(None, description="The type of its id; as in `conventions` unless said.")
    fields: dict[Name, FieldRef] = Field(default_factory=dict, description="Its fields, required unless `optional`.")
    unique: tuple[Unique, ...] = Field((), description="Composite and partial unique indexes.")
    index: tuple[Index, ...] = Field((), description="Further indexes.")
    states: States | None = Field(None, description="Allowed transitions of one of its fields.")
    soft_delete: StrictBool = Field(False, description="Deleted rows are kept and no longer seen.")
    table: Name | None = Field(None, description="The table's name, where the usual one does not do.")
    was: Name | None = Field(None, description="Its former name, so that a rename keeps the rows.")


class ShapeSpec(Node):
    """An object that is sent or answered but not stored as such."""

    description: str | None = None
    of: Name | None = Field(None, description="Starts from the fields of this model or shape.")
    only: tuple[Name, ...] | None = Field(None, description="Of `of`, these fields alone.")
    without: tuple[Name, ...] = Field((), description="Of `of`, not these fields.")
    fields: dict[Name, FieldRef] = Field(default_factory=dict, description="Further fields.")


JsonNames = Literal["snake_case", "camelCase"]
