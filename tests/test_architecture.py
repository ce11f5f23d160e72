"""The shape of the code itself."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

from scaffold.targets import LANGUAGES
from tests.conftest import REPOSITORY

LONGEST_MODULE = 300
LONGEST_FUNCTION = 50
LONGEST_TEMPLATE = 120

MODULES = sorted(path for name in ("src", "tests", "scripts", "bench") for path in (REPOSITORY / name).rglob("*.py"))
RENDERED = REPOSITORY / "tests/golden"
OURS = [path for path in MODULES if not path.is_relative_to(RENDERED)]
LOCKED = ("go.sum.jinja", "package-lock.json.jinja")
"""What a package manager writes."""
TEMPLATES = sorted(path for path in (REPOSITORY / "templates").rglob("*.j*") if path.name not in LOCKED)


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


SAYS_A_LANGUAGE = {
    "__main__.py": "how this tool itself is run",
    "documents/tasks.py": "the verb",
    "render/compiled.py": "what this tool itself is made in",
    "spec/document_language.py": "how this tool itself is run",
    "spec/patterns.py": "the engines of regular expressions that the portable subset was made for",
    "spec/pages/SC035.md": "the same, for whoever breaks the rule",
    "requirements/examples.py": "how people mark JSON in Markdown",
}


def test_only_targets_and_templates_name_a_language() -> None:
    named = "|".join(wording.names for wording in LANGUAGES.wordings.values())
    keys = "|".join(rf"""["'`]{key}["'`]""" for key in LANGUAGES.wordings)
    tools = "|".join(rf"\b{re.escape(tool)}\b" for tool in (*LANGUAGES.linters, *LANGUAGES.managers))
    pattern = re.compile(rf"{named}|{keys}|{tools}|\b[Jj]ava[Ss]cript\b")
    root = REPOSITORY / "src/scaffold"
    found = {
        path.relative_to(root).as_posix(): match[0]
        for path in sorted((*root.rglob("*.py"), *root.rglob("*.md")))
        if not path.is_relative_to(root / "targets")
        if (match := pattern.search(path.read_text(encoding="utf-8")))
    }
    assert {path: word for path, word in found.items() if path not in SAYS_A_LANGUAGE} == {}
    assert found.keys() == SAYS_A_LANGUAGE.keys()
