"""Text that is Markdown already, and the only ways to make it from text that is not.

A view holds :class:`Markdown` alone, so the type checker sees that no text of a spec
reaches a document unescaped. The result is safe anywhere in a line: in prose, in a
heading and in a table's cell (CommonMark 0.31, GitHub Flavored Markdown).
"""

from __future__ import annotations

import json
import re
import textwrap
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any

from msgspec import Struct

WIDTH = 100


class Markdown(str):
    """Markdown of one line, or of a block that :func:`fence` made."""

    __slots__ = ()


NOTHING = Markdown("")


Row = Struct | tuple[object, ...]
"""The cells of a row, as the members of a view or by themselves."""

_HARMLESS = re.compile(r"(?:[A-Za-z][A-Za-z0-9,;:.!?'()%-]*(?: (?=\S)|$))*")
_HARMLESS_CODE = re.compile(r"[!-_a-{}~]+(?: [!-_a-{}~]+)*")
_SPECIAL = re.compile(r"[\\`*\[\]<>|~$]|&(?=#|[A-Za-z])|(?<![^\W_])_|_(?![^\W_])")
_BLOCK = re.compile(r"(?<![^ ])(?=(?:#{1,6}|[-+=]+)(?: |$))")
_NUMBERED = re.compile(r"(?<![^ ])(\d{1,9})([.)])(?= |$)")
_CODE = re.compile(r"`([^`|]+)`")
_TICKS = re.compile(r"`+")
_SPACE = re.compile(r"\s+")
_SLUG = re.compile(r"[^\w\- ]")
_PIECE = re.compile(r"(?:[^\s`]|(?<!\\)(`+)(?!`).*?(?<!`)\1(?!`)|`)+")


def escape(text: object) -> Markdown:
    """Text of any kind as one line that reads as it is written and does nothing."""
    plain = str(text)
    if _HARMLESS.fullmatch(plain):
        return Markdown(plain)
    line = _SPACE.sub(" ", visible(plain)).strip()
    line = _SPECIAL.sub(lambda match: "\\" + match[0], line)
    line = _BLOCK.sub("\\\\", line)
    return Markdown(_NUMBERED.sub(r"\1\\\2", line))


def sentence(text: str) -> Markdown:
    """What a person wrote in a sentence, in which `code` may stand between backticks."""
    if "`" in text:
        parts = enumerate(_CODE.split(_SPACE.sub(" ", text).strip()))
        words = join((code(part) if number % 2 else _escape_part(part) for number, part in parts), "")
    else:
        words = escape(text)
    words = Markdown(words[:1].upper() + words[1:])
    return Markdown(f"{words}.") if words[-1:].isalnum() or words[-1:] == "`" else words


def _escape_part(text: str) -> Markdown:
    """A part of a line, with the spaces at its ends."""
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return Markdown(f"{before}{escape(text)}{after}") if text.strip() else Markdown(text)


def code(text: object) -> Markdown:
    """Text as code: between backticks, or as an element where those cannot hold it."""
    plain = str(text)
    if _HARMLESS_CODE.fullmatch(plain):
        return Markdown(f"`{plain}`")
    line = _SPACE.sub(" ", visible(plain)).strip()
    if not line:
        return Markdown("`\\u0020`")
    if "|" in line or "`" in line:
        return Markdown(f"<code>{escape_html(line)}</code>")
    return Markdown(f"`{line}`")


def escape_html(text: str) -> str:
    """Text whose every special character, of HTML and of Markdown, is a character reference."""
    return re.sub(r"[^\w ./,:;=()?'\u0080-\U0010ffff-]|_", lambda match: f"&#{ord(match[0])};", text)


def prose(template: str, *parts: Markdown | int) -> Markdown:
    """A sentence of ours with parts that are Markdown, for each ``{}`` one."""
    return Markdown(template.format(*parts))


def join(parts: Iterable[Markdown], between: str = ", ") -> Markdown:
    """The parts, one after the other."""
    return Markdown(between.join(parts))


