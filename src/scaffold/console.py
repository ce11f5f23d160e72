"""What a person, or a program, sees: results on stdout, progress and problems on stderr."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol, TextIO

if TYPE_CHECKING:
    from scaffold.diagnostics import Diagnostic

_FAINT, _END = "\x1b[2m", "\x1b[0m"


class Outcome(Protocol):
    """What a command ends in."""

    @property
    def exit_code(self) -> int:
        """The exit code that goes with it."""

    def text(self) -> str:
        """For a person."""

    def document(self) -> Any:
        """For a program: a JSON document."""


class Console:
    """Prints for a person, or with ``as_json`` one JSON document on stdout."""

    def __init__(self, as_json: bool) -> None:
        self._as_json = as_json

    def progress(self, stage: str, detail: str) -> None:
        """Say which stage is done, on stderr."""
        line = f"{stage:>8}  {detail}"
        print(f"{_FAINT}{line}{_END}" if _in_colour(sys.stderr) else line, file=sys.stderr)

    def show(self, outcome: Outcome) -> None:
        """Print what a command ended in."""
        sys.stdout.write(_json(outcome.document()) if self._as_json else outcome.text())

    def problems(self, diagnostics: Sequence[Diagnostic], sources: Mapping[str, str]) -> None:
        """Print what is wrong with the input."""
        from scaffold.diagnostics import COLOURED, PLAIN, as_data, render_text

        if self._as_json:
            sys.stdout.write(_json({"diagnostics": [as_data(each) for each in diagnostics]}))
        else:
            sys.stderr.write(render_text(diagnostics, sources, COLOURED if _in_colour(sys.stderr) else PLAIN))

    def bug(self, error: Exception, version: str) -> None:
        """Ask for a report about an error that is the tool's own."""
        sys.stderr.write(
            f"This is a bug in scaffold {version}: {type(error).__name__}: {error}\n"
            "Please report it with the command that you ran and the files that you gave it.\n"
            "SCAFFOLD_DEBUG=1 prints where it happened.\n"
        )
        if self._as_json:
            sys.stdout.write(_json({"bug": f"{type(error).__name__}: {error}"}))


def _json(document: Any) -> str:
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _in_colour(stream: TextIO) -> bool:
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
