"""A file that a person and the rendering both changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from difflib import SequenceMatcher
from enum import Enum

from msgspec import Struct
from msgspec.structs import replace

from scaffold.project.git import merge_texts
from scaffold.render.tree import Owner, RenderedFile
from scaffold.stubs.merging import MergedStubs, Removed, merge_stubs
from scaffold.stubs.source import Syntax


class Merging(Struct, frozen=True):
    """What a merge has to know beside the two texts.

    Attributes:
        base: What was rendered last at a path; None when nothing knows.
        syntax: How to find the functions of a file, by its path; None where it has none.
        renamed: What functions are called now, by what they were called.
    """

    base: Callable[[str], bytes | None]
    syntax: Callable[[str], Syntax | None]
    renamed: Mapping[str, str]


WITHOUT_BASE = Merging(lambda _path: None, lambda _path: None, {})
"""Of two texts alone: nothing can be merged."""


class Verdict(Enum):
    """What came of merging a file."""

    MERGED = "merged"
    CONFLICT = "conflict"
    REFUSED = "refused"
    """The person's text stays as it is, and what was rendered has to be looked at."""


class MergedFile(Struct, frozen=True):
    """A merge.

    Attributes:
        verdict: What came of it.
        text: What the file is to say.
        base: What was rendered last; None when nothing knows.
        removed: Functions that a person wrote and that went from the file.
        note: What a person should know of it; empty when there is nothing.
    """

    verdict: Verdict
    text: bytes
    base: bytes | None
    removed: tuple[Removed, ...] = ()
    note: str = ""


def merge_file(file: RenderedFile, ours: bytes, merging: Merging) -> MergedFile:
    """Bring a rendering to a file that a person has edited.

    Args:
        file: What is rendered now.
        ours: The file as the person has it; its line endings are kept.
        merging: What else there is to know.
    """
    base = merging.base(file.path)
    if base is None:
        return MergedFile(Verdict.REFUSED, ours, None, note="nothing knows what was rendered here last")
    merged = _merge(file, base, with_line_feeds(ours), merging)
    return replace(merged, text=with_line_ends_of(ours, merged.text))


def _merge(file: RenderedFile, base: bytes, ours: bytes, merging: Merging) -> MergedFile:
    theirs = file.text.encode()
    if file.owner is Owner.YOURS:
        syntax = merging.syntax(file.path)
        stubs = merge_stubs(syntax, base, ours, theirs, merging.renamed) if syntax else None
        if stubs is not None:
            return MergedFile(Verdict.MERGED, stubs.text, base, stubs.removed, _note(stubs))
    merged = merge_texts(base, ours, theirs)
    if not merged.has_conflicts:
        return MergedFile(Verdict.MERGED, merged.text, base)
    if file.owner is Owner.YOURS:
        return MergedFile(Verdict.REFUSED, ours, base, note="you changed the lines that the rendering changes")
    return MergedFile(Verdict.CONFLICT, merged.text, base)


def _note(stubs: MergedStubs) -> str:
    said = [
        ("new", stubs.added),
        ("now in the attic", tuple(each.key for each in stubs.removed)),
        ("as you wrote it, though its rendering changed", stubs.refused),
    ]
    return "; ".join(f"{what}: {', '.join(keys)}" for what, keys in said if keys)


def with_line_feeds(text: bytes) -> bytes:
    """The text with the line endings that renderings have."""
    return text.replace(b"\r\n", b"\n")


def with_line_ends_of(model: bytes, text: bytes) -> bytes:
    """A text with the line ends of a former one: lines that stay keep theirs, others get those of the most."""
    lines = model.split(b"\n")
    returns = sum(line.endswith(b"\r") for line in lines[:-1])
    if not returns:
        return text
    if returns == len(lines) - 1:
        return with_line_feeds(text).replace(b"\n", b"\r\n")
    end = b"\r" if 2 * returns >= len(lines) else b""
    *new, last = with_line_feeds(text).split(b"\n")
    ended = [line + end for line in new]
    matcher = SequenceMatcher(None, [line.removesuffix(b"\r") for line in lines[:-1]], new, autojunk=False)
    for start, place, size in matcher.get_matching_blocks():
        ended[place : place + size] = lines[start : start + size]
    return b"\n".join([*ended, last])
