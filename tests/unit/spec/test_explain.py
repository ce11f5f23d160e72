"""Pages of rules: each has one, and its examples do what it says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from scaffold.spec.check import check_spec
from scaffold.spec.explain import explain
from scaffold.spec.load import load_spec
from scaffold.spec.rules import RULES

REPOSITORY = Path(__file__).parents[3]
EXAMPLES = [
    (rule.code, kind, text)
    for rule in RULES
    for kind, text in re.findall(r"(Wrong|Right):\n\n```yaml\n(.*?)```", explain(rule.code) or "", re.DOTALL)
]


def _whole_spec(text: str) -> str:
    """An example of a page with the two sections that every spec has."""
    version = "" if re.search("^scaffold:", text, re.MULTILINE) else "scaffold: 1\n"
    service = "" if re.search("^service:", text, re.MULTILINE) else "service: {name: example}\n"
    return version + service + text


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_rule_has_a_page(rule: object) -> None:
    code = getattr(rule, "code", "")
    text = explain(code)
    assert text is not None
    assert text.startswith(f"# {code} ")
    assert explain(code.lower()) == text


def test_an_unknown_code_has_none() -> None:
    assert explain("SC999") is None
    assert explain("../x") is None


@pytest.mark.parametrize(("code", "kind", "text"), EXAMPLES)
def test_wrong_examples_break_the_rule_and_right_ones_break_none(
    code: str, kind: str, text: str, tmp_path: Path
) -> None:
    path = tmp_path / "scaffold.yaml"
    path.write_text(_whole_spec(text), encoding="utf-8")
    found = {each.code for each in check_spec(load_spec(path))}
    assert found == ({code} if kind == "Wrong" else set())
