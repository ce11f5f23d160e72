"""YAML text as plain data, with the place of every node and key.

The events of ruamel.yaml's C parser are put together here, because a spec needs what no
loader gives at once: both places of a duplicate key, YAML 1.2 scalars, limits that hold
before memory is spent, and every problem as a diagnostic.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec import Struct, field

from scaffold.diagnostics import Diagnostic, Related, Span
from scaffold.spec.positions import Key, Place, merge_keys
from scaffold.spec.scalars import Scalar, plain_scalar, tagged_scalar
from scaffold.spec.syntax import syntax_problem

MAX_DEPTH = 64
MAX_NODES = 250_000
"""Nodes of a document, those that aliases repeat counted each time."""

_MERGE = "<<"
_CONTAINER_TAGS = {"map": "tag:yaml.org,2002:map", "list": "tag:yaml.org,2002:seq"}


class Document(Struct, frozen=True):
    """A parsed file: its data, and the places of its nodes. Both are ``None`` for an unreadable one."""

    data: Any
    place: Place | None
    diagnostics: tuple[Diagnostic, ...]


class _Node(Struct):
    """A mapping, a list or a scalar; ``size`` counts the nodes in it, ``key`` waits for its value."""

    value: Any
    place: Place
    size: int = 1
    plain: bool = False
    key: Key | None = None
    has_key: bool = False
    merging: bool = False
    merged: list[_Node] = field(default_factory=list)


class _Stop(Exception):
    """The rest of the document cannot be read."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


def parse_yaml(text: str, file: str) -> Document:
    """Parse the text of one file, which is called ``file`` in places and messages."""
    builder = _Builder(file)
    try:
        for event in _events(text, file):
            builder.take(event)
    except _Stop as stop:
        return Document(None, None, (*builder.diagnostics, stop.diagnostic))
    if builder.root is None:
        empty = Diagnostic("SC004", "this file holds no spec", Span(file, 1, 1), "begin with `scaffold: 1`")
        return Document(None, None, (empty,))
    return Document(builder.root.value, builder.root.place, tuple(builder.diagnostics))


def _events(text: str, file: str) -> Iterator[Any]:
    from ruamel.yaml.cyaml import CBaseLoader
    from ruamel.yaml.error import YAMLError

    parser = CBaseLoader(text)
    try:
        while parser.check_event():
            yield parser.get_event()
    except YAMLError as error:
        raise _Stop(syntax_problem(error, text, file)) from None


