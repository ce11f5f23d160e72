"""What a person, or a program, sees: results on stdout, progress and problems on stderr."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
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


class Unprintable(Exception):
    """Standard output takes no text; stderr was told why."""


class Console:
    """Prints for a person, or with ``as_json`` one JSON document on stdout.

    A reader that went away, as ``head`` does, is no failure: the command goes on and its exit code stands.
    """

    def __init__(self, as_json: bool) -> None:
        self._as_json = as_json

    def progress(self, stage: str, detail: str) -> None:
        """Say which stage is done, on stderr."""
        from scaffold.diagnostics import visible

        line = f"{stage:>8}  {visible(detail)}"
        _tell(f"{_FAINT}{line}{_END}\n" if _in_colour(sys.stderr) else f"{line}\n")

    def show(self, outcome: Outcome) -> None:
        """Print what a command ended in.

        Raises:
            Unprintable: When stdout is closed or full.
        """
        _answer(_json(outcome.document()) if self._as_json else outcome.text())

    def problems(
        self, diagnostics: Sequence[Diagnostic], sources: Mapping[str, str], details: Mapping[str, Any]
    ) -> None:
        """Print what is wrong with the input; a program is also told the details, by their names.

        Raises:
            Unprintable: When stdout is closed or full.
        """
        from scaffold.diagnostics import COLOURED, PLAIN, as_data, render_text

        if self._as_json:
            _answer(_json({"diagnostics": [as_data(each) for each in diagnostics], **details}))
        else:
            _tell(render_text(diagnostics, sources, COLOURED if _in_colour(sys.stderr) else PLAIN))

    def misuse(self, message: str) -> None:
        """Answer a program that used the command wrongly; a person has read it on stderr."""
        if self._as_json:
            _answer(_json({"usage": message}))

    def bug(self, error: Exception, version: str) -> None:
        """Ask for a report about an error that is the tool's own."""
        _tell(
            f"This is a bug in scaffold {version}: {type(error).__name__}: {error}\n"
            "Please report it with the command that you ran and the files that you gave it.\n"
            "SCAFFOLD_DEBUG=1 prints where it happened.\n"
        )
        if self._as_json:
            _answer(_json({"bug": f"{type(error).__name__}: {error}"}))


def _answer(text: str) -> None:
    if _closed(sys.stdout):
        _tell("scaffold: the result cannot be printed: stdout is closed\n")
        raise Unprintable
    try:
        _write(sys.stdout, text)
    except OSError as error:
        _mute(sys.stdout)
        _tell(f"scaffold: the result cannot be printed: {error.strerror}\n")
        raise Unprintable from error


def _tell(text: str) -> None:
    """Print on stderr; there is nobody to tell where that fails."""
    if not _closed(sys.stderr):
        try:
            _write(sys.stderr, text)
        except OSError:
            _mute(sys.stderr)


def _write(stream: TextIO, text: str) -> None:
    try:
        stream.write(text)
        stream.flush()
    except BrokenPipeError:
        _mute(stream)


def _mute(stream: TextIO) -> None:
    """Send what is buffered, and all that follows, nowhere."""
    with Path(os.devnull).open("w") as nowhere:
        os.dup2(nowhere.fileno(), stream.fileno())


def _json(document: Any) -> str:
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _closed(stream: TextIO | None) -> bool:
    return stream is None


def _in_colour(stream: TextIO) -> bool:
    return (
        not _closed(stream) and stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    )
