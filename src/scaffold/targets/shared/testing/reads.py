"""What is read, rows and lists of them: the rows of the tests."""

from __future__ import annotations

from msgspec import Struct

from scaffold.design.design import Design
from scaffold.design.types import Reference
from scaffold.targets.shared.testing.syntax import Syntax, list_of, member_of, row_values
from scaffold.testdata.calls import ValidCall
from scaffold.testdata.computed import ComputedCase, computed_cases
from scaffold.testdata.conditions import Values
from scaffold.testdata.lists import (
    FilterCase,
    OrderCase,
    RowList,
    SearchCase,
    SortCase,
    filter_cases,
    order_cases,
    row_lists,
    search_cases,
    sort_cases,
)


class ReadTables(Struct, frozen=True):
    """What is read: rows and lists of them."""

    no_rows: tuple[str, ...]
    no_parents: tuple[str, ...]
    lists: tuple[str, ...]
    ordered: tuple[str, ...]
    filters: tuple[str, ...]
    references: tuple[str, ...]
    sorts: tuple[str, ...]
    searches: tuple[str, ...]
    computed: tuple[str, ...]

    @property
    def narrows(self) -> bool:
        """Whether a list can be narrowed."""
        return bool(self.filters or self.references or self.searches)

    @property
    def unfound(self) -> tuple[str, ...]:
        """What answers that there is no such row, be it its own or its parent."""
        return tuple(dict.fromkeys((*self.no_rows, *self.no_parents)))

    @property
    def any(self) -> bool:
        """Whether rows are read one by one at all."""
        return bool(self.no_rows or self.no_parents or self.computed)


def read_tables(syntax: Syntax, design: Design, calls: tuple[ValidCall, ...]) -> ReadTables:
    """Everything that reads."""
    lists = row_lists(design, calls)
    filters = tuple(filter_cases(design, lists))
    named = [call for call in calls if call.row is not None and call.row.parameters]
    return ReadTables(
        no_rows=tuple(
            syntax.string(each.operation.name.snake) for each in named if each.row and not each.row.is_parent
        ),
        no_parents=tuple(syntax.string(each.operation.name.snake) for each in named if each.operation.parent),
        lists=tuple(syntax.row(*_list(syntax, each, each.visible)) for each in lists),
        ordered=tuple(_ordered(syntax, each) for each in order_cases(design, lists)),
        filters=tuple(_filter(syntax, each) for each in filters if each.refers is None),
        references=tuple(_reference(syntax, design, each) for each in filters if each.refers is not None),
        sorts=tuple(_sort(syntax, each) for each in sort_cases(design, lists) if each.values),
        searches=tuple(_search(syntax, each) for each in search_cases(design, lists)),
        computed=tuple(_computed(syntax, design, each) for each in computed_cases(design, calls)),
    )


def _list(syntax: Syntax, rows: RowList, values: Values) -> tuple[str, str, str]:
    """The operation, the model of its rows, and what the rows must have to be listed."""
    return (
        syntax.string(rows.call.operation.name.snake),
        syntax.string(syntax.model(rows.entity)),
        row_values(syntax, rows.entity, rows.row(values)),
    )


def _ordered(syntax: Syntax, each: OrderCase) -> str:
    query = {"sort": each.sort} if each.sort else {}
    return syntax.row(*_list(syntax, each.list, each.list.visible), syntax.json(query))


def _filter(syntax: Syntax, each: FilterCase) -> str:
    operation, model, matching = _list(syntax, each.list, each.matching)
    query = syntax.json({each.parameter: each.text})
    return syntax.row(
        operation, model, query, matching, row_values(syntax, each.list.entity, each.list.row(each.other))
    )


def _reference(syntax: Syntax, design: Design, each: FilterCase) -> str:
    entity, column = each.list.entity, each.refers or ""
    kind = entity.attribute(column).type
    assert isinstance(kind, Reference)
    named = (each.parameter, member_of(syntax, entity, column), syntax.model(design.entity[kind.entity]))
    return syntax.row(*_list(syntax, each.list, each.matching), *map(syntax.string, named))


def _sort(syntax: Syntax, each: SortCase) -> str:
    entity = each.list.entity
    kind = entity.attribute(each.column).type
    return syntax.row(
        *_list(syntax, each.list, each.list.visible),
        syntax.string(each.sort),
        syntax.string(member_of(syntax, entity, each.column)),
        list_of(syntax.row_value(value, kind) for value in each.values),
        syntax.json(list(each.ranks)),
    )


def _search(syntax: Syntax, each: SearchCase) -> str:
    matching = row_values(syntax, each.list.entity, each.list.row(each.matching))
    return syntax.row(*_list(syntax, each.list, each.list.visible), syntax.string(each.word), matching)


def _computed(syntax: Syntax, design: Design, each: ComputedCase) -> str:
    related = design.entity[each.entity]
    return syntax.row(
        syntax.string(each.call.operation.name.snake),
        syntax.string(each.wire),
        syntax.string(syntax.model(related)),
        syntax.string(member_of(syntax, related, each.column)),
        row_values(syntax, related, each.counting),
        syntax.null if each.other is None else row_values(syntax, related, each.other),
        syntax.json(list(each.result)),
    )
