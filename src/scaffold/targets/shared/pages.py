"""The styles in which the lists of a service are paged."""

from __future__ import annotations

from msgspec import Struct

from scaffold.design.design import Design
from scaffold.design.operations import Operation, PageStyle


class PagesView(Struct, frozen=True):
    """The styles in which lists are paged."""

    cursor: bool
    offset: bool
    numbered: bool

    @property
    def counted(self) -> bool:
        """Whether lists say how many rows they have."""
        return self.offset or self.numbered

    @property
    def any(self) -> bool:
        """Whether there are lists at all."""
        return self.cursor or self.counted


def pages_view(design: Design) -> PagesView:
    """The styles of all lists of a design."""
    styles = {each.listing.style for each in design.operations if each.listing}
    return PagesView("cursor" in styles, "offset" in styles, "page" in styles)


def page_style(design: Design, operation: Operation) -> PageStyle:
    """The style of an operation that answers a page; that of a stub is told by its parameters."""
    if operation.listing is not None:
        return operation.listing.style
    wires = {each.wire for each in operation.parameters_in("query")}
    if "cursor" in wires:
        return "cursor"
    if "offset" in wires:
        return "offset"
    return "page" if "size" in wires else design.pagination.style
