"""Columns as the templates of stores see them: read, written, sorted by, and their constraints."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from scaffold.design.design import Design
from scaffold.design.entities import Attribute, Entity, Table, TableIndex
from scaffold.design.types import Kind, ListOf, Plain, Reference, Type
from scaffold.targets.go.lists import sort_columns
from scaffold.targets.go.methods import UniqueColumn
from scaffold.targets.go.naming import EntityNames, ProjectNames, column_of
from scaffold.targets.go.sql import sql_name
from scaffold.targets.go.structs import is_optional
from scaffold.targets.go.text import go_string
from scaffold.targets.go.types import GoTypes, decimal_scale


class ConflictView(Struct, frozen=True):
    """A unique index, its columns as SQLite lists them, and the error of a second row."""

    index: str
    columns: str
    error: str


class ReferenceView(Struct, frozen=True):
    """A foreign key, its column, the table that it refers to, and what requests call it."""

    key: str
    column: str
    table: str
    field: str


class ColumnView(Struct, frozen=True):
    """A column of a row that is written, and the field that holds its value."""

    column: str
    field: str


class SortView(Struct, frozen=True):
    """A column that lists are sorted by: its name on the wire, and the field of a row."""

    wire: str
    column: str
    nullable: bool
    field: str


class SlugView(Struct, frozen=True):
    """A column that a new row makes from a text, unless a request gives it."""

    column: str
    field: str
    text: str


def written_columns(attributes: tuple[Attribute, ...], own: EntityNames) -> Iterator[ColumnView]:
    """The columns of attributes that are written."""
    for each in attributes:
        column = column_of(each)
        yield ColumnView(go_string(sql_name(column)), own.members[column])


def scan_targets(types: GoTypes, entity: Entity, own: EntityNames) -> Iterator[str]:
    """Where the columns of a row are read into."""
    yield f"&found.{own.members['id']}"
    for each in entity.attributes:
        if not each.secret:
            yield _target(types, each.type, f"&found.{own.members[each.column]}", nullable=each.nullable)
    for computed in entity.computed:
        yield _target(types, computed.type, f"&found.{own.members[computed.name.snake]}", nullable=False)


def _target(types: GoTypes, kind: Type, place: str, *, nullable: bool) -> str:
    read = _reading(types, kind)
    if read is None:
        return place
    if nullable and read.startswith(("readTime", "readDate", "readDecimal")):
        read = f"nullable({read})"
    elif nullable:
        read = f"orNil({read})"
    return f"into({place}, {read})"


def _reading(types: GoTypes, kind: Type) -> str | None:
    """What reads a column that databases keep in different ways."""
    match kind:
        case ListOf():
            return f"readJSON[{types.of(kind)}]"
        case Plain(Kind.JSON):
            return "readJSON[json.RawMessage]"
        case Plain(Kind.DATETIME):
            return "readTime"
        case Plain(Kind.DATE):
            return "readDate"
        case Plain(Kind.DECIMAL):
            return f"readDecimal({decimal_scale(kind)})"
        case Reference(_, id_type):
            return _reading(types, id_type)
    return None


def conflicts_of(names: ProjectNames, domain: str, entity: Entity, table: Table) -> Iterator[ConflictView]:
    """The unique indexes of an entity, each with the error of a second row."""
    indexes = {each.name: each for each in table.indexes}
    for each in entity.uniques:
        if each.error in names.errors and each.index in indexes:
            columns = _columns_in_sqlite(table, indexes[each.index])
            yield ConflictView(go_string(each.index), go_string(columns), f"{domain}.{names.errors[each.error]}")


def _columns_in_sqlite(table: Table, index: TableIndex) -> str:
    """What SQLite says of a broken index: its columns, or nothing when it has expressions (then it names it)."""
    return "" if index.lower else ", ".join(f"{table.name}.{column}" for column in index.columns)


def references_of(entity: Entity, table: Table) -> Iterator[ReferenceView]:
    """The foreign keys of an entity."""
    for key in (*table.foreign_keys, *table.late_foreign_keys):
        (column,) = key.columns
        field = go_string(f"body.{entity.attribute(column).wire}")
        yield ReferenceView(go_string(key.name), go_string(sql_name(column)), go_string(sql_name(key.table)), field)


def sort_views(design: Design, entity: Entity, own: EntityNames) -> Iterator[SortView]:
    """The columns that lists of an entity are sorted by."""
    for wire, column in sort_columns(design, entity).items():
        attribute = entity.attribute(column)
        yield SortView(go_string(wire), go_string(sql_name(column)), attribute.nullable, own.members[column])


def unique_columns(types: GoTypes, entity: Entity, own: EntityNames) -> Iterator[UniqueColumn]:
    """The id, and the other unique columns by which paths name rows."""
    yield UniqueColumn("", "id", "id", types.of(entity.id_type))
    targets = (each.target for each in types.design.operations if each.target and each.target.entity == entity.key)
    for column in dict.fromkeys(each.column for each in targets if each.column != "id"):
        kind = types.of(entity.attribute(column).type)
        yield UniqueColumn(f"By{own.members[column]}", "key", sql_name(column), kind)


def slug_views(entity: Entity, own: EntityNames) -> Iterator[SlugView]:
    """The columns that new rows make from others."""
    for each in entity.attributes:
        if each.slug_of is not None:
            source = entity.attribute(each.slug_of)
            text = f"row.{own.members[source.column]}"
            text = f"valueOf({text})" if is_optional(source) else text
            yield SlugView(go_string(sql_name(each.column)), own.members[each.column], text)
