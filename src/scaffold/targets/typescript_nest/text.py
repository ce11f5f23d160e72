"""Text of a spec, escaped for the places where a template prints it in TypeScript.

Text from a spec is hostile until one of these has quoted it: it may hold quotes, backslashes,
line breaks, ends of comments and characters that turn the writing direction round.
"""

from __future__ import annotations

import html
import re
import textwrap
from collections.abc import Callable, Mapping

from scaffold.targets.shared.text import is_hidden, markdown_text, sentence

_SHORT = {"\n": "\\n", "\t": "\\t", "\r": "\\r", "\\": "\\\\", '"': '\\"'}
_IDENTIFIER = re.compile(r"[A-Za-z_$][A-Za-z0-9_$]*")


def string(text: str) -> str:
    """A string literal on one line, in double quotes."""
    return f'"{"".join(map(_escaped, text))}"'


def value(constant: str | int | float | bool | None) -> str:
    """A constant."""
    match constant:
        case None:
            return "null"
        case bool():
            return "true" if constant else "false"
        case str():
            return string(constant)
    return repr(constant)


def property_name(name: str) -> str:
    """A name as a property of an object literal or of a type."""
    return name if _IDENTIFIER.fullmatch(name) else string(name)


def member(holder: str, name: str) -> str:
    """A property of something: ``body.title``, or ``header["x-tenant"]``."""
    return f"{holder}.{name}" if _IDENTIFIER.fullmatch(name) else f"{holder}[{string(name)}]"


def comment(text: str) -> str:
    """Text inside a comment on one line; nothing in it can end the comment."""
    return sentence(text).replace("*/", "*\\/")


def doc_comment(text: str, indent: int = 0, width: int = 100) -> str:
    """A whole doc comment: on one line where it fits, else with wrapped paragraphs.

    Args:
        text: What it says; empty lines part paragraphs, and lines that begin with `- ` are items of a list.
        indent: How many spaces it is indented by.
        width: The greatest length of a line.
    """
    margin = " " * indent
    said = [line for part in re.split(r"\n\s*\n", text) for line in ("", *_paragraph(part, width - indent - 3))][1:]
    if len(said) == 1 and len(said[0]) + indent + 7 <= width:
        return f"/** {said[0]} */"
    lines = "".join(f"\n{margin} * {line}".rstrip() for line in said)
    return f"/**{lines}\n{margin} */"


def html_text(text: str) -> str:
    """Text inside an element or an attribute of a page."""
    return html.escape(sentence(text))


def _paragraph(text: str, width: int) -> list[str]:
    lines = []
    for line in re.split(r"\n(?=- )|(?<=:)\n", text):
        indent = "  " if line.startswith("- ") else ""
        lines += textwrap.wrap(
            comment(line), width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
        )
    return lines


def _escaped(character: str) -> str:
    if character in _SHORT:
        return _SHORT[character]
    return _code(character) if is_hidden(character) else character


def _code(character: str) -> str:
    code = ord(character)
    return f"\\u{code:04x}" if code < 0x10000 else f"\\u{{{code:x}}}"


FILTERS: Mapping[str, Callable[..., str]] = {
    "tsstr": string,
    "tsprop": property_name,
    "line": sentence,
    "comment": comment,
    "jsdoc": doc_comment,
    "html": html_text,
    "markdown": markdown_text,
}
"""The filters by the name that templates use."""
