"""The layout of Go files: what gofmt would align in rendered text, aligned here without running it.

Templates are written as gofmt lays code out; only columns depend on names. Those are the fields
of structs, the values of ``const`` and ``var`` blocks, and the values of composite literals.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from enum import Enum, auto

from msgspec import Struct

from scaffold.targets.go.alignment import Cells, aligned

_LITERALS = re.compile(r'"(?:\\.|[^"\\])*"|`[^`]*`|\'(?:\\.|[^\'\\])+\'')
_COMMENT = re.compile(r"//.*")
_STRUCT = re.compile(r"\bstruct \{$")
_SPECS = re.compile(r"^(?:const|var) \($")
_TYPES = re.compile(r"^type \($")
_LITERAL = re.compile(r"(?:^|\S|: )\{$")
_FIELD = re.compile(r"^(?P<names>\w+(?:, \w+)*) +(?P<type>[^ `][^`]*?)(?: +(?P<tag>`[^`]*`))?$")
_TYPE = re.compile(r"^(?P<name>\w+) +(?P<type>.*)$")
_SPEC = re.compile(r"^(?P<names>\w+(?:, \w+)*)(?: +(?P<type>[^ =][^=]*?))?(?: +(?P<value>= .*))?$")
_BRACKETS = {"(": 1, "[": 1, "{": 1, ")": -1, "]": -1, "}": -1}
_SMALL_KEY = 40
_RATIO = 2.5
_BLANK_LINES = re.compile(r"\n{3,}")
_EMPTY_EDGE = re.compile(r"([{(])\n\n+(?=\s*\S)")
_EMPTY_END = re.compile(r"\n\n+(\t*[})])")


class _Block(Enum):
    """What the lines between two brackets are."""

    CODE = auto()
    STRUCT = auto()
    SPECS = auto()
    TYPES = auto()
    LITERAL = auto()


class _Line(Struct, frozen=True):
    """A line without its indentation, and how many brackets it leaves open."""

    indent: str
    text: str
    opens: int


def format_go(text: str) -> str:
    """A Go file as gofmt would leave it, if it would change nothing but columns and empty lines."""
    text = _BLANK_LINES.sub("\n\n", text)
    text = _EMPTY_END.sub(r"\n\1", _EMPTY_EDGE.sub(r"\1\n", text))
    return "\n".join(_laid_out(list(_lines(text.strip("\n"))))) + "\n"


def _lines(text: str) -> Iterator[_Line]:
    """The lines of code; what is inside of a raw string stays as it is."""
    raw = False
    for line in text.split("\n"):
        stripped = line.strip()
        code = _COMMENT.sub("", _LITERALS.sub('""', stripped))
        ends_raw = "`" in (line if raw else code)
        if raw or ends_raw:
            yield _Line("", line, 0)
            raw = raw != ends_raw
            continue
        indent = line[: len(line) - len(line.lstrip("\t"))] if stripped else ""
        yield _Line(indent, stripped if line.startswith("\t") or not line else line.rstrip(), _depth(code))


def _depth(code: str) -> int:
    return sum(_BRACKETS.get(character, 0) for character in code)


def _laid_out(lines: Sequence[_Line]) -> Iterator[str]:
    blocks = [_Block.CODE]
    section: list[tuple[_Line, Cells]] = []
    sizes = _KeySizes()
    for line in lines:
        if line.opens < 0 or line.text[:1] in (")", "}", "]"):
            yield from _flushed(section)
            sizes = _KeySizes()
            blocks = blocks[: max(1, len(blocks) + line.opens)] if line.opens < 0 else blocks
            yield line.indent + line.text
            if line.opens >= 0 and line.text[-1:] in ("{", "("):
                blocks[-1:] = [_opened(line.text)]
            continue
        cells = _cells(line.text, blocks[-1])
        if blocks[-1] is _Block.LITERAL and sizes.breaks(cells[0] if len(cells) > 1 else "", line.opens > 0):
            yield from _flushed(section)
        if len(cells) > 1:
            section.append((line, cells))
        else:
            yield from _flushed(section)
            yield line.indent + line.text
        for _ in range(line.opens):
            blocks.append(_opened(line.text))
        if line.opens > 0:
            yield from _flushed(section)
            sizes = _KeySizes() if blocks[-1] is _Block.LITERAL else sizes
    yield from _flushed(section)


def _flushed(section: list[tuple[_Line, Cells]]) -> Iterator[str]:
    """The lines of a section, aligned; the section is empty after it."""
    cells = _typed([cells for _, cells in section])
    yield from (line.indent + text for (line, _), text in zip(section, aligned(cells), strict=True))
    section.clear()


def _typed(section: list[Cells]) -> list[Cells]:
    """Specs as gofmt aligns them: where one has a type, the others have an empty column for it."""
    if not any(len(cells) == 3 and cells[2].startswith("= ") for cells in section):
        return section
    return [(cells[0], "", cells[1]) if len(cells) == 2 and cells[1].startswith("= ") else cells for cells in section]


def _opened(text: str) -> _Block:
    """What the lines are that follow one that ends with an open bracket."""
    code = _LITERALS.sub('""', text)
    if _STRUCT.search(code):
        return _Block.STRUCT
    if _SPECS.match(code):
        return _Block.SPECS
    if _TYPES.match(code):
        return _Block.TYPES
    return _Block.LITERAL if _LITERAL.search(code) else _Block.CODE


def _cells(text: str, block: _Block) -> Cells:
    """The cells of a line, by what it is a line of; one cell where nothing is aligned."""
    if text.startswith("//"):
        return (text,)
    match block:
        case _Block.STRUCT:
            return _matched(_FIELD.match(text)) or (text,)
        case _Block.SPECS:
            return _matched(_SPEC.match(text)) or (text,)
        case _Block.TYPES:
            return _matched(_TYPE.match(text)) or (text,)
        case _Block.LITERAL:
            return _pair(text)
    return (text,)


def _matched(found: re.Match[str] | None) -> Cells:
    return tuple(cell.strip() for cell in found.groups() if cell is not None) if found else ()


def _pair(text: str) -> Cells:
    """The key and the value of an element of a literal."""
    depth, masked = 0, _LITERALS.sub(lambda literal: "x" * len(literal[0]), text)
    for at, character in enumerate(masked):
        depth += _BRACKETS.get(character, 0)
        if depth == 0 and masked.startswith(": ", at):
            return (text[: at + 1], text[at + 2 :].lstrip())
    return (text,)


class _KeySizes:
    """The sizes of the keys of a literal, from which gofmt decides where a new section begins."""

    def __init__(self) -> None:
        self._logarithms: list[float] = []
        self._last = 0

    def breaks(self, key: str, spans_lines: bool) -> bool:
        """Note the next element; whether it begins a new section."""
        size = 0 if spans_lines else max(len(key) - 1, 0)
        broken = self._is_break(size)
        if broken:
            self._logarithms.clear()
        if size:
            self._logarithms.append(math.log(size))
        self._last = size
        return broken

    def _is_break(self, size: int) -> bool:
        if not self._last or not size:
            return True
        if not self._logarithms or (self._last <= _SMALL_KEY and size <= _SMALL_KEY):
            return False
        ratio = size / math.exp(sum(self._logarithms) / len(self._logarithms))
        return _RATIO * ratio <= 1 or ratio >= _RATIO
