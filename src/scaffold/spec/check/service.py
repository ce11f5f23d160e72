"""The service as a whole: its versions, folder and conventions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import PurePosixPath

from scaffold.diagnostics import near_name
from scaffold.spec.check.finding import Finding, at_key, at_value
from scaffold.spec.check.names import POSTGRESQL_NAME_BYTES
from scaffold.spec.check.paths import path_problem
from scaffold.spec.check.scope import Scope
from scaffold.spec.positions import Path

_FOLDER = re.compile(r"[A-Za-z0-9._-]+(?:/[A-Za-z0-9._-]+)*")
_MODULE = re.compile(r"[A-Za-z0-9._~-]+(?:/[A-Za-z0-9._~-]+)*")
_TABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_HEADER_VALUE = re.compile(r"[A-Za-z][A-Za-z0-9-]*")


def check_versions(scope: Scope) -> Iterator[Finding]:
    """SC110: API versions are declared, and each has a place of its own."""
    versions = scope.spec.service.versions
    places: dict[str, Path] = {}
    for name, version in versions.items():
        path: Path = ("service", "versions", name)
        problem = path_problem(version.base_path)
        if problem:
            yield at_value(
                "SC051", (*path, "base_path"), f"`{version.base_path}` is not a path: {problem[0]}", problem[1]
            )
        first = places.setdefault(version.base_path, path)
        if first != path:
            message = f"the versions `{first[-1]}` and `{name}` have the same base path"
            yield at_key("SC110", path, message, "give each its own", (first, "the first is here"))
        if version.sunset is not None and not _is_date(version.sunset):
            yield at_value("SC110", (*path, "sunset"), f"`{version.sunset}` is not a date", "write it as 2026-01-31")
    for call in scope.calls:
        for index, name in enumerate(call.spec.versions or ()):
            if name not in versions and not scope.is_broken(("service",)):
                where = (*call.where, "versions", index)
                hint = near_name(name, tuple(versions)) or "declare it in `service.versions`"
                yield at_value("SC110", where, f"there is no version `{name}`", hint)


def _is_date(text: str) -> bool:
    try:
        return len(text) == 10 and bool(date.fromisoformat(text))
    except ValueError:
        return False


def check_places(scope: Scope) -> Iterator[Finding]:
    """SC111: folders and modules that stay inside of the repository."""
    conventions = scope.spec.conventions
    folder, module = conventions.folder, conventions.module
    if folder is not None and (not _FOLDER.fullmatch(folder) or ".." in PurePosixPath(folder).parts):
        hint = "give a relative folder such as `backend`"
        yield at_value("SC111", ("conventions", "folder"), f"`{folder}` is not a folder inside of the repository", hint)
    if module is not None and (not _MODULE.fullmatch(module) or ".." in PurePosixPath(module).parts):
        hint = "write it as github.com/you/service"
        yield at_value("SC111", ("conventions", "module"), f"`{module}` is not a module path", hint)
    for model, spec in scope.spec.models.items():
        if spec.table is not None and (not _TABLE.fullmatch(spec.table) or len(spec.table) > POSTGRESQL_NAME_BYTES):
            hint = f"use letters, digits and `_`, at most {POSTGRESQL_NAME_BYTES}"
            yield at_value("SC111", ("models", model, "table"), f"`{spec.table}` cannot be the name of a table", hint)
    if scope.auth is not None and not _HEADER_VALUE.fullmatch(scope.auth.scheme.header):
        path = ("auth", "scheme", "header")
        yield at_value(
            "SC111", path, f"`{scope.auth.scheme.header}` cannot be the name of a header", "use letters and hyphens"
        )


def check_former_names(scope: Scope) -> Iterator[Finding]:
    """SC112: a former name that is still in use, or that two things claim."""
    yield from _check_was("models", {key: spec.was for key, spec in scope.spec.models.items()}, ("models",))
    for model, spec in scope.spec.models.items():
        yield from _check_was(
            "fields", {key: field.was for key, field in spec.fields.items()}, ("models", model, "fields")
        )
    calls = {call.name: call.spec.was for call in scope.calls if call.operation is not None}
    yield from _check_was("operations", calls, ("endpoints",))


def _check_was(what: str, names: dict[str, str | None], path: Path) -> Iterator[Finding]:
    claimed: dict[str, str] = {}
    for name, former in names.items():
        if former is None:
            continue
        where: Path = (*path, name, "was")
        if former in names:
            yield at_value(
                "SC112", where, f"`{former}` is still among the {what}", "leave out `was`, or delete the old one"
            )
        elif former in claimed:
            yield at_value("SC112", where, f"`{claimed[former]}` was `{former}` too", "keep one of the two")
        claimed.setdefault(former, name)
