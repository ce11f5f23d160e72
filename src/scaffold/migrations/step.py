"""From two designs to the migration between them."""

from __future__ import annotations

from scaffold.design.design import Design
from scaffold.migrations.difference import difference
from scaffold.migrations.filling import from_default, from_default_or_neutral
from scaffold.migrations.naming import migration_name
from scaffold.migrations.operations import Migration
from scaffold.migrations.renames import find_renames


def migration_between(former: Design, design: Design, number: int) -> Migration | None:
    """The migration from one design to the next; None when their schemas are the same.

    Args:
        former: the design that databases have.
        design: the design that they get.
        number: the place of the migration among those of the project.
    """
    renames = find_renames(former, design)
    up = difference(former, design, renames, from_default)
    if not up:
        return None
    down = difference(design, former, renames.reversed(), from_default_or_neutral)
    return Migration(number, migration_name(up), former, design, up, down)
