"""The shape of the code itself."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

from tests.conftest import REPOSITORY

LONGEST_MODULE = 300
LONGEST_FUNCTION = 50
LONGEST_TEMPLATE = 120

MODULES = sorted(path for name in ("src", "tests", "scripts", "bench") for path in (REPOSITORY / name).rglob("*.py"))
RENDERED = REPOSITORY / "tests/golden"
OURS = [path for path in MODULES if not path.is_relative_to(RENDERED)]
TEMPLATES = sorted(path for path in (REPOSITORY / "templates").rglob("*.j*"))


def lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def test_imports_point_one_way(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(REPOSITORY)
    assert lint_imports(cache_dir=str(tmp_path)) == 0


def test_modules_are_short() -> None:
    assert {str(path): lines(path) for path in OURS if lines(path) > LONGEST_MODULE} == {}


def test_functions_are_short() -> None:
    long = {
        f"{path}:{function.lineno} {function.name}": length
        for path in OURS
        for function in functions(path)
        if (length := (function.end_lineno or 0) - function.lineno + 1) > LONGEST_FUNCTION
    }
    assert long == {}


def test_templates_are_short() -> None:
    assert {str(path): lines(path) for path in TEMPLATES if lines(path) > LONGEST_TEMPLATE} == {}


def test_no_check_is_silenced() -> None:
    silenced = ("# no" + "qa", "type: ig" + "nore", "pragma: no" + " cover")
    found = [
        f"{path}:{number}"
        for path in OURS
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if any(word in line for word in silenced)
    ]
    assert found == []
