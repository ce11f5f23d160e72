"""Where the sentences of a text begin and end."""

from __future__ import annotations

import re
from collections.abc import Iterator

_SENTENCE_END = re.compile(
    r"[.!?][)\"'”`]?\s+(?=[`*_(\"“]?[A-ZÄÖÜ0-9`{/])"
    r"|\n(?=\**[A-Z][a-z]{2,15}:\** )"
)
_ENDPOINT_LINE = re.compile(r"`?(?:GET|POST|PUT|PATCH|DELETE)`?\s+`?/")
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|vs|approx|incl|resp|no|nr|bzw|z\.b|u\.a|max|min|ca)|\b[A-Z])\.$", re.IGNORECASE
)


def spans(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of every sentence, or of every line where there are several that name an endpoint.

    A full stop inside backticks or after an abbreviation ends no sentence; a label such as "Access:" begins one.
    """
    lines = text.split("\n")
    return _lines(text) if len(lines) > 1 and all(map(_ENDPOINT_LINE.match, lines)) else _sentences(text)


def _lines(text: str) -> Iterator[tuple[int, int]]:
    return (match.span() for match in re.finditer(r"[^\n]+", text))


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    start, ticks, seen = 0, 0, 0
    for match in _SENTENCE_END.finditer(text):
        ticks += text.count("`", seen, match.start() + 1)
        seen = match.start() + 1
        if ticks % 2 or _ABBREVIATION.search(text[max(start, match.start() - 8) : match.start() + 1]):
            continue
        yield start, match.end() - len(match[0]) + len(match[0].rstrip())
        start = match.end()
    if text[start:].strip():
        yield start + len(text[start:]) - len(text[start:].lstrip()), len(text.rstrip())
