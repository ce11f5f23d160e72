"""Whatever the language can say is refused with a position, or becomes a project that compiles."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from openapi_spec_validator import OpenAPIV31SpecValidator

from scaffold.design.resolve import resolve
from scaffold.diagnostics import has_errors
from scaffold.openapi import document
from scaffold.spec.check import check_spec
from scaffold.spec.load import load_text
from scaffold.spec.support import Feature, Support
from scaffold.targets import TARGETS
from tests.rendered import Toolchain, render, write
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


@pytest.mark.parametrize("language", [language for language in TARGETS if language != "python"])
@settings(parent=many, max_examples=25)
@given(specs())
def test_a_clean_spec_becomes_a_project_in_every_language(language: str, spec: Any) -> None:
    loaded = load_text(json.dumps(spec), "scaffold.yaml")
    assume(loaded.spec is not None and not has_errors(check_spec(loaded, TARGETS[language].support)))
    assert loaded.spec is not None
    assert render(resolve(loaded.spec), language).files


STARTS = """\
from importlib import import_module
from starlette.testclient import TestClient
with TestClient(import_module("{package}.main").create_app()) as client:
    assert client.get("/readyz").status_code == 200
"""


@pytest.mark.toolchain
@settings(parent=many, max_examples=5, derandomize=True, phases=[Phase.generate])
@given(specs())
def test_a_clean_spec_becomes_python_that_type_checks_and_starts(
    toolchain: Toolchain, tmp_path_factory: pytest.TempPathFactory, spec: Any
) -> None:
    loaded = load_text(json.dumps(spec), "scaffold.yaml")
    assume(loaded.spec is not None and not has_errors(check_spec(loaded, TARGETS["python"].support)))
    assert loaded.spec is not None
    project = tmp_path_factory.mktemp("any")
    write(render(resolve(loaded.spec)), project)
    toolchain.tool(project, "mypy")
    toolchain.tool(project, "alembic", "upgrade", "head")
    package = next((project / "src").iterdir()).name
    toolchain.tool(project, "python", "-c", STARTS.format(package=package))
