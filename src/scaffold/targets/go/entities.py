"""Entities as templates see them: the types of the domain, and the stores that keep them."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from scaffold.design.conditions import FromRequest
from scaffold.design.design import Design
from scaffold.design.entities import Attribute, Computed, Entity, Table, TableIndex
from scaffold.design.types import Enumeration, Kind, ListOf, Plain, Reference, Type
from scaffold.targets.go.expressions import TermWriter, go_sql, varies
from scaffold.targets.go.lists import (
    AT_ONCE,
    FilterView,
    ListView,
    PageNames,
    list_operations,
    list_view,
    sort_columns,
)
from scaffold.targets.go.methods import Method, ReadingMethod, StoreMethods, UniqueColumn
from scaffold.targets.go.naming import EntityNames, ProjectNames, column_of, enumeration_of
from scaffold.targets.go.sql import sql_name
from scaffold.targets.go.structs import (
    EnumerationView,
    Field,
    changed_fields,
    default_fields,
    enumeration_view,
    filter_fields,
    filtered,
    is_optional,
    new_fields,
    row_fields,
    uses_clock,
)
from scaffold.targets.go.text import go_string
from scaffold.targets.go.types import GoTypes, decimal_scale

_SUMS = {Kind.NUMBER: "DOUBLE PRECISION", Kind.DECIMAL: "NUMERIC(38, 10)"}
_LINE = 100


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


class TransitionView(Struct, frozen=True):
    """One allowed change of a state, and the roles that may make it."""

    source: str
    to: str
    roles: str


class StatesView(Struct, frozen=True):
    """A column that moves only along transitions."""

    field: str
    sentence: str
    kind: str
    error: str
    transitions: tuple[TransitionView, ...]
    role: str


class EntityView(Struct, frozen=True):
    """An entity, with the fields of its rows and what its store does.

    Attributes:
        is_plain: Whether all rows of the table are there for everybody.
        selection: How methods of the store name the query of all rows.
        select: The Go expression of that query.
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
    select: str
    select_varies: bool
    selection: str
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
    reading: tuple[ReadingMethod, ...]
    find: Method
    create: Method
    update: Method
    delete: Method
    row_parameters: str
    row_arguments: str
    list_arguments: str
    find_arguments: str
    get_arguments: str


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
    select, arguments = _selection(outside, entity)
    in_use = names.errors.get(entity.in_use_error or "")
    lists = tuple(list_view(design, names, outside, entity, each) for each in list_operations(design, entity))
    states = _states(names, domain, entity)
    stored = _methods(outside, entity, own, states, in_use)
    is_plain = entity.owner is None and not entity.soft_delete and not arguments
    scope = [*(["owner"] if entity.owner else []), *(["caller"] if stored.per_caller else [])]
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
        conflicts=tuple(_conflicts(names, domain, entity, table)),
        references=tuple(_references(entity, table)),
        is_plain=is_plain,
        select=select,
        select_varies="d.hasItem(" in select,
        selection=f"{own.select}(s.dialect)" if "d.hasItem(" in select else own.select,
        arguments=arguments,
        scanned=tuple(_scanned(outside, entity, own)),
        written=tuple(_written(entity.attributes, own)),
        changed=tuple(_written(tuple(each for each in entity.attributes if not each.touched), own)),
        touched=tuple(go_string(sql_name(each.column)) for each in entity.attributes if each.touched),
        found_by=tuple(
            ColumnView(go_string(f"{table_name}.{sql_name(each.column)}"), own.members[each.column])
            for each in filtered(entity)
        ),
        sorts=tuple(_sorts(design, entity, own)),
        slugs=tuple(_slugs(entity, own)),
        lists=tuple(_list_method(stored, each) for each in lists),
        methods=tuple(_methods(inside, entity, own, states, in_use).interface(lists)),
        reading=tuple(stored.reading()),
        find=stored.find(),
        create=stored.create(),
        update=stored.update(),
        delete=stored.delete(),
        row_parameters=stored.scope.removeprefix(", "),
        row_arguments=", ".join(scope),
        list_arguments=", ".join("nil" if each == "caller" else each for each in scope),
        find_arguments=", ".join("nil" if each == "owner" else each for each in scope),
        get_arguments=", ".join(("ctx", "id", *("nil" if each == "owner" else each for each in scope))),
    )


def _methods(
    types: GoTypes, entity: Entity, own: EntityNames, states: StatesView | None, in_use: str | None
) -> StoreMethods:
    per_caller = any(each.per_caller for each in entity.computed)
    return StoreMethods(
        types=types,
        entity=entity,
        own=own,
        keys=tuple(_keys(types, entity, own)),
        per_caller=per_caller,
        update_takes_caller=per_caller or (states is not None and states.role != '""'),
        in_use=in_use,
    )


def _list_method(stored: StoreMethods, view: ListView) -> ListMethodView:
    method = stored.list(view)
    return ListMethodView(
        view.method, method.parameters, method.results, view.takes_caller, view.fixed, view.filters, view.order, view.pages
    )


def _written(attributes: tuple[Attribute, ...], own: EntityNames) -> Iterator[ColumnView]:
    for each in attributes:
        column = column_of(each)
        yield ColumnView(go_string(sql_name(column)), own.members[column])


def _enumerations(design: Design, names: ProjectNames, entity: Entity) -> Iterator[EnumerationView]:
    """The enumerations that an entity is the first to have."""
    earlier = design.entities[: design.entities.index(entity)]
    taken = {enumeration_of(each.type) for other in earlier for each in other.attributes}
    found = dict.fromkeys(enumeration_of(each.type) for each in entity.attributes)
    for each in found:
        if each is not None and each not in taken:
            yield enumeration_view(each, names.enumerations[each])


