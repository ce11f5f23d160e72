from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scaffold.openapi.matching import matching_text, may_hold_nul
from scaffold.spec.patterns import portable_pattern

PATTERNS = [
    "[0-9]{13}",
    "^[a-z]{2}$",
    r"[A-Z]{2}\d{3,5}|none",
    r"\+?[1-9]\d{6,14}",
    r"[\w.-]+",
    "[^a-z]+?",
    r"(?:ab|[c-e]{2,})*x?",
    r"\x41\.\\\-\]",
    "[-a]+[\\]]",
    ".{3}",
    "é[à-ü]",
    "",
]


@pytest.mark.parametrize("pattern", PATTERNS)
def test_an_example_matches_the_whole_pattern(pattern: str) -> None:
    portable = portable_pattern(pattern)
    text = matching_text(portable, 0, None)
    assert text is not None
    assert re.fullmatch(portable, text)


@given(st.sampled_from(["[a-z]+", "[0-9]*", "[a-z]{2,40}", "(?:ab)+"]), st.integers(0, 40), st.integers(0, 5))
def test_an_example_keeps_the_limits_where_one_is_found(pattern: str, least: int, more: int) -> None:
    text = matching_text(portable_pattern(pattern), least, least + more)
    assert text is None or (least <= len(text) <= least + more and re.fullmatch(pattern, text))


def test_a_length_that_a_repetition_can_reach_is_reached() -> None:
    text = matching_text("^[a-z]{1,100}$", 64, 64)
    assert text is not None
    assert len(text) == 64


def test_no_example_is_better_than_one_of_the_wrong_length() -> None:
    assert matching_text("^abc$", 5, None) is None
    assert matching_text("^a{50}$", 0, 10) is None


def test_repetitions_within_repetitions_end() -> None:
    pattern = "^" + "(?:" * 40 + "a" + ")*" * 40 + "$"
    text = matching_text(pattern, 0, None)
    assert text is not None
    assert set(text) <= {"a"}


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        (".", True),
        ("[^a]", True),
        (r"\W", True),
        (r"\x00", True),
        ("[a-z]", False),
        (r"\w+|\d", False),
        (r"[^\x00]", False),
    ],
)
def test_it_is_known_whether_nul_matches(pattern: str, expected: bool) -> None:
    assert may_hold_nul(portable_pattern(pattern)) is expected
