"""The styles in which the lists of a service are paged."""

from __future__ import annotations

from msgspec import Struct

from scaffold.design.design import Design


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
