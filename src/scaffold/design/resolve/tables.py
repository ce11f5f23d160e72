"""Entities → tables, in an order in which they can be created."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from scaffold.design.conditions import Column, Compare
from scaffold.design.design import Auth
from scaffold.design.entities import Entity, ForeignKey, OnDelete, Table, TableColumn, TableIndex
from scaffold.design.operations import ListPlan
from scaffold.design.resolve.entities import DELETED_AT
from scaffold.design.resolve.names import constraint_name
from scaffold.design.types import Kind, Plain, Reference


def resolve_tables(
    entities: Mapping[str, Entity], lists: Sequence[tuple[str, ListPlan]], auth: Auth | None
) -> tuple[Table, ...]:
    """Every table of the service: those of entities, join tables, and those that logins need."""
    read_by = _columns_read(lists)
    own = [_table(entity, entities, read_by.get(entity.key, ())) for entity in entities.values()]
    joins = [table for entity in entities.values() for table in _join_tables(entity, entities)]
    sessions = list(_session_tables(entities[auth.user], auth)) if auth and auth.password_column else []
    return tuple(_in_order([*own, *joins, *sessions]))


def _columns_read(lists: Sequence[tuple[str, ListPlan]]) -> dict[str, list[str]]:
    """By entity, the columns that lists filter by or sort by, each once."""
    found: dict[str, dict[str, None]] = {}
    for entity, plan in lists:
        columns = found.setdefault(entity, {})
        for each in plan.filters:
            match each.condition:
                case Compare(Column(_, column), "=", _):
                    columns[column] = None
        columns.update(dict.fromkeys(sort.column for sort in plan.sorts if sort.column != "id"))
    return {entity: list(columns) for entity, columns in found.items()}


def _table(entity: Entity, entities: Mapping[str, Entity], read: Iterable[str]) -> Table:
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


def _indexes(entity: Entity, read: Iterable[str]) -> Iterator[TableIndex]:
    covered: set[str] = set()
    for unique in entity.uniques:
        if unique.where is None:
            covered.add(unique.columns[0])
        yield TableIndex(unique.index, unique.columns, True, unique.where, unique.columns if unique.ignore_case else ())
    references = (each.column for each in entity.attributes if isinstance(each.type, Reference))
    for column in dict.fromkeys((*references, *read)):
        if column not in covered:
            yield TableIndex(constraint_name("ix", entity.table, column), (column,))


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
    """Sessions, their refresh tokens (as hashes), and failed logins."""
    moment = Plain(Kind.DATETIME)
    yield Table(
        "auth_sessions",
        (
            TableColumn("id", Plain(Kind.UUID)),
            TableColumn("user_id", user.id_type),
            TableColumn("created_at", moment),
            TableColumn("expires_at", moment),
            TableColumn("ended_at", moment, nullable=True),
        ),
        ("id",),
        (_foreign_key("auth_sessions", "user_id", user.table, "cascade"),),
        indexes=(TableIndex("ix_auth_sessions_user_id", ("user_id",)),),
    )
    yield Table(
        "auth_refresh_tokens",
        (
            TableColumn("token_hash", Plain(Kind.STRING, max=64)),
            TableColumn("session_id", Plain(Kind.UUID)),
            TableColumn("used_at", moment, nullable=True),
        ),
        ("token_hash",),
        (_foreign_key("auth_refresh_tokens", "session_id", "auth_sessions", "cascade"),),
        indexes=(TableIndex("ix_auth_refresh_tokens_session_id", ("session_id",)),),
    )
    if auth.lockout:
        yield Table(
            "auth_failures",
            (
                TableColumn("id", Plain(Kind.UUID)),
                TableColumn("login_hash", Plain(Kind.STRING, max=64)),
                TableColumn("failed_at", moment),
            ),
            ("id",),
            indexes=(TableIndex("ix_auth_failures_login_hash", ("login_hash", "failed_at")),),
        )


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
