"""How tests read lists page by page."""

from __future__ import annotations

from msgspec import Struct

from scaffold.design.design import Design
from scaffold.targets.python_fastapi.testing.literals import mapping
from scaffold.testdata.calls import ValidCall
from scaffold.testdata.paging import paging

_READERS = {"cursor": "_by_cursor", "offset": "_by_offset", "page": "_by_page"}


class PagingView(Struct, frozen=True):
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
    pages = paging(design, calls)
    readers = mapping({name: _READERS[style] for name, style in pages.styles.items()})
    return PagingView(pages.used, readers, pages.limit, pages.next_cursor)
