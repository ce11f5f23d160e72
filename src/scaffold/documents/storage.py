"""The data model: entities, their tables, and how they refer to each other."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from scaffold.design.design import Design
from scaffold.design.entities import Attribute, Computed, Entity, ForeignKey, ManyToMany, StateMachine, Table
from scaffold.design.types import Enumeration, ListOf, ObjectOf, Plain, Reference, Type
from scaffold.documents.links import Links
from scaffold.documents.markdown import NOTHING, Markdown, code, escape, fence, join, prose, sentence, visible
from scaffold.documents.wording import condition_text, default_words, roles_words, type_words

_ON_DELETE = {
    "restrict": "Refers to {}, whose row cannot be deleted while this one exists.",
    "cascade": "Refers to {}; deleted with it.",
    "set_null": "Refers to {}; null once that is deleted.",
}
_SOFT_DELETE = Markdown(" Deleted rows stay in it, marked and no longer seen.")
_WORD = re.compile(r"[^A-Za-z0-9_]")
_STATE = re.compile(r"[a-z][a-z0-9_]*")
_STATE_WORDS = frozenset({"end", "state", "note", "class", "style", "direction", "default", "as", "classdef", "click"})


class ColumnRow(Struct, frozen=True):
    """A stored field."""

    column: Markdown
    type: Markdown
    null: Markdown
    notes: Markdown


class ComputedRow(Struct, frozen=True):
    """A field that a query works out, or a relation through a join table."""

    name: Markdown
    meaning: Markdown


class IndexRow(Struct, frozen=True):
    """An index."""

    name: Markdown
    columns: Markdown
    purpose: Markdown


class StatesView(Struct, frozen=True):
    """The allowed changes of a field, as a diagram and as a table."""

    sentence: Markdown
    diagram: Markdown
    transitions: tuple[tuple[Markdown, Markdown, Markdown], ...]


class EntityView(Struct, frozen=True):
    """An entity and its table."""

    title: Markdown
    table: Markdown
    description: Markdown
    columns: tuple[ColumnRow, ...]
    computed: tuple[ComputedRow, ...]
    indexes: tuple[IndexRow, ...]
    states: tuple[StatesView, ...]


class TableRow(Struct, frozen=True):
    """A table that no entity has: a join table, or one of the sessions."""

    name: Markdown
    columns: Markdown


class StorageView(Struct, frozen=True):
    """The data model."""

    diagram: Markdown
    entities: tuple[EntityView, ...]
    further: tuple[TableRow, ...]


def view_storage(design: Design, links: Links) -> StorageView:
    """The page about the data model."""
    tables = {table.entity: table for table in design.tables if table.entity}
    further = (table for table in design.tables if table.entity is None)
    return StorageView(
        diagram=fence("mermaid", "\n".join(_entity_diagram(design))),
        entities=tuple(_entity(each, tables[each.key], links) for each in design.entities),
        further=tuple(
            TableRow(code(each.name), join(code(column.name) for column in each.columns)) for each in further
        ),
    )


def _entity_diagram(design: Design) -> Iterator[str]:
    yield "erDiagram"
    for table in design.tables:
        for key in (*table.foreign_keys, *table.late_foreign_keys):
            yield f"    {_word(key.table)} {_cardinality(table, key)} {_word(table.name)} : {_word(key.columns[0])}"
    for table in design.tables:
        references = {column for key in (*table.foreign_keys, *table.late_foreign_keys) for column in key.columns}
        uniques = {
            each.columns[0] for each in table.indexes if each.unique and len(each.columns) == 1 and not each.where
        }
        yield f"    {_word(table.name)} {{"
        for column in table.columns:
            marks = (
                *(["PK"] if column.name in table.primary_key else []),
                *(["FK"] if column.name in references else []),
                *(["UK"] if column.name in uniques else []),
            )
            yield f"        {_kind(column.type)} {_word(column.name)} {', '.join(marks)}".rstrip()
        yield "    }"


def _cardinality(table: Table, key: ForeignKey) -> str:
    columns = {column.name: column for column in table.columns}
    one = "|o" if columns[key.columns[0]].nullable else "||"
    alone = any(each.unique and each.columns == key.columns and not each.where for each in table.indexes)
    return f"{one}--{'o|' if alone else 'o{'}"


def _kind(kind: Type) -> str:
    match kind:
        case Plain():
            return kind.kind.value
        case Enumeration():
            return "enum"
        case ListOf():
            return "list"
        case Reference(_, id_type):
            return id_type.kind.value
        case ObjectOf():
            return "json"


def _word(name: str) -> str:
    """A name as diagrams take it."""
    word = _WORD.sub("_", name)
    return word if word[:1].isalpha() else f"_{word}"


def _entity(entity: Entity, table: Table, links: Links) -> EntityView:
    return EntityView(
        title=escape(entity.key),
        table=prose("Table {}.{}", code(entity.table), _SOFT_DELETE if entity.soft_delete else NOTHING),
        description=sentence(entity.description or ""),
        columns=(
            ColumnRow(code("id"), type_words(entity.id_type, links), Markdown("no"), Markdown("Primary key.")),
            *(_column(entity, each, links) for each in entity.attributes),
        ),
        computed=(*(_computed(each) for each in entity.computed), *(_many(each) for each in entity.many)),
        indexes=tuple(_indexes(table)),
        states=(_states(entity.states),) if entity.states else (),
    )


def _column(entity: Entity, each: Attribute, links: Links) -> ColumnRow:
    notes = join((*_meaning(entity, each, links), *_writing(each)), " ")
    null = Markdown("yes" if each.nullable else "no")
    if each.secret:
        return ColumnRow(code(f"{each.column}_hash"), Markdown("text"), null, notes)
    return ColumnRow(code(each.column), type_words(each.type, links), null, notes)


def _meaning(entity: Entity, each: Attribute, links: Links) -> Iterator[Markdown]:
    if each.description:
        yield sentence(each.description)
    if isinstance(each.type, Reference):
        yield prose(_ON_DELETE[each.on_delete], escape(each.type.entity))
    if each.column == entity.owner:
        yield Markdown("The owner of the row.")
    if each.secret:
        yield prose("The argon2id hash of a {}; never answered.", type_words(each.type, links))
    elif not each.answered:
        yield Markdown("Never answered.")


def _writing(each: Attribute) -> Iterator[Markdown]:
    if each.default is not None:
        yield prose("Default: {}.", default_words(each.default))
    if each.slug_of is not None:
        yield prose("Made from {}.", code(each.slug_of))
    if each.touched:
        yield Markdown("Set at every change.")
    elif not each.writable:
        yield Markdown("Set by the server.")
    if each.create_only:
        yield Markdown("Never changed.")


def _computed(each: Computed) -> ComputedRow:
    what = {"count": "how many rows of", "exists": "whether there is a row of", "sum": "the total over the rows of"}
    where = prose(" where {}", code(condition_text(each.where))) if each.where else NOTHING
    summed = prose(" of their {}", code(each.summed)) if each.summed else NOTHING
    meaning = prose(
        "{} {} refer here through {}{}{}", Markdown(what[each.function]), escape(each.entity), code(each.column), where,
        summed,
    )  # fmt: skip
    return ComputedRow(code(each.wire), meaning)


def _many(each: ManyToMany) -> ComputedRow:
    return ComputedRow(code(each.wire), prose("any number of {}, through {}", escape(each.entity), code(each.table)))


def _indexes(table: Table) -> Iterator[IndexRow]:
    for each in table.indexes:
        kind = Markdown("unique" if each.unique else "reading")
        case = Markdown(", whatever the case") if each.lower else NOTHING
        where = prose(", among rows with {}", code(condition_text(each.where))) if each.where else NOTHING
        yield IndexRow(
            code(each.name), join(code(column) for column in each.columns), prose("{}{}{}", kind, case, where)
        )


def _states(states: StateMachine) -> StatesView:
    return StatesView(
        sentence=prose(
            "{} starts as {} and changes only as shown here; any other change is refused with {}.",
            code(states.column),
            code(states.initial),
            code(states.error),
        ),
        diagram=fence("mermaid", "\n".join(_state_diagram(states))),
        transitions=tuple(
            (
                join(code(source) for source in each.sources),
                code(each.to),
                Markdown("anybody who may call") if each.roles is None else roles_words(each.roles),
            )
            for each in states.transitions
        ),
    )


def _state_diagram(states: StateMachine) -> Iterator[str]:
    named = dict.fromkeys(
        (states.initial, *(state for each in states.transitions for state in (*each.sources, each.to)))
    )
    keys = {state: _state_key(state, number) for number, state in enumerate(named, 1)}
    yield "stateDiagram-v2"
    for state, key in keys.items():
        if key != state:
            yield f'    state "{visible(state).replace(chr(34), "#quot;")}" as {key}'.replace("\n", " ")
    yield f"    [*] --> {keys[states.initial]}"
    for each in states.transitions:
        for source in each.sources:
            yield f"    {keys[source]} --> {keys[each.to]}"
    left = {source for each in states.transitions for source in each.sources}
    for state, key in keys.items():
        if state not in left:
            yield f"    {key} --> [*]"


def _state_key(state: str, number: int) -> str:
    plain = _STATE.fullmatch(state) and state not in _STATE_WORDS
    return state if plain else f"s{number}_"
