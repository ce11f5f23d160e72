"""The Markdown document: sections of paragraphs, lists, tables and code, each with its lines."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token
from msgspec import Struct, field
from msgspec.structs import replace

from scaffold.requirements.sentences import spans

LONGEST_LINE = 5_000
"""Characters of a line beyond which it is no prose and is not read."""


class Source(Struct, frozen=True):
    """A piece of the document and its lines, counted from 1."""

    file: str
    line: int
    last: int
    text: str

    @property
    def place(self) -> str:
        """``requirements.md:45``."""
        return f"{self.file}:{self.line}"


class Paragraph(Struct, frozen=True):
    """Running text, whole and by sentences."""

    whole: Source
    sentences: tuple[Source, ...]


class Item(Struct, frozen=True):
    """One entry of a list; ``number`` is that of an ordered one."""

    whole: Source
    sentences: tuple[Source, ...]
    number: int | None
    depth: int


class Listing(Struct, frozen=True):
    """A list; entries of inner lists follow the entry that they belong to."""

    items: tuple[Item, ...]


class Row(Struct, frozen=True):
    """One row of a table."""

    whole: Source
    cells: tuple[str, ...]


class Table(Struct, frozen=True):
    """A table with its header."""

    header: Row
    rows: tuple[Row, ...]


class Code(Struct, frozen=True):
    """A fenced or indented block."""

    language: str
    whole: Source


Block = Paragraph | Listing | Table | Code


class Section(Struct, frozen=True):
    """A heading and what stands below it, up to the next heading."""

    title: str
    level: int
    heading: Source
    parents: tuple[str, ...]
    blocks: tuple[Block, ...]

    @property
    def path(self) -> tuple[str, ...]:
        """The titles from the outermost to its own."""
        return (*self.parents, self.title)


class Document(Struct, frozen=True):
    """``unread`` holds the lines that the Markdown parser did not hand out."""

    file: str
    sections: tuple[Section, ...]
    unread: tuple[Source, ...]

    def pieces(self) -> Iterator[Source]:
        """Every smallest piece that a reader may use, in order of appearance."""
        for section in self.sections:
            for block in section.blocks:
                yield from pieces(block)
        yield from self.unread


def pieces(block: Block) -> Iterator[Source]:
    """The smallest pieces of a block: sentences, rows, code."""
    match block:
        case Paragraph():
            yield from block.sentences
        case Listing(items):
            for item in items:
                yield from item.sentences
        case Table(_, rows):
            for row in rows:
                yield row.whole
        case Code():
            yield block.whole


_NUMBERING = re.compile(r"^(?:[0-9]+(?:\.[0-9]+)*[.)]?|[A-Z][.)]|§\s?[0-9.]+)\s+")


def parse_document(text: str, file: str) -> Document:
    """Read Markdown into sections.

    Args:
        text: the whole file.
        file: the name that messages use for it.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    kept = [line if len(line) <= LONGEST_LINE else "" for line in lines]
    markdown = MarkdownIt("commonmark").enable("table")
    markdown.core.ruler.enableOnly(["normalize", "block"])
    walk = _Walk(file, kept)
    spaced, origins = _spaced(kept)
    tokens = markdown.parse("\n".join(spaced))
    for token in tokens:
        if token.map:
            token.map = [origins[token.map[0]], origins[max(token.map) - 1] + 1]
    walk.read(tokens)
    return Document(file, tuple(walk.sections()), tuple(_unread(file, lines, walk.covered)))


_BOLD_LINE = re.compile(r"\*\*[^*]{1,80}\*\*:?\s*")


def _spaced(lines: list[str]) -> tuple[list[str], list[int]]:
    """The lines with an empty one above each caption in bold, as its author sees it, and where each comes from."""
    spaced: list[str] = []
    origins: list[int] = []
    for index, line in enumerate(lines):
        if _BOLD_LINE.fullmatch(line) and spaced and spaced[-1].strip():
            spaced.append("")
            origins.append(index)
        spaced.append(line)
        origins.append(index)
    return spaced, origins


def _unread(file: str, lines: list[str], covered: set[int]) -> Iterator[Source]:
    for index, line in enumerate(lines):
        if index not in covered and line.strip(" \t#-=*_>|+`~:"):
            yield Source(file, index + 1, index + 1, line.strip()[:200])


