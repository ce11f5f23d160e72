"""The tables of cases: each a tuple of rows, ready to print."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from scaffold.design.design import Design
from scaffold.design.entities import Entity
from scaffold.design.types import Reference
from scaffold.targets.python_fastapi.testing.calls import model, row_member
from scaffold.targets.python_fastapi.testing.literals import (
    json_literal,
    mapping,
    nowhere,
    row,
    row_literal,
    row_values,
    set_of,
    strings,
)
from scaffold.targets.python_fastapi.text import python_string
from scaffold.testdata.calls import ValidCall
from scaffold.testdata.changing import Move, changes, deletions, in_use, moves
from scaffold.testdata.computed import computed_cases
from scaffold.testdata.conditions import Values
from scaffold.testdata.creating import Creation, creations, missing_references, taken
from scaffold.testdata.limits import FieldValue, accepted, path_ids, refused, refused_queries, required
from scaffold.testdata.lists import (
    FilterCase,
    OrderCase,
    RowList,
    filter_cases,
    order_cases,
    row_lists,
    search_cases,
    sort_cases,
)
from scaffold.testdata.values import RowId

Rows = tuple[str, ...]


class LimitTables(Struct, frozen=True):
    """Values of fields, with the operations that they are sent to."""

    accepted: Rows
    refused: Rows
    required: Rows
    queries: Rows
    identifiers: Rows


class WriteTables(Struct, frozen=True):
    """What is created, changed and deleted."""

    creations: Rows
    changes: Rows
    empty_changes: Rows
    missing: Rows
    taken: Rows
    deletions: Rows
    in_use: Rows
    moves: Rows

    @property
    def creates(self) -> bool:
        """Whether there is anything to create."""
        return bool(self.creations or self.missing or self.taken)


class ReadTables(Struct, frozen=True):
    """What is read: rows and lists of them."""

    no_rows: Rows
    no_parents: Rows
    lists: Rows
    ordered: Rows
    filters: Rows
    references: Rows
    sorts: Rows
    searches: Rows
    computed: Rows

    @property
    def narrows(self) -> bool:
        """Whether a list can be narrowed."""
        return bool(self.filters or self.references or self.searches)

    @property
    def any(self) -> bool:
        """Whether rows are read one by one at all."""
        return bool(self.no_rows or self.no_parents or self.computed)


def limit_tables(design: Design, calls: tuple[ValidCall, ...]) -> LimitTables:
    """The limits of all fields."""
    return LimitTables(
        accepted=tuple(_field_value(each) for each in accepted(design, calls)),
        refused=tuple(_field_value(each) for each in refused(design)),
        required=tuple(
            row(python_string(each.operation), set_of(f"body.{member}" for member in each.members))
            for each in required(design)
        ),
        queries=tuple(
            row(python_string(each.operation), python_string(each.member), json_literal(each.value))
            for each in refused_queries(design)
        ),
        identifiers=tuple(
            row(python_string(each.operation), python_string(each.parameter)) for each in path_ids(calls)
        ),
    )


def _field_value(each: FieldValue) -> str:
    return row(*map(python_string, (each.operation, each.member, each.field)), json_literal(each.value))


def write_tables(design: Design, calls: tuple[ValidCall, ...]) -> WriteTables:
    """Everything that writes."""
    changed = tuple(changes(design))
    return WriteTables(
        creations=tuple(_creation(each) for each in creations(design, calls)),
        changes=tuple(
            row(
                python_string(each.operation),
                python_string(each.member),
                f"Ref({python_string(model(design, each.value.entity))})"
                if isinstance(each.value, RowId)
                else json_literal(each.value),
                set_of(each.moved),
                python_string(each.renames) if each.renames else "None",
            )
            for each in changed
        ),
        empty_changes=tuple(dict.fromkeys(python_string(each.operation) for each in changed)),
        missing=tuple(
            row(python_string(each.operation), python_string(each.member), nowhere(each.ids))
            for each in missing_references(design)
        ),
        taken=tuple(
            row(python_string(each.operation), json_literal(each.changes), python_string(each.code))
            for each in taken(design)
        ),
        deletions=tuple(
            row(
                python_string(call.operation.name.snake),
                python_string(found.operation.name.snake) if found else "None",
            )
            for call, found in deletions(calls)
        ),
        in_use=tuple(_in_use(design)),
        moves=tuple(map(_move, moves(design))),
    )


def _creation(each: Creation) -> str:
    return row(
        python_string(each.operation.name.snake),
        json_literal(each.answered),
        f"[{strings(each.sent)}]",
        _or_none(each.found_by),
    )


def _in_use(design: Design) -> Iterator[str]:
    for each in in_use(design):
        column = row_member(design.entity[each.by], each.column)
        values = (each.operation, model(design, each.by), column, each.code)
        yield row(*map(python_string, values))


def _move(each: Move) -> str:
    called = (python_string(value) for value in (each.operation, each.member))
    values = row_values(each.entity, each.before)
    return row(*called, values, python_string(each.to), _or_none(each.caller), _or_none(each.code))


def _or_none(text: str | None) -> str:
    return python_string(text) if text else "None"


def read_tables(design: Design, calls: tuple[ValidCall, ...]) -> ReadTables:
    """Everything that reads."""
    lists = row_lists(design, calls)
    filters = tuple(filter_cases(design, lists))
    named = [call for call in calls if call.row is not None and call.row.parameters]
    return ReadTables(
        no_rows=tuple(
            python_string(each.operation.name.snake) for each in named if each.row and not each.row.is_parent
        ),
        no_parents=tuple(python_string(each.operation.name.snake) for each in named if each.operation.parent),
        lists=tuple(_list(each, each.visible) for each in lists),
        ordered=tuple(_ordered(each) for each in order_cases(design, lists)),
        filters=tuple(_filter(each) for each in filters if each.refers is None),
        references=tuple(_reference(design, each) for each in filters if each.refers is not None),
        sorts=tuple(
            row(
                *_list_parts(each.list, each.list.visible),
                python_string(each.sort),
                python_string(row_member(each.list.entity, each.column)),
                _sorted_values(each.list.entity, each.column, each.values),
                str(list(each.ranks)),
            )
            for each in sort_cases(design, lists)
            if each.values
        ),
        searches=tuple(
            row(
                *_list_parts(each.list, each.list.visible),
                python_string(each.word),
                row_values(each.list.entity, each.list.row(each.matching)),
            )
            for each in search_cases(design, lists)
        ),
        computed=tuple(_computed(design, calls)),
    )


def _list(rows: RowList, values: Values) -> str:
    return row(*_list_parts(rows, values))


def _list_parts(rows: RowList, values: Values) -> tuple[str, str, str]:
    """The operation, the model of its rows, and what the rows must have to be listed."""
    return (
        python_string(rows.call.operation.name.snake),
        python_string(rows.entity.name.snake),
        row_values(rows.entity, rows.row(values)),
    )


def _filter(each: FilterCase) -> str:
    query = mapping({each.parameter: json_literal(each.text)})
    parts = _list_parts(each.list, each.matching)
    return row(*parts[:2], query, parts[2], row_values(each.list.entity, each.list.row(each.other)))


def _reference(design: Design, each: FilterCase) -> str:
    entity, column = each.list.entity, each.refers or ""
    kind = entity.attribute(column).type
    assert isinstance(kind, Reference)
    named = (each.parameter, row_member(entity, column), model(design, kind.entity))
    return row(*_list_parts(each.list, each.matching), *map(python_string, named))


def _sorted_values(entity: Entity, column: str, values: tuple[object, ...]) -> str:
    kind = entity.attribute(column).type
    return f"[{', '.join(row_literal(value, kind) for value in values)}]"


def _ordered(each: OrderCase) -> str:
    query = mapping({"sort": python_string(each.sort)} if each.sort else {})
    return row(*_list_parts(each.list, each.list.visible), query)


def _computed(design: Design, calls: tuple[ValidCall, ...]) -> Iterator[str]:
    for each in computed_cases(design, calls):
        related = design.entity[each.entity]
        yield row(
            python_string(each.call.operation.name.snake),
            python_string(each.wire),
            python_string(model(design, each.entity)),
            python_string(row_member(related, each.column)),
            row_values(related, each.counting),
            "None" if each.other is None else row_values(related, each.other),
            f"[{', '.join(map(json_literal, each.result))}]",
        )
