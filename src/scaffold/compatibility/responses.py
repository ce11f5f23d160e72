"""What one operation answers, before and now: statuses, bodies, headers, errors."""

from __future__ import annotations

from collections.abc import Iterator

from scaffold.compatibility.findings import Difference, Kind, Subject
from scaffold.compatibility.members import Calls, Walk, compare_types
from scaffold.compatibility.subjects import of_operation
from scaffold.compatibility.values import Delta
from scaffold.design.design import Design
from scaffold.design.operations import Answer, Operation, PageStyle
from scaffold.design.types import ListOf, ObjectOf, Type
from scaffold.spec.builtin import BUILT_IN_ERRORS

_STYLES: tuple[PageStyle, ...] = ("cursor", "offset", "page")


def page_style(operation: Operation) -> PageStyle | None:
    """How an operation pages what it answers; None when it does not."""
    if operation.listing is not None:
        return operation.listing.style
    if not any(answer.page_of for answer in operation.answers):
        return None
    asked = {each.wire for each in operation.parameters_in("query")}
    return next((style for style in _STYLES if style in asked), None)


def compare_answers(calls: Calls) -> Iterator[Difference]:
    """The answers of an operation that went well."""
    former = {each.status: each for each in calls.former.answers}
    now = {each.status: each for each in calls.now.answers}
    subject = of_operation(calls.now, "answer")
    gone, new = [each for each in former if each not in now], [each for each in now if each not in former]
    if len(gone) == len(new) == 1:
        what = f"answers {new[0]} now, {gone[0]} before"
        yield calls.difference(Delta(Kind.STATUS_CHANGED, what, f"clients that wait for {gone[0]} fail"), subject)
        yield from _answer(calls, former[gone[0]], now[new[0]])
    else:
        for status in gone:
            delta = Delta(Kind.STATUS_REMOVED, f"answers {status} no more", f"clients that wait for {status} fail")
            yield calls.difference(delta, subject)
        for status in new:
            yield calls.difference(Delta(Kind.STATUS_ADDED, f"may answer {status} now"), subject)
    for status in (each for each in former if each in now):
        yield from _answer(calls, former[status], now[status])


def _answer(calls: Calls, former: Answer, now: Answer) -> Iterator[Difference]:
    subject = of_operation(calls.now, "answer", now.status)
    if former.location and not now.location:
        effect = "clients that follow it do not find the new row"
        yield calls.difference(Delta(Kind.HEADER_REMOVED, "answers no `Location` any more", effect), subject)
    if former.type is None and now.type is None:
        return
    if former.type is None:
        yield calls.difference(Delta(Kind.ANSWER_ADDED, "answers a body now"), subject)
    elif now.type is None:
        delta = Delta(Kind.ANSWER_REMOVED, "answers no body any more", "clients that read it get nothing")
        yield calls.difference(delta, subject)
    elif former.media != now.media:
        what = f"answers `{now.media}` now, `{former.media}` before"
        yield calls.difference(Delta(Kind.MEDIA_TYPE_CHANGED, what, "clients cannot read it"), subject)
    else:
        yield from _bodies(calls, (former, former.type), (now, now.type), subject)


def _bodies(
    calls: Calls, former: tuple[Answer, Type], now: tuple[Answer, Type], subject: Subject
) -> Iterator[Difference]:
    """Two bodies; of pages only the items, which are called as if they were alone."""
    walk = Walk("out", "", ("answer", now[0].status, "body", "object"))
    if former[0].page_of is None or now[0].page_of is None:
        yield from compare_types(calls, former[1], now[1], subject, walk)
        return
    before, after = _items(calls.former_design, former[1]), _items(calls.design, now[1])
    yield from compare_types(calls, before, after, subject, walk)


def _items(design: Design, page: Type) -> Type:
    """The list in a page."""
    members = design.schema[page.schema].properties if isinstance(page, ObjectOf) else ()
    return next((each.type for each in members if isinstance(each.type, ListOf)), page)


def compare_errors(calls: Calls) -> Iterator[Difference]:
    """The errors of an operation by their codes. What the service itself answers follows from what else changed."""
    former, now = _statuses(calls.former), _statuses(calls.now)
    for code, status in former.items():
        if code in now and now[code] != status:
            what = f"answers the error `{code}` with {now[code]} now, {status} before"
            delta = Delta(Kind.ERROR_STATUS_CHANGED, what, f"clients that wait for {status} miss it")
            yield calls.difference(delta, Subject((("errors", code),)))
    gone = [code for code in former if code not in now and code not in BUILT_IN_ERRORS]
    new = [code for code in now if code not in former and code not in BUILT_IN_ERRORS]
    for code in gone:
        takes_its_place = any(now[each] == former[code] for each in new)
        if takes_its_place or calls.former_design.error[code].declared:
            delta = Delta(Kind.ERROR_REMOVED, f"answers the error `{code}` no more", "clients wait for it in vain")
            yield calls.difference(delta, _error_subject(calls, code))
    for code in new:
        delta = Delta(Kind.ERROR_ADDED, f"may answer the error `{code}` now")
        yield calls.difference(delta, _error_subject(calls, code))


def _statuses(operation: Operation) -> dict[str, int]:
    return {each.code: each.status for each in operation.errors}


def _error_subject(calls: Calls, code: str) -> Subject:
    """Where an error is declared, if it is one of the spec; the operation otherwise."""
    return Subject((("errors", code), *of_operation(calls.now).paths))
