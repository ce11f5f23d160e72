"""TypeScript's functions, methods and imports, for merging stubs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

import tree_sitter_typescript
from tree_sitter import Language, Node, Parser

from scaffold.stubs.parsing import documented, line_span, root_without_errors, written
from scaffold.stubs.source import Function, Import, Source, Syntax

_TYPES = "type "
_TESTS = frozenset({"describe", "it", "test"})


@cache
def _parser() -> Parser:
    return Parser(Language(tree_sitter_typescript.language_typescript()))


def parse(text: bytes) -> Source | None:
    """The imports, functions, methods and tests of a module; None when it does not parse."""
    root = root_without_errors(_parser(), text)
    if root is None:
        return None
    imports = tuple(_import(each, text) for each in root.named_children if each.type == "import_statement")
    classes = dict(_classes(root, text))
    functions = {each.key: each for each in _functions(root, "", text)}
    for name, body in classes.items():
        functions |= {each.key: each for each in _functions(body, f"{name}.", text)}
    ends = {name: text.rfind(b"\n", 0, body.end_byte) + 1 for name, body in classes.items()}
    return Source(text, imports, 0, functions, {"": len(text), **ends})


def _classes(root: Node, text: bytes) -> Iterator[tuple[str, Node]]:
    for node in root.named_children:
        declared = node.child_by_field_name("declaration") if node.type == "export_statement" else node
        if declared is not None and declared.type == "class_declaration":
            name, body = declared.child_by_field_name("name"), declared.child_by_field_name("body")
            if name is not None and body is not None:
                yield written(name, text), body


def _functions(parent: Node, prefix: str, text: bytes) -> Iterator[Function]:
    for node in parent.named_children:
        declared = node.child_by_field_name("declaration") if node.type == "export_statement" else node
        if declared is None:
            continue
        if declared.type in {"method_definition", "function_declaration"}:
            name, body = declared.child_by_field_name("name"), declared.child_by_field_name("body")
            if name is not None and body is not None:
                yield Function(prefix + written(name, text), documented(node, body, text))
        elif (test := _test_name(declared, text)) is not None:
            yield Function(test, documented(node, declared.named_children[0], text))


def _test_name(node: Node, text: bytes) -> str | None:
    """``test("…")`` of a call that declares a test."""
    call = node.named_children[0] if node.type == "expression_statement" and node.named_children else None
    if call is None or call.type != "call_expression":
        return None
    called, arguments = call.child_by_field_name("function"), call.child_by_field_name("arguments")
    if called is None or arguments is None or not arguments.named_children or written(called, text) not in _TESTS:
        return None
    return f"{written(called, text)}({written(arguments.named_children[0], text)})"


def _import(node: Node, text: bytes) -> Import:
    source = node.child_by_field_name("source")
    module = written(source, text).strip("'\"") if source is not None else ""
    clause = next((each for each in node.named_children if each.type == "import_clause"), None)
    named = clause.named_children if clause is not None else []
    names = dict(_names(named, text))
    only_types = any(each.type == "type" for each in node.children)
    is_plain = [each.type for each in named] == ["named_imports"] and b"/" not in text[
        named[0].start_byte : named[0].end_byte
    ]
    return Import(line_span(node, text), f"{_TYPES if only_types else ''}{module}", names, is_plain)


def _names(clause: list[Node], text: bytes) -> Iterator[tuple[str, str]]:
    for each in clause:
        for specifier in each.named_children if each.type == "named_imports" else [each]:
            alias = specifier.child_by_field_name("alias")
            called = specifier.child_by_field_name("name") or specifier
            yield written(specifier, text), written(alias if alias is not None else called, text)


def syntax(width: int) -> Syntax:
    """TypeScript with lines of at most ``width`` characters."""

    def write_import(module: str, names: Mapping[str, str], _form: str) -> bytes:
        types = _TYPES if module.startswith(_TYPES) else ""
        path = module.removeprefix(_TYPES)
        line = f'import {types}{{ {", ".join(names)} }} from "{path}";\n'
        if len(line) <= width + 1:
            return line.encode()
        members = "".join(f"  {each},\n" for each in names)
        return f'import {types}{{\n{members}}} from "{path}";\n'.encode()

    return Syntax(parse, write_import, b"\n")
