"""Whatever the language can say is refused with a position, or becomes a project that compiles."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import HealthCheck, assume, given, settings
from openapi_spec_validator import OpenAPIV31SpecValidator

from scaffold.design.resolve import resolve
from scaffold.diagnostics import has_errors
from scaffold.openapi import document
from scaffold.spec.check import check_spec
from scaffold.spec.load import load_text
from scaffold.spec.support import Feature, Support
from scaffold.targets import TARGETS
from tests.rendered import render
from tests.strategies import specs

EVERYTHING = Support("any", frozenset(Feature))

many = settings(
    deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
)


@many
@given(specs())
def test_a_refusal_says_where_and_a_clean_spec_has_a_valid_contract(spec: Any) -> None:
    loaded = load_text(json.dumps(spec, indent=2), "scaffold.yaml")
    diagnostics = (*loaded.diagnostics, *check_spec(loaded, EVERYTHING))
    lines = loaded.sources["scaffold.yaml"].count("\n") + 1
    assert all(1 <= each.span.line <= lines and each.span.column >= 1 and each.hint for each in diagnostics)
    if has_errors(diagnostics):
        return
    assert loaded.spec is not None
    OpenAPIV31SpecValidator(document(resolve(loaded.spec))).validate()


@settings(parent=many, max_examples=25)
@given(specs())
def test_a_clean_spec_becomes_python_that_compiles(spec: Any) -> None:
    loaded = load_text(json.dumps(spec), "scaffold.yaml")
    assume(loaded.spec is not None and not has_errors(check_spec(loaded, TARGETS["python"].support)))
    assert loaded.spec is not None
    for file in render(resolve(loaded.spec)).files:
        if file.path.endswith(".py"):
            compile(file.text, file.path, "exec")
