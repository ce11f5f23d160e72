"""Bodies that a person wrote for stubs which are rendered in another file now."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from scaffold.stubs.imports import is_used, merge_imports
from scaffold.stubs.source import Edit, Import, Source, Syntax, edited


class WrittenBody(Struct, frozen=True):
    """What a person wrote in a stub.

    Attributes:
        name: What the function is called now, without its class.
        text: The body, as the language delimits it.
        path: The file that it is in.
        source: That file.
    """

    name: str
    text: bytes
    path: str
    source: Source


def homeless_bodies(
    syntax: Syntax, path: str, base: bytes, ours: bytes, theirs: bytes, renamed: Mapping[str, str]
) -> Iterator[WrittenBody]:
    """The bodies that a person wrote in a file whose functions are not rendered there any more.

    Args:
        syntax: The language.
        path: The file.
        base: The file as it was rendered last.
        ours: The file as the person has it.
        theirs: The file as it is rendered now; empty when it is not.
        renamed: What functions are called now, by what they were called; names without their class.
    """
    was, mine, new = (syntax.parse(text) for text in (base, ours, theirs))
    if was is None or mine is None or new is None:
        return
    rendered = {_name(key) for key in new.functions}
    for key, function in mine.functions.items():
        before = was.functions.get(key)
        name = renamed.get(_name(key), _name(key))
        if before is None or name in rendered:
            continue
        body = mine.part(function.parts[-1])
        if body != was.part(before.parts[-1]):
            yield WrittenBody(name, body, path, mine)


def with_bodies(syntax: Syntax, path: str, theirs: bytes, bodies: Mapping[str, WrittenBody]) -> bytes:
    """A rendered file whose stubs have the bodies that a person wrote elsewhere, and import what these need.

    Args:
        syntax: The language.
        path: The file.
        theirs: The file as it is rendered.
        bodies: By the name of the function.
    """
    new = syntax.parse(theirs)
    if new is None:
        return theirs
    taken = {key: bodies[_name(key)] for key in new.functions if _name(key) in bodies}
    text = edited(theirs, [Edit(new.functions[key].parts[-1], body.text) for key, body in taken.items()])
    for each in taken.values():
        text = merge_imports(syntax, text, new, _needed(each, path))
    return text


def _needed(body: WrittenBody, path: str) -> Source:
    """The file that a body comes from, importing no more than it needs, in the way of another file."""
    used = (_used(each, body.text) for each in body.source.imports)
    return replace(body.source, imports=tuple(_rebased(each, body.path, path) for each in used))


def _used(statement: Import, code: bytes) -> Import:
    return replace(statement, names={name: own for name, own in statement.names.items() if is_used(own, code)})


def _rebased(statement: Import, path: str, other: str) -> Import:
    if not statement.module.startswith(("./", "../")):
        return statement
    target = posixpath.normpath(posixpath.join(posixpath.dirname(path), statement.module))
    module = posixpath.relpath(target, posixpath.dirname(other))
    return replace(statement, module=module if module.startswith("../") else f"./{module}")


def _name(key: str) -> str:
    return key.rpartition(".")[2]