class _Open(Struct):
    """A section that is being read."""

    title: str
    level: int
    heading: Source
    blocks: list[Block] = field(default_factory=list)


class _Walk:
    """One pass over the tokens of a document."""

    def __init__(self, file: str, lines: list[str]) -> None:
        self.covered: set[int] = set()
        self._file = file
        self._lines = lines
        self._open = [_Open("", 0, Source(file, 1, 1, ""))]
        self._items: list[Item] = []
        self._numbers: list[int | None] = []
        self._fresh = False
        self._rows: list[Row] = []
        self._cells: list[str] = []

    def sections(self) -> Iterator[Section]:
        """The sections, each with the titles above it."""
        above: list[_Open] = []
        for each in self._open:
            above = [parent for parent in above if parent.level < each.level]
            titles = tuple(parent.title for parent in above if parent.level)
            yield Section(each.title, each.level, each.heading, titles, tuple(each.blocks))
            above.append(each)

    def read(self, tokens: list[Token]) -> None:
        """Turn the tokens into blocks."""
        for at, token in enumerate(tokens):
            match token.type:
                case "heading_open":
                    self._heading(tokens[at + 1], int(token.tag[1:]))
                case "inline" if tokens[at - 1].type == "paragraph_open":
                    self._text(token)
                case "inline" if tokens[at - 1].type in ("th_open", "td_open"):
                    self._cells.append(" ".join(token.content.split()))
                case "fence" | "code_block" | "html_block":
                    self._code(token)
                case "tr_close":
                    text = " | ".join(self._cells)
                    self._rows[-1:] = [Row(replace(self._rows[-1].whole, text=text), tuple(self._cells))]
                case _:
                    self._structure(token)

    def _structure(self, token: Token) -> None:
        match token.type:
            case "list_item_open":
                self._numbers.append(int(token.info) if token.info.isdigit() else None)
                self._fresh = True
            case "list_item_close":
                self._numbers.pop()
                if not self._numbers:
                    self._fresh = False
            case "bullet_list_close" | "ordered_list_close" if not self._numbers:
                self._flush()
            case "tr_open":
                self._cells = []
                self._rows.append(Row(self._source(token), ()))
            case "table_close":
                self._add(Table(self._rows[0], tuple(self._rows[1:])))
                self._rows = []

    def _flush(self) -> None:
        if self._items:
            self._open[-1].blocks.append(Listing(tuple(self._items)))
            self._items = []

    def _add(self, block: Block) -> None:
        self._flush()
        self._open[-1].blocks.append(block)

    def _source(self, token: Token) -> Source:
        first, end = token.map or (0, 1)
        self.covered.update(range(first, end))
        return Source(self._file, first + 1, max(end, first + 1), " ".join(token.content.split()))

    def _heading(self, inline: Token, level: int) -> None:
        source = self._source(inline)
        self.covered.add(source.last)
        title = _NUMBERING.sub("", source.text).strip(" #:") or source.text
        self._flush()
        self._open.append(_Open(title, level, source))

    def _text(self, token: Token) -> None:
        whole = self._source(token)
        sentences = tuple(self._sentences(token))
        if not self._numbers:
            self._add(Paragraph(whole, sentences))
        elif self._fresh or not self._items:
            self._items.append(Item(whole, sentences, self._numbers[-1], len(self._numbers)))
            self._fresh = False
        else:
            last = self._items[-1]
            text = f"{last.whole.text} {whole.text}"
            joined = Source(self._file, last.whole.line, whole.last, text)
            self._items[-1] = Item(joined, (*last.sentences, *sentences), last.number, last.depth)

    def _code(self, token: Token) -> None:
        first, end = token.map or (0, 1)
        self.covered.update(range(first, end))
        kind = "html" if token.type == "html_block" else (token.info.split() or [""])[0].lower()
        start = first + 2 if token.type == "fence" else first + 1
        self._add(Code(kind, Source(self._file, start, max(start, end), token.content)))

    def _sentences(self, token: Token) -> Iterator[Source]:
        """The sentences of a text; a full stop inside backticks or after an abbreviation ends none."""
        text, first = token.content, (token.map or (0, 1))[0] + 1
        for start, end in spans(text):
            line = first + text.count("\n", 0, start)
            piece = text[start:end]
            yield Source(self._file, line, line + piece.count("\n"), " ".join(piece.split()))
