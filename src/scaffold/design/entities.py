"""Entities: what is stored, how it is computed, and the tables it lives in."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from scaffold.design.conditions import BoundCondition, ConstantValue
from scaffold.design.types import Plain, Type
from scaffold.names import Name

OnDelete = Literal["restrict", "cascade", "set_null"]


class Default(Struct, frozen=True):
    """The value of a field that was left out: a constant, a list of them, or the server's clock."""

    value: ConstantValue | tuple[ConstantValue, ...] | None = None
    clock: Literal["now", "today"] | None = None


class Attribute(Struct, frozen=True):
    """A stored field of an entity.

    Attributes:
        name: its words, without the ``id`` of a reference.
        wire: its name in JSON, ``book_id`` for a reference.
        column: its column.
        nullable: whether the column may be null.
        default: what it is when a request leaves it out.
        writable: whether requests may set it at all; otherwise the server does.
        answered: whether answers show it.
        create_only: given when the row is made, never changed.
        secret: kept only as an argon2id hash, in ``<column>_hash``.
        ignore_case: unique whatever the case.
    """

    name: Name
    wire: str
    column: str
    type: Type
    nullable: bool = False
    default: Default | None = None
    unique: bool = False
    ignore_case: bool = False
    writable: bool = True
    answered: bool = True
    create_only: bool = False
    secret: bool = False
    on_delete: OnDelete = "restrict"
    touched: bool = False
    slug_of: str | None = None
    description: str | None = None
    example: object = None
    was: str | None = None


class Computed(Struct, frozen=True):
    """A field that is worked out in the query: never stored, never one query a row."""

    name: Name
    wire: str
    function: Literal["count", "exists", "sum"]
    entity: str
    column: str
    summed: str | None
    where: BoundCondition | None
    per_caller: bool
    type: Plain
    description: str | None = None


class ManyToMany(Struct, frozen=True):
    """Any number of rows of another entity, through a join table."""

    name: Name
    wire: str
    entity: str
    table: str
    own_column: str
    other_column: str


class UniqueRule(Struct, frozen=True):
    """Values that only one row may have, and the error of a second one."""

    columns: tuple[str, ...]
    where: BoundCondition | None
    index: str
    error: str
    wires: tuple[str, ...]
    ignore_case: bool = False


class Transition(Struct, frozen=True):
    """One allowed change of a state; `roles` of `None` is anybody."""

    sources: tuple[str, ...]
    to: str
    roles: tuple[str, ...] | None


class StateMachine(Struct, frozen=True):
    """A column that moves only along its transitions."""

    column: str
    wire: str
    initial: str
    transitions: tuple[Transition, ...]
    error: str


class Entity(Struct, frozen=True):
    """A stored thing.

    Attributes:
        key: its name in the spec, by which other parts of the design refer to it.
        plural: its name for several, ``books``.
        owner: the column that holds the id of the user it belongs to.
        in_use_error: the error when a row that others refer to is deleted, if any do.
    """

    key: str
    name: Name
    plural: Name
    table: str
    id_type: Plain
    attributes: tuple[Attribute, ...]
    computed: tuple[Computed, ...]
    many: tuple[ManyToMany, ...]
    uniques: tuple[UniqueRule, ...]
    owner: str | None
    soft_delete: bool
    states: StateMachine | None
    in_use_error: str | None
    description: str | None
    was: str | None = None

    def attribute(self, key: str) -> Attribute:
        """The stored field of that name in the spec or column.

        Raises:
            KeyError: there is none.
        """
        for attribute in self.attributes:
            if key in (attribute.column, attribute.wire, attribute.name.snake):
                return attribute
        raise KeyError(key)


class TableColumn(Struct, frozen=True):
    """A column as a database sees it; ``type`` is a plain kind, an enumeration, or a list (JSON)."""

    name: str
    type: Type
    nullable: bool = False
    default: Default | None = None
    was: str | None = None


class ForeignKey(Struct, frozen=True):
    """Columns that hold the primary key of another table."""

    columns: tuple[str, ...]
    table: str
    on_delete: OnDelete
    name: str


class TableIndex(Struct, frozen=True):
    """An index. ``lower`` names the columns that are compared without case."""

    name: str
    columns: tuple[str, ...]
    unique: bool = False
    where: BoundCondition | None = None
    lower: tuple[str, ...] = ()


class Table(Struct, frozen=True):
    """A table with its constraints; ``foreign_keys`` to later tables are in ``late_foreign_keys``."""

    name: str
    columns: tuple[TableColumn, ...]
    primary_key: tuple[str, ...]
    foreign_keys: tuple[ForeignKey, ...] = ()
    late_foreign_keys: tuple[ForeignKey, ...] = ()
    indexes: tuple[TableIndex, ...] = ()
    entity: str | None = None
    was: str | None = None
