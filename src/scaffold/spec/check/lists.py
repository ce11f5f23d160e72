"""Lists: filters, search, sort, pages."""

from __future__ import annotations

from collections.abc import Iterator

from scaffold.diagnostics import did_you_mean, listed
from scaffold.spec.check.calls import Call
from scaffold.spec.check.finding import Finding, at_key, at_value
from scaffold.spec.check.scope import Scope, is_computed, kind_of, wire_name
from scaffold.spec.language.endpoints import ListAction
from scaffold.spec.language.fields import FieldSpec
from scaffold.spec.positions import Path

_PAGE_PARAMETERS = {"cursor": ("limit", "cursor"), "offset": ("limit", "offset"), "page": ("page", "size")}
_TEXTS = ("string", "text", "email", "url", "slug")
_UNSORTABLE = ("list", "many", "object", "shape")
_UNPLAIN = ("json", "file", "secret")


def check_lists(scope: Scope) -> Iterator[Finding]:
    """SC060, SC061 and SC064 for the standard lists."""
    for call in scope.calls:
        listing = call.listing
        if listing is None or call.model not in scope.spec.models:
            continue
        yield from _check_filters(scope, call, listing)
        for index, name in enumerate(listing.search):
            yield from _check_search(scope, call, (*call.where, "search", index), name)
        for index, name in enumerate(listing.sort):
            yield from _check_sort(scope, call, (*call.where, "sort", index), name.removeprefix("-"))
        if listing.order is not None:
            yield from _check_sort(scope, call, (*call.where, "order"), listing.order.removeprefix("-"))
        yield from _check_query_names(scope, call, listing)


def _known(scope: Scope, call: Call, path: Path, name: str, purpose: str) -> Iterator[Finding]:
    model = call.model or ""
    if scope.lacks_field(model, name):
        hint = did_you_mean(name, tuple(scope.fields_of(model)))
        yield at_value("SC060", path, f"`{model}` has no field `{name}` to {purpose}", hint)


def _check_filters(scope: Scope, call: Call, listing: ListAction) -> Iterator[Finding]:
    for name, each in listing.filter.items():
        path: Path = (*call.where, "filter", name)
        if each.where is not None:
            continue
        field = scope.fields_of(call.model).get(name)
        if field is None:
            yield from _known(scope, call, path, name, "filter by")
        elif field.type == "secret" or field.write_only:
            yield at_value(
                "SC061",
                path,
                f"`{name}` is never answered, so it cannot be a filter: it could be guessed",
                "leave it out",
            )
        elif is_computed(field) or kind_of(field) in ("many", "object", "shape") or field.type in _UNPLAIN:
            hint = "say what it means: {" + name + ": a condition}"
            yield at_value("SC060", path, f"`{name}` has no plain column to filter by", hint)


def _check_search(scope: Scope, call: Call, path: Path, name: str) -> Iterator[Finding]:
    field = scope.fields_of(call.model).get(name)
    if field is None:
        yield from _known(scope, call, path, name, "search in")
    elif field.type == "secret" or field.write_only:
        yield at_value("SC061", path, f"`{name}` is never answered, so it cannot be searched", "leave it out")
    elif field.type not in _TEXTS and kind_of(field) != "like":
        texts = [key for key, each in scope.fields_of(call.model).items() if each.type in _TEXTS]
        hint = f"search in {listed(texts)}" if texts else "leave it out"
        yield at_value("SC060", path, f"`{name}` is not text to search in", hint)


def _check_sort(scope: Scope, call: Call, path: Path, name: str) -> Iterator[Finding]:
    field = scope.fields_of(call.model).get(name)
    if field is None:
        yield from _known(scope, call, path, name, "sort by")
    elif field.type == "secret" or field.write_only:
        yield at_value("SC061", path, f"`{name}` is never answered, so it cannot be sorted by", "leave it out")
    elif is_computed(field) or kind_of(field) in _UNSORTABLE or field.type in _UNPLAIN:
        yield at_value("SC060", path, f"`{name}` has no plain column to sort by", "leave it out")


def _check_query_names(scope: Scope, call: Call, listing: ListAction) -> Iterator[Finding]:
    """SC064: filters that share the name of another query parameter."""
    style = listing.page or scope.spec.pagination.style
    taken = {*_PAGE_PARAMETERS[style], *(["sort"] if listing.sort else []), *(["q"] if listing.search else [])}
    fields = scope.fields_of(call.model)
    for name, each in listing.filter.items():
        field: FieldSpec | None = fields.get(name) if each.where is None else None
        wire = wire_name(name, field) if field else name
        if wire in taken:
            message = f"the query parameter `{wire}` is taken: the list has one already"
            yield at_key("SC064", (*call.where, "filter", name), message, "call the filter otherwise, with a condition")


def check_pages(scope: Scope) -> Iterator[Finding]:
    """SC063 and SC064: pages of operations, and sizes that fit each other."""
    pagination = scope.spec.pagination
    if pagination.size > pagination.max:
        message = f"a page has {pagination.size} items, but at most {pagination.max}"
        yield at_value("SC063", ("pagination", "size"), message, "make `max` at least `size`")
    for call in scope.calls:
        operation = call.operation
        if operation is None:
            continue
        pages = [status for status, answer in operation.answer.items() if answer.page is not None]
        if operation.page is not None and not pages and operation.do is None and not scope.is_broken(call.where):
            message = f"`{call.name}` takes page parameters but answers no page"
            yield at_key("SC063", (*call.where, "page"), message, "write `answer: {200: {page: Model}}`")
        for status in pages:
            target = operation.answer[status].page or ""
            yield from _check_page(scope, call, (*call.where, "answer", status, "page"), target)
        if operation.page is not None or pages:
            style = operation.page or pagination.style
            for name in operation.query:
                if name in _PAGE_PARAMETERS[style]:
                    message = f"the query parameter `{name}` is taken: a page has one already"
                    yield at_key("SC064", (*call.where, "query", name), message, "leave it out")


def _check_page(scope: Scope, call: Call, path: Path, target: str) -> Iterator[Finding]:
    if not scope.declares("models", target) and not scope.declares("shapes", target):
        known = (*scope.names("models"), *scope.names("shapes"))
        yield at_value("SC031", path, f"there is no model or shape `{target}`", did_you_mean(target, known))
    if call.method and call.method != "GET":
        yield at_key("SC063", path, f"a page is the answer of a GET, not of a {call.method}", "use GET")
