"""Entities as templates see them: tables, rows, and what repositories read and refuse."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from scaffold.design.design import Design
from scaffold.design.entities import Computed, Entity
from scaffold.design.types import Kind, Plain
from scaffold.targets.python_fastapi.expressions import PREPARED, ExpressionWriter
from scaffold.targets.python_fastapi.identifiers import column_access, member_name
from scaffold.targets.python_fastapi.lists import ListView, list_views
from scaffold.targets.python_fastapi.naming import EntityNames, ProjectNames, enumeration_of
from scaffold.targets.python_fastapi.rows import Member, changed_members, member_annotations, new_members, row_members
from scaffold.targets.python_fastapi.tables import functional_indexes, table_definitions
from scaffold.targets.python_fastapi.text import python_string
from scaffold.targets.python_fastapi.types import literal_annotation, python_value


class Assignment(Struct, frozen=True):
    """A name and the expression that it stands for: a type alias, a constant, a class variable."""

    name: str
    value: str


class StatesView(Struct, frozen=True):
    """A column that moves only along transitions: the expression of all that is allowed."""

    column: str
    expression: str


class SlugView(Struct, frozen=True):
    """A column that is made from another, unless a request gives it."""

    column: str
    source: str


class EntityView(Struct, frozen=True):
    """An entity, with the members of its row and what its repository does.

    Attributes:
        description: What one is, as half a sentence.
        table: The name of the table in the database.
        definitions: The columns and indexes of the table, each an expression.
        functional: The indexes over expressions, which can only be defined behind the table.
        row_note: What the row class says of itself.
        settings: The class variables of the repository, with their values.
        slugs: The columns that a new row makes from others.
        states: The column that moves only along transitions, if there is one.
    """

    key: str
    names: EntityNames
    table: str
    sentence: str
    sentences: str
    article: str
    definitions: tuple[str, ...]
    functional: tuple[str, ...]
    aliases: tuple[Assignment, ...]
    row_note: str
    row: tuple[Member, ...]
    new: tuple[Member, ...]
    changes: tuple[Member, ...]
    constants: tuple[Assignment, ...]
    settings: tuple[Assignment, ...]
    bases: tuple[str, ...]
    lists: tuple[ListView, ...]
    imports: tuple[str, ...]
    slugs: tuple[SlugView, ...]
    states: tuple[StatesView, ...]


def entity_view(design: Design, names: ProjectNames, entity: Entity) -> EntityView:
    """See an entity as its templates do."""
    writer = ExpressionWriter(design, names, PREPARED)
    own = names.entities[entity.key]
    table = next(each for each in design.tables if each.entity == entity.key)
    lists = list_views(design, names, entity)
    computed = tuple(_computed(writer, own, each) for each in entity.computed)
    second_names = {**writer.aliases, **{name: of for each in lists for name, of in each.aliases.items()}}
    other_names = tuple(Assignment(alias, f"{of}.alias()") for alias, of in second_names.items())
    annotations = member_annotations(entity, own)
    conflicts = {each.index: names.errors[each.error] for each in entity.uniques if each.error in names.errors}
    in_use = names.errors.get(entity.in_use_error or "")
    errors = {*conflicts.values(), *([in_use] if in_use else []), *_state_errors(names, entity)}
    tables = {**writer.entities, **{key: None for each in lists for key in each.entities}}
    return EntityView(
        key=entity.key,
        names=own,
        table=entity.table,
        sentence=entity.name.sentence,
        sentences=entity.plural.sentence,
        article=entity.name.with_article,
        definitions=tuple(table_definitions(writer, table)),
        functional=tuple(functional_indexes(table, own.table)),
        aliases=tuple(_aliases(entity, own)),
        row_note=", with what is computed of it" if entity.computed else "",
        row=tuple(row_members(entity, annotations)),
        new=tuple(new_members(entity, annotations)),
        changes=tuple(changed_members(entity, annotations)),
        constants=(*other_names, *computed),
        settings=tuple(_settings(entity, own, lists, conflicts, in_use)),
        bases=tuple(_bases(own, lists)),
        lists=lists,
        imports=tuple(_imports(names, entity, tables, errors, lists)),
        slugs=tuple(_slugs(entity)),
        states=tuple(_states(names, entity)),
    )


def _bases(own: EntityNames, lists: tuple[ListView, ...]) -> Iterator[str]:
    """What the repository extends: one class for each style of pages, or the one that lists nothing."""
    for base in dict.fromkeys(each.style.repository for each in lists) or ("Repository",):
        yield f"{base}[{own.row}, {own.new}, {own.changes}]"


def _aliases(entity: Entity, own: EntityNames) -> Iterator[Assignment]:
    for each in entity.attributes:
        found = enumeration_of(each.type)
        if found is not None:
            yield Assignment(own.aliases[each.column], literal_annotation(found.values))


def _computed(writer: ExpressionWriter, own: EntityNames, computed: Computed) -> Assignment:
    table, conditions = writer.related(computed.entity, computed.column, computed.where, (own.table,))
    match computed.function:
        case "exists":
            expression = f"exists().where({conditions})"
        case "count":
            expression = f"select(func.count()).select_from({table}).where({conditions}).scalar_subquery()"
        case "sum":
            total = _total(column_access(table, member_name(computed.summed or "")), computed.type)
            expression = f"select({total}).where({conditions}).scalar_subquery()"
    return Assignment(_constant(computed), expression)


def _constant(computed: Computed) -> str:
    return f"_{computed.name.snake.upper()}"


def _total(column: str, kind: Plain) -> str:
    if kind.kind is Kind.DECIMAL:
        return f"DecimalTotal({column})"
    return f"cast(func.coalesce(func.sum({column}), 0), {'Double' if kind.kind is Kind.NUMBER else 'BigInteger'})"


def _states(names: ProjectNames, entity: Entity) -> Iterator[StatesView]:
    states = entity.states
    if states is None:
        return
    pairs = {
        f"({python_value(source)}, {python_value(each.to)})": _allowed(each.roles)
        for each in states.transitions
        for source in each.sources
    }
    transitions = ", ".join(f"{pair}: {roles}" for pair, roles in pairs.items())
    error = next(_state_errors(names, entity), "Conflict")
    column = member_name(states.column)
    yield StatesView(column, f"States({error}, {{{transitions}}})")


def _state_errors(names: ProjectNames, entity: Entity) -> Iterator[str]:
    if entity.states is not None and entity.states.error in names.errors:
        yield names.errors[entity.states.error]


def _allowed(roles: tuple[str, ...] | None) -> str:
    return "None" if roles is None else f"frozenset({{{', '.join(python_value(role) for role in roles)}}})"


def _slugs(entity: Entity) -> Iterator[SlugView]:
    for each in entity.attributes:
        if each.slug_of is not None:
            yield SlugView(member_name(each.column), member_name(entity.attribute(each.slug_of).column))


def _settings(
    entity: Entity,
    own: EntityNames,
    lists: tuple[ListView, ...],
    conflicts: Mapping[str, str],
    in_use: str | None,
) -> Iterator[Assignment]:
    yield Assignment("table", own.table)
    yield Assignment("row", own.row)
    if entity.computed:
        yield Assignment(
            "computed", _mapping({member_name(each.name.snake): _constant(each) for each in entity.computed})
        )
    if entity.owner is not None:
        yield Assignment("owner", python_string(member_name(entity.owner)))
    sorts = {wire: key for each in lists for wire, key in each.sorts}
    if sorts:
        yield Assignment("sorts", _mapping({wire: python_string(key) for wire, key in sorts.items()}))
    if entity.soft_delete:
        yield Assignment("soft_delete", "True")
    touched = [python_string(member_name(each.column)) for each in entity.attributes if each.touched]
    if touched:
        yield Assignment("touched", f"({', '.join(touched)},)")
    wires = {member_name(each.column): each.wire for each in entity.attributes if member_name(each.column) != each.wire}
    if wires:
        yield Assignment("wires", _mapping({key: python_string(wire) for key, wire in wires.items()}))
    if conflicts:
        yield Assignment("conflicts", _mapping(conflicts))
    if in_use is not None:
        yield Assignment("in_use", in_use)


def _mapping(expressions: Mapping[str, str]) -> str:
    return f"{{{', '.join(f'{python_string(key)}: {value}' for key, value in expressions.items())}}}"


def _imports(
    names: ProjectNames, entity: Entity, tables: Iterable[str], errors: set[str], lists: tuple[ListView, ...]
) -> Iterator[str]:
    own = names.entities[entity.key]
    root = names.package
    yield f"from {root}.{own.package}.tables import {own.changes}, {own.new}, {own.row}, {own.table}"
    for key in tables:
        other = names.entities[key]
        if key != entity.key:
            yield f"from {root}.{other.package}.tables import {other.table}"
    for each in lists:
        classes = each.style
        yield f"from {root}.core.pages.{classes.module} import {classes.page}, {classes.repository}, {classes.request}"
        if each.query is not None:
            yield f"from {root}.{each.query_package}.schemas import {each.query}"
    if errors:
        yield f"from {root}.errors import {', '.join(sorted(errors))}"
