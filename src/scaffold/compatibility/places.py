"""Where a spec, and the requirements that it comes from, say what a finding is about."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property

from msgspec import Struct

from scaffold.compatibility.findings import Subject
from scaffold.diagnostics import Span, split_lines
from scaffold.names import words_of
from scaffold.spec.load import LoadedSpec
from scaffold.spec.positions import Key, Path, Place

_REQUIREMENT = re.compile(r"#.*?(?P<file>[^\s#:]+\.\w+):(?P<line>[0-9]+)")


Requirements = Mapping[tuple[str, int], Span]
"""The line of the requirements that a comment names, by the file and line of the comment."""


class Found(Struct, frozen=True):
    """Where something is written.

    Attributes:
        span: its place in a spec.
        requirement: the line of the requirements that a comment beside it, or around it, names.
    """

    span: Span
    requirement: Span | None


class Specs(Struct, frozen=True, dict=True):
    """The specs that a finding can be written in.

    Attributes:
        now: the new one.
        former: the one that was rendered last; it has no comments.
        former_reading: that one as the requirements said it, with comments; None when it comes from none.
    """

    now: LoadedSpec
    former: LoadedSpec
    former_reading: LoadedSpec | None

    @cached_property
    def requirements(self) -> Requirements:
        """The lines of the requirements that the new spec names."""
        return _requirements(self.now)

    @cached_property
    def former_requirements(self) -> Requirements:
        """The lines of the requirements that the former spec named."""
        return _requirements(self.former_reading) if self.former_reading is not None else {}


def find(subject: Subject, specs: Specs) -> Found:
    """Where a subject is written: in the new spec, else in the former one, else the new one as a whole."""
    for path in subject.paths:
        trail = _trail(specs.now.root, path)
        if trail:
            detail = _nearest(specs.now.root, (*path, *subject.detail))
            return Found(detail[-1], _nearest_of(specs.requirements, detail))
        trail = _trail(specs.former.root, path)
        if trail:
            read = specs.former_reading
            said = _nearest(read.root, path) if read is not None else []
            return Found(trail[-1], _nearest_of(specs.former_requirements, said))
    return Found(specs.now.root.span, None)


def _trail(root: Place, path: Path) -> list[Span]:
    """The places of the nodes on a path, root left out; empty when its last step is not written."""
    spans, is_written = _walk(root, path)
    return spans if is_written else []


def _nearest(root: Place, path: Path) -> list[Span]:
    """The places of those nodes on a path that are written."""
    return _walk(root, path)[0]


def _walk(root: Place, path: Path) -> tuple[list[Span], bool]:
    here, spans, is_written = root, [], False
    for step in path:
        key = _key(here, step)
        is_written = key is not None
        if key is not None:
            spans.append(here.keys.get(key) or here.parts[key].span)
            here = here.parts[key]
    return spans, is_written


def _key(place: Place, step: Key) -> Key | None:
    """The key of a node that a step means, however its words are spelled."""
    if step in place.parts:
        return step
    if isinstance(step, int):
        return str(step) if str(step) in place.parts else None
    entry = place.named_entry(step)
    if entry is not None:
        return entry
    words = words_of(step)
    return next((key for key in place.keys if isinstance(key, str) and words_of(key) == words), None)


def _requirements(loaded: LoadedSpec) -> Requirements:
    return {
        (file, number): Span(match["file"], int(match["line"]), 1)
        for file, text in loaded.sources.items()
        for number, line in enumerate(split_lines(text), start=1)
        if (match := _REQUIREMENT.search(line)) is not None
    }


def _nearest_of(requirements: Requirements, spans: list[Span]) -> Span | None:
    """The line that the nearest comment names, from the last place outwards."""
    named = (requirements.get((span.file, span.line)) for span in reversed(spans))
    return next((each for each in named if each is not None), None)
