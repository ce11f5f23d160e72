"""The tables of cases: each a tuple of composite literals, ready to print."""

from __future__ import annotations

from msgspec import Struct

from scaffold.design.design import Design
from scaffold.design.types import Reference
from scaffold.targets.go.testing.calls import model
from scaffold.targets.go.testing.literals import (
    column_literal,
    column_name,
    json_literal,
    mapping,
    nowhere,
    row,
    row_values,
    strings,
)
from scaffold.targets.go.text import go_string
from scaffold.testdata.calls import ValidCall
from scaffold.testdata.changing import Change, Move, changes, deletions, in_use, moves
from scaffold.testdata.computed import ComputedCase, computed_cases
from scaffold.testdata.conditions import Values
from scaffold.testdata.creating import Taken, creations, missing_references, taken
from scaffold.testdata.limits import FieldValue, accepted, path_ids, refused, refused_queries, required
from scaffold.testdata.lists import (
    FilterCase,
    RowList,
    SortCase,
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
    """What is created, changed and deleted.

    Attributes:
        race: The create that many try at once: operation, changes and the error of all but one.
    """

    creations: Rows
    changes: Rows
    missing: Rows
    taken: Rows
    race: str
    deletions: Rows
    in_use: Rows
    moves: Rows

    @property
    def creates(self) -> bool:
        """Whether there is anything to create."""
        return bool(self.creations or self.missing or self.taken)


class ReadTables(Struct, frozen=True):
    """What is read: rows and lists of them."""

    nowhere: Rows
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
    def orders(self) -> bool:
        """Whether the order of a list is known."""
        return bool(self.ordered or self.sorts)

    @property
    def any(self) -> bool:
        """Whether rows are read one by one at all."""
        return bool(self.nowhere or self.computed)


def limit_tables(design: Design, calls: tuple[ValidCall, ...]) -> LimitTables:
    """The limits of all fields."""
    return LimitTables(
        accepted=tuple(map(_member, accepted(design, calls))),
        refused=tuple(map(_member, refused(design))),
        required=tuple(
            row(go_string(each.operation), strings(f"body.{member}" for member in each.members))
            for each in required(design)
        ),
        queries=tuple(
            row(go_string(each.operation), go_string(each.member), json_literal(each.value))
            for each in refused_queries(design)
        ),
        identifiers=tuple(row(go_string(each.operation), go_string(each.parameter)) for each in path_ids(calls)),
    )


def _member(each: FieldValue) -> str:
    return row(*map(go_string, (each.operation, each.member, each.field)), json_literal(each.value))


def write_tables(design: Design, calls: tuple[ValidCall, ...]) -> WriteTables:
    """Everything that writes."""
    second = tuple(map(_taken, taken(design)))
    return WriteTables(
        creations=tuple(
            row(
                go_string(each.operation.name.snake),
                json_literal(each.answered),
                strings(each.sent),
                go_string(each.found_by or ""),
            )
            for each in creations(design, calls)
        ),
        changes=tuple(_change(design, each) for each in changes(design)),
        missing=tuple(
            row(go_string(each.operation), go_string(each.member), nowhere(each.ids))
            for each in missing_references(design)
        ),
        taken=tuple(map(row, second)),
        race=second[0] if second else "",
        deletions=tuple(
            row(go_string(call.operation.name.snake), go_string(found.operation.name.snake if found else ""))
            for call, found in deletions(calls)
        ),
        in_use=tuple(
            row(
                go_string(each.operation),
                go_string(model(design, each.by)),
                go_string(column_name(design.entity[each.by], each.column)),
                go_string(each.code),
            )
            for each in in_use(design)
        ),
        moves=tuple(map(_move, moves(design))),
    )


def _change(design: Design, each: Change) -> str:
    value = each.value
    is_row = isinstance(value, RowId)
    return row(
        go_string(each.operation),
        go_string(each.member),
        f"newRow({go_string(model(design, value.entity))})" if is_row else json_literal(value),
        strings(each.moved),
        go_string(each.renames or ""),
    )


def _taken(each: Taken) -> str:
    return ", ".join((go_string(each.operation), json_literal(each.changes), go_string(each.code)))


def _move(each: Move) -> str:
    called = (go_string(each.operation), go_string(each.member), row_values(each.entity, each.before))
    return row(*called, *map(go_string, (each.to, each.caller or "", each.code or "")))


def read_tables(design: Design, calls: tuple[ValidCall, ...]) -> ReadTables:
    """Everything that reads."""
    lists = row_lists(design, calls)
    filters = tuple(filter_cases(design, lists))
    return ReadTables(
        nowhere=tuple(go_string(each.operation.name.snake) for each in calls if each.row and each.row.parameters),
        lists=tuple(row(*_list(each, each.visible)) for each in lists),
        ordered=tuple(
            row(*_list(each.list, each.list.visible), go_string(each.sort or "")) for each in order_cases(design, lists)
        ),
        filters=tuple(_filter(each) for each in filters if each.refers is None),
        references=tuple(_reference(design, each, each.refers) for each in filters if each.refers is not None),
        sorts=tuple(_sort(each) for each in sort_cases(design, lists) if each.values),
        searches=tuple(
            row(*_list(each.list, each.list.visible), go_string(each.word), _listed(each.list, each.matching))
            for each in search_cases(design, lists)
        ),
        computed=tuple(_computed(design, each) for each in computed_cases(design, calls)),
    )


def _list(rows: RowList, values: Values) -> tuple[str, str, str]:
    """The operation, the model of its rows, and what the rows must have to be listed."""
    return go_string(rows.call.operation.name.snake), go_string(rows.entity.name.snake), _listed(rows, values)


def _listed(rows: RowList, values: Values) -> str:
    return row_values(rows.entity, rows.row(values))


def _filter(each: FilterCase) -> str:
    operation, of, matching = _list(each.list, each.matching)
    query = mapping({each.parameter: json_literal(each.text)})
    return row(operation, of, query, matching, _listed(each.list, each.other))


def _reference(design: Design, each: FilterCase, refers: str) -> str:
    entity = each.list.entity
    kind = entity.attribute(refers).type
    assert isinstance(kind, Reference)
    named = (each.parameter, column_name(entity, refers), model(design, kind.entity))
    return row(*_list(each.list, each.matching), *map(go_string, named))


def _sort(each: SortCase) -> str:
    entity = each.list.entity
    kind = entity.attribute(each.column).type
    return row(
        *_list(each.list, each.list.visible),
        go_string(each.sort),
        go_string(column_name(entity, each.column)),
        f"list{{{', '.join(column_literal(value, kind) for value in each.values)}}}",
        f"[]int{{{', '.join(map(str, each.ranks))}}}",
    )


def _computed(design: Design, each: ComputedCase) -> str:
    related = design.entity[each.entity]
    return row(
        go_string(each.call.operation.name.snake),
        go_string(each.wire),
        go_string(model(design, each.entity)),
        go_string(column_name(related, each.column)),
        row_values(related, each.counting),
        "nil" if each.other is None else row_values(related, each.other),
        f"list{{{', '.join(map(json_literal, each.result))}}}",
    )
