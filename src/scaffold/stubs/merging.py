"""Three-way merge of a file with stubs, function by function.

A function has parts that change for different reasons: its documentation, which holds the contract,
its signature, and its body. Each follows the rendering as long as the person left it as it was
rendered; otherwise the person's text stays. So a rule that changes reaches the documentation of a
stub whose body was filled long ago, and no signature conflicts with a body.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from scaffold.stubs.imports import merge_imports
from scaffold.stubs.source import Edit, Function, Source, Span, Syntax, edited


class Removed(Struct, frozen=True):
    """A function that is not rendered any more, as the person had it."""

    key: str
    text: bytes


class MergedStubs(Struct, frozen=True):
    """What became of a file.

    Attributes:
        text: The file.
        added: Keys of functions that are new.
        removed: Functions that went, but for those in which nobody had written.
        refused: Keys of functions with a part that both sides changed; the person's text stayed. The
            body of a renamed stub does not count: what is rendered in it is its new name.
    """

    text: bytes
    added: tuple[str, ...]
    removed: tuple[Removed, ...]
    refused: tuple[str, ...]


def merge_stubs(
    syntax: Syntax, base: bytes, ours: bytes, theirs: bytes, renamed: Mapping[str, str]
) -> MergedStubs | None:
    """Bring what changed in a rendering to the file that a person works in.

    Args:
        syntax: The language.
        base: The file as it was rendered last.
        ours: The file as the person has it.
        theirs: The file as it is rendered now.
        renamed: What functions are called now, by what they were called; names without their class.

    Returns:
        The merge; None when one of the three does not parse.
    """
    was, mine, new = (syntax.parse(text) for text in (base, ours, theirs))
    if was is None or mine is None or new is None:
        return None
    return _merged(syntax, _Sides(was, mine, new, dict(_renamed_keys(was, new, renamed))))


def _renamed_keys(was: Source, new: Source, renamed: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for key in was.functions:
        owner, dot, name = key.rpartition(".")
        renamed_key = f"{owner}{dot}{renamed.get(name, name)}"
        if key not in new.functions and renamed_key in new.functions:
            yield key, renamed_key


class _Sides(Struct, frozen=True):
    """The file as it was rendered, as the person has it, as it is rendered; new keys by former ones."""

    was: Source
    mine: Source
    new: Source
    renamed: Mapping[str, str]

    def new_key(self, key: str) -> str:
        return self.renamed.get(key, key)


def _merged(syntax: Syntax, sides: _Sides) -> MergedStubs:
    gone, added = tuple(_gone(sides)), tuple(_added(sides))
    edits = [Edit(_with_gap(sides.mine, each), b"") for each in gone]
    refused = []
    for key, function in sides.mine.functions.items():
        before, after = sides.was.functions.get(key), sides.new.functions.get(sides.new_key(key))
        if before is not None and after is not None:
            changes, left_out = _changes(sides, function, before, after)
            edits += changes
            refused += [after.key] * left_out
    edits += _insertions(syntax, sides, added)
    text = merge_imports(syntax, edited(sides.mine.text, edits), sides.was, sides.new)
    removed = (
        Removed(each.key, sides.mine.part(each.whole).lstrip(b"\n")) for each in gone if _is_written(sides, each)
    )
    return MergedStubs(text, tuple(each.key for each in added), tuple(removed), tuple(refused))


def _gone(sides: _Sides) -> Iterator[Function]:
    for key, function in sides.mine.functions.items():
        if key in sides.was.functions and sides.new_key(key) not in sides.new.functions:
            yield function


def _is_written(sides: _Sides, function: Function) -> bool:
    return sides.mine.part(function.whole) != sides.was.part(sides.was.functions[function.key].whole)


def _with_gap(source: Source, function: Function) -> Span:
    """A function, and where it is the first of its class the empty line that would be left after it."""
    start, end = function.whole
    is_first = source.text[:start].endswith(b"{\n") and source.text[end:].startswith(b"\n")
    return (start, end + is_first)


def _added(sides: _Sides) -> Iterator[Function]:
    """What is rendered now and was not before; what the person deleted stays deleted."""
    known = {sides.new_key(key) for key in (*sides.was.functions, *sides.mine.functions)}
    yield from (function for key, function in sides.new.functions.items() if key not in known)


def _changes(sides: _Sides, function: Function, before: Function, after: Function) -> tuple[list[Edit], bool]:
    """The edits that bring a function up to date, and whether the rendering changed what the person did too."""
    edits: list[Edit] = []
    left_out = False
    for mine, was, new in zip(function.parts, before.parts, after.parts, strict=True):
        text, rendered = sides.mine.part(mine), sides.new.part(new)
        if rendered in (text, sides.was.part(was)):
            continue
        if text == sides.was.part(was):
            edits.append(Edit(mine, rendered))
        elif mine != function.parts[-1] or before.key == after.key:
            left_out = True
    return edits, left_out


def _insertions(syntax: Syntax, sides: _Sides, added: tuple[Function, ...]) -> Iterator[Edit]:
    """New functions, each after the one that is before it in the rendering."""
    places: dict[int, bytes] = {}
    for function in added:
        place = _place(sides, function)
        text = syntax.gap + sides.new.part(function.whole).lstrip(b"\n")
        places[place] = places.get(place, b"") + text
    yield from (Edit((place, place), text) for place, text in places.items())


def _place(sides: _Sides, function: Function) -> int:
    former = {key: old for old, key in sides.renamed.items()}
    order = list(sides.new.functions)
    for key in reversed(order[: order.index(function.key)]):
        before = sides.mine.functions.get(former.get(key, key))
        if before is not None and _class(key) == _class(function.key):
            return before.whole[1]
    return sides.mine.ends.get(_class(function.key), len(sides.mine.text))


def _class(key: str) -> str:
    return key.rpartition(".")[0]
