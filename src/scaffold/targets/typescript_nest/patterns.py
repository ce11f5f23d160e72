"""Portable patterns as regular expression literals, with no escape that a linter calls useless."""

from __future__ import annotations

import re
import unicodedata

_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_TOKEN = re.compile(r"\\x[0-9A-Fa-f]{2}|\\.|.", re.DOTALL)
_SHORT = {0: "\\0", 9: "\\t", 10: "\\n", 11: "\\v", 12: "\\f", 13: "\\r"}


def regular_expression(pattern: str) -> str:
    """A portable pattern (see :mod:`scaffold.spec.patterns`) as a literal."""
    written: list[str] = []
    tokens = _TOKEN.findall(pattern)
    opened = -1
    for index, token in enumerate(tokens):
        if opened < 0:
            written.append(_outside(token))
            opened = index if token == "[" else -1
            continue
        first = index == opened + 1 + (tokens[opened + 1] == "^")
        last = tokens[index + 1 : index + 2] == ["]"]
        written.append(_inside(token, first=first, last=last))
        if token == "]":
            opened = -1
    return f"/{''.join(written)}/u"


def _outside(token: str) -> str:
    if token == "/":
        return "\\/"
    return _visible(token)


def _inside(token: str, *, first: bool, last: bool) -> str:
    """A token of a class, where few characters need an escape."""
    if len(token) == 2 and token[1] in "/[{}().*+?|$":
        return token[1]
    if (token == "\\^" and not first) or (token == "\\-" and (first or last)):
        return token[1]
    return _visible(token)


def _visible(token: str) -> str:
    """The token, spelled so that everybody sees what it is."""
    if token.startswith("\\x"):
        return _character(int(token[2:], 16), token)
    if len(token) == 1 and unicodedata.category(token) in _INVISIBLE:
        return _character(ord(token), f"\\u{{{ord(token):x}}}")
    return token


def _character(code: int, otherwise: str) -> str:
    if code in _SHORT:
        return _SHORT[code]
    return f"\\c{chr(code + 64)}" if 0 < code <= 26 else otherwise
