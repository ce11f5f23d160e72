"""How lists are read to their end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from scaffold.testdata.paging import paging
from scaffold.testdata.values import Json
from tests.conformance.exchanges.script import World

CURSOR = "cursor"
"""The query parameter of cursors, and the style of pages that has them."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The query of the first page, and how the next ones are found: the member of the answer, and the parameter."""

    query: Mapping[str, Json]
    follows: tuple[str, str] | None


def to_the_end(world: World, operation: str, size: int | None = None) -> Reading:
    """Read a list to its end, in pages of that size, else of the greatest.

    Where pages have numbers it is one page: rows that came before are as many as fit.
    """
    listing = world.calls[operation].operation.listing
    assert listing is not None, "the operation lists"
    if listing.style != CURSOR:
        return Reading({"limit" if listing.style == "offset" else "size": listing.max}, None)
    pages = paging(world.design, tuple(world.calls.values()))
    return Reading({"limit": size or listing.max}, (pages.next_cursor, CURSOR))
