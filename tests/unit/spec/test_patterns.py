"""Portable patterns: refused or written so that every engine reads them alike."""

from __future__ import annotations

import json
import re
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scaffold.spec.patterns import PatternError, portable_pattern

PORTABLE = [
    (r"[0-9]{13}", "^[0-9]{13}$"),
    (r"^[a-z]{2}$", "^[a-z]{2}$"),
    (r"\d+-\w*\s?", r"^[0-9]+-[0-9A-Za-z_]*[\t\n\f\r ]?$"),
    (r"[\d.-]", r"^[0-9.\-]$"),
    (r"[^\w@]", "^[^0-9A-Za-z_@]$"),
    (r"\D", "^[^0-9]$"),
    (r"a.c", r"^a[^\n]c$"),
    (r"(a|b)+?", "^(?:a|b)+?$"),
    (r"\-\_\@\.\/", r"^-_@\.\/$"),
    (r"a|b", "^(?:a|b)$"),
    (r"cost \$", r"^cost \$$"),
    ("", "^$"),
    (r"[\x41-\x5A]", r"^[\x41-\x5A]$"),
    ("[äöü]+", "^[äöü]+$"),
]

NOT_PORTABLE = [
    "(?=a)", "(?!a)", "(?<=a)", "(?<!a)", "(?P<n>a)", "(?<n>a)", "(?>a)", "(?i)a", "(?#c)",
    r"(a)\1", r"\bword", r"\Aa", r"a\Z", r"\p{L}", r"\u0041", r"\N", r"\Q", r"\k<n>",
    "a**", "a++", "a?+", "a{2}{3}", "a{1001}", "(a{100}){100}", "a{3,2}", "a{,3}", "a{x}", "{", "}", "]",
    "*a", "+", "(", ")", "(a", "a)", "[", "[]", "[a", "[[:alpha:]]", "[z-a]", "[a&&b]", "[a--b]", r"[\d-z]", r"[a-\w]",
    "a^b", "a$b", "^a|b$", "a|b$", "\\", "[\\", r"\x4", "a" * 1001, "(" * 60 + ")" * 60,
]  # fmt: skip


@pytest.mark.parametrize(("text", "written"), PORTABLE)
def test_portable_patterns_are_written_out(text: str, written: str) -> None:
    assert portable_pattern(text) == written
    re.compile(written)


@pytest.mark.parametrize("text", NOT_PORTABLE)
def test_what_engines_read_differently_is_refused(text: str) -> None:
    with pytest.raises(PatternError) as caught:
        portable_pattern(text)
    assert 0 <= caught.value.offset <= len(text)


@given(st.text(alphabet="ab09-^$|()[]{}?*+.,\\dwsxé ", max_size=12))
def test_what_is_accepted_compiles_without_a_warning(text: str) -> None:
    try:
        written = portable_pattern(text)
    except PatternError:
        return
    re.compile(written)


@pytest.mark.requires("node")
def test_accepted_patterns_compile_in_javascript() -> None:
    script = "for (const p of JSON.parse(require('fs').readFileSync(0))) new RegExp(p, 'u')"
    written = [pattern for _, pattern in PORTABLE]
    done = subprocess.run(
        ["node", "-e", script], input=json.dumps(written), text=True, capture_output=True, check=False
    )
    assert done.stderr == ""
