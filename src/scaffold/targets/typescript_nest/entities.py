"""Entities as templates see them: tables, rows, and what repositories read and refuse."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from scaffold.design.design import Design
from scaffold.design.entities import Computed, Entity, Table
from scaffold.design.types import Kind, Plain
from scaffold.targets.typescript_nest.expressions import DRIZZLE, ExpressionWriter
from scaffold.targets.typescript_nest.imports import Imports, Uses
from scaffold.targets.typescript_nest.lists import ListView, list_views
from scaffold.targets.typescript_nest.naming import EntityNames, ProjectNames
from scaffold.targets.typescript_nest.tables import PG, column_lines, deleted_key
from scaffold.targets.typescript_nest.text import member, property_name, string, value
from scaffold.targets.typescript_nest.types import is_camel, or_null, row_key, row_type, wire_of_column


class Assignment(Struct, frozen=True):
    """A name and the expression that it stands for: a constant, or a property of a class."""

    name: str
    value: str


class Setting(Struct, frozen=True):
    """A property of a repository: ``readonly`` or ``override readonly``, its name and its value."""

    modifiers: str
    name: str
    value: str


class StatesView(Struct, frozen=True):
    """A column that moves only along transitions: the expression of all that is allowed."""

    member: str
    changed: str
    before: str
    expression: str


class SlugView(Struct, frozen=True):
    """A column that is made from another, unless a request gives it."""

    key: str
    expression: str


class EntityView(Struct, frozen=True):
    """An entity, with the types of its rows and what its repository does.

    Attributes:
        table: The name of the table in the database.
        columns: The columns of the table, each as a property.
        row: The type of a row, and how it is said in the comment.
        new: The type of a new row.
        table_imports: The import statements of the module of the table.
        constants: What the module of the repository works out once.
        settings: The properties of the repository, with their values.
        slugs: The columns that a new row makes from others.
        states: The column that moves only along transitions, if there is one.
    """

    names: EntityNames
    table: str
    sentence: str
    sentences: str
    article: str
    columns: tuple[str, ...]
    row: str
    row_note: str
    new: str
    changes: str
    table_imports: tuple[str, ...]
    constants: tuple[Assignment, ...]
    settings: tuple[Setting, ...]
    lists: tuple[ListView, ...]
    imports: tuple[str, ...]
    slugs: tuple[SlugView, ...]
    states: tuple[StatesView, ...]


def entity_view(design: Design, names: ProjectNames, entity: Entity, uses: Uses) -> EntityView:
    """See an entity as its templates do; ``uses`` notes what its modules import."""
    own = names.entities[entity.key]
    table_imports, imports = Imports(own.table_module[1:], uses), Imports(own.repository_module[1:], uses)
    writer = ExpressionWriter(design, names, imports, is_prepared=True)
    table_imports.value(PG, "pgTable")
    imports.value("/database/repository", "Repository")
    for each in (own.row, own.new, own.changes):
        imports.type(own.table_module, each)
    writer.table(entity.key)
    computed = tuple(_computed(writer, own, each) for each in entity.computed)
    lists = tuple(list_views(ExpressionWriter(design, names, imports, aliases=writer.aliases), entity))
    constants = _constants(design, entity, own, computed, writer)
    has_columns = bool(computed or _hidden(design, entity))
    settings = tuple(_settings(design, names, entity, own, has_columns, imports))
    states, slugs = tuple(_states(design, names, entity, imports)), tuple(_slugs(design, entity, own, imports))
    return EntityView(
        names=own,
        table=entity.table,
        sentence=entity.name.sentence,
        sentences=entity.plural.sentence,
        article=entity.name.with_article,
        columns=tuple(column_lines(design, entity, table_imports)),
        row=_row_type(design, entity, own),
        row_note=", with what is computed of it" if entity.computed else "",
        new=_new_type(entity, own),
        changes=f"Partial<typeof {own.table}.$inferInsert>",
        table_imports=table_imports.lines,
        constants=constants,
        settings=settings,
        lists=lists,
        slugs=slugs,
        states=states,
        imports=imports.lines,
    )


def _constants(
    design: Design, entity: Entity, own: EntityNames, computed: tuple[str, ...], writer: ExpressionWriter
) -> tuple[Assignment, ...]:
    """Second names of tables, and the columns that are read where the table's own are not all of it."""
    aliases = tuple(
        Assignment(alias, f"{writer.imports.value(PG, 'alias')}({of}, {string(alias)})")
        for alias, of in writer.aliases.items()
    )
    hidden = _hidden(design, entity)
    if not computed and not hidden:
        return aliases
    if hidden:
        kept = [row_key(each.wire, is_secret=False, camel=False) for each in entity.attributes if not each.secret]
        read = [f"{property_name(key)}: {member(own.table, key)}" for key in ("id", *kept)]
    else:
        read = [f"...{writer.imports.value(DRIZZLE, 'getTableColumns')}({own.table})"]
    return (*aliases, Assignment("columns", f"{{ {', '.join((*read, *computed))} }}"))


def _hidden(design: Design, entity: Entity) -> list[str]:
    """The columns that are never read: hashes, and when a row was deleted."""
    camel = is_camel(design)
    hidden = [row_key(each.wire, is_secret=True, camel=camel) for each in entity.attributes if each.secret]
    return [*hidden, *([deleted_key(design)] if entity.soft_delete else [])]


