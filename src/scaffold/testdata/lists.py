"""Lists: rows that a filter, a search or a sort is tried on."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from scaffold.design.conditions import Column, Compare, FromRequest, Negation
from scaffold.design.design import Design
from scaffold.design.entities import Attribute, Entity
from scaffold.design.operations import Filter, ListPlan
from scaffold.design.types import Enumeration, Kind, ListOf, Plain, Reference, Type
from scaffold.testdata.calls import ValidCall, listed_entity
from scaffold.testdata.conditions import Known, Solver, Values, several
from scaffold.testdata.rows import many_fit
from scaffold.testdata.values import Json, Samples

SEVERAL = 5
"""How many rows the lists of tests have: pages of two leave one over."""

_WORD = "zephyr"
_LARGE = 64
"""Texts that are no longer than this may be too short for a word and a number."""


class RowList(Struct, frozen=True):
    """A list of rows.

    Attributes:
        visible: Values that a row must have to be listed at all.
        owner: The column that must hold the caller's id.
        by_id: Whether the rows come in the order of their ids.
    """

    call: ValidCall
    entity: Entity
    visible: Values
    owner: str | None
    by_id: bool

    def row(self, values: Values) -> Values:
        """The values of a row that is listed and has these; what only a running test knows stands as its name."""
        owner = {self.owner: Known.CALLER} if self.owner else {}
        parent = self.call.operation.parent
        return {**values, **owner, **({parent.reference: Known.PARENT} if parent else {})}


class FilterCase(Struct, frozen=True):
    """A query that finds rows with some values, and not those with others.

    Attributes:
        refers: The column whose value is asked for, when it refers to a row.
    """

    list: RowList
    parameter: str
    value: Json
    matching: Values
    other: Values
    refers: str | None = None

    @property
    def text(self) -> Json:
        """The value as a query has it."""
        return str(self.value).lower() if isinstance(self.value, bool) else self.value


class SortCase(Struct, frozen=True):
    """Values to sort by, smallest first; the rows have them in some other order. None are needed to sort by id."""

    list: RowList
    sort: str
    column: str
    values: tuple[Json, ...]
    is_unique: bool = False

    @property
    def ranks(self) -> tuple[int, ...]:
        """Which of the values the rows have, one after the other: out of order, and some twice where that may be."""
        backwards = tuple(reversed(range(len(self.values))))
        return backwards[1:] + backwards[:1] + (() if self.is_unique else backwards[:2])


class OrderCase(Struct, frozen=True):
    """A list that comes in the order of ids when it is asked for that sort, or for none."""

    list: RowList
    sort: str | None


class SearchCase(Struct, frozen=True):
    """A word that rows are found by, and the values that hold it."""

    list: RowList
    word: str
    matching: Values


def row_lists(design: Design, calls: tuple[ValidCall, ...]) -> tuple[RowList, ...]:
    """The lists on which several rows can stand whose ids the answer shows."""
    samples = Samples(design)
    found = (_row_list(design, samples, call) for call in calls if call.operation.action == "list")
    return tuple(each for each in found if each is not None)


def _row_list(design: Design, samples: Samples, call: ValidCall) -> RowList | None:
    operation = call.operation
    shown = listed_entity(design, operation)
    if shown is None or operation.entity is None or operation.listing is None:
        return None
    entity = design.entity[operation.entity]
    owner = entity.owner if operation.policy.owner and call.caller not in operation.policy.all_rows else None
    visible = _visible(samples, entity, operation.listing)
    if (
        visible is None
        or (owner is not None and owner in visible)
        or all(each.wire != "id" for each in shown.properties)
    ):
        return None
    pinned = frozenset(visible) | {owner or "", operation.parent.reference if operation.parent else ""}
    if not many_fit(design, entity, pinned, SEVERAL):
        return None
    by_id = operation.listing.order[0].column == "id" and not operation.listing.order[0].descending
    return RowList(call, entity, visible, owner, by_id)


def _visible(samples: Samples, entity: Entity, listing: ListPlan) -> Values | None:
    return {} if listing.where is None else Solver(samples, entity).solve(listing.where)


def filter_cases(design: Design, lists: tuple[RowList, ...]) -> Iterator[FilterCase]:
    """Every filter of every list, for which rows are found that it tells apart."""
    samples = Samples(design)
    for each in lists:
        listing = each.call.operation.listing
        for one in listing.filters if listing else ():
            yield from _filter_cases(samples, each, one)


def _filter_cases(samples: Samples, rows: RowList, one: Filter) -> Iterator[FilterCase]:
    wire = one.parameter.wire
    match one.condition:
        case Compare(Column(_, column), "=", FromRequest.VALUE) if isinstance(one.parameter.type, Reference):
            if column not in rows.visible and column != rows.owner and not _is_parent(rows, column):
                yield FilterCase(rows, wire, None, rows.visible, rows.visible, refers=column)
            return
    asked = True if one.switch else _asked(samples, rows.entity, one)
    solver = Solver(samples, rows.entity, asked)
    matching, other = solver.solve(one.condition), solver.solve(Negation(one.condition))
    if matching is None or other is None or matching == other or asked is None:
        return
    first, second = _together(rows, matching), _together(rows, other)
    if first is None or second is None:
        return
    yield FilterCase(rows, wire, asked, first, second)
    if one.switch:
        yield FilterCase(rows, wire, False, second, first)


def _is_parent(rows: RowList, column: str) -> bool:
    parent = rows.call.operation.parent
    return parent is not None and parent.reference == column


def _asked(samples: Samples, entity: Entity, one: Filter) -> Json:
    """A value to ask for: in the middle of what a stored field may be."""
    kind: Type = one.parameter.type
    if isinstance(kind, Reference | ListOf):
        return None
    if isinstance(kind, Enumeration):
        return kind.values[0]
    attribute = next((each for each in entity.attributes if each.type == kind), None)
    values = several(samples, attribute) if attribute else []
    return values[len(values) // 2] if values else samples.of_type(kind, one.parameter.name)


def _together(rows: RowList, values: Values) -> Values | None:
    """Values of a row that is listed and has these values; ``None`` where it cannot be both."""
    if any(rows.visible.get(column, value) != value for column, value in values.items()):
        return None
    if rows.owner in values or any(_is_parent(rows, column) for column in values):
        return None
    if any(_is_kept_apart(rows.entity, column) for column in values if values[column] is not None):
        return None if len(values) > 1 else {**rows.visible, **values}
    return {**rows.visible, **values}


def _is_kept_apart(entity: Entity, column: str) -> bool:
    return any(column in rule.columns for rule in entity.uniques)


def sort_cases(design: Design, lists: tuple[RowList, ...]) -> Iterator[SortCase]:
    """Every key that every list can be sorted by."""
    samples = Samples(design)
    for each in lists:
        listing = each.call.operation.listing
        for sort in listing.sorts if listing else ():
            if sort.column == "id":
                yield SortCase(each, sort.wire, "id", ())
            elif sort.column not in each.visible and sort.column != each.owner:
                attribute = each.entity.attribute(sort.column)
                values = _sorted_values(samples, each.entity, attribute)
                if len({repr(value) for value in values}) > 1:
                    yield SortCase(each, sort.wire, sort.column, values, _is_kept_apart(each.entity, sort.column))


def order_cases(design: Design, lists: tuple[RowList, ...]) -> Iterator[OrderCase]:
    """Lists that come in the order of ids, and what makes them so."""
    yield from (OrderCase(each, None) for each in lists if each.by_id)
    for case in sort_cases(design, lists):
        if not case.values:
            yield from (OrderCase(case.list, f"{sign}{case.sort}") for sign in ("", "-"))


def _sorted_values(samples: Samples, entity: Entity, attribute: Attribute) -> tuple[Json, ...]:
    apart = _is_kept_apart(entity, attribute.column)
    values = several(samples, attribute, SEVERAL if apart else 3)
    return (*values, None) if attribute.nullable and not apart else tuple(values)


def search_cases(design: Design, lists: tuple[RowList, ...]) -> Iterator[SearchCase]:
    """Every column that every list can be searched in."""
    for each in lists:
        listing = each.call.operation.listing
        for column in listing.search if listing else ():
            attribute = each.entity.attribute(column)
            kind = attribute.type.item if isinstance(attribute.type, ListOf) else attribute.type
            if column in each.visible or not _holds_words(kind):
                continue
            text: Json = f"before {_WORD} behind"
            yield SearchCase(each, _WORD, {**each.visible, column: [text] if kind is not attribute.type else text})


def _holds_words(kind: Type) -> bool:
    if not isinstance(kind, Plain) or kind.kind not in (Kind.STRING, Kind.TEXT) or kind.pattern is not None:
        return False
    return (kind.min or 0) <= len(_WORD) and (kind.max is None or kind.max >= _LARGE)
