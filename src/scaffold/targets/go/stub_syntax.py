"""Go's functions and imports, for merging stubs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

import tree_sitter_go
from tree_sitter import Language, Node, Parser

from scaffold.stubs.parsing import documented, line_span, root_without_errors, written
from scaffold.stubs.source import Function, Import, Source, Syntax

_IN_BLOCK = "block"
_VERSION = re.compile(r"v[0-9]+")


@cache
def _parser() -> Parser:
    return Parser(Language(tree_sitter_go.language()))


def parse(text: bytes) -> Source | None:
    """The imports, functions and methods of a file; None when it does not parse."""
    root = root_without_errors(_parser(), text)
    if root is None:
        return None
    functions = dict(_functions(root, text))
    ends = {key.rpartition(".")[0]: len(text) for key in functions}
    return Source(text, tuple(_imports(root, text)), _first_import(root, text), functions, ends)


def _functions(root: Node, text: bytes) -> Iterator[tuple[str, Function]]:
    for node in root.named_children:
        name, body = node.child_by_field_name("name"), node.child_by_field_name("body")
        if node.type in {"function_declaration", "method_declaration"} and name is not None and body is not None:
            receiver = node.child_by_field_name("receiver")
            key = f"{_type_of(receiver, text)}.{written(name, text)}" if receiver is not None else written(name, text)
            yield key, Function(key, documented(node, body, text))


def _type_of(receiver: Node, text: bytes) -> str:
    """``LoanService`` of ``(s *LoanService)``."""
    return re.split(r"[\s*(]+", written(receiver, text).rstrip(")"))[-1]


def _imports(root: Node, text: bytes) -> Iterator[Import]:
    for declaration in (each for each in root.named_children if each.type == "import_declaration"):
        for block in declaration.named_children:
            if block.type == "import_spec":
                yield _import(block, line_span(declaration, text), text, "")
            for spec in (each for each in block.named_children if each.type == "import_spec"):
                start = text.rfind(b"\n", 0, spec.start_byte) + 1
                yield _import(spec, (start, line_span(spec, text)[1]), text, _IN_BLOCK)


def _import(spec: Node, span: tuple[int, int], text: bytes, form: str) -> Import:
    path, name = spec.child_by_field_name("path"), spec.child_by_field_name("name")
    module = written(path, text).strip('"`') if path is not None else ""
    called = written(name, text) if name is not None else _package(module)
    is_plain = called not in {"_", "."} and text[spec.end_byte : span[1]].strip() in {b"", b")"}
    return Import(span, module, {module: called}, is_plain, form)


def _package(path: str) -> str:
    """What a package is called that is imported under no name of its own."""
    segments = path.split("/")
    return segments[-2] if len(segments) > 1 and _VERSION.fullmatch(segments[-1]) else segments[-1]


def _first_import(root: Node, text: bytes) -> int:
    """Below the package clause."""
    clause = next((each for each in root.named_children if each.type == "package_clause"), None)
    return line_span(clause, text)[1] if clause is not None else 0


def _write_import(module: str, names: Mapping[str, str], form: str) -> bytes:
    called = names[module]
    spec = f'"{module}"' if called == _package(module) else f'{called} "{module}"'
    return f"\t{spec}\n".encode() if form == _IN_BLOCK else f"import {spec}\n".encode()


def syntax(_width: int) -> Syntax:
    """Go, which knows no longest line."""
    return Syntax(parse, _write_import, b"\n")
