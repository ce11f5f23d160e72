"""Regular expressions of the RE2 syntax, read so that they can be anchored and exemplified."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

NO_NUL = r"^[^\x00]*$"
"""Any text but U+0000, which PostgreSQL cannot store."""

_LAST = 0x10FFFF
_Span = tuple[int, int]
_DIGITS: tuple[_Span, ...] = ((48, 57),)
_WORD: tuple[_Span, ...] = ((48, 57), (65, 90), (95, 95), (97, 122))
_SPACE: tuple[_Span, ...] = ((9, 10), (12, 13), (32, 32))
_CLASSES = {"d": _DIGITS, "w": _WORD, "s": _SPACE}
_CONTROLS = {"a": 7, "t": 9, "n": 10, "v": 11, "f": 12, "r": 13}
_READABLE: tuple[_Span, ...] = ((97, 122), (65, 90), (48, 57), (33, 126), (32, 32), (161, _LAST), (0, _LAST))
_LONGEST = 5000


@dataclass(frozen=True, slots=True)
class _Characters:
    """One character out of the spans."""

    spans: tuple[_Span, ...]


@dataclass(frozen=True, slots=True)
class _Sequence:
    parts: tuple[_Node, ...]


@dataclass(frozen=True, slots=True)
class _Choice:
    options: tuple[_Node, ...]


@dataclass(frozen=True, slots=True)
class _Repeat:
    part: _Node
    least: int
    most: int | None


_Node = _Characters | _Sequence | _Choice | _Repeat


class _UnknownSyntax(ValueError):
    """The pattern uses what this reader does not know."""


def whole(pattern: str) -> str:
    """The pattern, anchored so that the whole string must match it."""
    node = _parse(pattern)
    closed = pattern.startswith("^") and re.search(r"(?<!\\)(?:\\\\)*\$$", pattern)
    return pattern if closed and node is not None and not isinstance(node, _Choice) else f"^(?:{pattern})$"


def may_hold_nul(pattern: str) -> bool:
    """Whether some string that matches has U+0000 in it, as far as can be told."""
    node = _parse(pattern)
    return node is None or any(low == 0 for characters in _characters(node) for low, _ in characters.spans)


def matching_text(pattern: str, least: int, most: int | None) -> str | None:
    """A readable string that matches, of ``least`` to ``most`` characters, where one is found."""
    node = _parse(pattern)
    if node is None:
        return None
    for more in (2, 1, 0, *range(3, min(least, 300) + 1)):
        text = _Writer(more).write(node)
        if text is not None and least <= len(text) and (most is None or len(text) <= most):
            return text
    return None


@lru_cache(maxsize=256)
def _parse(pattern: str) -> _Node | None:
    try:
        return _Parser(pattern).parse()
    except (_UnknownSyntax, RecursionError):
        return None


def _characters(node: _Node) -> Iterator[_Characters]:
    match node:
        case _Characters():
            yield node
        case _Sequence(parts) | _Choice(parts):
            for part in parts:
                yield from _characters(part)
        case _Repeat(part):
            yield from _characters(part)


class _Writer:
    """Writes one matching string; repetitions happen ``more`` times above their least."""

    def __init__(self, more: int) -> None:
        self._more = more
        self._written = 0

    def write(self, node: _Node) -> str | None:
        match node:
            case _Characters(spans):
                self._written += 1
                return _readable(spans, self._written - 1)
            case _Sequence(parts):
                return self._joined(parts)
            case _Choice(options):
                return self.write(options[0])
            case _Repeat(part, least, most):
                times = least + self._more if most is None else min(least + self._more, most)
                return self._joined((part,) * times) if times <= _LONGEST else None

    def _joined(self, parts: tuple[_Node, ...]) -> str | None:
        texts: list[str] = []
        for part in parts:
            text = self.write(part)
            if text is None or self._written > _LONGEST:
                return None
            texts.append(text)
        return "".join(texts)


def _readable(spans: tuple[_Span, ...], position: int) -> str | None:
    """A character of the spans; neighbours in a string differ where they can."""
    for first, last in _READABLE:
        for low, high in spans:
            start, end = max(first, low), min(last, high)
            if start <= end:
                return chr(start + position % min(end - start + 1, 26))
    return None


def _complement(spans: tuple[_Span, ...]) -> tuple[_Span, ...]:
    kept: list[_Span] = []
    start = 0
    for low, high in sorted(spans):
        if low > start:
            kept.append((start, low - 1))
        start = max(start, high + 1)
    return (*kept, (start, _LAST)) if start <= _LAST else tuple(kept)


_GROUP = re.compile(r"\(\?(?:[imsU]+\)|[imsU]*:|P?<[A-Za-z_][A-Za-z0-9_]*>)|\((?!\?)")
_COUNT = re.compile(r"\{([0-9]+)(,?)([0-9]*)\}")
_CODE_POINT = re.compile(r"x([0-9A-Fa-f]{2})|x\{([0-9A-Fa-f]{1,6})\}|u([0-9A-Fa-f]{4})")
_NAMED_CLASS = re.compile(r"\[:(\^?)(alpha|digit|alnum|upper|lower|space|word|xdigit):\]")
_NAMED: dict[str, tuple[_Span, ...]] = {
    "alpha": ((65, 90), (97, 122)), "digit": _DIGITS, "alnum": ((48, 57), (65, 90), (97, 122)), "upper": ((65, 90),),
    "lower": ((97, 122),), "space": _SPACE, "word": _WORD, "xdigit": ((48, 57), (65, 70), (97, 102)),
}  # fmt: skip


class _Parser:
    """Recursive descent over one pattern."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._position = 0

    def parse(self) -> _Node:
        node = self._choice()
        if self._position < len(self._text):
            raise _UnknownSyntax(self._text)
        return node

    def _at(self, text: str) -> bool:
        return self._text.startswith(text, self._position)

    def _accept(self, text: str) -> bool:
        if self._at(text):
            self._position += len(text)
            return True
        return False

    def _accept_match(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        match = pattern.match(self._text, self._position)
        if match is not None:
            self._position = match.end()
        return match

    def _take(self) -> str:
        if self._position >= len(self._text):
            raise _UnknownSyntax(self._text)
        self._position += 1
        return self._text[self._position - 1]

    def _choice(self) -> _Node:
        options = [self._sequence()]
        while self._accept("|"):
            options.append(self._sequence())
        return options[0] if len(options) == 1 else _Choice(tuple(options))

    def _sequence(self) -> _Node:
        parts: list[_Node] = []
        while self._position < len(self._text) and not self._at("|") and not self._at(")"):
            parts.append(self._repeated(self._atom()))
        return parts[0] if len(parts) == 1 else _Sequence(tuple(parts))

    def _repeated(self, part: _Node) -> _Node:
        for sign, least, most in (("*", 0, None), ("+", 1, None), ("?", 0, 1)):
            if self._accept(sign):
                self._accept("?")
                return _Repeat(part, least, most)
        count = self._accept_match(_COUNT)
        if count is None:
            return part
        self._accept("?")
        least = int(count[1])
        return _Repeat(part, least, int(count[3]) if count[3] else None if count[2] else least)

    def _atom(self) -> _Node:
        group = self._accept_match(_GROUP)
        if group is not None:
            return _Sequence(()) if group[0].endswith(")") else self._group()
        character = self._take()
        match character:
            case "^" | "$":
                return _Sequence(())
            case ".":
                return _Characters(_complement(((10, 10),)))
            case "[":
                return self._class()
            case "\\" if self._at("b") or self._at("B") or self._at("A") or self._at("z"):
                self._take()
                return _Sequence(())
            case "\\":
                return _Characters(self._escape())
            case "(" | "*" | "+" | "?":
                raise _UnknownSyntax(self._text)
        return _Characters(((ord(character), ord(character)),))

    def _group(self) -> _Node:
        inner = self._choice()
        if not self._accept(")"):
            raise _UnknownSyntax(self._text)
        return inner

    def _escape(self) -> tuple[_Span, ...]:
        code = self._accept_match(_CODE_POINT)
        if code is not None:
            point = int(code[1] or code[2] or code[3], 16)
            return ((point, point),)
        character = self._take()
        if character in _CLASSES:
            return _CLASSES[character]
        if character.lower() in _CLASSES:
            return _complement(_CLASSES[character.lower()])
        if character.isalnum() and character not in _CONTROLS:
            raise _UnknownSyntax(self._text)
        point = _CONTROLS.get(character, ord(character))
        return ((point, point),)

    def _class(self) -> _Node:
        negated = self._accept("^")
        spans = [*self._member()]
        while not self._accept("]"):
            spans.extend(self._member())
        return _Characters(_complement(tuple(spans)) if negated else tuple(spans))

    def _member(self) -> tuple[_Span, ...]:
        named = self._accept_match(_NAMED_CLASS)
        if named is not None:
            return _complement(_NAMED[named[2]]) if named[1] else _NAMED[named[2]]
        first = self._class_character()
        if not self._at("-") or self._at("-]") or len(first) > 1:
            return first
        self._take()
        return ((first[0][0], self._class_character()[0][1]),)

    def _class_character(self) -> tuple[_Span, ...]:
        character = self._take()
        return self._escape() if character == "\\" else ((ord(character), ord(character)),)
