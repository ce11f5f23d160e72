"""Text of a spec, escaped for the places where a template prints it in Go.

Text from a spec is hostile until one of these has quoted it: it may hold quotes, backslashes,
line breaks and characters that turn the writing direction round.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Mapping

from scaffold.targets.shared.text import is_hidden, markdown_text, sentence

_DOUBLE_BACKQUOTE = re.compile("(?<!`)``(?!`)")
_SHORT = {"\n": "\\n", "\t": "\\t", "\\": "\\\\", '"': '\\"'}


def go_string(text: str) -> str:
    """An interpreted string literal on one line."""
    return f'"{"".join(map(_escaped, text))}"'


def raw_string(text: str) -> str:
    """A string literal in which backslashes stand for themselves, where the text allows it."""
    if "`" in text or any(map(is_hidden, text)):
        return go_string(text)
    return f"`{text}`"


def _escaped(character: str) -> str:
    if character in _SHORT:
        return _SHORT[character]
    if not is_hidden(character):
        return character
    code = ord(character)
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def as_gofmt_prints(text: str) -> str:
    """Text of a doc comment as one line, in which gofmt takes doubled quotes for typographic ones."""
    return _DOUBLE_BACKQUOTE.sub("“", sentence(text).replace("''", "”"))


def comment(text: str, width: int = 97) -> tuple[str, ...]:
    """The lines of a comment without their slashes; no text can end it."""
    return tuple(textwrap.wrap(as_gofmt_prints(text), width, break_long_words=False, break_on_hyphens=False))


def go_comment(text: str, indent: str = "") -> str:
    """Text as a comment of whole lines."""
    return f"\n{indent}".join(f"// {line}" for line in comment(text))


def half_sentence(text: str) -> str:
    """Text for behind the words "X is": without its full stop, and begun with a small letter."""
    said = sentence(text).rstrip(".")
    return said[:1].lower() + said[1:] if said[1:2].islower() or said[1:2] == " " else said


FILTERS: Mapping[str, Callable[..., str]] = {
    "gostr": go_string,
    "line": sentence,
    "markdown": markdown_text,
    "comment": go_comment,
    "half_sentence": half_sentence,
}
"""The filters by the name that templates use."""
