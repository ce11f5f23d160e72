"""What the YAML parser's complaints mean, in words that help."""

from __future__ import annotations

from typing import Any

from scaffold.diagnostics import Diagnostic, Span, split_lines

_PLAIN_WORDS = (
    ("mapping values are not allowed", "a `:` has no place here", "put text with a colon in quotes"),
    ("found unexpected ':'", "a `:` inside of braces or brackets", "put the text in quotes"),
    ("unexpected end of stream", "the file ends inside a quoted text", "close the quotes"),
    ("unexpected document indicator", "the document ends inside a quoted text", "close the quotes"),
    ("could not find expected ':'", "a key without `:`", "write `key: value`; longer text begins with `|`"),
    ("expected ',' or '}'", "this mapping in braces is not closed", "separate entries by `,` and end with `}`"),
    ("expected ',' or ']'", "this list in brackets is not closed", "separate entries by `,` and end with `]`"),
    ("expected node content", "a value is missing or brackets are not closed", "close every `[` and `{`"),
    ("expected key", "this line fits no mapping above", "indent it like its neighbours"),
    ("expected '-' indicator", "this line does not fit the list above", "begin it with `- `"),
    ("expected <document start>", "something follows the end of the document", "indent it like the lines above"),
    ("block sequence entries are not allowed", "a list cannot begin here", "begin it on a line of its own"),
    ("block mapping", "a mapping cannot begin here", "begin it on a line of its own"),
    ("unknown escape character", "an unknown escape in double quotes", "write `\\\\`, or use single quotes"),
    ("invalid Unicode character escape", "an escape that is not a character", "write the character itself"),
    ("duplicate %YAML directive", "a second %YAML directive", "leave it out"),
    ("incompatible YAML document", "this version of YAML is not known", "leave out the %YAML directive"),
    ("undefined tag handle", "an undefined tag handle", "leave out the tag"),
)  # fmt: skip


def syntax_problem(error: Any, text: str, file: str) -> Diagnostic:
    """The diagnostic for an exception of the YAML parser."""
    mark = getattr(error, "problem_mark", None)
    span = Span(file, mark.line + 1, mark.column + 1) if mark else Span(file, 1, 1)
    problem = str(getattr(error, "problem", None) or "not YAML")
    if "cannot start any token" in problem:
        return _bad_start(text, span)
    for fragment, message, hint in _PLAIN_WORDS:
        if fragment in problem:
            return Diagnostic("SC005", message, span, hint)
    return Diagnostic("SC005", f"this is not YAML: {problem}", span, "put texts with special characters in quotes")


def _bad_start(text: str, span: Span) -> Diagnostic:
    lines = split_lines(text)
    line = lines[span.line - 1] if span.line <= len(lines) else ""
    char = line[span.column - 1 : span.column]
    if char == "\t":
        return Diagnostic("SC005", "a tab cannot indent YAML", span, "use spaces, two for each level")
    return Diagnostic("SC005", f"a value cannot begin with `{char}`", span, "put it in quotes")
