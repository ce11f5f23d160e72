"""People who work in a project: random edits of its files, each hand-written line with a mark of its own."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from hypothesis import strategies as st

_COMMENT = {".py": "# ", ".go": "// ", ".ts": "// ", ".yaml": "# ", ".toml": "# "}
_FUNCTION = {
    ".py": "\n\ndef {mark}() -> str:\n    return '{mark}'\n",
    ".go": '\nfunc {mark}() string {{\n\treturn "{mark}"\n}}\n',
    ".ts": "\nexport function {mark}(): string {{\n  return '{mark}';\n}}\n",
}
_MARK = re.compile(rb"mark\d+x")
_STUB = re.compile(r"not_?implemented", re.IGNORECASE)

Lines = list[str]


@dataclass(frozen=True)
class Edit:
    """What a person does to a file; ``file`` and ``line`` are counted around the end."""

    kind: str
    file: int
    line: int


@dataclass
class Work:
    """What a person has done, and what must be true of it after an update."""

    marks: list[str] = field(default_factory=list)
    modes: dict[str, int] = field(default_factory=dict)
    with_returns: set[str] = field(default_factory=set)
    linked: set[str] = field(default_factory=set)

    def mark(self) -> str:
        self.marks.append(f"mark{len(self.marks)}x")
        return self.marks[-1]


def edits(most: int = 8) -> st.SearchStrategy[list[Edit]]:
    """What a person does between two updates."""
    numbers = st.integers(0, 10_000)
    kinds = st.sampled_from((*_TEXTS, *_TEXTS, *_FILES))
    return st.lists(st.builds(Edit, kinds, numbers, numbers), min_size=1, max_size=most)


def work(project: Path, mine: Sequence[str], generated: Sequence[str], edits: Sequence[Edit]) -> Work:
    """Edit a project.

    Args:
        project: Its folder; beside it is room for what is outside.
        mine: The files that are a person's; half of the edits are theirs.
        generated: The others.
        edits: What is done: first to texts, then to files as such.
    """
    done = Work()
    for each in sorted(edits, key=lambda edit: edit.kind in _FILES):
        paths = mine if each.file % 2 and mine else generated or mine
        path = paths[each.file // 2 % len(paths)]
        if each.kind in _FILES:
            _FILES[each.kind](project, path, done)
        elif (project / path).is_file():
            text = (project / path).read_bytes().decode()
            lines = _TEXTS[each.kind](text.split("\n"), each.line, Path(path).suffix, done)
            (project / path).write_bytes("\n".join(lines).encode())
    return done


def _insert(lines: Lines, line: int, suffix: str, done: Work) -> Lines:
    at = line % len(lines)
    return [*lines[:at], _COMMENT.get(suffix, "") + done.mark(), *lines[at:]]


def _change(lines: Lines, line: int, suffix: str, done: Work) -> Lines:
    at = line % len(lines)
    return [*lines[:at], f"{lines[at]} {_COMMENT.get(suffix, '')}{done.mark()}", *lines[at + 1 :]]


def _replace(lines: Lines, line: int, _suffix: str, done: Work) -> Lines:
    at = line % len(lines)
    return [*lines[:at], done.mark(), *lines[at + 1 :]] if not _MARK.search(lines[at].encode()) else lines


def _fill(lines: Lines, line: int, suffix: str, done: Work) -> Lines:
    """Write the body of a stub."""
    stubs = [at for at, text in enumerate(lines) if _STUB.search(text) and text[:1] in " \t"]
    if not stubs:
        return _insert(lines, line, suffix, done)
    at = stubs[line % len(stubs)]
    if _MARK.search(lines[at].encode()):
        return lines
    indent = lines[at][: len(lines[at]) - len(lines[at].lstrip())]
    body = {".py": f"return '{done.mark()}'", ".go": f'panic("{done.marks[-1]}")'}
    return [*lines[:at], indent + body.get(suffix, f"throw new Error('{done.marks[-1]}');"), *lines[at + 1 :]]


def _delete(lines: Lines, line: int, _suffix: str, _done: Work) -> Lines:
    at = line % len(lines)
    return [text for index, text in enumerate(lines) if index not in range(at, at + 3) or _MARK.search(text.encode())]


def _append(lines: Lines, _line: int, suffix: str, done: Work) -> Lines:
    return ("\n".join(lines) + _FUNCTION.get(suffix, "{mark}\n").format(mark=done.mark())).split("\n")


def _space(lines: Lines, line: int, _suffix: str, _done: Work) -> Lines:
    at = line % len(lines)
    return [*lines[:at], f"{lines[at]}  ", "", *lines[at + 1 :]]


def _end_with_returns(project: Path, path: str, done: Work) -> None:
    if _is_own_file(project, path):
        text = (project / path).read_bytes()
        (project / path).write_bytes(text.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))
        if b"\n" in text:
            done.with_returns.add(path)


def _allow_to_run(project: Path, path: str, done: Work) -> None:
    if _is_own_file(project, path):
        (project / path).chmod(0o750)
        done.modes[path] = 0o750


def _close_to_others(project: Path, path: str, done: Work) -> None:
    if _is_own_file(project, path):
        (project / path).chmod(0o600)
        done.modes[path] = 0o600


def _remove(project: Path, path: str, done: Work) -> None:
    """Delete a file, unless that would delete what has a mark."""
    if _is_own_file(project, path) and not _MARK.search((project / path).read_bytes()):
        (project / path).unlink()
        done.modes.pop(path, None)
        done.with_returns.discard(path)


def _link(project: Path, path: str, done: Work) -> None:
    if _is_own_file(project, path) and not _MARK.search((project / path).read_bytes()):
        _remove(project, path, done)
        outside = project.parent / f"outside-{done.mark()}"
        outside.write_text("theirs\n")
        (project / path).symlink_to(outside)
        done.linked.add(path)


def _add(project: Path, path: str, done: Work) -> None:
    """A file of their own, in the folder of another."""
    folder = (project / path).parent
    if folder.is_dir():
        name = done.mark()
        (folder / f"{name}{Path(path).suffix}").write_text(f"{name}\n")


def _is_own_file(project: Path, path: str) -> bool:
    return (project / path).is_file() and not (project / path).is_symlink()


_TEXTS: dict[str, Callable[[Lines, int, str, Work], Lines]] = {
    "insert": _insert, "change": _change, "replace": _replace, "fill": _fill, "delete": _delete, "append": _append,
    "space": _space,
}  # fmt: skip
_FILES: dict[str, Callable[[Path, str, Work], None]] = {
    "returns": _end_with_returns, "run": _allow_to_run, "close": _close_to_others, "remove": _remove, "link": _link,
    "add": _add,
}  # fmt: skip


def contents(project: Path) -> dict[str, tuple[int, bytes]]:
    """Mode and text of every file of a project; of a link, where it leads to."""
    return {path.relative_to(project).as_posix(): _content(path) for path in _files(project)}


def _files(folder: Path) -> Iterator[Path]:
    for parent, folders, names in os.walk(folder):
        links = (name for name in folders if Path(parent, name).is_symlink())
        yield from (Path(parent, name) for name in (*names, *links))


def _content(path: Path) -> tuple[int, bytes]:
    if path.is_symlink():
        return (0, os.fsencode(path.readlink()))
    return (path.stat().st_mode & 0o777, path.read_bytes())


def verify_kept(done: Work, project: Path) -> None:
    """Every line that the person wrote is in the project, and what they set on its files stays."""
    found = contents(project)
    present = {mark.decode() for _, text in found.values() for mark in _MARK.findall(text)}
    names = "\n".join(found)
    missing = [mark for mark in done.marks if mark not in present and mark not in names]
    assert not missing, f"lost: {missing}"
    for path, mode in done.modes.items():
        assert path not in found or found[path][0] == mode, f"{path} has another mode: {found[path][0]:o}"
    for path in done.with_returns:
        text = found.get(path, (0, b""))[1]
        assert text.count(b"\n") == text.count(b"\r\n"), f"{path} has other line ends"
    for path in done.linked:
        assert path in found and found[path][0] == 0, f"{path} is no link any more"
    for outside in project.parent.glob("outside-*"):
        assert outside.read_text() == "theirs\n", f"{outside} was written to"