def _computed(writer: ExpressionWriter, own: EntityNames, computed: Computed) -> str:
    table, condition = writer.related(computed.entity, computed.column, computed.where, (own.table,))
    related = "/database/related"
    match computed.function:
        case "exists":
            expression = f"{writer.imports.value(related, 'anyOf')}({table}, {condition})"
        case "count":
            expression = f"{writer.imports.value(related, 'countOf')}({table}, {condition})"
        case "sum":
            summed = writer.column(table, computed.entity, computed.summed or "")
            function = writer.imports.value(related, _SUMS[computed.type.kind])
            expression = f"{function}({table}, {summed}, {condition})"
    return f"{property_name(computed.wire)}: {expression}"


_SUMS: Mapping[Kind, str] = {Kind.INTEGER: "sumOf", Kind.NUMBER: "sumOfNumbers", Kind.DECIMAL: "sumOfDecimals"}
_COMPUTED_TYPES: Mapping[str, str] = {"exists": "boolean", "count": "number"}


def computed_type(computed: Computed) -> str:
    """The type of what is computed of a row."""
    return _COMPUTED_TYPES.get(computed.function) or _sum_type(computed.type)


def _sum_type(kind: Plain) -> str:
    return {Kind.NUMBER: "number", Kind.DECIMAL: "string"}.get(kind.kind, "bigint")


def _row_type(design: Design, entity: Entity, own: EntityNames) -> str:
    stored = f"typeof {own.table}.$inferSelect"
    hidden = _hidden(design, entity)
    if hidden:
        stored = f"Omit<{stored}, {' | '.join(map(string, hidden))}>"
    if not entity.computed:
        return stored
    members = "; ".join(f"{property_name(each.wire)}: {computed_type(each)}" for each in entity.computed)
    return f"{stored} & {{ {members} }}"


def _new_type(entity: Entity, own: EntityNames) -> str:
    """What a new row is made from: a slug may be left out, and time stamps of deletion are not given."""
    inserted = f"typeof {own.table}.$inferInsert"
    slugs = [each for each in entity.attributes if each.slug_of is not None]
    if not slugs:
        return inserted
    keys = " | ".join(string(each.wire) for each in slugs)
    members = "; ".join(f"{property_name(each.wire)}?: {or_null(row_type(each.type), nullable=True)}" for each in slugs)
    return f"Omit<{inserted}, {keys}> & {{ {members} }}"


def _settings(
    design: Design, names: ProjectNames, entity: Entity, own: EntityNames, has_columns: bool, imports: Imports
) -> Iterator[Setting]:
    yield Setting("readonly", "table", own.table)
    columns = "columns" if has_columns else f"{imports.value(DRIZZLE, 'getTableColumns')}({own.table})"
    yield Setting("readonly", "columns", columns)
    if entity.owner is not None:
        key = wire_of_column(entity, entity.owner, camel=is_camel(design))
        yield Setting("override readonly", "owner", member(own.table, key))
    if entity.soft_delete:
        yield Setting("override readonly", "deletedAt", f"{own.table}.{deleted_key(design)}")
    table = next(each for each in design.tables if each.entity == entity.key)
    references = _references(entity, table)
    if references:
        wires = {key: string(wire) for key, wire in references.items()}
        yield Setting("override readonly", "references", _object(wires))
    conflicts = {each.index: names.errors[each.error] for each in entity.uniques if each.error in names.errors}
    if conflicts:
        yield Setting("override readonly", "conflicts", _object(conflicts))
    in_use = names.errors.get(entity.in_use_error or "")
    if in_use is not None:
        yield Setting("override readonly", "inUse", in_use)
    _import_errors(imports, (*conflicts.values(), *([in_use] if in_use else [])))


def _import_errors(imports: Imports, errors: Iterable[str]) -> None:
    for each in errors:
        imports.value("/errors", each)


def _references(entity: Entity, table: Table) -> Mapping[str, str]:
    """By foreign key, the member that holds it."""
    wires = {each.column: each.wire for each in entity.attributes}
    keys = (*table.foreign_keys, *table.late_foreign_keys)
    return {each.name: wires[each.columns[0]] for each in keys if each.columns[0] in wires}


def _object(expressions: Mapping[str, str]) -> str:
    return f"{{ {', '.join(f'{property_name(key)}: {said}' for key, said in expressions.items())} }}"


def _states(design: Design, names: ProjectNames, entity: Entity, imports: Imports) -> Iterator[StatesView]:
    states = entity.states
    if states is None:
        return
    error = names.errors.get(states.error)
    assert error is not None, f"{states.error} is no error of {entity.key}"
    imports.value("/errors", error)
    imports.value("/database/states", "States")
    imports.type("/database/repository", "Scope")
    pairs = {f"{value(source)}, {value(each.to)}": each.roles for each in states.transitions for source in each.sources}
    transitions = ", ".join(f"[{pair}, {_roles(roles)}]" for pair, roles in pairs.items())
    key = wire_of_column(entity, states.column, camel=is_camel(design))
    yield StatesView(
        member=key,
        changed=member("changes", key),
        before=member("before", key),
        expression=f"new States({error}, [{transitions}])",
    )


def _roles(roles: tuple[str, ...] | None) -> str:
    return "null" if roles is None else f"[{', '.join(map(string, roles))}]"


def _slugs(design: Design, entity: Entity, own: EntityNames, imports: Imports) -> Iterator[SlugView]:
    for each in entity.attributes:
        if each.slug_of is not None:
            source = entity.attribute(each.slug_of).wire
            function = imports.value("/database/slugs", "freeSlug")
            column = member(own.table, each.wire)
            given = f"{member('values', each.wire)} ?? "
            made = f"(await {function}(this.session, {own.table}, {column}, {member('values', source)}))"
            if any(field.per_caller for one in design.entities for field in one.computed):
                imports.type("/database/repository", "Scope")
            yield SlugView(property_name(each.wire), given + made)
