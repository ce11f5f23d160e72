"""What the parsers of all languages share: syntax trees without errors, and lines."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tree_sitter import Node, Parser

    from scaffold.stubs.source import Span


_ABOVE = frozenset({"comment", "decorator"})


def root_without_errors(parser: Parser, text: bytes) -> Node | None:
    """The root of a syntax tree; None when the text is not of the language."""
    root = parser.parse(text).root_node
    return None if root.has_error else root


def line_span(node: Node, text: bytes) -> Span:
    """A node with the line break after it."""
    end = node.end_byte
    return (node.start_byte, end + 1 if text[end : end + 1] == b"\n" else end)


def with_lines_above(node: Node, text: bytes) -> Span:
    """A node with the comments and empty lines that stand directly above it, and the line break after it."""
    start = text.rfind(b"\n", 0, first_comment(node).start_byte) + 1
    while text[: start - 1].endswith(b"\n") and start > 1:
        start -= 1
    return (start, line_span(node, text)[1])


def first_comment(node: Node) -> Node:
    """The first of the comments and decorators directly above a node; the node itself when there is none."""
    above = node.prev_named_sibling
    while above is not None and above.type in _ABOVE and above.end_point[0] + 1 >= node.start_point[0]:
        node, above = above, above.prev_named_sibling
    return node


def contiguous(*borders: int) -> tuple[Span, ...]:
    """The spans between borders that follow each other."""
    return tuple(pairwise(borders))


def documented(node: Node, body: Node, text: bytes) -> tuple[Span, ...]:
    """The parts of a function with its documentation above: what is before, documentation, signature, body."""
    start, end = with_lines_above(node, text)
    return contiguous(start, first_comment(node).start_byte, node.start_byte, body.start_byte, end)


def written(node: Node, text: bytes) -> str:
    """The text of a node."""
    return text[node.start_byte : node.end_byte].decode()
