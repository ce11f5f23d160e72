"""Two designs of one service → findings: what a client of the former sees of the new one."""

from __future__ import annotations

from collections.abc import Iterator

from scaffold.compatibility.findings import Difference, Finding, Kind, grouped
from scaffold.compatibility.members import Calls
from scaffold.compatibility.operations import compare_operation
from scaffold.compatibility.pairs import pair_operations, renames_of
from scaffold.compatibility.service import compare_service
from scaffold.compatibility.subjects import of_operation
from scaffold.design.design import Design


def compare(former: Design, now: Design) -> tuple[Finding, ...]:
    """Everything that clients can see of a change, whether it breaks them or not.

    What is compared is the contract: what the OpenAPI documents of both designs say, and who may call what.
    """
    return grouped(_differences(former, now))


def _differences(former: Design, now: Design) -> Iterator[Difference]:
    yield from compare_service(former, now)
    pairs, renames = pair_operations(former, now), renames_of(former, now)
    for each in pairs.gone:
        call = f"{each.method} {each.path}"
        yield Difference(Kind.OPERATION_REMOVED, of_operation(each), "gone", "calls find nothing", call=call)
    for before, after in pairs.kept:
        yield from compare_operation(Calls(former, now, before, after, renames))
    for each in pairs.new:
        yield Difference(Kind.OPERATION_ADDED, of_operation(each), "new", call=f"{each.method} {each.path}")
