"""The cases of ``tests/openapi``: a folder each, with a spec and the document expected of it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from scaffold.design.resolve import resolve
from scaffold.openapi import document
from scaffold.spec.load import load_spec

FOLDER = Path(__file__).parents[2] / "openapi"
CASES = sorted(path.name for path in FOLDER.iterdir() if (path / "scaffold.yaml").exists())


@cache
def document_of(case: str) -> dict[str, Any]:
    """The document of a case."""
    spec = load_spec(FOLDER / case / "scaffold.yaml").spec
    assert spec is not None, f"the spec of {case} is not of the language"
    return document(resolve(spec))
