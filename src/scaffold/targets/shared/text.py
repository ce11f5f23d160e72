"""Text of a spec where it is the same in every language: as one line, and in Markdown."""

from __future__ import annotations

import re
import unicodedata

_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>()#+!|~-])")


def is_hidden(character: str) -> bool:
    """Whether a character cannot be seen, or turns the writing direction round."""
    return unicodedata.category(character) in _INVISIBLE


def sentence(text: str) -> str:
    """Text as one visible line: for comments, headings and titles."""
    visible = "".join(" " if is_hidden(character) else character for character in text)
    return " ".join(visible.split())


def markdown_text(text: str) -> str:
    """One line of Markdown that shows the text as it is."""
    return _MARKDOWN.sub(r"\\\1", sentence(text))
