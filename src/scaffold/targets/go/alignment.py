"""Columns of text, aligned as gofmt aligns them: the algorithm of Go's package text/tabwriter.

A line is a list of cells. All but its last belong to columns; a column reaches over consecutive
lines that have a cell in it, and is as wide as the widest of those.
"""

from __future__ import annotations

from collections.abc import Sequence

_PADDING = 1

Cells = Sequence[str]


def aligned(lines: Sequence[Cells]) -> list[str]:
    """Consecutive lines, with the cells of each column padded to its width."""
    widths: list[list[int]] = [[] for _ in lines]
    _measure(lines, 0, len(lines), 0, widths)
    return [_joined(cells, width) for cells, width in zip(lines, widths, strict=True)]


def _measure(lines: Sequence[Cells], start: int, end: int, column: int, widths: list[list[int]]) -> None:
    """Work out the widths of a column, and of those to its right, for the lines from ``start`` to ``end``."""
    at = start
    while at < end:
        if column >= len(lines[at]) - 1:
            at += 1
            continue
        first = at
        while at < end and column < len(lines[at]) - 1:
            at += 1
        widest = max(len(cells[column]) for cells in lines[first:at])
        for width in widths[first:at]:
            width.append(widest + _PADDING if widest else 0)
        _measure(lines, first, at, column + 1, widths)


def _joined(cells: Cells, widths: Sequence[int]) -> str:
    padded = (cell.ljust(width) for cell, width in zip(cells, widths, strict=False))
    return ("".join(padded) + cells[-1]).rstrip()
