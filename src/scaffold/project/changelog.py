"""The changelog of the generated project: a person's file, which gains entries and never loses or moves one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from scaffold.render.tree import Owner, RenderedFile

CHANGELOG_PATH = "CHANGELOG.md"

_NEW = """\
# Changelog

What changes for those who call the service, in the form of
[Keep a Changelog](https://keepachangelog.com/en/1.1.0/). Versions follow [Semantic Versioning](https://semver.org/).

## [{version}]

### Added

- The service, as its spec describes it.
"""

_HEADING = re.compile(r"##\s+\[?(?P<name>[^\]\s]+)")
_LINK = re.compile(r"\[[^\]]+\]:\s")
_UNRELEASED = "unreleased"


def new_changelog(version: str) -> RenderedFile:
    """The changelog of a new project; from then on it is a person's."""
    return RenderedFile(CHANGELOG_PATH, _NEW.format(version=version), Owner.YOURS)


def add_entries(existing: str, version: str, entries: Mapping[str, Sequence[str]]) -> str:
    """The changelog with entries under a version, which becomes the first below "Unreleased" if it is new.

    What the version lists already is not added again. Everything else stays as it is.

    Args:
        existing: The changelog as it is, in any style of line ends.
        version: The version that the entries belong to.
        entries: Lines of text by their heading, such as ``Added``.
    """
    end = "\r\n" if "\r\n" in existing else "\n"
    lines = existing.splitlines(keepends=True)
    if lines and not lines[-1].endswith(("\n", "\r")):
        lines[-1] += end
    start = _version_line(lines, version)
    if start is None:
        place = _first_version(lines)
        new = [*_heading(f"## [{version}]", lines[:place]), *_sections(entries)]
        lines[place:place] = _ended(_apart(new, lines[place:]), end)
    else:
        stop = _end_of_version(lines, start)
        lines[start:stop] = _merged(lines[start:stop], entries, end)
    return "".join(lines)


def _version_line(lines: Sequence[str], version: str) -> int | None:
    return next((index for index, line in enumerate(lines) if _name(line) == version), None)


def _name(line: str) -> str | None:
    match = _HEADING.match(line)
    return match["name"] if match else None


def _first_version(lines: Sequence[str]) -> int:
    """Where a new version goes: before the first that has a number, else at the end, before the links."""
    for index, line in enumerate(lines):
        name = _name(line)
        if name is not None and name.casefold() != _UNRELEASED:
            return index
    return _without_end(lines, len(lines))


def _end_of_version(lines: Sequence[str], start: int) -> int:
    stop = next((index for index in range(start + 1, len(lines)) if _name(lines[index])), len(lines))
    return _without_end(lines, stop)


def _without_end(lines: Sequence[str], stop: int) -> int:
    """The end of what is said before ``stop``, without blank lines and links."""
    while stop and (not lines[stop - 1].strip() or _LINK.match(lines[stop - 1])):
        stop -= 1
    return stop


def _merged(version: list[str], entries: Mapping[str, Sequence[str]], end: str) -> list[str]:
    """The lines of a version with the entries that it lacks, each at the end of its section."""
    said = {line.strip() for line in version}
    missing = {title: [each for each in texts if f"- {each}" not in said] for title, texts in entries.items()}
    for title, texts in missing.items():
        start = next((index for index, line in enumerate(version) if line.strip() == f"### {title}"), None)
        if start is not None and texts:
            after = (index for index in range(start + 1, len(version)) if version[index].startswith("### "))
            stop = _without_end(version, next(after, len(version)))
            version = [*version[:stop], *_ended((f"- {each}" for each in texts), end), *version[stop:]]
    new = {title: texts for title, texts in missing.items() if f"### {title}" not in said}
    return [*version, *_ended(_sections(new), end)]


def _sections(entries: Mapping[str, Sequence[str]]) -> Iterator[str]:
    for title, texts in entries.items():
        if texts:
            yield from ("", f"### {title}", "", *(f"- {each}" for each in texts))


def _heading(line: str, before: Sequence[str]) -> Iterator[str]:
    if before and before[-1].strip():
        yield ""
    yield line


def _apart(new: Sequence[str], after: Sequence[str]) -> Iterator[str]:
    yield from new
    if after and after[0].strip():
        yield ""


def _ended(lines: Iterable[str], end: str) -> Iterator[str]:
    return (f"{line}{end}" for line in lines)
