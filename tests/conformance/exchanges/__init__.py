"""Design → an ordered list of named requests, with what the design says of the answers."""

from __future__ import annotations

from scaffold.design.design import Design
from tests.conformance.exchange import Part
from tests.conformance.exchanges.access import access_parts
from tests.conformance.exchanges.accounts import account_parts
from tests.conformance.exchanges.limits import limit_parts
from tests.conformance.exchanges.lists import list_parts
from tests.conformance.exchanges.odd import odd_parts
from tests.conformance.exchanges.people import world_of
from tests.conformance.exchanges.protocol import limited_parts, protocol_parts
from tests.conformance.exchanges.writes import write_parts


def parts_of(design: Design, *, seeded: bool) -> tuple[Part, ...]:
    """Everything that is asked of a service that allows as many calls as anybody makes.

    Args:
        design: What the service is made from.
        seeded: Whether rows can be put straight into its database; otherwise calls alone make them.
    """
    world = world_of(design, seeded=seeded)
    parts = (
        *protocol_parts(world),
        *list_parts(world),
        *write_parts(world),
        *access_parts(world),
        *account_parts(world),
        *limit_parts(world),
        *odd_parts(world),
    )
    return tuple(part for part in parts if part.exchanges)


def parts_of_limited(design: Design) -> tuple[Part, ...]:
    """Everything that is asked of a service that allows few calls, and the pages of one origin."""
    return limited_parts(world_of(design, seeded=False))
