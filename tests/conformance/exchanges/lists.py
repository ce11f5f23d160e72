"""Lists: pages, order, filters and search."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from scaffold.design.operations import Operation
from scaffold.testdata.calls import ValidCall
from scaffold.testdata.conditions import Values
from scaffold.testdata.lists import (
    SEVERAL,
    FilterCase,
    RowList,
    SearchCase,
    SortCase,
    filter_cases,
    order_cases,
    row_lists,
    search_cases,
    sort_cases,
)
from scaffold.testdata.paging import paging
from scaffold.testdata.values import Json
from tests.conformance.exchange import ANYTHING, Captured, Expectation, Part
from tests.conformance.exchanges.known import settled
from tests.conformance.exchanges.pages import CURSOR, to_the_end
from tests.conformance.exchanges.rows import make_row, named_row
from tests.conformance.exchanges.script import Row, Script, World

_NOTHING_KEPT_APART = "[]"
_INVALID = "invalid_request"
_ODDCURSORS = ("x", "!", "AAAA", "e30=", "é")


def list_parts(world: World) -> tuple[Part, ...]:
    """A part for each list."""
    calls = tuple(world.calls.values())
    rows = {each.call.operation.name.snake: each for each in row_lists(world.design, calls)}
    return tuple(
        _ListScript(world, call, rows.get(name)).part
        for name, call in world.calls.items()
        if call.operation.listing is not None
    )


class _ListScript:
    """One list, its rows, and everything that can be asked of it."""

    def __init__(self, world: World, call: ValidCall, rows: RowList | None) -> None:
        self._script = Script(world, "lists")
        self._call = call
        self._rows = rows
        self._name = call.operation.name.snake
        self._person = self._script.usual(call)
        self._kept: dict[str, Row] = {}
        self._parent = named_row(self._script, call, self._person)
        pages = paging(world.design, tuple(world.calls.values()))
        self._two, self._next = pages.limit, pages.next_cursor
        self._style = call.operation.listing.style if call.operation.listing else CURSOR

    @property
    def part(self) -> Part:
        """All that is asked."""
        if self._call.caller is not None and self._person is None:
            return self._script.part
        if self._rows is not None:
            made = [row.id for _ in range(SEVERAL) if (row := self._make(self._rows.visible)) is not None]
            self._read("pages", {}, Expectation(lists=(tuple(made),)), size=self._two)
            self._orders(self._rows)
            self._narrow(self._rows)
        self._odd_pages()
        if self._style == CURSOR:
            self._cursors(self._call.operation)
        return self._script.part

    def _make(self, values: Values) -> Row | None:
        """A row of the list, or the one that has these values already; ``None`` where there is no way to make it."""
        assert self._rows is not None, "rows can stand on the list"
        wanted = settled(self._rows.row(values), self._person, self._parent)
        if wanted is None:
            return None
        entity, fresh = self._rows.entity.key, self._script.world.fresh
        key = repr([(column, value) for column, value in wanted.items() if fresh.keeps_apart(entity, column)])
        if key not in self._kept:
            row = make_row(self._script, entity, wanted, self._person)
            if row is None or key == _NOTHING_KEPT_APART:
                return row
            self._kept[key] = row
        return self._kept[key]

    def _read(self, name: str, query: Mapping[str, Json], expected: Expectation, size: int | None = None) -> None:
        """Read the list to its end."""
        reading = to_the_end(self._script.world, self._name, size)
        self._ask(name, {**reading.query, **query}, expected, follows=reading.follows)

    def _ask(
        self,
        name: str,
        query: Mapping[str, Json],
        expected: Expectation,
        follows: tuple[str, str] | None = None,
        keeps: Mapping[str, tuple[str, ...]] | None = None,
    ) -> None:
        self._script.call(
            name, self._name, self._person, row=self._parent, query=query, expected=expected,
            follows=follows, keeps=keeps,
        )  # fmt: skip

    def _orders(self, rows: RowList) -> None:
        design = self._script.world.design
        for order in order_cases(design, (rows,)):
            if order.sort is not None:
                self._read(f"sorted by {order.sort}", {"sort": order.sort}, Expectation(status=200))
        for case in sort_cases(design, (rows,)):
            if case.values:
                self._sort(case)

    def _sort(self, case: SortCase) -> None:
        made: list[tuple[int, Json]] = []
        for rank in case.ranks:
            row = self._make({**case.list.visible, case.column: case.values[rank]})
            if row is not None:
                made.append((rank, row.id))
        for sign in ("", "-"):
            groups = tuple(_groups(case, made, descending=bool(sign)))
            expected = Expectation(status=200, lists=groups)
            self._read(f"sorted by {sign}{case.sort}", {"sort": f"{sign}{case.sort}"}, expected, size=self._two)

    def _narrow(self, rows: RowList) -> None:
        design = self._script.world.design
        for filtered in filter_cases(design, (rows,)):
            self._filter(filtered)
        for search in search_cases(design, (rows,)):
            self._search(search)

    def _filter(self, case: FilterCase) -> None:
        if case.refers is not None:
            self._filter_by_reference(case, case.refers)
            return
        matching, other = self._make(case.matching), self._make(case.other)
        if matching is None or other is None:
            return
        expected = Expectation(status=200, lists=((matching.id,),), omits=(other.id,))
        self._read(f"with {case.parameter}={case.text}", {case.parameter: case.text}, expected)

    def _filter_by_reference(self, case: FilterCase, column: str) -> None:
        attribute = case.list.entity.attribute(column)
        target = getattr(attribute.type, "entity", "")
        referred = [make_row(self._script, target) for _ in range(2)]
        made = [self._make({**case.list.visible, column: each.id}) for each in referred if each is not None]
        if len(made) < 2 or made[0] is None or made[1] is None or referred[0] is None:
            return
        expected = Expectation(status=200, lists=((made[0].id,),), omits=(made[1].id,))
        self._read(f"with {case.parameter} of a row", {case.parameter: referred[0].id}, expected)

    def _search(self, case: SearchCase) -> None:
        wanted, other = self._make(case.matching), self._make(case.list.visible)
        if wanted is None or other is None:
            return
        word = case.word
        for text in (word, word.upper(), word[1:-1]):
            self._read(f"with q={text}", {"q": text}, Expectation(status=200, lists=((wanted.id,),), omits=(other.id,)))
        for text in (f"%{word}", f"{word}_", f"\\{word}", f"{word} nowhere", f"{word}' OR '1'='1"):
            self._read(f"with q={text}", {"q": text}, Expectation(status=200, omits=(wanted.id, other.id)))

    def _odd_pages(self) -> None:
        """Sorts that there are not, and pages behind the last one."""
        for sort in ("surprise", "-", "--id", ""):
            self._ask(f"sorted by {sort!r}", {"sort": sort}, Expectation(code=_INVALID, blamed="query.sort"))
        if self._style == "offset":
            self._ask("from the second on", {"limit": self._two, "offset": 1}, ANYTHING)
            self._ask("behind the end", {"limit": self._two, "offset": 100_000}, ANYTHING)
        if self._style == "page":
            self._ask("second page", {"size": self._two, "page": 2}, ANYTHING)
            self._ask("behind the end", {"size": self._two, "page": 100_000}, ANYTHING)

    def _cursors(self, operation: Operation) -> None:
        """Cursors that are broken, or of another list, sort, or filter."""
        refused = Expectation(code=_INVALID, blamed="query.cursor")
        expected = refused if operation.action == "list" else ANYTHING
        for cursor in _ODDCURSORS:
            self._ask(f"with the cursor {cursor!r}", {CURSOR: cursor}, expected)
        if self._rows is None:
            return
        key = f"a cursor of {self._name}"
        self._ask("of one row", {"limit": 1}, Expectation(status=200), keeps={key: (self._next,)})
        for name, query in _other_queries(operation):
            self._ask(f"with the cursor of another {name}", {**query, CURSOR: Captured(key)}, refused)
        self._ask("with the cursor and another limit", {"limit": 2, CURSOR: Captured(key)}, Expectation(status=200))
        for other in self._others()[:1]:
            name, query = f"with a cursor of {self._name}", {CURSOR: Captured(key)}
            self._script.call(name, other.operation.name.snake, self._person, query=query, expected=refused)

    def _others(self) -> list[ValidCall]:
        """Other lists that the same person may read, and that have cursors."""
        return [
            other
            for other in self._script.world.calls.values()
            if other is not self._call
            and other.operation.action == "list"
            and other.operation.listing is not None
            and other.operation.listing.style == CURSOR
            and not other.path
            and other.roles in (None, self._call.roles)
        ]


def _other_queries(operation: Operation) -> Iterator[tuple[str, Mapping[str, Json]]]:
    listing = operation.listing
    if listing is None:
        return
    if listing.sorts:
        yield "sort", {"sort": f"-{listing.sorts[0].wire}"}
    if listing.search:
        yield "search", {"q": "x"}
    for each in listing.filters:
        if each.switch:
            yield "filter", {each.parameter.wire: "true"}
            return


def _groups(case: SortCase, made: list[tuple[int, Json]], *, descending: bool) -> Iterator[tuple[Json, ...]]:
    """The rows by value, in the order of the sort; those without a value come last."""
    ranks = sorted({rank for rank, _ in made if case.values[rank] is not None}, reverse=descending)
    empty = sorted({rank for rank, _ in made if case.values[rank] is None})
    for rank in (*ranks, *empty):
        yield tuple(row_id for other, row_id in made if other == rank)
