"""The JSON Schema accepts what loads and refuses what does not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from scaffold.spec.load import load_spec
from scaffold.spec.schema import spec_json_schema
from scaffold.targets import LANGUAGES

EXAMPLES = sorted((Path(__file__).parents[3] / "docs" / "spec").glob("*.yaml"))


def _as_json(path: Path) -> Any:
    return json.loads(json.dumps(dict(load_spec(path).data)))


def test_it_is_a_schema() -> None:
    Draft202012Validator.check_schema(spec_json_schema(LANGUAGES.wordings))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_example_is_of_the_schema(path: Path) -> None:
    errors = list(Draft202012Validator(spec_json_schema(LANGUAGES.wordings)).iter_errors(_as_json(path)))
    assert [f"{error.json_path}: {error.message}" for error in errors] == []


@pytest.mark.parametrize(
    "change",
    [
        {"service": {}},
        {"scaffold": 2},
        {"modls": {}},
        {"models": {"A": {"fields": {"x": {"type": "strng"}}}}},
        {"limits": {"body": "lots"}},
        {"stack": {"language": "ruby"}},
    ],
)
def test_what_does_not_load_is_refused(change: dict[str, Any]) -> None:
    document = {"scaffold": 1, "service": {"name": "x"}} | change
    assert not Draft202012Validator(spec_json_schema(LANGUAGES.wordings)).is_valid(document)
