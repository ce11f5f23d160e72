"""What stands in rows for the caller and for the row that the path names."""

from __future__ import annotations

from collections.abc import Mapping

from scaffold.testdata.conditions import Known, Values
from scaffold.testdata.values import Json
from tests.conformance.exchanges.script import Person, Row


def settled(values: Values, caller: Person | None, parent: Row | None) -> Mapping[str, Json] | None:
    """The values with ids in place of the caller and the parent; ``None`` where such an id is not known."""
    known = {Known.CALLER: caller.id if caller else None, Known.PARENT: parent.id if parent else None}
    found = {column: known[value] if isinstance(value, Known) else value for column, value in values.items()}
    lacks = any(isinstance(value, Known) and known[value] is None for value in values.values())
    return None if lacks else found
