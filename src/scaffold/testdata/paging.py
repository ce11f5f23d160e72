"""How tests read lists page by page."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from scaffold.design.design import Design
from scaffold.design.operations import PageStyle
from scaffold.design.types import ObjectOf
from scaffold.testdata.calls import ValidCall

_STYLES: tuple[PageStyle, ...] = ("cursor", "offset", "page")
_TWO = 2


class Paging(Struct, frozen=True):
    """The lists of a design.

    Attributes:
        styles: By operation, the style of its pages.
        limit: How many items the tests ask for at once.
        next_cursor: The member of a page that holds the cursor of the next one.
    """

    styles: Mapping[str, PageStyle]
    limit: int
    next_cursor: str

    @property
    def used(self) -> tuple[PageStyle, ...]:
        """The styles of pages in use."""
        return tuple(style for style in _STYLES if style in self.styles.values())


def paging(design: Design, calls: tuple[ValidCall, ...]) -> Paging:
    """How the lists that a service reads from its tables are paged."""
    lists = {call.operation.name.snake: call.operation for call in calls if call.operation.action == "list"}
    cursor = (
        member.wire
        for each in lists.values()
        if isinstance(each.answer.type, ObjectOf)
        for member in design.schema[each.answer.type.schema].properties
        if member.name.snake == "next_cursor"
    )
    return Paging(
        styles={name: each.listing.style for name, each in lists.items() if each.listing is not None},
        limit=min([_TWO, *(each.listing.max for each in lists.values() if each.listing is not None)]),
        next_cursor=next(cursor, "next_cursor"),
    )
