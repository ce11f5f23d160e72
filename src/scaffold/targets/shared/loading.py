"""What a handler loads before it asks the service."""

from __future__ import annotations

from scaffold.design.operations import Operation


def loads_row(operation: Operation, *, is_owned: bool) -> bool:
    """Whether the handler loads the row that the path names, before the service is asked.

    A stub is given the row. An update or deletion of a row that is named by another column,
    is one of somebody's, or stands under another has to find out which row it is.

    Args:
        operation: The operation.
        is_owned: Whether it matters whose the row is.
    """
    target = operation.target
    if target is None or operation.is_stub:
        return target is not None
    if target.parameter is None:
        return False
    return operation.parent is not None or (operation.method != "GET" and (target.column != "id" or is_owned))
