"""How tests read lists page by page."""

from __future__ import annotations

from dataclasses import dataclass

from scaffold.design.design import Design
from scaffold.design.types import ObjectOf
from scaffold.targets.python_fastapi.testing.literals import mapping
from scaffold.testdata.calls import ValidCall

_READERS = {"cursor": "_by_cursor", "offset": "_by_offset", "page": "_by_page"}
_TWO = 2


@dataclass(frozen=True, slots=True)
class PagingView:
    """The lists of a design.

    Attributes:
        styles: The styles of pages in use.
        readers: A dictionary: by operation, the function that reads its list.
        limit: How many items the tests ask for at once.
        next_cursor: The member of a page that holds the cursor of the next one.
    """

    styles: tuple[str, ...]
    readers: str
    limit: int
    next_cursor: str


def paging_view(design: Design, calls: tuple[ValidCall, ...]) -> PagingView:
    """See the lists that a service reads from its tables."""
    lists = {call.operation.name.snake: call.operation for call in calls if call.operation.action == "list"}
    styles = {name: each.listing.style for name, each in lists.items() if each.listing is not None}
    cursor = (
        member.wire
        for each in lists.values()
        if isinstance(each.answer.type, ObjectOf)
        for member in design.schema[each.answer.type.schema].properties
        if member.name.snake == "next_cursor"
    )
    return PagingView(
        styles=tuple(style for style in _READERS if style in styles.values()),
        readers=mapping({name: _READERS[style] for name, style in styles.items()}),
        limit=min([_TWO, *(each.listing.max for each in lists.values() if each.listing is not None)]),
        next_cursor=next(cursor, "next_cursor"),
    )
