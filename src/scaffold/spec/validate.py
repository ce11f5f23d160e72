"""Plain data as a :class:`Spec`, with what pydantic refuses said in our own words."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Mapping
from typing import Any

from msgspec import Struct
from pydantic import ValidationError

from scaffold.diagnostics import Diagnostic
from scaffold.spec.language.document import SPEC_VERSION, Spec
from scaffold.spec.positions import Path, Place, written_path
from scaffold.spec.wording import validation_problem

MAX_PROBLEMS = 100
"""Problems of form that are described one by one; the rest is counted."""

_ROUNDS = 6


class Validated(Struct, frozen=True):
    """What validation made of the data.

    Attributes:
        spec: the whole spec; ``None`` when any part of it was refused.
        sound: the spec without the parts that were refused; ``None`` when nothing is left.
        broken: where parts were taken out to get ``sound``.
    """

    spec: Spec | None
    sound: Spec | None
    broken: frozenset[Path]
    diagnostics: tuple[Diagnostic, ...]


def validate(data: Mapping[Any, Any], root: Place) -> Validated:
    """Validate the data of a spec; ``root`` tells where it was written."""
    try:
        spec = Spec.model_validate(data)
    except ValidationError as error:
        problems = _problems(error)
    else:
        return Validated(spec, spec, frozenset(), ())
    diagnostics = _describe(problems, root)
    sound, broken = _without_broken_parts(data, root, problems)
    return Validated(None, sound, broken, diagnostics)


def _problems(error: ValidationError) -> list[Any]:
    """What was refused; a list is not called too short for entries that were refused themselves."""
    found: list[Any] = error.errors(include_url=False)
    return [each for each in found if each["type"] != "too_short" or not each["input"]]


def _describe(problems: list[Any], root: Place) -> tuple[Diagnostic, ...]:
    """One diagnostic for each refused node; of a union's several complaints the first is enough."""
    by_place: dict[Path, Diagnostic] = {}
    for problem in problems:
        path = _place_of(problem, root)
        if path not in by_place and len(by_place) < MAX_PROBLEMS:
            by_place[path] = validation_problem(problem, root)
    found = list(by_place.values())
    left = len({_place_of(problem, root) for problem in problems}) - len(found)
    if left > 0:
        last = found[-1]
        found.append(Diagnostic(last.code, f"{left} more problems like these", last.span, "mend these first"))
    return tuple(found)


def _place_of(problem: Any, root: Place) -> Path:
    path = written_path(root, problem["loc"])
    return (*path, problem["loc"][-1]) if problem["type"] == "missing" else path


def _without_broken_parts(
    data: Mapping[Any, Any], root: Place, problems: list[Any]
) -> tuple[Spec | None, frozenset[Path]]:
    """Take out what was refused, then what cannot stand without it, until the rest is valid."""
    rest = copy.deepcopy(dict(data))
    rest["scaffold"] = SPEC_VERSION
    broken: set[Path] = set()
    for _ in range(_ROUNDS):
        removed = {_removable(problem, root) for problem in problems}
        broken |= removed
        _remove(rest, removed)
        rest.setdefault("service", {"name": "service"})
        try:
            return Spec.model_validate(rest), frozenset(broken)
        except ValidationError as error:
            problems = _problems(error)
    return None, frozenset(broken)


def _removable(problem: Any, root: Place) -> Path:
    """The written node to take out; a mapping that misses a key goes as a whole."""
    path: Path = problem["loc"]
    return written_path(root, path[:-1] if problem["type"] == "missing" else path)


def _remove(data: dict[Any, Any], paths: Iterable[Path]) -> None:
    """Take out the nodes at ``paths``; entries of lists go from the last, so that indices hold."""
    for path in sorted((path for path in paths if path), key=_from_the_end, reverse=True):
        holder: Any = data
        try:
            for step in path[:-1]:
                holder = holder[step]
            del holder[path[-1]]
        except (KeyError, IndexError, TypeError):
            continue


def _from_the_end(path: Path) -> tuple[tuple[bool, int, str], ...]:
    return tuple((isinstance(step, int), step if isinstance(step, int) else 0, str(step)) for step in path)
