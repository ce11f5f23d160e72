"""Text of a spec, escaped for the places where a template prints it.

Text from a spec is hostile until one of these has quoted it: it may hold quotes, backslashes,
line breaks, braces and characters that turn the writing direction round.
"""

from __future__ import annotations

import html
import json
import re
import textwrap
from collections.abc import Callable, Mapping

from scaffold.targets.shared.text import is_hidden, markdown_text, sentence


def python_string(text: str) -> str:
    """A Python string literal on one line, in double quotes."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    if not escaped.isprintable():
        escaped = "".join(_escaped(character) for character in escaped)
    return f'"{escaped}"'


def docstring(text: str, indent: int = 0, width: int = 100) -> str:
    """The inside of a docstring in triple quotes: wrapped paragraphs, nothing that could end it.

    Args:
        text: What it says; empty lines part paragraphs.
        indent: How many spaces the docstring is indented by.
        width: The greatest length of a line.
    """
    margin = " " * indent
    paragraphs = [sentence(part) for part in re.split(r"\n\s*\n", text)]
    safe = [_without_end(part) for part in paragraphs if part]
    room = width - indent
    lines = [textwrap.wrap(part, room, break_long_words=False, break_on_hyphens=False) for part in safe]
    if lines and len(lines[0]) == 1 and len(lines[0][0]) > room - 6:
        lines[0] = textwrap.wrap(safe[0], room - 6, break_long_words=False, break_on_hyphens=False)
    said = f"\n\n{margin}".join(f"\n{margin}".join(part) for part in lines)
    if len(lines) > 1 or (lines and len(lines[0]) > 1):
        return f"{said}\n{margin}"
    return said


def toml_string(text: str) -> str:
    """A basic string of TOML on one line."""
    return json.dumps(sentence(text), ensure_ascii=False).replace("\x7f", "\\u007f")


def html_text(text: str) -> str:
    """Text inside an element or an attribute of a page."""
    return html.escape(sentence(text))


def _without_end(text: str) -> str:
    """Text with its backslashes doubled, and its quotes escaped where they could end a docstring."""
    text = text.replace("\\", "\\\\")
    return text.replace('"', '\\"') if '"""' in text or text.endswith('"') else text


def _escaped(character: str) -> str:
    if character == "\n":
        return "\\n"
    if not is_hidden(character):
        return character
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


FILTERS: Mapping[str, Callable[..., str]] = {
    "pystr": python_string,
    "line": sentence,
    "docstring": docstring,
    "toml": toml_string,
    "html": html_text,
    "markdown": markdown_text,
}
"""The filters by the name that templates use."""
