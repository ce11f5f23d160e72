"""Assumptions: what the spec says although the requirements do not, as its comments tell."""

from __future__ import annotations

import re
from itertools import takewhile

from msgspec import Struct

_COMMENT = re.compile(r"^(?P<said>.*?)(?:^|\s)#.*?\bassumption: *(?P<why>\S.*)$")
_CONTINUED = re.compile(r"^\s*#\s{2,}(\S.*)$")
_INLINE_COMMENT = re.compile(r"\s+#.*$")


class Assumption(Struct, frozen=True):
    """One assumption.

    Attributes:
        subject: the line of the spec that rests on it, such as ``version: 1.0.0``.
        text: what was assumed.
    """

    subject: str
    text: str


def read_assumptions(spec: str) -> tuple[Assumption, ...]:
    """The assumptions that ``# assumption: …`` comments of a spec state.

    A comment on a line of its own is about the line below it; comments below that are further
    indented go on with it. They come in an order that does
    not depend on the order of the spec.
    """
    lines = spec.splitlines()
    found = set()
    for number, line in enumerate(lines):
        match = _COMMENT.match(line)
        if match is not None:
            below = lines[number + 1 :]
            subject = match["said"].strip() or _next_line(below)
            more = takewhile(bool, (_CONTINUED.match(each) for each in below))
            why = " ".join((match["why"], *(each[1] for each in more if each)))
            found.add(Assumption(subject.rstrip(":"), " ".join(why.split())))
    return tuple(sorted(found, key=lambda each: (each.subject, each.text)))


def _next_line(lines: list[str]) -> str:
    said = (line.strip() for line in lines if line.strip() and not line.strip().startswith("#"))
    return _INLINE_COMMENT.sub("", next(said, ""))
