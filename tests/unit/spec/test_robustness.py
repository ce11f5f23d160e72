"""Whatever a file says, loading and checking answer with diagnostics at places of the file."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scaffold.diagnostics import render_text, split_lines
from scaffold.spec.check import check_spec
from scaffold.spec.load import load_spec

EXAMPLES = [
    json.loads(json.dumps(dict(load_spec(path).data)))
    for path in sorted((Path(__file__).parents[3] / "docs" / "spec").glob("*.yaml"))
]
WORDS = ["Book", "Loan", "User", "id", "name", "string", "public", "owner", "caller", "create User", "Book.create"]
SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text()
VALUES = st.sampled_from(WORDS) | st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
)


def _places(value: Any) -> list[tuple[Any, Any]]:
    """Every key of every mapping and list in a document, with what holds it."""
    found: list[tuple[Any, Any]] = []
    pending = [value]
    while pending:
        holder = pending.pop()
        for key in list(holder) if isinstance(holder, dict) else range(len(holder)):
            found.append((holder, key))
            if isinstance(holder[key], dict | list) and holder[key]:
                pending.append(holder[key])
    return found


@st.composite
def _spoiled(draw: st.DrawFn) -> Any:
    """A good spec with a few of its nodes replaced, renamed or taken out."""
    document = copy.deepcopy(draw(st.sampled_from(EXAMPLES)))
    for _ in range(draw(st.integers(1, 4))):
        places = _places(document)
        if not places:
            break
        holder, key = draw(st.sampled_from(places))
        match draw(st.sampled_from(["replace", "drop", "rename"])):
            case "replace":
                holder[key] = draw(VALUES)
            case "drop":
                del holder[key]
            case "rename" if isinstance(holder, dict):
                holder[draw(st.sampled_from(WORDS) | st.text(max_size=8))] = holder.pop(key)
    return document


def _diagnose(path: Path) -> None:
    loaded = load_spec(path)
    diagnostics = check_spec(loaded)
    for each in diagnostics:
        if each.span.file in loaded.sources:
            assert 1 <= each.span.line <= len(split_lines(loaded.sources[each.span.file])) + 1
    text = render_text(diagnostics, loaded.sources)
    assert all(char == "\n" or char.isprintable() for char in text)
    assert loaded.spec is not None or diagnostics


@given(_spoiled())
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_spoiled_spec_is_never_a_traceback(tmp_path: Path, document: Any) -> None:
    path = tmp_path / "scaffold.yaml"
    path.write_text(json.dumps(document, indent=1), encoding="utf-8")
    _diagnose(path)


@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace")))
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_bytes_are_never_a_traceback(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "scaffold.yaml"
    path.write_bytes(b"scaffold: 1\nservice: {name: x}\n" + data)
    _diagnose(path)
