"""Merging a rendering into files of a person: each folder of ``stubs`` is one case.

A case holds ``base``, ``ours``, ``theirs`` and the expected ``merged`` file, a ``renamed.json`` where
functions changed their names, and in ``attic`` the expected text of removed functions.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from scaffold.stubs.merging import MergedStubs, merge_stubs
from scaffold.stubs.source import Syntax
from scaffold.targets import stub_syntax

CASES = Path(__file__).parent / "stubs"


@pytest.mark.parametrize("case", sorted(path.name for path in CASES.iterdir()))
def test_merges(case: str, update_goldens: bool) -> None:
    folder = CASES / case
    merged = _merged(folder)
    expected = {"merged": merged.text, "attic": b"".join(each.text for each in merged.removed)}
    for name, text in expected.items():
        path = (folder / name).with_suffix(_suffix(folder))
        if update_goldens and text:
            path.write_bytes(text)
        assert text == (path.read_bytes() if path.exists() else b"")


@pytest.mark.parametrize("case", sorted(path.name for path in CASES.iterdir()))
def test_a_second_merge_changes_nothing(case: str) -> None:
    folder = CASES / case
    suffix = _suffix(folder)
    theirs = (folder / f"theirs{suffix}").read_bytes()
    merged = _merged(folder).text
    again = merge_stubs(_syntax(suffix), theirs, merged, theirs, {})
    assert again == MergedStubs(merged, (), (), ())


def _merged(folder: Path) -> MergedStubs:
    suffix = _suffix(folder)
    base, ours, theirs = ((folder / f"{name}{suffix}").read_bytes() for name in ("base", "ours", "theirs"))
    renamed = folder / "renamed.json"
    names = json.loads(renamed.read_text()) if renamed.exists() else {}
    merged = merge_stubs(_syntax(suffix), base, ours, theirs, names)
    assert merged is not None, "the case does not parse"
    return merged


def _suffix(folder: Path) -> str:
    return next(path.suffix for path in folder.iterdir() if path.stem == "base")


def _syntax(suffix: str) -> Syntax:
    syntax = stub_syntax(f"service{suffix}", 100)
    assert syntax is not None, f"no target writes {suffix}"
    return syntax
