"""The task list of the generated project: open stubs as entries, and whatever people write beside them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

TASKS_PATH = ".claude/tasks/backend-engineer-tasks.md"

_TITLE = "# Backend Engineer Tasks"
_OPEN, _TO_DO, _DONE = "## In Progress", "## To Do", "## Completed"
_STUB = re.compile(r"- \[(?P<mark>[ xX])\] Implement `(?P<stub>[^`]+)`: ")


class _Entry(Struct, frozen=True):
    """A line of the list with what is indented below it; ``stub`` when scaffold wrote it.

    ``is_edited`` says that a person has changed it since.
    """

    lines: tuple[str, ...]
    stub: str | None = None
    is_edited: bool = False


class _Section(Struct, frozen=True):
    """A heading, None before the first, and the entries under it."""

    heading: str | None
    entries: tuple[_Entry, ...] = ()


def new_tasks(first: Sequence[str]) -> str:
    """A task list with these entries to do; from then on they are a person's."""
    entries = "".join(f"- [ ] {_one_line(entry)}\n" for entry in first)
    return f"{_TITLE}\n\n{_OPEN}\n\n{_TO_DO}\n\n{entries}\n{_DONE}\n"


def update_tasks(
    existing: str,
    open_stubs: Mapping[str, str],
    done: Mapping[str, date] | None = None,
    former: Mapping[str, str] | None = None,
) -> str:
    """The task list brought up to date.

    An open stub is listed under "To Do", or stays where a person has put it under "In Progress".
    A listed stub that is done goes to "Completed" with the date, and one that the service does not
    have any more leaves the list unless it was completed. Everything else stays as it is: so do
    entries that a person has ticked, worded anew or given notes, as far as it is known what they said.

    Args:
        existing: The list as it is.
        open_stubs: What is to be done, by stub.
        done: The stubs that are filled, with the day that is written beside those completed now.
        former: What was to be done when the list was written last, by stub; None when nothing knows.
    """
    done = done or {}
    sections = _with_standard_sections(_parse(existing, former))
    listed = {entry.stub: entry for section in sections for entry in section.entries if entry.stub}
    sections = [_keep(section, open_stubs, done) for section in sections]
    still = {entry.stub for section in sections for entry in section.entries}
    to_do = [_open_entry(stub, text, listed.get(stub)) for stub, text in open_stubs.items() if stub not in still]
    completed = [_completed(listed[stub], done[stub]) for stub in sorted(done) if stub in listed and stub not in still]
    sections = [_added(section, _TO_DO, to_do) for section in sections]
    return _print([_added(section, _DONE, completed) for section in sections])


def _keep(section: _Section, open_stubs: Mapping[str, str], done: Collection[str]) -> _Section:
    """The section without the entries that belong elsewhere or nowhere."""
    stays = [
        entry
        for entry in section.entries
        if entry.stub is None
        or entry.is_edited
        or (entry.stub in open_stubs and section.heading != _DONE)
        or (entry.stub not in open_stubs and section.heading == _DONE)
        or (entry.stub not in open_stubs and entry.stub not in done and _is_of_a_person(entry))
    ]
    current = [_refreshed(entry, open_stubs) for entry in stays]
    return replace(section, entries=tuple(current))


def _is_of_a_person(entry: _Entry) -> bool:
    """Whether a person has ticked it or written notes below."""
    return entry.lines[0].startswith(("- [x]", "- [X]")) or len(entry.lines) > 1


def _refreshed(entry: _Entry, open_stubs: Mapping[str, str]) -> _Entry:
    if entry.stub is None or entry.stub not in open_stubs or entry.is_edited:
        return entry
    return _open_entry(entry.stub, open_stubs[entry.stub], entry)


def _open_entry(stub: str, text: str, before: _Entry | None) -> _Entry:
    line = f"- [ ] Implement `{stub}`: {_one_line(text)}"
    return _Entry((line, *(before.lines[1:] if before else ())), stub)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _completed(entry: _Entry, today: date) -> _Entry:
    first = "- [x]" + entry.lines[0][len("- [ ]") :] + f" (completed: {today.isoformat()})"
    return replace(entry, lines=(first, *entry.lines[1:]))


def _parse(text: str, former: Mapping[str, str] | None) -> list[_Section]:
    sections = [_Section(None)]
    for line in text.replace("\r\n", "\n").split("\n"):
        section = sections[-1]
        if line.startswith("## "):
            sections.append(_Section(line.rstrip()))
        elif section.entries and line[:1] in (" ", "\t") and line.strip():
            last = section.entries[-1]
            longer = replace(last, lines=(*last.lines, line))
            sections[-1] = replace(section, entries=(*section.entries[:-1], longer))
        else:
            match = _STUB.match(line)
            entry = _Entry((line,), match["stub"] if match else None)
            sections[-1] = replace(section, entries=(*section.entries, entry))
    return [_with_edited(section, former) for section in sections] if former is not None else sections


def _with_edited(section: _Section, former: Mapping[str, str]) -> _Section:
    entries = (replace(entry, is_edited=_is_edited(entry, former)) for entry in section.entries)
    return replace(section, entries=tuple(entries))


def _is_edited(entry: _Entry, former: Mapping[str, str]) -> bool:
    """Whether a person has ticked an entry or worded it anew."""
    if entry.stub is None or entry.stub not in former:
        return True
    return entry.lines[:1] != _open_entry(entry.stub, former[entry.stub], None).lines


def _with_standard_sections(sections: Sequence[_Section]) -> list[_Section]:
    present = {section.heading for section in sections}
    return [*sections, *(_Section(heading) for heading in (_OPEN, _TO_DO, _DONE) if heading not in present)]


def _added(section: _Section, heading: str, entries: Sequence[_Entry]) -> _Section:
    if section.heading != heading or not entries:
        return section
    return replace(section, entries=(*_without_blank_end(section.entries), *entries))


def _without_blank_end(entries: tuple[_Entry, ...]) -> tuple[_Entry, ...]:
    while entries and not any(line.strip() for line in entries[-1].lines):
        entries = entries[:-1]
    return entries


def _print(sections: Sequence[_Section]) -> str:
    return "\n".join(line for section in sections for line in _lines(section)).strip("\n") + "\n"


def _lines(section: _Section) -> Iterator[str]:
    entries = _without_blank_end(section.entries)
    if section.heading is not None:
        yield section.heading
        if entries and entries[0].lines[0].strip():
            yield ""
    for entry in entries:
        yield from entry.lines
    yield ""
