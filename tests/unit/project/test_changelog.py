"""The changelog of a generated project gains entries, and loses nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scaffold.project.changelog import add_entries, new_changelog

ENTRIES = {"Added": ["`GET /books`: new"], "Removed": ["**Breaking:** `GET /old`: gone"]}
BEGUN = new_changelog("1.0.0").text
KNOWN = """
# Changelog
## [Unreleased]
## [1.0.0]
## 0.9.0 - 2025-01-01
### Added
### Removed
- mine
- `GET /books`: new
[1.0.0]: https://example.com/1.0.0"""
LINES = st.lists(st.sampled_from(KNOWN.splitlines()), max_size=14)


def test_a_new_version_comes_first() -> None:
    text = add_entries(BEGUN, "2.0.0", ENTRIES)
    head, version = BEGUN.split("## [1.0.0]")
    assert text == (
        f"{head}## [2.0.0]\n\n### Added\n\n- `GET /books`: new\n\n"
        f"### Removed\n\n- **Breaking:** `GET /old`: gone\n\n## [1.0.0]{version}"
    )


def test_a_version_that_is_there_gains_what_it_lacks() -> None:
    text = add_entries(BEGUN, "1.0.0", ENTRIES)
    assert text == BEGUN + "- `GET /books`: new\n\n### Removed\n\n- **Breaking:** `GET /old`: gone\n"


def test_what_is_unreleased_stays_above() -> None:
    existing = "# Changelog\n\n## [Unreleased]\n\n- mine\n\n## [1.0.0]\n"
    text = add_entries(existing, "1.1.0", {"Added": ["new"]})
    assert text == "# Changelog\n\n## [Unreleased]\n\n- mine\n\n## [1.1.0]\n\n### Added\n\n- new\n\n## [1.0.0]\n"


def test_links_stay_at_the_end() -> None:
    existing = "# Changelog\n\n## [1.0.0]\n\n### Added\n\n- mine\n\n[1.0.0]: https://example.com\n"
    text = add_entries(existing, "1.0.0", {"Added": ["new"]})
    assert text == "# Changelog\n\n## [1.0.0]\n\n### Added\n\n- mine\n- new\n\n[1.0.0]: https://example.com\n"


def test_a_changelog_without_versions_gets_its_first_at_the_end() -> None:
    assert add_entries("mine", "1.0.0", {"Added": ["new"]}) == "mine\n\n## [1.0.0]\n\n### Added\n\n- new\n"


@pytest.mark.parametrize("heading", ["## 1.1.0", "## [1.1.0] - 2026-01-01", "## [1.1.0](https://example.com)"])
def test_a_heading_is_known_in_every_usual_form(heading: str) -> None:
    assert add_entries(f"{heading}\n", "1.1.0", {"Added": ["new"]}).count("1.1.0") == heading.count("1.1.0")


@given(LINES, st.sampled_from(["\n", "\r\n"]), st.sampled_from(["1.0.0", "2.0.0", "0.9.0"]))
def test_nothing_is_lost_or_moved_and_nothing_is_said_twice(lines: list[str], end: str, version: str) -> None:
    existing = "".join(f"{line}{end}" for line in lines)
    text = add_entries(existing, version, ENTRIES)
    added = iter(text.splitlines())
    assert all(line in added for line in lines)
    assert add_entries(text, version, ENTRIES) == text
    assert (end in text and "\n" in text.replace("\r\n", "")) == (end == "\n") or not existing
