"""Entities → tables, in an order in which they can be created."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from scaffold.design.conditions import Column, Compare
from scaffold.design.design import Auth
from scaffold.design.entities import Entity, ForeignKey, OnDelete, Table, TableColumn, TableIndex
from scaffold.design.operations import ListPlan
from scaffold.design.resolve.entities import DELETED_AT
from scaffold.design.resolve.names import constraint_name
from scaffold.design.types import Kind, Plain, Reference

SESSIONS = "auth_sessions"
FAILED_LOGINS = "auth_failed_logins"


def resolve_tables(
    entities: Mapping[str, Entity], lists: Sequence[tuple[str, ListPlan]], auth: Auth | None
) -> tuple[Table, ...]:
    """Every table of the service: those of entities, join tables, and those that logins need."""
    read_by = _columns_read(lists)
    own = [_table(entity, entities, read_by.get(entity.key, ())) for entity in entities.values()]
    joins = [table for entity in entities.values() for table in _join_tables(entity, entities)]
    sessions = list(_session_tables(entities[auth.user], auth)) if auth and auth.password_column else []
    return tuple(_in_order([*own, *joins, *sessions]))


def _columns_read(lists: Sequence[tuple[str, ListPlan]]) -> dict[str, list[tuple[str, ...]]]:
    """By entity, what its lists filter by, and sort by (with the id that makes the order whole)."""
    found: dict[str, dict[tuple[str, ...], None]] = {}
    for entity, plan in lists:
        columns = found.setdefault(entity, {})
        for each in plan.filters:
            match each.condition:
                case Compare(Column(_, column), "=", _):
                    columns[(column,)] = None
        keys = (*(sort.column for sort in plan.sorts), *(order.column for order in plan.order))
        columns.update(dict.fromkeys((key, "id") for key in keys if key != "id"))
    return {entity: list(columns) for entity, columns in found.items()}


def _table(entity: Entity, entities: Mapping[str, Entity], read: Iterable[tuple[str, ...]]) -> Table:
    columns = [TableColumn("id", entity.id_type)]
    foreign_keys = []
    for each in entity.attributes:
        column = f"{each.column}_hash" if each.secret else each.column
        kind = Plain(Kind.TEXT) if each.secret else each.type
        columns.append(TableColumn(column, kind, each.nullable, each.default, each.was))
        if isinstance(each.type, Reference):
            foreign_keys.append(
                _foreign_key(entity.table, each.column, entities[each.type.entity].table, each.on_delete)
            )
    if entity.soft_delete:
        columns.append(TableColumn(DELETED_AT, Plain(Kind.DATETIME), nullable=True))
    return Table(
        name=entity.table,
        columns=tuple(columns),
        primary_key=("id",),
        foreign_keys=tuple(foreign_keys),
        indexes=tuple(_indexes(entity, read)),
        entity=entity.key,
        was=entity.was,
    )


def _foreign_key(table: str, column: str, other: str, on_delete: OnDelete) -> ForeignKey:
    return ForeignKey((column,), other, on_delete, constraint_name("fk", table, column))


def _indexes(entity: Entity, read: Iterable[tuple[str, ...]]) -> Iterator[TableIndex]:
    """Unique indexes, then one for every reference, filter and sort that no other serves."""
    wanted: dict[tuple[str, ...], None] = {}
    for unique in entity.uniques:
        yield TableIndex(unique.index, unique.columns, True, unique.where, unique.columns if unique.ignore_case else ())
    whole = {unique.columns for unique in entity.uniques if unique.where is None and not unique.ignore_case}
    references = ((each.column,) for each in entity.attributes if isinstance(each.type, Reference))
    wanted.update(dict.fromkeys((*references, *read)))
    for columns in wanted:
        longer = any(other != columns and other[: len(columns)] == columns for other in (*wanted, *whole))
        if columns not in whole and not longer:
            yield _index(entity.table, *columns)


def _join_tables(entity: Entity, entities: Mapping[str, Entity]) -> Iterator[Table]:
    for many in entity.many:
        other = entities[many.entity]
        yield Table(
            name=many.table,
            columns=(TableColumn(many.own_column, entity.id_type), TableColumn(many.other_column, other.id_type)),
            primary_key=(many.own_column, many.other_column),
            foreign_keys=(
                _foreign_key(many.table, many.own_column, entity.table, "cascade"),
                _foreign_key(many.table, many.other_column, other.table, "cascade"),
            ),
            indexes=(TableIndex(constraint_name("ix", many.table, many.other_column), (many.other_column,)),),
        )


def _session_tables(user: Entity, auth: Auth) -> Iterator[Table]:
    """Sessions with the digest of their one valid refresh token, and failed logins."""
    digest = Plain(Kind.BINARY, max=32)
    moment = Plain(Kind.DATETIME)
    yield Table(
        name=SESSIONS,
        columns=(
            TableColumn("id", Plain(Kind.UUID)),
            TableColumn("user_id", user.id_type),
            TableColumn("token_hash", digest),
            TableColumn("expires_at", moment),
        ),
        primary_key=("id",),
        foreign_keys=(_foreign_key(SESSIONS, "user_id", user.table, "cascade"),),
        indexes=(_index(SESSIONS, "user_id"), _index(SESSIONS, "expires_at")),
    )
    if auth.lockout:
        yield Table(
            name=FAILED_LOGINS,
            columns=(
                TableColumn("id", Plain(Kind.UUID)),
                TableColumn("account", digest),
                TableColumn("failed_at", moment),
            ),
            primary_key=("id",),
            indexes=(_index(FAILED_LOGINS, "account", "failed_at"), _index(FAILED_LOGINS, "failed_at")),
        )


def _index(table: str, *columns: str) -> TableIndex:
    return TableIndex(constraint_name("ix", table, *columns), columns)


def _in_order(tables: Sequence[Table]) -> Iterator[Table]:
    """Referred-to tables first; keys that close a circle are added when all tables stand."""
    by_name = {table.name: table for table in tables}
    done: set[str] = set()
    for name in _depth_first(by_name):
        table = by_name[name]
        early = tuple(key for key in table.foreign_keys if key.table in done or key.table == name)
        late = tuple(key for key in table.foreign_keys if key not in early)
        yield replace(table, foreign_keys=early, late_foreign_keys=late)
        done.add(name)


def _depth_first(by_name: Mapping[str, Table]) -> Iterator[str]:
    """The names of the tables, each after those it refers to unless that goes round in a circle.

    Without recursion: a chain of references may be as long as the spec.
    """
    entered: set[str] = set()
    for root in by_name:
        stack = [(root, False)]
        while stack:
            name, is_left = stack.pop()
            if is_left:
                yield name
            elif name not in entered:
                entered.add(name)
                stack.append((name, True))
                stack.extend((key.table, False) for key in reversed(by_name[name].foreign_keys))
