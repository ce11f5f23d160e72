"""Projects that live on: what is asked for and written step by step, and what must be true after each.

A folder of steps holds ``start``, and one folder for each step:

- ``step.toml``: the ``[[edit]]`` of ``requirements.md`` and ``scaffold.yaml``, and what the update
  is ``refused_without``.
- ``python.toml``, ``go.toml``, ``typescript.toml``: what a person writes in the project before the
  update, each an ``[[edit]]``, and what another version of the template says, each a ``[[template]]``.
- ``rows.toml``: calls of the service, made once the step is done.
- ``answers.toml``: what the service answers from then on.

An edit without ``replace`` makes a file.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from string import Template
from typing import Any

import httpx


@dataclass(frozen=True, slots=True)
class Edit:
    """What a person changes in one place of a file, or the whole text of a new one."""

    path: str
    by: str
    replace: str = ""

    def make(self, folder: Path) -> None:
        """Change the file."""
        path = folder / self.path
        text = path.read_text(encoding="utf-8") if self.replace else ""
        assert self.replace or not path.exists(), f"{self.path} is there already"
        assert not self.replace or text.count(self.replace) == 1, f"{path} does not say once {self.replace!r}:\n{text}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.replace(self.replace, self.by) if self.replace else self.by, encoding="utf-8", newline="")


@dataclass(frozen=True, slots=True)
class Step:
    """One change of what a project is made from.

    Attributes:
        folder: where it is described.
        refused_without: the options that the update needs.
        asked: the changes of what the project is made from.
        written: what a person writes in the project.
        templates: the changes of the templates.
    """

    folder: Path
    refused_without: tuple[str, ...]
    asked: tuple[Edit, ...]
    written: tuple[Edit, ...]
    templates: tuple[Edit, ...]

    @classmethod
    def read(cls, folder: Path, language: str) -> Step:
        """A step as it is for one language."""
        step, hand = _table(folder / "step.toml"), _table(folder / f"{language}.toml")
        return cls(
            folder,
            tuple(step.get("refused_without", ())),
            _edits(step, "edit"),
            _edits(hand, "edit"),
            _edits(hand, "template"),
        )


class Handwriting:
    """The lines that a person has written in a project so far."""

    def __init__(self, project: Path) -> None:
        self._project = project
        self._lines: dict[str, frozenset[str]] = {}

    def write(self, edit: Edit) -> None:
        """Make an edit; what it replaces need not be kept any more."""
        before = self._lines_at(edit.path)
        edit.make(self._project)
        after = self._lines_at(edit.path)
        self._lines[edit.path] = (self._lines.get(edit.path, frozenset()) & after) | (after - before)

    def lost(self) -> list[str]:
        """The lines that are neither where they were written nor in the attic."""
        attic = (path for path in (self._project / ".scaffold/attic").rglob("*") if path.is_file())
        kept = frozenset[str]().union(*(_lines(path.read_text(encoding="utf-8")) for path in attic))
        return [
            f"{path}: {line}"
            for path, lines in self._lines.items()
            for line in sorted(lines - kept - self._lines_at(path))
        ]

    def _lines_at(self, path: str) -> frozenset[str]:
        file = self._project / path
        return _lines(file.read_text(encoding="utf-8")) if file.exists() else frozenset()


class Client:
    """Somebody who calls the service again and again, and remembers what it answered."""

    def __init__(self) -> None:
        self._kept: dict[str, str] = {}

    def make_rows(self, step: Path, url: str) -> None:
        """Make the calls of a step; every one succeeds."""
        for call in _table(step / "rows.toml").get("call", ()):
            answer = self._call(url, call["call"], call.get("body"))
            self._kept |= {name: answer[field] for name, field in call.get("keeps", {}).items()}

    def verify(self, steps: list[Path], url: str) -> None:
        """Hold what the service answers against the last of the steps that says what is expected."""
        answers = next(table for step in reversed(steps) if (table := _table(step / "answers.toml")))
        for expected in answers["answer"]:
            found = self._call(url, expected["call"], None)
            items = found.get("items", [found]) if isinstance(found, dict) else found
            for each in expected["holds"]:
                assert any(each.items() <= item.items() for item in items), f"{expected['call']}: {each} not in {items}"

    def _call(self, url: str, call: str, body: Any) -> Any:
        method, path = Template(call).substitute(self._kept).split()
        sent = {name: self._filled(value) for name, value in (body or {}).items()}
        headers = {"Authorization": f"Bearer {self._kept['token']}"} if "token" in self._kept else {}
        answer = httpx.request(method, url + path, json=sent or None, headers=headers)
        assert answer.is_success, f"{call}: {answer.status_code} {answer.text}"
        return answer.json() if answer.content else {}

    def _filled(self, value: Any) -> Any:
        return Template(value).substitute(self._kept) if isinstance(value, str) else value


def _table(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def _edits(table: Mapping[str, Any], key: str) -> tuple[Edit, ...]:
    return tuple(Edit(**each) for each in table.get(key, ()))


def _lines(text: str) -> frozenset[str]:
    return frozenset(stripped for line in text.splitlines() if (stripped := line.strip()))
