"""Plain scalars follow the YAML 1.2 core schema, not YAML 1.1."""

from __future__ import annotations

import pytest

from scaffold.spec.scalars import plain_scalar, tagged_scalar


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("", None), ("~", None), ("null", None), ("Null", None),
        ("true", True), ("FALSE", False),
        ("yes", "yes"), ("no", "no"), ("on", "on"), ("Off", "Off"), ("y", "y"),
        ("010", 10), ("0o10", 8), ("0x1F", 31), ("0b1", "0b1"), ("1_000", "1_000"), ("12:30", "12:30"),
        ("1.5", 1.5), ("-.5", -0.5), ("1e3", 1000.0), ("+12", 12), ("1.", 1.0), (".", "."),
        ("-", "-"), ("1.0.0", "1.0.0"),
        ("2026-01-31", "2026-01-31"), ("=", "="), ("<<", "<<"),
    ],
)  # fmt: skip
def test_plain_scalars(text: str, value: object) -> None:
    found = plain_scalar(text)
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize("text", [".inf", "-.INF", ".nan", "1e400", "9" * 500])
def test_numbers_that_json_cannot_hold(text: str) -> None:
    with pytest.raises(ValueError, match="number"):
        plain_scalar(text)


def test_tags_of_the_core_schema() -> None:
    core = "tag:yaml.org,2002:"
    assert tagged_scalar("!", "1") == "1"
    assert tagged_scalar(core + "str", "true") == "true"
    assert tagged_scalar(core + "int", "7") == 7
    assert tagged_scalar(core + "float", "7") == 7.0
    for tag, text in ((core + "int", "seven"), (core + "timestamp", "2026-01-31"), ("!python/object", "x")):
        with pytest.raises(ValueError, match=r"type|meaning"):
            tagged_scalar(tag, text)
