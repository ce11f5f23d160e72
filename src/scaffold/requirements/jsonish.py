"""JSON as people write it in requirements: with ``…`` for values, ``{…}`` for the rest, and keys alone."""

from __future__ import annotations

import re
from typing import Any

from msgspec import Struct

_TOKEN = re.compile(
    r'\s*(?:("(?:[^"\\]|\\.)*")|([{}\[\]:,])|(\.\.\.|…)|(-?[0-9]+(?:\.[0-9]+)?(?![\w]))|([^\s{}\[\]:,"]+))'
)
_DEEPEST = 30


class Placeholder(Struct, frozen=True):
    """A value that is left open: ``…``, ``n``, ``<jwt>``."""

    text: str


class _NotJson(ValueError):
    pass


def parse_jsonish(text: str) -> Any:
    """The value, with dicts, lists, strings, numbers, booleans, None and placeholders; None when it is none."""
    try:
        parser = _Parser(text)
        value = parser.value(0)
        parser.end()
    except _NotJson:
        return None
    return value


class _Parser:
    def __init__(self, text: str) -> None:
        self._text = text.rstrip()
        self._at = 0

    def _peek(self) -> re.Match[str]:
        match = _TOKEN.match(self._text, self._at)
        if match is None:
            raise _NotJson
        return match

    def _take(self) -> re.Match[str]:
        match = self._peek()
        self._at = match.end()
        return match

    def end(self) -> None:
        if self._at < len(self._text):
            raise _NotJson

    def value(self, depth: int) -> Any:
        if depth > _DEEPEST:
            raise _NotJson
        token = self._take()
        if token[2] == "{":
            return self._object(depth)
        if token[2] == "[":
            return self._array(depth)
        return _scalar(token)

    def _object(self, depth: int) -> dict[str, Any]:
        found: dict[str, Any] = {}
        while (token := self._take())[2] != "}":
            if token[2] == ",":
                continue
            if token[2]:
                raise _NotJson
            key = _text(token)
            if self._peek()[2] == ":":
                self._take()
                found[key] = self.value(depth + 1)
            elif not token[3]:
                found[key] = Placeholder("")
        return found

    def _array(self, depth: int) -> list[Any]:
        found: list[Any] = []
        while self._peek()[2] != "]":
            if self._peek()[2] == ",":
                self._take()
                continue
            found.append(self.value(depth + 1))
        self._take()
        return found


def _text(token: re.Match[str]) -> str:
    return re.sub(r"\\(.)", r"\1", token[1][1:-1]) if token[1] else token[0].strip()


_WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None}


def _scalar(token: re.Match[str]) -> Any:
    if token[1]:
        text = _text(token)
        return Placeholder(text) if re.fullmatch(r"\.{3}|…|<.*>", text) else text
    if token[4]:
        return float(token[4]) if "." in token[4] else int(token[4])
    if token[2]:
        raise _NotJson
    word = token[0].strip()
    return _WORDS[word] if word in _WORDS else Placeholder(word)
