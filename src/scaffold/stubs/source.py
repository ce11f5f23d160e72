"""A source file as far as merging stubs has to know it: what it imports, and its functions."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from msgspec import Struct

Span = tuple[int, int]
"""Where a piece of text begins and ends, in bytes."""


class Import(Struct, frozen=True):
    """A statement that imports from one module.

    Attributes:
        span: The statement, with its line break.
        module: Where it imports from, and how, as the language writes it.
        names: What the file calls things, by how they are imported.
        is_plain: Whether it can be written again from module and names, with nothing lost.
        form: Which of the forms that an import may have in the language; one beside it gets the same.
    """

    span: Span
    module: str
    names: Mapping[str, str]
    is_plain: bool
    form: str = ""


class Function(Struct, frozen=True):
    """A function, or a method of a class.

    Attributes:
        key: What tells it from the others of its file: its name, with its class before a dot.
        parts: The stretches that change for reasons of their own, one after the other: what stands
            above, documentation, signature, body. A language has the same ones in each function.
    """

    key: str
    parts: tuple[Span, ...]

    @property
    def whole(self) -> Span:
        """All of it, with the empty lines and comments above, and its last line break."""
        return (self.parts[0][0], self.parts[-1][1])


class Source(Struct, frozen=True):
    """A file that has been parsed.

    Attributes:
        text: The file.
        imports: What it imports, in order.
        first_import: Where an import goes when there is none.
        functions: By key, in order.
        ends: Where a function goes that comes after all others, by the class that it is in.
    """

    text: bytes
    imports: tuple[Import, ...]
    first_import: int
    functions: Mapping[str, Function]
    ends: Mapping[str, int]

    def part(self, span: Span) -> bytes:
        """The text of a span."""
        return self.text[span[0] : span[1]]


class Syntax(Struct, frozen=True):
    """What merging stubs has to know of a language.

    Attributes:
        parse: The imports and functions of a file; None when it does not parse.
        write_import: The statement, with its line break, that imports names from a module, in a form.
        gap: The empty lines between two functions.
    """

    parse: Callable[[bytes], Source | None]
    write_import: Callable[[str, Mapping[str, str], str], bytes]
    gap: bytes


class Edit(Struct, frozen=True):
    """Text that takes the place of a span."""

    span: Span
    text: bytes


def edited(text: bytes, edits: list[Edit]) -> bytes:
    """The text with all edits made; they do not overlap."""
    for edit in sorted(edits, key=lambda each: each.span, reverse=True):
        text = text[: edit.span[0]] + edit.text + text[edit.span[1] :]
    return text