def enumerate_with(word: str, parts: Sequence[Markdown]) -> Markdown:
    """``a, b or c``, with ``word`` before the last."""
    if len(parts) < 2:
        return join(parts)
    return Markdown(f"{', '.join(parts[:-1])} {word} {parts[-1]}")


def link(text: Markdown, target: str) -> Markdown:
    """A link to another place of the documents."""
    return Markdown(f"[{text}]({target})")


def fence(language: str, text: str) -> Markdown:
    """A block of code; the fence is longer than any run of backticks in it."""
    longest = max((len(run) for run in _TICKS.findall(text)), default=0)
    ticks = "`" * max(3, longest + 1)
    return Markdown(f"{ticks}{language}\n{text}\n{ticks}")


def json_block(value: Any) -> Markdown:
    """A JSON value, as a block."""
    return fence("json", json_text(value, indent=2))


def json_text(value: Any, indent: int | None = None) -> str:
    """JSON text in which characters that cannot be seen are escaped."""
    text = json.dumps(value, ensure_ascii=False, indent=indent, default=str)
    if text.isascii() and "\x7f" not in text:
        return text
    return "".join(json.dumps(each)[1:-1] if _is_unseen(each) and each != "\n" else each for each in text)


def visible(text: str) -> str:
    """The text, with control characters and those that turn the direction of reading shown by number."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(f"\\u{ord(each):04x}" if _is_unseen(each) and not each.isspace() else each for each in text)


def _is_unseen(character: str) -> bool:
    return unicodedata.category(character) in ("Cc", "Cf", "Cs", "Co", "Cn")


def heading_anchors(headings: Iterable[str]) -> tuple[str, ...]:
    """The anchor of each heading of one document, as GitHub gives them; repeated ones are numbered."""
    seen: dict[str, int] = {}
    anchors = []
    for heading in headings:
        slug = _SLUG.sub("", _SPACE.sub(" ", visible(heading)).strip().lower()).replace(" ", "-")
        anchor = f"{slug}-{seen[slug]}" if slug in seen else slug
        seen[slug] = seen.get(slug, 0) + 1
        seen.setdefault(anchor, 1)
        anchors.append(anchor)
    return tuple(anchors)


def wrap(text: Markdown, indent: int = 0) -> Markdown:
    """Prose in lines of at most :data:`WIDTH`, where its words allow; code is never broken.

    Args:
        text: One paragraph.
        indent: Spaces in front of every line but the first, as a list item needs them.
    """
    if len(text) + indent <= WIDTH:
        return text
    pieces = [match[0].replace(" ", "\0") for match in _PIECE.finditer(text)]
    lines = textwrap.wrap(
        " ".join(pieces), WIDTH - indent, break_long_words=False, break_on_hyphens=False, subsequent_indent=" " * indent
    )
    return Markdown("\n".join(lines).replace("\0", " "))


def bullets(items: Iterable[Markdown]) -> Markdown:
    """A list, one item a line or more."""
    return Markdown("\n".join(f"- {wrap(item, 2)}" for item in items))


def numbered(items: Iterable[Markdown]) -> Markdown:
    """A numbered list."""
    return Markdown("\n".join(f"{number}. {wrap(item, 3)}" for number, item in enumerate(items, 1)))


def blocks(parts: Iterable[Markdown]) -> Markdown:
    """Blocks below each other, with a blank line between two; empty ones are left out."""
    return join((part for part in parts if part), "\n\n")


def table(rows: Sequence[Row], *headings: str) -> Markdown:
    """A table: a row for each view, its members in the order of the headings; nothing without rows."""
    if not rows:
        return NOTHING
    lines = [_cells(headings), "|" + "---|" * len(headings), *(_cells(_members(row)) for row in rows)]
    return Markdown("\n".join(lines))


def _cells(cells: Iterable[object]) -> str:
    return "".join(f"| {cell} " if cell != "" else "| " for cell in cells) + "|"


def _members(row: Row) -> Iterable[object]:
    return row if isinstance(row, tuple) else (getattr(row, name) for name in row.__struct_fields__)
