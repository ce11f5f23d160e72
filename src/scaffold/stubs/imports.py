"""What a file with stubs imports, after its functions were merged."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from scaffold.stubs.source import Edit, Import, Source, Syntax, edited


def merge_imports(syntax: Syntax, text: bytes, was: Source, new: Source) -> bytes:
    """Add the imports that new functions need, and take out those that only removed functions needed.

    Args:
        syntax: The language.
        text: The file, its functions merged.
        was: The file as it was rendered last.
        new: The file as it is rendered now.
    """
    mine = syntax.parse(text)
    if mine is None:
        return text
    code = edited(text, [Edit(each.span, b"") for each in mine.imports])
    present = {name for each in mine.imports for name in each.names.values()}
    edits = [edit for each in mine.imports for edit in _changed(syntax, each, code, was, new, present)]
    for statement in new.imports:
        if not any(each.module == statement.module and each.is_plain for each in mine.imports):
            missing = _missing(statement, code, present)
            if missing:
                place, form = _place(mine, new, statement)
                edits.append(Edit((place, place), syntax.write_import(statement.module, missing, form)))
    return edited(text, edits)


def _changed(
    syntax: Syntax, statement: Import, code: bytes, was: Source, new: Source, present: set[str]
) -> Iterator[Edit]:
    """The edit of a statement that needs other names now."""
    if not statement.is_plain:
        return
    before, after = _names(was, statement.module), _names(new, statement.module)
    kept = {
        name: called
        for name, called in statement.names.items()
        if name in after or name not in before or is_used(called, code)
    }
    wanted = {name: called for name, called in after.items() if called not in present and is_used(called, code)}
    names = dict(sorted({**kept, **wanted}.items())) if wanted else kept
    if names != statement.names:
        yield Edit(statement.span, syntax.write_import(statement.module, names, statement.form) if names else b"")


def _names(source: Source, module: str) -> dict[str, str]:
    return {name: called for each in source.imports if each.module == module for name, called in each.names.items()}


def _missing(statement: Import, code: bytes, present: set[str]) -> Mapping[str, str]:
    return {name: called for name, called in statement.names.items() if called not in present and is_used(called, code)}


def _place(mine: Source, new: Source, statement: Import) -> tuple[int, str]:
    """After the statement that is before it in the rendering, as far as the person still has that; and its form."""
    modules = [each.module for each in new.imports]
    at = modules.index(statement.module)
    present = {each.module: each for each in mine.imports}
    before = next((present[each] for each in reversed(modules[:at]) if each in present), None)
    after = next((present[each] for each in modules[at + 1 :] if each in present), None)
    if before is not None:
        return _sorted_after(mine, before, statement.module), before.form
    return (after.span[0], after.form) if after is not None else (mine.first_import, statement.form)


def _sorted_after(mine: Source, before: Import, module: str) -> int:
    """The end of the last of the imports next to ``before`` that come before a module in the alphabet."""
    end = before.span[1]
    for each in mine.imports:
        if each.span[0] == end and each.module < module:
            end = each.span[1]
    return end


def is_used(name: str, code: bytes) -> bool:
    """Whether code speaks of a name as its own, not as a part of something."""
    return re.search(rf"(?<![\w.]){re.escape(name)}(?!\w)".encode(), code) is not None
