"""Text of a spec, quoted for the places where templates print it."""

from __future__ import annotations

import ast
import tomllib
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scaffold.targets.python_fastapi.text import (
    docstring,
    html_text,
    python_string,
    toml_string,
)
from scaffold.targets.shared.text import markdown_text, sentence

_HOSTILE = st.text() | st.text(alphabet="\"'\\{}%#\n\r\t \u202e\u2028\x00a")


@given(_HOSTILE)
def test_a_python_string_is_the_text_it_was_made_from(text: str) -> None:
    assert ast.literal_eval(python_string(text)) == text


@given(_HOSTILE)
def test_a_python_string_hides_no_character(text: str) -> None:
    written = python_string(text)
    assert not {unicodedata.category(character) for character in written} & {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


@given(_HOSTILE, st.integers(0, 8))
def test_no_text_ends_a_docstring(text: str, indent: int) -> None:
    source = f'def f():\n{" " * max(indent, 1)}"""{docstring(text, max(indent, 1))}"""\n'
    function = ast.parse(source).body[0]
    assert isinstance(function, ast.FunctionDef)
    said = ast.get_docstring(function) or ""
    assert said.split() == sentence(text).split()


@pytest.mark.parametrize("text", ['ends in a quote"', 'has """ inside', "back\\slash", "a backslash at the end\\"])
def test_a_docstring_says_quotes_and_backslashes_as_they_are(text: str) -> None:
    assert ast.literal_eval(f'"""{docstring(text)}"""') == text


def test_a_long_docstring_is_wrapped_with_its_end_on_a_line_of_its_own() -> None:
    lines = docstring("word " * 40, indent=4, width=60).split("\n")
    assert all(len(line) <= 60 for line in lines)
    assert lines[-1] == "    "


@given(_HOSTILE)
def test_a_toml_string_reads_as_one_visible_line(text: str) -> None:
    assert tomllib.loads(f"key = {toml_string(text)}") == {"key": sentence(text)}


def test_a_page_shows_markup_as_text() -> None:
    assert html_text("</title><script>") == "&lt;/title&gt;&lt;script&gt;"


def test_markdown_shows_markup_as_text() -> None:
    assert markdown_text("# *x* [y](z)\n|") == r"\# \*x\* \[y\]\(z\) \|"
