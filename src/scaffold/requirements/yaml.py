"""YAML for people: block and flow mappings in order, comments beside the lines, everything quoted that must be."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct, field

WIDTH = 100
_PLAIN = re.compile(r"[A-Za-z_$/^-][^\x00-\x1f\x7f]*|[1-9][0-9]*(?:ms|[smhdB]|[KMG]B|/[a-z]+)|[0-9]+\.[0-9]+\.[0-9]+")
_SPECIAL = re.compile(r"(?i)y|n|yes|no|on|off|true|false|null|~|\.inf|\.nan|<<|=")
_CONSTANTS = ("null", "true", "false")
_NUMBERLIKE = re.compile(
    r"[-+]?(?:0[xob])?[0-9][0-9_]*(?:\.[0-9]*)?(?:[eE][-+]?[0-9]+)?|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}.*|[0-9]+(?::[0-9]+)+"
)


class Line(Struct):
    """One key of a block mapping.

    ``notes`` are comment lines above it, ``comment`` stands behind it; ``gap`` puts an empty
    line before it. A ``Block`` as its value is indented below, anything else is written in flow style.
    """

    key: str | int | None
    value: Any
    comment: str | None = None
    notes: tuple[str, ...] = ()
    gap: bool = False


class Block(Struct):
    """A block mapping, or a block sequence where the keys are None."""

    lines: list[Line] = field(default_factory=list)

    def add(
        self,
        key: str | int | None,
        value: Any,
        comment: str | None = None,
        notes: Sequence[str] = (),
        gap: bool = False,
    ) -> None:
        """Append a key, unless its value is an empty block."""
        if not isinstance(value, Block) or value.lines:
            self.lines.append(Line(key, value, comment, tuple(notes), gap))


def write_yaml(block: Block) -> str:
    """The document as text."""
    return "".join(line.rstrip() + "\n" for line in _block(block, 0))


def _block(block: Block, indent: int) -> Iterator[str]:
    for at, line in enumerate(block.lines):
        if line.gap and at:
            yield ""
        for note in line.notes:
            yield from _wrapped_comment(note, indent)
        yield from _line(line, indent)


def _line(line: Line, indent: int) -> Iterator[str]:
    lead = " " * indent + (f"{_key(line.key)}:" if line.key is not None else "-")
    comment = f"# {comment_text(line.comment)}" if line.comment else ""
    if isinstance(line.value, Block):
        yield f"{lead:<33}  {comment}" if comment else lead
        yield from _block(line.value, indent + 2)
        return
    text = (
        f"{lead} {flow(line.value)}"
        if line.key is None or not isinstance(line.value, str)
        else f"{lead} {scalar(line.value)}"
    )
    length = max(len(text), 33) + 2 + len(comment) if comment else len(text)
    if length > WIDTH and isinstance(line.value, Mapping | list | tuple) and line.value:
        yield from _broken(line, lead, comment, indent)
    elif len(text) > WIDTH and isinstance(line.value, str) and _folds(line.value):
        yield f"{lead + ' >-':<33}  {comment}" if comment else f"{lead} >-"
        yield from (f"{' ' * (indent + 2)}{part}" for part in _wrapped(line.value, WIDTH - indent - 2))
    elif length > WIDTH and comment:
        yield " " * indent + comment
        yield text
    else:
        yield f"{text:<33}  {comment}" if comment else text


def _folds(text: str) -> bool:
    """Whether a folded scalar gives the text back: single spaces, nothing to escape, no word longer than a line."""
    return (
        " ".join(text.split(" ")) == text.strip()
        and "  " not in text
        and all(_is_printable(char) or char == " " for char in text)
    )


def _is_word(key: object) -> bool:
    """Whether a key is a word that YAML 1.2 reads as text; ``on`` is, as a key of the language."""
    return isinstance(key, str) and bool(re.fullmatch(r"[A-Za-z]+", key)) and key.lower() not in _CONSTANTS


def _key(key: object) -> str:
    return str(key) if _is_word(key) else scalar(key)


def _broken(line: Line, lead: str, comment: str, indent: int) -> Iterator[str]:
    """A flow value that is too long for its line: a block mapping, or a sequence over several lines."""
    yield f"{lead:<33}  {comment}" if comment else lead
    if isinstance(line.value, Mapping):
        inner = Block([Line(key, value) for key, value in line.value.items()])
        yield from _block(inner, indent + 2)
        return
    for entry in line.value:
        yield from _line(Line(None, entry), indent + 2)


def _wrapped_comment(note: str, indent: int) -> Iterator[str]:
    first, *rest = _wrapped(comment_text(note), WIDTH - indent - 4)
    yield f"{' ' * indent}# {first}"
    yield from (f"{' ' * indent}#   {line}" for line in rest)


def _wrapped(text: str, width: int) -> list[str]:
    """The text in lines of at most the width, broken at spaces."""
    lines = [""]
    for word in text.split(" "):
        if lines[-1] and len(lines[-1]) + 1 + len(word) > width:
            lines.append(word)
        else:
            lines[-1] += f" {word}" if lines[-1] else word
    return lines


def comment_text(text: str) -> str:
    """The text on one line, without anything that could end a comment."""
    return " ".join("".join(char if _is_printable(char) else " " for char in text).split())


def _is_printable(char: str) -> bool:
    return (char.isascii() and char.isprintable()) or (
        ord(char) > 0x9F and unicodedata.category(char)[0] not in "CZ" and char != "\ufeff"
    )


def flow(value: Any) -> str:
    """A value in flow style."""
    if isinstance(value, Mapping):
        return (
            "{"
            + ", ".join(
                f"{_key(key) if _is_word(key) else scalar(key, flow=True)}: {flow(each)}" for key, each in value.items()
            )
            + "}"
        )
    if isinstance(value, list | tuple):
        return "[" + ", ".join(flow(each) for each in value) + "]"
    return scalar(value, flow=True)


def scalar(value: Any, flow: bool = False) -> str:
    """A scalar, quoted where a plain one would be read as something else."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    text = str(value)
    if _is_plain(text, flow):
        return text
    if all(_is_printable(char) or char == " " for char in text):
        return "'" + text.replace("'", "''") + "'" if '"' in text or "\\" in text or "'" not in text else f'"{text}"'
    return _escaped(text)


def _is_plain(text: str, flow: bool) -> bool:
    if not _PLAIN.fullmatch(text) or _SPECIAL.fullmatch(text) or _NUMBERLIKE.fullmatch(text):
        return False
    if (
        text != text.strip()
        or text.startswith(("- ", "--"))
        or text == "-"
        or ": " in text
        or " #" in text
        or text.endswith(":")
    ):
        return False
    return all(_is_printable(char) or char == " " for char in text) and not (flow and re.search(r"[,\[\]{}:?]", text))


def _escaped(text: str) -> str:
    """In double quotes, with everything that is not plainly printable as an escape."""
    parts = []
    for char in text:
        if char in '"\\' or char == "\n" or char == "\t" or char == "\r":
            parts.append(json.dumps(char)[1:-1])
        elif _is_printable(char) or char == " ":
            parts.append(char)
        else:
            point = ord(char)
            parts.append(
                f"\\x{point:02x}" if point < 0x100 else f"\\u{point:04x}" if point < 0x10000 else f"\\U{point:08x}"
            )
    return '"' + "".join(parts) + '"'
