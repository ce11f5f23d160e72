"""``includes:`` — one spec in several files."""

from __future__ import annotations

from pathlib import Path as FilePath
from pathlib import PurePosixPath
from typing import Any

from msgspec import Struct, field

from scaffold.diagnostics import Diagnostic, Related, Span
from scaffold.spec.parse import parse_yaml
from scaffold.spec.positions import Place
from scaffold.spec.source import read_source

MAX_FILES = 200

_MERGED = frozenset({
    "models", "shapes", "endpoints", "rules", "errors", "jobs", "integrations", "inference", "datasets", "scenarios",
})  # fmt: skip


class Sources(Struct):
    """The files of a spec, put together to one document.

    Attributes:
        texts: the text of each file, by the name that messages call it.
    """

    data: dict[Any, Any] = field(default_factory=dict)
    place: Place | None = None
    texts: dict[str, str] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)


def read_sources(path: FilePath) -> Sources:
    """Read the spec at ``path`` and the files it includes, each once."""
    sources = Sources()
    _read(path, str(path), None, sources)
    return sources


def text_sources(text: str, name: str) -> Sources:
    """A spec that is in memory; what it includes is looked for in the working directory."""
    sources = Sources()
    _add(FilePath(name), name, text, sources)
    return sources


def _read(path: FilePath, name: str, included_at: Span | None, sources: Sources) -> None:
    source = read_source(path, name)
    if isinstance(source, Diagnostic):
        sources.diagnostics.append(_unreadable(source, name, included_at))
        return
    _add(path, name, source, sources)


def _add(path: FilePath, name: str, text: str, sources: Sources) -> None:
    sources.texts[name] = text
    document = parse_yaml(text, name)
    sources.diagnostics.extend(document.diagnostics)
    if document.place is None:
        return
    if not isinstance(document.data, dict):
        message = "a spec is a mapping: `key: value` lines"
        sources.diagnostics.append(Diagnostic("SC009", message, document.place.span, "begin with `scaffold: 1`"))
        return
    if sources.place is None:
        sources.data, sources.place = document.data, document.place
    else:
        _merge(document.data, document.place, sources)
    _follow(path, name, document.data.get("includes"), document.place, sources)


def _unreadable(problem: Diagnostic, name: str, included_at: Span | None) -> Diagnostic:
    if included_at is None or problem.code != "SC001":
        return problem
    hint = "paths are relative to the file that includes them"
    return Diagnostic("SC011", f"`{name}` cannot be included: {problem.message}", included_at, hint)


def _follow(path: FilePath, name: str, includes: Any, place: Place, sources: Sources) -> None:
    if not isinstance(includes, list):
        return
    for index, entry in enumerate(includes):
        span = place.parts["includes"].parts[index].span
        problem = _refusal(entry, path.parent)
        if problem is None and not isinstance(entry, str):
            continue
        inner = str(PurePosixPath(name).parent / str(entry))
        if problem is None and inner in sources.texts:
            problem = f"`{entry}` is included already", "include each file once, and no file in itself"
        if problem is None and len(sources.texts) >= MAX_FILES:
            problem = f"a spec has at most {MAX_FILES} files", "put sections together"
        if problem is not None:
            sources.diagnostics.append(Diagnostic("SC011", problem[0], span, problem[1]))
            continue
        _read(path.parent / entry, inner, span, sources)


def _refusal(entry: Any, folder: FilePath) -> tuple[str, str] | None:
    """Why an entry cannot be a file to include; other kinds of values are left to validation."""
    if not isinstance(entry, str):
        return None
    if not entry or PurePosixPath(entry).is_absolute() or "\\" in entry or ".." in PurePosixPath(entry).parts:
        return f"`{entry}` is not a path inside of the spec's folder", "give a relative path such as `models.yaml`"
    try:
        inside = (folder / entry).resolve().is_relative_to(folder.resolve())
    except (OSError, ValueError):
        return f"`{entry}` is not a path", "give a relative path such as `models.yaml`"
    return None if inside else (f"`{entry}` leads out of the spec's folder", "put the file into the folder")


def _merge(data: dict[Any, Any], place: Place, sources: Sources) -> None:
    """Add the sections of an included file to the document."""
    root = sources.place
    assert root is not None
    for section, value in data.items():
        if section in ("includes", "scaffold"):
            continue
        if section not in sources.data:
            sources.data[section] = value
            root.keys[section], root.parts[section] = place.keys[section], place.parts[section]
        elif section in _MERGED and isinstance(value, dict) and isinstance(sources.data[section], dict):
            _merge_section(sources.data[section], root.parts[section], value, place.parts[section], sources)
        else:
            sources.diagnostics.append(_twice(section, place.keys[section], root.keys[section]))


def _merge_section(
    into: dict[Any, Any], into_place: Place, data: dict[Any, Any], place: Place, sources: Sources
) -> None:
    for key, value in data.items():
        if key in into:
            sources.diagnostics.append(_twice(key, place.keys[key], into_place.keys[key]))
        else:
            into[key] = value
            into_place.keys[key], into_place.parts[key] = place.keys[key], place.parts[key]


def _twice(key: object, second: Span, first: Span) -> Diagnostic:
    related = (Related(first, "the first is here"),)
    return Diagnostic("SC007", f"`{key}` is given twice", second, "keep one of the two", related=related)
