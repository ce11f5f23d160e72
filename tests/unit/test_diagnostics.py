"""Diagnostics: order, text, JSON, and hostile text made visible."""

from __future__ import annotations

import json

from scaffold.diagnostics import (
    COLOURED,
    Diagnostic,
    Related,
    Span,
    did_you_mean,
    has_errors,
    in_order,
    listed,
    render_json,
    render_text,
    summary,
    visible,
)


def at(line: int, column: int = 1, code: str = "SC001", file: str = "a.yaml") -> Diagnostic:
    return Diagnostic(code, "it is wrong", Span(file, line, column))


def test_order_is_by_place_and_each_is_said_once() -> None:
    assert in_order([at(2), at(1, 5), at(1), at(2), at(1, 5, "SC000")]) == (at(1), at(1, 5, "SC000"), at(1, 5), at(2))


def test_text_has_place_line_caret_related_and_hint() -> None:
    related = (Related(Span("b.yaml", 7, 1), "the first is here"),)
    diagnostic = Diagnostic("SC007", "`x` is given twice", Span("a.yaml", 2, 3), "keep one", related=related)
    assert render_text([diagnostic], {"a.yaml": "one\n  x: 1\n"}) == (
        "a.yaml:2:3: error[SC007]: `x` is given twice\n"
        "  2 |   x: 1\n"
        "    |   ^\n"
        "  b.yaml:7:1: the first is here\n"
        "  hint: keep one\n"
        "1 error\n"
    )


def test_a_place_outside_of_the_sources_has_no_line() -> None:
    assert render_text([at(9)], {"a.yaml": "one"}) == "a.yaml:9:1: error[SC001]: it is wrong\n1 error\n"
    assert render_text([at(1)], {}) == "a.yaml:1:1: error[SC001]: it is wrong\n1 error\n"


def test_long_lines_are_cut_around_the_caret() -> None:
    text = "x" * 500 + "HERE" + "y" * 500
    _, line, caret, _ = render_text([at(1, 501)], {"a.yaml": text}).splitlines()
    assert len(line) < 130
    assert line[caret.index("^") :].startswith("HERE")
    assert line.endswith("…")


def test_the_caret_is_below_wide_and_escaped_characters() -> None:
    _, line, caret, _ = render_text([at(1, 4)], {"a.yaml": "本\u202eb!"}).splitlines()
    assert line == "  1 | 本\\u202eb!"
    assert caret.index("^") == len(line) - 1 + 1


def test_hostile_text_cannot_act_on_a_terminal() -> None:
    diagnostic = Diagnostic("SC001", "\x1b[31m\0\n`\u202e`", Span("a\nb", 1, 1), "\r\x07")
    text = render_text([diagnostic], {"a\nb": "\x1b]0;title\x07\u200b"})
    assert all(char == "\n" or char.isprintable() for char in text)
    assert "\\x1b[31m\\x00\\n`\\u202e`" in text
    assert visible("\U000e0001") == "\\U000e0001"
    assert visible("naïve 日本 'x'") == "naïve 日本 'x'"


def test_colours_only_when_asked() -> None:
    assert "\x1b" not in render_text([at(1)], {"a.yaml": "x"})
    assert "\x1b[1;31merror[SC001]\x1b[0m" in render_text([at(1)], {"a.yaml": "x"}, COLOURED)


def test_json_has_every_part() -> None:
    related = (Related(Span("b.yaml", 7, 1), "first"),)
    diagnostic = Diagnostic("SC082", "m\u202e", Span("a.yaml", 2, 3), None, "warning", related)
    text = render_json([diagnostic])
    assert text.isascii()
    assert json.loads(text) == {
        "diagnostics": [
            {
                "code": "SC082", "severity": "warning", "message": "m\u202e", "file": "a.yaml", "line": 2, "column": 3,
                "hint": None, "related": [{"file": "b.yaml", "line": 7, "column": 1, "message": "first"}],
            }
        ]
    }  # fmt: skip


def test_summary_and_severity() -> None:
    warning = Diagnostic("SC082", "m", Span("a", 1, 1), severity="warning")
    assert summary([at(1), at(2), warning]) == "2 errors, 1 warning"
    assert has_errors([warning, at(1)])
    assert not has_errors([warning])


def test_hints_for_unknown_names() -> None:
    assert did_you_mean("Bok", ["Book", "Copy"]) == "did you mean `Book`?"
    assert did_you_mean("book", ["Book"]) == "did you mean `Book`?"
    assert did_you_mean("xyz", ["Book", "Copy"]) == "known are `Book` and `Copy`"
    assert did_you_mean("xyz", ["Book"]) == "known is only `Book`"
    assert did_you_mean("xyz", []) == "there is none yet: declare it first"
    assert "none of the 100 that there are" in did_you_mean("xyz", [str(n) for n in range(100)])
    assert listed(["a", "b", "c"], "or") == "`a`, `b` or `c`"
