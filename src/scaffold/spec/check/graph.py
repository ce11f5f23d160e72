"""Walks over names that lead to names."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping


def reachable(start: Iterable[str], edges: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    """The names that ``start`` leads to, itself included, in the order they are found."""
    found = dict.fromkeys(start)
    pending = list(found)
    while pending:
        for following in edges.get(pending.pop(), ()):
            if following not in found:
                found[following] = None
                pending.append(following)
    return tuple(found)


def cycles(edges: Mapping[str, Collection[str]]) -> Iterator[list[str]]:
    """Chains of names that lead back to their start; at least one for every knot of them.

    The walk is depth-first, and each name is left once, so it takes time linear in the edges.
    """
    done: set[str] = set()
    for start in edges:
        if start not in done:
            yield from _cycles_from(start, edges, done)


def _cycles_from(start: str, edges: Mapping[str, Collection[str]], done: set[str]) -> Iterator[list[str]]:
    trail = {start: 0}
    stack = [iter(edges[start])]
    while stack:
        following = next(stack[-1], None)
        if following is None:
            stack.pop()
            name, _ = trail.popitem()
            done.add(name)
        elif following in trail:
            yield list(trail)[trail[following] :]
        elif following not in done:
            trail[following] = len(trail)
            stack.append(iter(edges.get(following, ())))
