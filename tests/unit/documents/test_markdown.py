from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from scaffold.documents.markdown import Markdown, code, escape, fence, heading_anchors, json_text, sentence, table, wrap

PARSER = MarkdownIt("commonmark").enable("table").enable("strikethrough")
HARMLESS = {"text", "text_special", "softbreak"}
HOSTILE = (
    "# heading", "## heading #", "- item", "+ item", "* item", "1. item", "12) item", "> quote", "---", "===", "***",
    "a\n---\n# b", "`code`", "``", "`", "```sh\nrm\n```", "~~~", "~~gone~~", "| a | b |", "a | b",
    "*a* **b** _c_ __d__",
    "<script>alert(1)</script>", "<!-- -->", "&lt; &amp; &#35;", "[a](http://b)", "![a](b)", "[a]: b", "<http://a.b>",
    "\\", "\\|", "a\\`b", "$x^2$", "tab\tand\u00a0space", "{{ 7 * 7 }} {% raw %}", "${HOME}", '"""', "*/ /*",
    "%s {} {0}",
    "snake_case _and_ more", "    indented", "ünï ✓ 名前", "a  b", "https://example.com/a_b_c?d=*e*",
)  # fmt: skip


def plain(text: str) -> str:
    """What a reader sees of a text whose every character can be seen."""
    return " ".join(text.split())


def shown(tokens: list[Token]) -> tuple[str, set[str]]:
    """The text of the only inline token that is not empty, and the kinds of what it is made of."""
    inlines = [token for token in tokens if token.type == "inline" and token.content]
    assert len(inlines) == 1
    children = inlines[0].children or []
    return "".join(" " if each.type == "softbreak" else each.content for each in children), {
        each.type for each in children
    }


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize(
    ("frame", "block"),
    [
        ("{}\n", "paragraph_open"),
        ("# {}\n", "heading_open"),
        ("- {}\n", "bullet_list_open"),
        ("| {} |\n|---|\n", "table_open"),
    ],
)
def test_escaped_text_reads_as_written_wherever_it_stands(text: str, frame: str, block: str) -> None:
    tokens = PARSER.parse(frame.replace("{}", escape(text)))
    assert tokens[0].type == block
    seen, kinds = shown(tokens)
    assert (seen, kinds - HARMLESS) == (plain(text), set())


@given(
    st.text(st.characters(categories=["L", "N", "P", "S", "Zs"]) | st.sampled_from("\n\t `*_|<>#-+=.)[]"), min_size=1)
)
def test_any_visible_text_is_one_harmless_paragraph(text: str) -> None:
    if not plain(text):
        return
    tokens = PARSER.parse(wrap(escape(text)))
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    seen, kinds = shown(tokens)
    assert (seen, kinds - HARMLESS) == (plain(text), set())


@pytest.mark.parametrize("text", HOSTILE)
def test_code_reads_as_written_in_a_cell(text: str) -> None:
    tokens = PARSER.parse(table([(code(text), Markdown("next"))], "A", "B"))
    cells = [token for token in tokens if token.type == "inline"]
    assert [cell.content for cell in cells[:2]] == ["A", "B"]
    assert cells[3].content == "next"
    seen = "".join(child.content for child in cells[2].children or () if child.type != "html_inline")
    assert seen == plain(text)
    assert {child.content for child in cells[2].children or () if child.type == "html_inline"} <= {"<code>", "</code>"}


@pytest.mark.parametrize("text", ["\x00", "a\x1b[31mb", "\u202eabc", "\u200b", "\x85", "\ud800"])
@pytest.mark.parametrize("write", [escape, code, sentence], ids=lambda write: write.__name__)
def test_characters_that_cannot_be_seen_are_shown_by_number(text: str, write: Callable[[str], Markdown]) -> None:
    assert "".join(write(text)).isprintable()


def test_a_sentence_keeps_its_code_and_ends_like_one() -> None:
    assert sentence("a copy is `lost`") == "A copy is `lost`."
    assert sentence("is it?") == "Is it?"
    assert sentence("a ` alone") == "A \\` alone."
    assert sentence("") == ""


def test_a_fence_is_longer_than_any_in_the_text() -> None:
    tokens = PARSER.parse(fence("json", "a\n````\nb"))
    assert [(token.type, token.content) for token in tokens] == [("fence", "a\n````\nb\n")]


@given(st.text())
def test_json_text_says_the_same_and_can_be_seen(text: str) -> None:
    written = json_text({"a": text}, indent=2)
    assert json.loads(written) == {"a": text}
    assert not {unicodedata.category(each) for each in written.replace("\n", "")} & {"Cc", "Cf", "Cs", "Co", "Cn"}


def test_prose_is_wrapped_between_words_and_code_never() -> None:
    text = Markdown(" ".join(["word"] * 18) + " `a - b` " + " ".join(["word"] * 10))
    lines = wrap(text, indent=2).split("\n")
    assert all(len(line) <= 100 for line in lines)
    assert sum("`a - b`" in line for line in lines) == 1
    assert [line[:2] for line in lines[1:]] == ["  "] * (len(lines) - 1)


def test_anchors_are_those_of_github() -> None:
    headings = ["Borrow a copy", "Borrow a copy", "`code` & more!", "snake_case", "Borrow a copy-1"]
    expected = ("borrow-a-copy", "borrow-a-copy-1", "code--more", "snake_case", "borrow-a-copy-1-1")
    assert heading_anchors(headings) == expected
