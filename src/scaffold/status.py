"""How far a project is from what its requirements, its spec and this scaffold would make of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct

from scaffold import __version__
from scaffold.diagnostics import visible
from scaffold.outcome import DONE, PROBLEMS
from scaffold.pipeline import Progress, renders_the_same
from scaffold.project.changes import content
from scaffold.project.drift import Drift, Kind, find_drift
from scaffold.project.folder import project_lock
from scaffold.project.lock import Lock, digest
from scaffold.project.records import READING_PATH, SPEC_NAME, locked_spec
from scaffold.refusal import Refused
from scaffold.rereading import read_again
from scaffold.spec.load import LoadedSpec, load_spec
from scaffold.targets import LANGUAGES, TARGETS

_READ_FROM = re.compile(r"# (?:.*, )?[rR]ead from (?P<name>[^/\\]+)")

_TITLES: Mapping[Kind, str] = {
    Kind.INTERRUPTED: "A command died here; `scaffold update` puts everything back first:",
    Kind.CONFLICT: "Conflicts to resolve, between git's markers:",
    Kind.BESIDE: "Rendered beside yours, to be looked at and deleted:",
    Kind.SPEC: "The spec; `scaffold update` follows it:",
    Kind.REQUIREMENTS: "The requirements; `scaffold update --requirements` reads them again:",
    Kind.TOOL: "What renders it; `scaffold update` brings the project along:",
    Kind.EDITED: "Generated, and edited by hand; an update merges them:",
    Kind.MISSING: "Generated, and not there; `scaffold update` makes them again:",
    Kind.STALE: "Rendered no more; delete what you do not need:",
    Kind.OPEN_STUB: "Business logic that is not written yet:",
}


class Status(Struct, frozen=True):
    """What of a project is not as it should be."""

    folder: Path
    drift: tuple[Drift, ...]

    @property
    def exit_code(self) -> int:
        """Whether there is anything."""
        return PROBLEMS if self.drift else DONE

    def text(self) -> str:
        """A list for each kind, with what to do about it."""
        if not self.drift:
            return f"{visible(str(self.folder))} is as its spec says\n"
        return "\n".join(self._section(kind, title) for kind, title in _TITLES.items() if self._of(kind))

    def _of(self, kind: Kind) -> tuple[Drift, ...]:
        return tuple(each for each in self.drift if each.kind is kind)

    def _section(self, kind: Kind, title: str) -> str:
        lines = (f"  {visible(each.path)}{f': {visible(each.note)}' if each.note else ''}\n" for each in self._of(kind))
        return "".join((f"{title}\n", *lines))

    def document(self) -> Any:
        """The same as data."""
        drift = [{"kind": each.kind.value, "path": each.path, "note": each.note} for each in self.drift]
        return {"folder": str(self.folder), "clean": not self.drift, "drift": drift}


def status(folder: Path, progress: Progress) -> Status:
    """Look at a project, and write nothing.

    Args:
        folder: The project.
        progress: Told what is read.

    Raises:
        Refused: When the folder holds no project, or cannot be read.
    """
    lock = project_lock(folder)
    loaded = load_spec(folder / SPEC_NAME)
    origins = (*_spec(loaded, lock), *_requirements(folder, loaded, progress), *_tool(loaded, lock))
    files = find_drift(folder, lock)
    conflicting = {each.path for each in files if each.kind is Kind.CONFLICT}
    found = (*(each for each in origins if each.path not in conflicting), *files)
    order = list(Kind)
    return Status(folder, tuple(sorted(found, key=lambda each: order.index(each.kind))))


def _spec(loaded: LoadedSpec, lock: Lock) -> Iterator[Drift]:
    if loaded.spec is None:
        yield Drift(Kind.SPEC, SPEC_NAME, f"cannot be rendered; `scaffold check {loaded.file}` says why")
    elif digest(locked_spec(loaded.spec).text.encode()) != lock.spec.digest:
        yield Drift(Kind.SPEC, SPEC_NAME, "has changed since it was rendered")


def _requirements(folder: Path, loaded: LoadedSpec, progress: Progress) -> Iterator[Drift]:
    """Whether the requirements say something else than when they were read, where they can be found."""
    text = content(folder, READING_PATH)
    if text is None:
        return
    reading = text.decode("utf-8", "replace")
    match = _READ_FROM.match(reading.partition("\n")[0])
    places = [folder / match["name"], folder.resolve().parent / match["name"]] if match else []
    path = next((place for place in places if place.is_file()), None)
    if path is None:
        return
    language = loaded.spec.stack.language if loaded.spec else None
    try:
        now = read_again(path, reading, language or LANGUAGES.default, progress)
    except Refused as problem:
        yield Drift(Kind.REQUIREMENTS, str(path), problem.diagnostics[0].message)
        return
    is_the_same_document = now.partition("\n")[0] == reading.partition("\n")[0]
    if is_the_same_document and now != reading:
        yield Drift(Kind.REQUIREMENTS, str(path), "says something else than when it was read")


def _tool(loaded: LoadedSpec, lock: Lock) -> Iterator[Drift]:
    language = loaded.sound.stack.language if loaded.sound else None
    target = TARGETS.get(language or LANGUAGES.default)
    if target is not None and not renders_the_same(lock, target):
        note = f"was rendered by scaffold {lock.tool}, and this is {__version__}"
        if lock.tool == __version__:
            note = f"was rendered by another version of the template {lock.template.name}"
        yield Drift(Kind.TOOL, ".", note)
