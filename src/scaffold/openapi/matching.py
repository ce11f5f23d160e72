"""Texts that match a pattern, for examples; and whether one with U+0000 does.

Patterns are in the portable form that :func:`scaffold.spec.patterns.portable_pattern` writes:
anchored around the whole, without named groups, flags, assertions or named classes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from msgspec import Struct

_Span = tuple[int, int]
_GREATEST = 0x10FFFF
_CONTROLS = {"t": 9, "n": 10, "v": 11, "f": 12, "r": 13}
_READABLE: tuple[_Span, ...] = ((97, 122), (65, 90), (48, 57), (33, 126), (32, 32), (161, _GREATEST), (0, _GREATEST))
_USUALLY_MORE = (2, 1, 0)
"""How often more than it must a text repeats what it may repeat, the most readable first."""
_MOST_STEPS = 20_000
"""Where a text is given up: repetitions within repetitions can ask for more than a memory holds."""


class _Characters(Struct, frozen=True):
    """One character out of the spans."""

    spans: tuple[_Span, ...]


class _Sequence(Struct, frozen=True):
    parts: tuple[_Node, ...]


class _Choice(Struct, frozen=True):
    options: tuple[_Node, ...]


class _Repeat(Struct, frozen=True):
    part: _Node
    least: int
    most: int | None


_Node = _Characters | _Sequence | _Choice | _Repeat


def may_hold_nul(pattern: str) -> bool:
    """Whether a text with U+0000 in it matches."""
    return any(low == 0 for characters in _characters(_parse(pattern)) for low, _ in characters.spans)


def matching_text(pattern: str, least: int, most: int | None) -> str | None:
    """A readable text that matches, of ``least`` to ``most`` characters; ``None`` where none is found."""
    return next(iter(matching_texts(pattern, least, most, 1)), None)


@lru_cache(maxsize=256)
def matching_texts(pattern: str, least: int, most: int | None, count: int) -> tuple[str, ...]:
    """Up to ``count`` different texts that match, the most readable one first; fewer where fewer are found."""
    node = _parse(pattern)
    found: dict[str, None] = {}
    for more in (*_USUALLY_MORE, *range(max(_USUALLY_MORE) + 1, min(least, 300) + 1)):
        length = 0
        for text in _written(node, more, count):
            length = max(length, len(text))
            if least <= len(text) and (most is None or len(text) <= most):
                found[text] = None
            if len(found) == count:
                return tuple(found)
        if more > max(_USUALLY_MORE) and (length == 0 or (most is not None and length > most)):
            break  # More repetitions only make longer texts.
    return tuple(found)


def _written(node: _Node, more: int, count: int) -> Iterator[str]:
    """Texts that match, as many as are asked for or can be written."""
    for turn in range(count):
        try:
            yield _Writer(more, turn).write(node)
        except _TooLong:
            return


@lru_cache(maxsize=256)
def _parse(pattern: str) -> _Node:
    return _Parser(pattern[1:-1]).choice()


def _characters(node: _Node) -> Iterator[_Characters]:
    match node:
        case _Characters():
            yield node
        case _Sequence(parts) | _Choice(parts):
            for part in parts:
                yield from _characters(part)
        case _Repeat(part):
            yield from _characters(part)


class _TooLong(Exception):
    """The text takes more steps than an example is worth."""


class _Writer:
    """Writes one matching text; what repeats does so ``more`` times above its least.

    Another ``turn`` takes another way, or another character, where there is a choice.
    """

    def __init__(self, more: int, turn: int) -> None:
        self._more = more
        self._turn = turn
        self._steps = 0
        self._written = 0

    def write(self, node: _Node) -> str:
        self._steps += 1
        if self._steps > _MOST_STEPS:
            raise _TooLong
        match node:
            case _Characters(spans):
                self._written += 1
                return self._readable(spans, self._written - 1)
            case _Sequence(parts):
                return "".join(self.write(part) for part in parts)
            case _Choice(options):
                return self.write(options[self._choose(len(options))])
            case _Repeat(part, least, most):
                times = least + self._more if most is None else min(least + self._more, most)
                return "".join(self.write(part) for _ in range(times))

    def _choose(self, options: int) -> int:
        self._turn, chosen = divmod(self._turn, options)
        return chosen

    def _readable(self, spans: tuple[_Span, ...], position: int) -> str:
        """A character of the spans, where there is a choice another one than beside it."""
        for first, last in _READABLE:
            for low, high in spans:
                start, end = max(first, low), min(last, high)
                if start <= end:
                    choices = min(end - start + 1, 26)
                    return chr(start + (position + self._choose(choices)) % choices)
        return ""


def _complement(spans: tuple[_Span, ...]) -> tuple[_Span, ...]:
    kept: list[_Span] = []
    start = 0
    for low, high in sorted(spans):
        if low > start:
            kept.append((start, low - 1))
        start = max(start, high + 1)
    return (*kept, (start, _GREATEST)) if start <= _GREATEST else tuple(kept)


_COUNT = re.compile(r"\{([0-9]+)(,?)([0-9]*)\}")
_SIGNS = {"*": (0, None), "+": (1, None), "?": (0, 1)}


class _Parser:
    """Recursive descent over one pattern without its anchors."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._position = 0

    def choice(self) -> _Node:
        options = [self._sequence()]
        while self._accept("|"):
            options.append(self._sequence())
        return options[0] if len(options) == 1 else _Choice(tuple(options))

    def _accept(self, text: str) -> bool:
        if not self._text.startswith(text, self._position):
            return False
        self._position += len(text)
        return True

    def _take(self) -> str:
        self._position += 1
        return self._text[self._position - 1]

    def _sequence(self) -> _Node:
        parts: list[_Node] = []
        while self._position < len(self._text) and self._text[self._position] not in "|)":
            parts.append(self._repeated(self._atom()))
        return parts[0] if len(parts) == 1 else _Sequence(tuple(parts))

    def _repeated(self, part: _Node) -> _Node:
        limits = self._limits()
        if limits is None:
            return part
        self._accept("?")
        return _Repeat(part, *limits)

    def _limits(self) -> tuple[int, int | None] | None:
        for sign, limits in _SIGNS.items():
            if self._accept(sign):
                return limits
        count = _COUNT.match(self._text, self._position)
        if count is None:
            return None
        self._position = count.end()
        least = int(count[1])
        return least, int(count[3]) if count[3] else None if count[2] else least

    def _atom(self) -> _Node:
        if self._accept("(?:"):
            inner = self.choice()
            self._accept(")")
            return inner
        if self._accept("["):
            return self._class()
        code = self._character()
        return _Characters(((code, code),))

    def _class(self) -> _Node:
        is_negated = self._accept("^")
        spans: list[_Span] = []
        while not self._accept("]"):
            low = self._character()
            spans.append((low, self._character() if self._accept("-") else low))
        return _Characters(_complement(tuple(spans)) if is_negated else tuple(spans))

    def _character(self) -> int:
        character = self._take()
        if character != "\\":
            return ord(character)
        if self._accept("x"):
            self._position += 2
            return int(self._text[self._position - 2 : self._position], 16)
        escaped = self._take()
        return _CONTROLS.get(escaped, ord(escaped))
