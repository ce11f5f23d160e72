"""What the tool says about a mistake: where it is, what is wrong, and what to do."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from functools import lru_cache
from typing import Any, Literal

from msgspec import Struct

Severity = Literal["error", "warning"]

LINE_WIDTH = 110
"""Columns of a source line that are shown; longer ones are cut around the caret."""

LISTED = 20
"""Names that a hint lists; of more it gives only the number."""

_LINE_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
_CANDIDATES = 250
_WORD_LENGTH = 60


class Span(Struct, frozen=True, order=True):
    """A place in a file; lines and columns count characters from 1."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


class Related(Struct, frozen=True):
    """A second place that belongs to a diagnostic, such as the first of two declarations."""

    span: Span
    message: str


class Diagnostic(Struct, frozen=True):
    """One problem of the input.

    ``code`` names the rule (``scaffold explain`` prints its page), ``message`` is one sentence
    without a full stop, and ``hint`` says what to do about it.
    """

    code: str
    message: str
    span: Span
    hint: str | None = None
    severity: Severity = "error"
    related: tuple[Related, ...] = ()


class Palette(Struct, frozen=True):
    """The escape sequences around the parts of a printed diagnostic."""

    error: str = ""
    warning: str = ""
    place: str = ""
    caret: str = ""
    end: str = ""


PLAIN = Palette()
COLOURED = Palette(error="\x1b[1;31m", warning="\x1b[1;33m", place="\x1b[1m", caret="\x1b[32m", end="\x1b[0m")


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The diagnostics by place, then by code, each once."""
    return tuple(sorted(dict.fromkeys(diagnostics), key=lambda each: (each.span, each.code, each.message)))


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Whether any of them is more than a warning."""
    return any(each.severity == "error" for each in diagnostics)


def suggestion(word: object, known: Iterable[str]) -> str | None:
    """The known word that was probably meant by ``word``, if one is near enough."""
    return _nearest(str(word)[:_WORD_LENGTH], tuple(known))


@lru_cache(maxsize=1024)
def _nearest(text: str, known: tuple[str, ...]) -> str | None:
    near = [each for each in known if abs(len(each) - len(text)) <= 3 + len(text) // 3][:_CANDIDATES]
    folded = {each.casefold(): each for each in reversed(near)}
    matches = get_close_matches(text.casefold(), folded, n=1, cutoff=0.65)
    return folded[matches[0]] if matches else None


def near_name(word: object, known: Iterable[str]) -> str | None:
    """A hint for an unknown name that is nearly a known one."""
    near = suggestion(word, known)
    return None if near is None else f"did you mean `{near}`?"


def did_you_mean(word: object, known: Sequence[str]) -> str:
    """A hint for an unknown name: the nearest known one, else all of them if they are few."""
    near = near_name(word, known)
    if near is not None:
        return near
    if not known:
        return "there is none yet: declare it first"
    if len(known) > LISTED:
        return f"none of the {len(known)} that there are is spelled like it: declare it first"
    return f"known {'are' if len(known) > 1 else 'is only'} {listed(known)}"


def listed(words: Iterable[object], joint: str = "and") -> str:
    """The words in backticks as a person would list them: `` `a`, `b` and `c` ``."""
    quoted = [f"`{word}`" for word in words]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} {joint} {quoted[-1]}" if quoted else "none"


def visible(text: str) -> str:
    """The text on one line, with every character spelled out that cannot be seen or acts on a terminal."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(char if char.isprintable() else _escaped(char) for char in text)


def shortened(text: str, width: int = 100) -> str:
    """The beginning of a text, so that it fits on a line."""
    return text if len(text) <= width else text[: width - 1].rstrip() + "…"


def _escaped(char: str) -> str:
    known = {"\n": "\\n", "\t": "\\t", "\r": "\\r"}.get(char)
    if known:
        return known
    point = ord(char)
    return f"\\x{point:02x}" if point < 0x100 else f"\\u{point:04x}" if point < 0x10000 else f"\\U{point:08x}"


def _width(text: str) -> int:
    wide = sum(unicodedata.east_asian_width(char) in "WF" for char in text)
    return len(text) + wide - sum(unicodedata.combining(char) > 0 for char in text)


def split_lines(text: str) -> list[str]:
    """The lines of a text as YAML counts them (YAML 1.1, 4.2, as the parser does)."""
    return _LINE_BREAK.split(text)


def render_text(diagnostics: Sequence[Diagnostic], sources: Mapping[str, str], palette: Palette = PLAIN) -> str:
    """The diagnostics as a person reads them, with a count in the last line.

    ``sources`` maps the file names of the spans to the text of those files; a place in a file
    that is not there is printed without its line.
    """
    lines = {file: split_lines(text) for file, text in sources.items()}
    blocks = [_block(each, lines, palette) for each in diagnostics]
    return "".join(blocks) + (summary(diagnostics) + "\n" if diagnostics else "")


def summary(diagnostics: Iterable[Diagnostic]) -> str:
    """``2 errors, 1 warning``."""
    severities = [each.severity for each in diagnostics]
    counts = {word: severities.count(word) for word in ("error", "warning")}
    return ", ".join(f"{n} {word}{'s' * (n != 1)}" for word, n in counts.items() if n)


def _block(diagnostic: Diagnostic, lines: Mapping[str, Sequence[str]], palette: Palette) -> str:
    colour = palette.error if diagnostic.severity == "error" else palette.warning
    place = f"{palette.place}{visible(str(diagnostic.span))}:{palette.end}"
    label = f"{colour}{diagnostic.severity}[{diagnostic.code}]{palette.end}"
    parts = [f"{place} {label}: {visible(diagnostic.message)}"]
    parts += _excerpt(diagnostic.span, lines, palette)
    parts += [f"  {visible(str(each.span))}: {visible(each.message)}" for each in diagnostic.related]
    if diagnostic.hint:
        parts.append(f"  hint: {visible(diagnostic.hint)}")
    return "\n".join(parts) + "\n"


def _excerpt(span: Span, lines: Mapping[str, Sequence[str]], palette: Palette) -> list[str]:
    of_file = lines.get(span.file, ())
    if not 1 <= span.line <= len(of_file):
        return []
    text, column = of_file[span.line - 1], span.column - 1
    start = max(0, column - LINE_WIDTH * 2 // 3) if len(text) > LINE_WIDTH else 0
    before = ("…" if start else "") + visible(text[start:column])
    after = visible(text[column : start + LINE_WIDTH]) + ("…" if len(text) > start + LINE_WIDTH else "")
    number = str(span.line)
    caret = " " * _width(before) + f"{palette.caret}^{palette.end}"
    return [f"  {number} | {before}{after}".rstrip(), f"  {' ' * len(number)} | {caret}"]


def as_data(diagnostic: Diagnostic) -> dict[str, Any]:
    """The diagnostic as JSON data."""
    return {
        "code": diagnostic.code,
        "severity": diagnostic.severity,
        "message": diagnostic.message,
        **_place(diagnostic.span),
        "hint": diagnostic.hint,
        "related": [{**_place(each.span), "message": each.message} for each in diagnostic.related],
    }


def _place(span: Span) -> dict[str, Any]:
    return {"file": span.file, "line": span.line, "column": span.column}


def render_json(diagnostics: Sequence[Diagnostic]) -> str:
    """The diagnostics as one JSON document."""
    return json.dumps({"diagnostics": [as_data(each) for each in diagnostics]}, indent=2) + "\n"
