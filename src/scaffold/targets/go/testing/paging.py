"""How tests read lists page by page."""

from __future__ import annotations

from msgspec import Struct

from scaffold.design.design import Design
from scaffold.targets.go.text import go_string
from scaffold.testdata.calls import ValidCall
from scaffold.testdata.paging import paging

_READERS = {"cursor": "s.byCursor", "offset": "s.byOffset", "page": "s.byPage"}


class PagingView(Struct, frozen=True):
    """The lists of a design.

    Attributes:
        styles: The styles of pages in use.
        readers: By operation, the method that reads its list, where there are several styles.
        reader: The method that reads all lists, where there is one style.
        limit: How many items the tests ask for at once.
        next_cursor: The member of a page that holds the cursor of the next one, as a literal.
    """

    styles: tuple[str, ...]
    readers: tuple[str, ...]
    reader: str
    limit: int
    next_cursor: str


def paging_view(design: Design, calls: tuple[ValidCall, ...]) -> PagingView:
    """See the lists that a service reads from its tables."""
    pages = paging(design, calls)
    several = len(pages.used) > 1
    rare = [(name, style) for name, style in pages.styles.items() if several and style != pages.used[0]]
    return PagingView(
        styles=pages.used,
        readers=tuple(f"case {go_string(name)}:\n\t\tread = {_READERS[style]}" for name, style in rare),
        reader=_READERS[pages.used[0]] if pages.used else "",
        limit=pages.limit,
        next_cursor=go_string(pages.next_cursor),
    )
