"""Where a spec, and the requirements that it comes from, say what a finding is about."""

from __future__ import annotations

import re

from msgspec import Struct

from scaffold.compatibility.findings import Subject
from scaffold.diagnostics import Span, split_lines
from scaffold.names import words_of
from scaffold.spec.load import LoadedSpec
from scaffold.spec.positions import Key, Path, Place

_REQUIREMENT = re.compile(r"#.*?(?P<file>[^\s#:]+\.\w+):(?P<line>[0-9]+)")


class Found(Struct, frozen=True):
    """Where something is written.

    Attributes:
        span: its place in a spec.
        requirement: the line of the requirements that a comment beside it, or around it, names.
    """

    span: Span
    requirement: Span | None


class Specs(Struct, frozen=True):
    """The specs that a finding can be written in.

    Attributes:
        now: the new one.
        former: the one that was rendered last; it has no comments.
        former_reading: that one as the requirements said it, with comments; None when it comes from none.
    """

    now: LoadedSpec
    former: LoadedSpec
    former_reading: LoadedSpec | None


def find(subject: Subject, specs: Specs) -> Found:
    """Where a subject is written: in the new spec, else in the former one, else the new one as a whole."""
    for path in subject.paths:
        trail = _trail(specs.now.root, path)
        if trail:
            detail = _nearest(specs.now.root, (*path, *subject.detail))
            return Found(detail[-1], _requirement(specs.now, detail))
        trail = _trail(specs.former.root, path)
        if trail:
            return Found(trail[-1], _former_requirement(specs.former_reading, path))
    return Found(specs.now.root.span, None)


def _former_requirement(reading: LoadedSpec | None, path: Path) -> Span | None:
    return _requirement(reading, _nearest(reading.root, path)) if reading is not None else None


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


def _requirement(loaded: LoadedSpec, spans: list[Span]) -> Span | None:
    """The line of the requirements that the nearest comment names, from the last place outwards."""
    for span in reversed(spans):
        lines = split_lines(loaded.sources.get(span.file, ""))
        match = _REQUIREMENT.search(lines[span.line - 1]) if span.line <= len(lines) else None
        if match is not None:
            return Span(match["file"], int(match["line"]), 1)
    return None