class _Builder:
    """Puts events together to nodes, without recursion."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.root: _Node | None = None
        self.diagnostics: list[Diagnostic] = []
        self._open: list[_Node] = []
        self._anchors: dict[str, _Node] = {}
        self._documents = 0
        self._take = {
            "ScalarEvent": self._scalar,
            "MappingStartEvent": self._start_mapping,
            "SequenceStartEvent": self._start_list,
            "MappingEndEvent": self._end,
            "SequenceEndEvent": self._end,
            "AliasEvent": self._alias,
            "DocumentStartEvent": self._document,
        }

    def take(self, event: Any) -> None:
        """Regard one more event."""
        step = self._take.get(type(event).__name__)
        if step:
            step(event)

    def _report(self, code: str, message: str, span: Span, hint: str, *related: Related) -> None:
        self.diagnostics.append(Diagnostic(code, message, span, hint, related=related))

    def _span(self, event: Any) -> Span:
        return Span(self.file, event.start_mark.line + 1, event.start_mark.column + 1)

    def _place(self, event: Any) -> Place:
        mark = event.start_mark
        return Place(self.file, mark.line + 1, mark.column + 1)

    def _document(self, event: Any) -> None:
        self._documents += 1
        if self._documents > 1:
            hint = "keep one document; `includes:` splits a spec into files"
            raise _Stop(Diagnostic("SC008", "a second YAML document begins here", self._span(event), hint))

    def _scalar(self, event: Any) -> None:
        try:
            value = _scalar_value(event)
        except ValueError as error:
            self._report("SC008", str(error), self._span(event), "write it as text, in quotes")
            value = event.value
        if isinstance(value, str) and not value.isprintable():
            self._refuse_controls(value, event)
        place = self._place(event)
        place.scalar = value
        node = _Node(value, place, plain=not event.style)
        self._remember(event, node)
        self._add(node)

    def _refuse_controls(self, value: str, event: Any) -> None:
        control = next((char for char in value if (char < " " and char not in "\n\t") or char == "\x7f"), None)
        if control is not None:
            message = f"the control character U+{ord(control):04X} may not be in a spec"
            self._report("SC006", message, self._span(event), "delete it")

    def _start_mapping(self, event: Any) -> None:
        self._start(event, {}, "map")

    def _start_list(self, event: Any) -> None:
        self._start(event, [], "list")

    def _start(self, event: Any, value: Any, kind: str) -> None:
        if event.tag not in (None, "!", _CONTAINER_TAGS[kind]):
            self._report("SC008", f"the tag {event.tag} has no meaning in a spec", self._span(event), "leave it out")
        if len(self._open) >= MAX_DEPTH:
            message = f"this is nested more than {MAX_DEPTH} deep"
            raise _Stop(Diagnostic("SC003", message, self._span(event), "name inner objects as `shapes`"))
        node = _Node(value, self._place(event))
        self._remember(event, node)
        self._open.append(node)

    def _remember(self, event: Any, node: _Node) -> None:
        if event.anchor is not None:
            self._anchors[event.anchor] = node

    def _alias(self, event: Any) -> None:
        node = self._anchors.get(event.anchor)
        if node is None:
            message = f"the alias *{event.anchor} stands for nothing"
            raise _Stop(
                Diagnostic("SC008", message, self._span(event), f"write &{event.anchor} at the node it repeats")
            )
        if any(node is each for each in self._open):
            raise _Stop(
                Diagnostic(
                    "SC008",
                    f"the alias *{event.anchor} is inside of what it repeats",
                    self._span(event),
                    "write the value out",
                )
            )
        self._add(_Node(node.value, node.place, node.size), self._span(event))

    def _end(self, event: Any) -> None:
        node = self._open.pop()
        for other in node.merged:
            self._merge(node, other)
        self._add(node)

    def _merge(self, node: _Node, other: _Node) -> None:
        if not isinstance(other.value, dict):
            self._report("SC008", "only a mapping can be merged with `<<`", other.place.span, "leave it out")
            return
        missing = {key: value for key, value in other.value.items() if key not in node.value}
        node.value.update(missing)
        merge_keys(node.place, other.place, missing)

    def _add(self, node: _Node, at: Span | None = None) -> None:
        """Hand a finished node to the one it is in."""
        if not self._open:
            self.root = node
            return
        holder = self._open[-1]
        holder.size += node.size
        if holder.size > MAX_NODES:
            message = f"this holds more than {MAX_NODES:,} values, repeated ones counted"
            raise _Stop(Diagnostic("SC003", message, at or node.place.span, "repeat less with aliases"))
        if isinstance(holder.value, list):
            holder.place.parts[len(holder.value)] = node.place
            holder.value.append(node.value)
        elif holder.has_key:
            self._add_value(holder, node)
        else:
            self._add_key(holder, node)

    def _add_key(self, holder: _Node, node: _Node) -> None:
        holder.has_key, holder.key, holder.merging = True, None, False
        key, span = node.value, node.place.span
        if key == _MERGE and node.plain:
            holder.merging = True
        elif type(key) is not str and type(key) is not int:
            what = "a mapping or a list" if isinstance(key, dict | list) else f"`{str(key).lower()}`"
            self._report(
                "SC008", f"a key must be text, not {what if key is not None else 'nothing'}", span, "put it in quotes"
            )
        elif key in holder.value:
            first = Related(holder.place.keys[key], "the first is here")
            self._report("SC007", f"the key `{key}` is given twice", span, "keep one of the two", first)
        else:
            holder.key = key
            holder.place.keys[key] = span

    def _add_value(self, holder: _Node, node: _Node) -> None:
        holder.has_key = False
        if holder.merging:
            holder.merged.extend(_merge_sources(node))
        elif holder.key is not None:
            holder.value[holder.key] = node.value
            holder.place.parts[holder.key] = node.place


def _merge_sources(node: _Node) -> list[_Node]:
    if not isinstance(node.value, list):
        return [node]
    return [_Node(value, node.place.parts[index]) for index, value in enumerate(node.value)]


def _scalar_value(event: Any) -> Scalar:
    if event.tag is not None:
        return tagged_scalar(event.tag, event.value)
    return plain_scalar(event.value) if event.implicit[0] else str(event.value)