def _selection(types: GoTypes, entity: Entity) -> tuple[str, tuple[str, ...]]:
    """The query of all rows, and what it is given."""
    table = sql_name(entity.table)
    writer = TermWriter(types, {**AT_ONCE, FromRequest.TODAY: f"{types.prefix}DateOf(s.now())"})
    columns = [f"{table}.id"]
    columns += [f"{table}.{sql_name(each.column)}" for each in entity.attributes if not each.secret]
    columns += [_computed(writer, entity, each) for each in entity.computed]
    written = f"SELECT {', '.join(columns)} FROM {table}"
    if varies(written):
        written = written.replace("s.dialect", "d")
    for position in range(1, len(writer.arguments) + 1):
        written = written.replace("?", f"${position}", 1)
    return _folded(written), tuple(writer.arguments)


def _computed(writer: TermWriter, entity: Entity, computed: Computed) -> str:
    rows, name = writer.related(computed.entity, computed.column, computed.where, (entity.table,))
    match computed.function:
        case "exists":
            return f"EXISTS (SELECT 1 FROM {rows})"
        case "count":
            return f"(SELECT count(*) FROM {rows})"
    summed = f"coalesce(sum({sql_name(name)}.{sql_name(computed.summed or '')}), 0)"
    return f"(SELECT CAST({summed} AS {_SUMS.get(computed.type.kind, 'BIGINT')}) FROM {rows})"


def _folded(written: str) -> str:
    """A long query as literals of a line each."""
    if varies(written):
        return go_sql(written)
    lines, line = [], ""
    for word in written.split(" "):
        if line and len(line) + len(word) >= _LINE:
            lines.append(line)
            line = ""
        line += f" {word}" if lines or line else word
    lines.append(line)
    return " +\n\t".join(go_string(each) for each in lines)


def _scanned(types: GoTypes, entity: Entity, own: EntityNames) -> Iterator[str]:
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


def _conflicts(names: ProjectNames, domain: str, entity: Entity, table: Table) -> Iterator[ConflictView]:
    indexes = {each.name: each for each in table.indexes}
    for each in entity.uniques:
        if each.error in names.errors and each.index in indexes:
            columns = _columns_in_sqlite(table, indexes[each.index])
            yield ConflictView(go_string(each.index), go_string(columns), f"{domain}.{names.errors[each.error]}")


def _columns_in_sqlite(table: Table, index: TableIndex) -> str:
    """What SQLite says of a broken index: its columns, or nothing when it has expressions (then it names it)."""
    return "" if index.lower else ", ".join(f"{table.name}.{column}" for column in index.columns)


def _references(entity: Entity, table: Table) -> Iterator[ReferenceView]:
    for key in (*table.foreign_keys, *table.late_foreign_keys):
        (column,) = key.columns
        field = go_string(f"body.{entity.attribute(column).wire}")
        yield ReferenceView(go_string(key.name), go_string(sql_name(column)), go_string(sql_name(key.table)), field)


def _sorts(design: Design, entity: Entity, own: EntityNames) -> Iterator[SortView]:
    for wire, column in sort_columns(design, entity).items():
        attribute = entity.attribute(column)
        yield SortView(go_string(wire), go_string(sql_name(column)), attribute.nullable, own.members[column])


def _keys(types: GoTypes, entity: Entity, own: EntityNames) -> Iterator[UniqueColumn]:
    """The id, and the other unique columns by which paths name rows."""
    yield UniqueColumn("", "id", "id", types.of(entity.id_type))
    targets = (each.target for each in types.design.operations if each.target and each.target.entity == entity.key)
    for column in dict.fromkeys(each.column for each in targets if each.column != "id"):
        kind = types.of(entity.attribute(column).type)
        yield UniqueColumn(f"By{own.members[column]}", "key", sql_name(column), kind)


def _slugs(entity: Entity, own: EntityNames) -> Iterator[SlugView]:
    for each in entity.attributes:
        if each.slug_of is not None:
            source = entity.attribute(each.slug_of)
            text = f"row.{own.members[source.column]}"
            text = f"valueOf({text})" if is_optional(source) else text
            yield SlugView(go_string(sql_name(each.column)), own.members[each.column], text)


def _states(names: ProjectNames, domain: str, entity: Entity) -> StatesView | None:
    states = entity.states
    if states is None:
        return None
    attribute: Attribute = entity.attribute(states.column)
    kind = attribute.type
    found = tuple(
        TransitionView(_state(names, domain, kind, source), _state(names, domain, kind, each.to), _roles(each.roles))
        for each in states.transitions
        for source in each.sources
    )
    return StatesView(
        field=names.entities[entity.key].members[states.column],
        sentence=attribute.name.sentence,
        kind=_state_type(names, domain, kind),
        error=f"{domain}.{names.errors[states.error]}" if states.error in names.errors else f"{domain}.ErrConflict",
        transitions=found,
        role="roleOf(caller)" if any(each.roles is not None for each in states.transitions) else '""',
    )


def _state(names: ProjectNames, domain: str, kind: Type, value: str) -> str:
    if isinstance(kind, Enumeration):
        return f"{domain}.{names.enumerations[kind].constants[value]}"
    return go_string(value)


def _state_type(names: ProjectNames, domain: str, kind: Type) -> str:
    return f"{domain}.{names.enumerations[kind].type}" if isinstance(kind, Enumeration) else "string"


def _roles(roles: tuple[str, ...] | None) -> str:
    return "nil" if roles is None else f"[]string{{{', '.join(go_string(role) for role in roles)}}}"
