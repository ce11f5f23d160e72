"""Where every node of a spec was written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct, field

from scaffold.diagnostics import Span

Key = str | int
Path = tuple[Key, ...]


class Place(Struct):
    """A node's place in a file, with the places of what it holds.

    ``keys`` has the place of each key of a mapping; ``parts`` the nodes themselves, by key or
    by index. ``scalar`` is the value of a node that holds nothing.
    """

    file: str
    line: int
    column: int
    scalar: object = None
    keys: dict[Key, Span] = field(default_factory=dict)
    parts: dict[Key, Place] = field(default_factory=dict)

    @property
    def span(self) -> Span:
        """The place of the node's first character."""
        return Span(self.file, self.line, self.column)

    def steps(self, path: Path) -> Iterator[tuple[Place, Key]]:
        """The mapping or list and the key of each step of ``path`` that is written in the file.

        Steps that are not written are passed over: those that a short form leaves out, and
        those that validation adds. In a list of names and of one-key mappings (``[language,
        {open: …}]``) a step may also be the name.
        """
        here = self
        for step in path:
            if step not in here.parts:
                entry = here.named_entry(step)
                if entry is None:
                    continue
                yield here, entry
                here = here.parts[entry]
                if step not in here.parts:
                    continue
            yield here, step
            here = here.parts[step]

    def named_entry(self, name: Key) -> int | None:
        """The index of the entry of a list that is ``name``, or a mapping with only that key."""
        if self.keys or not isinstance(name, str):
            return None
        for index, part in self.parts.items():
            if part.scalar == name or (len(part.keys) == 1 and name in part.keys):
                return int(index)
        return None


def key_span(root: Place, path: Path) -> Span:
    """The place where the node at ``path`` begins: its key in a mapping, itself in a list.

    A path that is not written down in full leads to the nearest node around it.
    """
    span = root.span
    for holder, step in root.steps(path):
        span = holder.keys.get(step) or holder.parts[step].span
    return span


def value_span(root: Place, path: Path) -> Span:
    """The place of the value at ``path``, else of the nearest node around it."""
    span = root.span
    for holder, step in root.steps(path):
        span = holder.parts[step].span
    return span


def written_path(root: Place, path: Path) -> Path:
    """``path`` as it is written in the file, without the steps that are not there."""
    return tuple(step for _, step in root.steps(path))


def merge_keys(into: Place, other: Place, names: Mapping[Key, object]) -> None:
    """Add the entries ``names`` of the mapping at ``other`` to the mapping at ``into``."""
    for name in names:
        into.keys[name] = other.keys[name]
        into.parts[name] = other.parts[name]
