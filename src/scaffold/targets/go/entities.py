"""Entities as templates see them: the types of the domain, and the stores that keep them."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from scaffold.design.design import Design
from scaffold.design.entities import Entity
from scaffold.design.types import Kind
from scaffold.targets.go.columns import (
    ColumnView,
    ConflictView,
    ReferenceView,
    SlugView,
    SortView,
    conflicts_of,
    references_of,
    scan_targets,
    slug_views,
    sort_views,
    unique_columns,
    written_columns,
)
from scaffold.targets.go.lists import (
    FilterView,
    ListView,
    PageNames,
    list_operations,
    list_view,
)
from scaffold.targets.go.methods import Method, ReadingMethod, StoreMethods
from scaffold.targets.go.naming import EntityNames, ProjectNames, enumeration_of
from scaffold.targets.go.selections import selection_of
from scaffold.targets.go.sql import sql_name
from scaffold.targets.go.states import StatesView, states_view
from scaffold.targets.go.structs import (
    EnumerationView,
    Field,
    changed_fields,
    default_fields,
    enumeration_view,
    filter_fields,
    filtered,
    new_fields,
    row_fields,
    uses_clock,
)
from scaffold.targets.go.text import go_string
from scaffold.targets.go.types import GoTypes


class EntityView(Struct, frozen=True):
    """An entity, with the fields of its rows and what its store does.

    Attributes:
        is_plain: Whether all rows of the table are there for everybody.
        query: What reads its rows.
        arguments: What the query itself is given, in the order of its places.
        methods: Of the interface of the store; the other methods are those of what implements it.
    """

    key: str
    names: EntityNames
    sentence: str
    sentences: str
    article: str
    description: str
    id_is_integer: bool
    table: str
    enumerations: tuple[EnumerationView, ...]
    row: tuple[Field, ...]
    new: tuple[Field, ...]
    changes: tuple[Field, ...]
    filter: tuple[Field, ...]
    defaults: tuple[Field, ...]
    takes_now: bool
    owner: str | None
    states: StatesView | None
    in_use: str | None
    soft_delete: bool
    alive: str
    by_id: str
    conflicts: tuple[ConflictView, ...]
    references: tuple[ReferenceView, ...]
    is_plain: bool
    query: QueryView
    arguments: tuple[str, ...]
    scanned: tuple[str, ...]
    written: tuple[ColumnView, ...]
    changed: tuple[ColumnView, ...]
    touched: tuple[str, ...]
    found_by: tuple[ColumnView, ...]
    sorts: tuple[SortView, ...]
    slugs: tuple[SlugView, ...]
    lists: tuple[ListMethodView, ...]
    methods: tuple[Method, ...]
    stored: StoredMethods
    scope: ScopeArguments


class QueryView(Struct, frozen=True):
    """The query that reads rows: its Go expression, whether databases write it otherwise, and what code calls it."""

    select: str
    varies: bool
    called: str


class StoredMethods(Struct, frozen=True):
    """The methods of what implements the store, but for its lists."""

    reading: tuple[ReadingMethod, ...]
    find: Method
    create: Method
    update: Method
    delete: Method


class ScopeArguments(Struct, frozen=True):
    """What methods are given that tells whose rows count, and who asks: in a declaration, and in calls of each."""

    parameters: str
    row: str
    list: str
    find: str
    get: str


class ListMethodView(Struct, frozen=True):
    """A list with the signature of its method."""

    method: str
    parameters: str
    results: str
    takes_caller: bool
    fixed: tuple[str, ...]
    filters: tuple[FilterView, ...]
    order: str
    pages: PageNames


def entity_view(design: Design, names: ProjectNames, domain: str, entity: Entity) -> EntityView:
    """See an entity as its templates do; ``domain`` is the name of the package of the domain."""
    own = names.entities[entity.key]
    inside, outside = GoTypes(design, names), GoTypes(design, names, f"{domain}.")
    table = next(each for each in design.tables if each.entity == entity.key)
    select, arguments = selection_of(outside, entity)
    in_use = names.errors.get(entity.in_use_error or "")
    lists = tuple(list_view(design, names, outside, entity, each) for each in list_operations(design, entity))
    states = states_view(names, domain, entity)
    stored = _methods(outside, entity, own, states, in_use)
    table_name = sql_name(entity.table)
    return EntityView(
        key=entity.key,
        names=own,
        sentence=entity.name.sentence,
        sentences=entity.plural.sentence,
        article=entity.name.with_article,
        description=entity.description or entity.name.with_article,
        id_is_integer=entity.id_type.kind is Kind.INTEGER,
        table=table_name,
        enumerations=tuple(_enumerations(design, names, entity)),
        row=tuple(row_fields(entity, own, inside)),
        new=tuple(new_fields(entity, own, inside)),
        changes=tuple(changed_fields(entity, own, inside)),
        filter=tuple(filter_fields(entity, own, inside)),
        defaults=tuple(default_fields(entity, own, inside)),
        takes_now=uses_clock(entity),
        owner=go_string(f"{table_name}.{sql_name(entity.owner)}") if entity.owner else None,
        states=states,
        in_use=f"{domain}.{in_use}" if in_use else None,
        soft_delete=entity.soft_delete,
        alive=go_string(f"{table_name}.deleted_at IS NULL"),
        by_id=go_string(f" ORDER BY {table_name}.id"),
        conflicts=tuple(conflicts_of(names, domain, entity, table)),
        references=tuple(references_of(entity, table)),
        is_plain=entity.owner is None and not entity.soft_delete and not arguments,
        query=_query(own, select),
        arguments=arguments,
        scanned=tuple(scan_targets(outside, entity, own)),
        written=tuple(written_columns(entity.attributes, own)),
        changed=tuple(written_columns(tuple(each for each in entity.attributes if not each.touched), own)),
        touched=tuple(go_string(sql_name(each.column)) for each in entity.attributes if each.touched),
        found_by=tuple(_found_by(entity, own)),
        sorts=tuple(sort_views(design, entity, own)),
        slugs=tuple(slug_views(entity, own)),
        lists=tuple(_list_method(stored, each) for each in lists),
        methods=tuple(_methods(inside, entity, own, states, in_use).interface(lists)),
        stored=StoredMethods(tuple(stored.reading()), stored.find(), stored.create(), stored.update(), stored.delete()),
        scope=_scope(entity, stored),
    )


def _query(own: EntityNames, select: str) -> QueryView:
    varies = "d.hasItem(" in select
    return QueryView(select, varies, f"{own.select}(s.dialect)" if varies else own.select)


def _found_by(entity: Entity, own: EntityNames) -> Iterator[ColumnView]:
    for each in filtered(entity):
        column = f"{sql_name(entity.table)}.{sql_name(each.column)}"
        yield ColumnView(go_string(column), own.members[each.column])


def _scope(entity: Entity, methods: StoreMethods) -> ScopeArguments:
    names = [*(["owner"] if entity.owner else []), *(["caller"] if methods.per_caller else [])]
    without_owner = ["nil" if each == "owner" else each for each in names]
    return ScopeArguments(
        parameters=methods.scope.removeprefix(", "),
        row=", ".join(names),
        list=", ".join("nil" if each == "caller" else each for each in names),
        find=", ".join(without_owner),
        get=", ".join(("ctx", "id", *without_owner)),
    )


def _methods(
    types: GoTypes, entity: Entity, own: EntityNames, states: StatesView | None, in_use: str | None
) -> StoreMethods:
    per_caller = any(each.per_caller for each in entity.computed)
    return StoreMethods(
        types=types,
        entity=entity,
        own=own,
        keys=tuple(unique_columns(types, entity, own)),
        per_caller=per_caller,
        update_takes_caller=per_caller or (states is not None and states.role != '""'),
        in_use=in_use,
    )


def _list_method(stored: StoreMethods, view: ListView) -> ListMethodView:
    method = stored.list(view)
    return ListMethodView(
        view.method,
        method.parameters,
        method.results,
        view.takes_caller,
        view.fixed,
        view.filters,
        view.order,
        view.pages,
    )


def _enumerations(design: Design, names: ProjectNames, entity: Entity) -> Iterator[EnumerationView]:
    """The enumerations that an entity is the first to have."""
    earlier = design.entities[: design.entities.index(entity)]
    taken = {enumeration_of(each.type) for other in earlier for each in other.attributes}
    found = dict.fromkeys(enumeration_of(each.type) for each in entity.attributes)
    for each in found:
        if each is not None and each not in taken:
            yield enumeration_view(each, names.enumerations[each])
