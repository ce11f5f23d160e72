"""The command line in a folder of its own, with a small target of our own."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from scaffold import cli, migrating, pipeline
from scaffold.languages import Wording
from scaffold.spec.support import EVERYTHING
from scaffold.targets import TARGETS, Target

SPEC = """\
scaffold: 1
service: {name: lending}
models:
  Book:
    fields:
      title: {type: string, max: 100}
endpoints:
  Book: {path: /books, list: public, get: public, create: public}
  borrow_book:
    POST: /books/{id}/borrow
    on: Book
    summary: Borrow a book
    access: public
    answer: {204: nothing}
"""
REQUIREMENTS = """\
# Lending

## Data model

**Book**

| field | type   | rules                     |
|-------|--------|---------------------------|
| title | string | required, 1-100 characters |

## API

- `GET /books` - list books (public)
- `POST /books` - add a book (public)
- `GET /books/{id}` - one book (public)

The colour of the logo is blue.
"""


@dataclass(frozen=True, slots=True)
class Ran:
    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        return json.loads(self.out)


Scaffold = Callable[..., Ran]


@pytest.fixture
def scaffold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Scaffold:
    """The command, in a folder with ``scaffold.yaml`` and ``requirements.md``."""
    example = Target("python", "tests.unit.example_target", EVERYTHING, Wording("python"), ".txt")
    monkeypatch.setitem(TARGETS, "python", example)
    monkeypatch.setattr(Target, "template", "example_template")
    for module in (pipeline, migrating):
        monkeypatch.setattr(module, "templates_root", lambda: Path(__file__).parent)
    monkeypatch.delenv("SCAFFOLD_DEBUG", raising=False)
    monkeypatch.chdir(tmp_path)
    Path("scaffold.yaml").write_text(SPEC)
    Path("requirements.md").write_text(REQUIREMENTS)

    def run(*arguments: str) -> Ran:
        monkeypatch.setattr(sys, "argv", ["scaffold", *arguments])
        with pytest.raises(SystemExit) as stop:
            cli.main()
        printed = capfd.readouterr()
        assert isinstance(stop.value.code, int)
        return Ran(stop.value.code, printed.out, printed.err)

    return run


def written(folder: str = ".") -> set[str]:
    return {path.relative_to(folder).as_posix() for path in Path(folder).rglob("*") if path.is_file()}
