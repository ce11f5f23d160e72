"""Python's functions and imports, for merging stubs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

import tree_sitter_python
from tree_sitter import Language, Node, Parser

from scaffold.stubs.parsing import contiguous, line_span, root_without_errors, with_lines_above, written
from scaffold.stubs.source import Function, Import, Source, Syntax


@cache
def _parser() -> Parser:
    return Parser(Language(tree_sitter_python.language()))


def parse(text: bytes) -> Source | None:
    """The imports and functions at the top of a module; None when it does not parse."""
    root = root_without_errors(_parser(), text)
    if root is None:
        return None
    imports = tuple(_imports(root, text))
    return Source(text, imports, _first_import(root, text), dict(_functions(root, text)), {"": len(text)})


def _functions(root: Node, text: bytes) -> Iterator[tuple[str, Function]]:
    for node in root.named_children:
        definition = node.child_by_field_name("definition") if node.type == "decorated_definition" else node
        if definition is None or definition.type != "function_definition":
            continue
        name, block = definition.child_by_field_name("name"), definition.child_by_field_name("body")
        if name is not None and block is not None:
            key = written(name, text)
            (start, end), (doc, doc_end) = with_lines_above(node, text), _doc(block)
            yield key, Function(key, contiguous(start, node.start_byte, doc, doc_end, end))


def _doc(block: Node) -> tuple[int, int]:
    first = block.named_children[0]
    inner = first.named_children[0] if first.type == "expression_statement" and first.named_children else None
    if inner is not None and inner.type == "string":
        return (first.start_byte, first.end_byte)
    return (first.start_byte, first.start_byte)


def _imports(root: Node, text: bytes) -> Iterator[Import]:
    for node in root.named_children:
        if node.type not in {"import_from_statement", "import_statement"}:
            continue
        source = node.child_by_field_name("module_name")
        module = written(source, text) if source is not None else ""
        names = {}
        for each in node.children_by_field_name("name"):
            name = written(each, text)
            names[name] = name.rpartition(" as ")[2].strip() if " as " in name else name.partition(".")[0]
        is_plain = bool(names) and source is not None and b"#" not in text[node.start_byte : node.end_byte]
        yield Import(line_span(node, text), module, names, is_plain)


def _first_import(root: Node, text: bytes) -> int:
    """After the docstring of the module."""
    for node in root.named_children:
        if node.type == "expression_statement" and node.named_children and node.named_children[0].type == "string":
            return line_span(node, text)[1]
    return 0


def syntax(width: int) -> Syntax:
    """Python with lines of at most ``width`` characters."""

    def write_import(module: str, names: Mapping[str, str], _form: str) -> bytes:
        line = f"from {module} import {', '.join(names)}\n"
        if len(line) <= width + 1:
            return line.encode()
        members = "".join(f"    {each},\n" for each in names)
        return f"from {module} import (\n{members})\n".encode()

    return Syntax(parse, write_import, b"\n\n")
