"""One operation, before and now."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from scaffold.compatibility.access import compare_access
from scaffold.compatibility.findings import Difference, Kind
from scaffold.compatibility.members import Calls, Walk, compare_objects, compare_parameters
from scaffold.compatibility.pairs import address
from scaffold.compatibility.responses import compare_answers, compare_errors, page_style
from scaffold.compatibility.subjects import PAGING, of_operation
from scaffold.compatibility.values import Delta
from scaffold.design.operations import Operation, Parameter

_PLACES: tuple[Literal["path", "query", "header"], ...] = ("path", "query", "header")


def compare_operation(calls: Calls) -> Iterator[Difference]:
    """Everything of an operation that is not as before."""
    yield from _place(calls)
    yield from compare_access(calls)
    yield from _paging(calls)
    for place in _PLACES:
        yield from compare_parameters(
            calls, _compared(calls.former, place, calls), _compared(calls.now, place, calls), place
        )
    yield from _body(calls)
    yield from compare_answers(calls)
    yield from compare_errors(calls)


def _place(calls: Calls) -> Iterator[Difference]:
    former, now = calls.former, calls.now
    if address(calls.former_design, former) != address(calls.design, now):
        method, path = former.method, former.path.removeprefix(calls.former_design.service.base_path)
        former_call = f"{method} {calls.design.service.base_path}{path}"
        delta = Delta(Kind.OPERATION_MOVED, f"moved here from `{former_call}`", "calls to the former find nothing")
        yield calls.difference(delta, of_operation(now))
    if now.deprecated and not former.deprecated:
        delta = Delta(Kind.OPERATION_DEPRECATED, "deprecated")
        yield calls.difference(delta, of_operation(now, "deprecated"))


def _paging(calls: Calls) -> Iterator[Difference]:
    former, now = page_style(calls.former), page_style(calls.now)
    if former is not None and now is not None and former != now:
        effect = "clients that ask for the next page as before do not get it"
        delta = Delta(Kind.PAGINATION_CHANGED, f"pages by `{now}` now, by `{former}` before", effect)
        yield calls.difference(delta, of_operation(calls.now, "page"))
    if calls.former.listing is None or calls.now.listing is None:
        return
    orders = [
        [f"{'-' if each.descending else ''}{column(each.column)}" for each in listing.order]
        for listing, column in ((calls.former.listing, calls.renames.column), (calls.now.listing, str))
    ]
    if orders[0] != orders[1]:
        before, after = (", ".join(each) for each in orders)
        delta = Delta(
            Kind.ORDER_CHANGED, f"is sorted by `{after}` now, by `{before}` before", "rows come in another order"
        )
        yield calls.difference(delta, of_operation(calls.now, "order"))


def _compared(operation: Operation, place: Literal["path", "query", "header"], calls: Calls) -> list[Parameter]:
    """The parameters of a place, without those of a style of paging that has changed as a whole."""
    is_same = page_style(calls.former) == page_style(calls.now)
    return [each for each in operation.parameters_in(place) if is_same or each.wire not in PAGING]


def _body(calls: Calls) -> Iterator[Difference]:
    former, now = calls.former.body, calls.now.body
    subject = of_operation(calls.now, "body")
    if former is not None and now is None:
        delta = Delta(Kind.INPUT_REMOVED, "takes no body any more", "what clients send is not read")
        yield calls.difference(delta, subject)
    if now is None:
        return
    schema = calls.design.schema[now.schema]
    if former is None:
        delta = Delta(Kind.INPUT_REQUIRED, "takes a body now", "calls without one are refused")
        yield calls.difference(delta, subject)
    elif former.media != now.media:
        what = f"takes `{now.media}` now, `{former.media}` before"
        yield calls.difference(Delta(Kind.MEDIA_TYPE_CHANGED, what, "the former is refused with 415"), subject)
    else:
        walk = Walk("in", "", ("body", "object")).inside((former.schema, now.schema))
        yield from compare_objects(calls, calls.former_design.schema[former.schema], schema, walk)
