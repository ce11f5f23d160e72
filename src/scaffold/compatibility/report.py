"""A release as a person reads it, and as data."""

from __future__ import annotations

from typing import Any

from scaffold.compatibility.release import Placed, Release
from scaffold.diagnostics import visible


def release_text(release: Release) -> str:
    """What breaks clients, what else they see, and which version says so; empty when they see nothing."""
    if not release.changes:
        return ""
    others = [each for each in release.changes if not each.finding.is_breaking]
    return "\n".join(
        part
        for part in (
            _listed("Clients of the API break:", release.breaking),
            _listed("Clients of the API see, and go on working:", others),
            f"Version: {release.advice}\n" if release.advice else "",
        )
        if part
    )


def release_data(release: Release) -> dict[str, Any]:
    """The same as JSON data."""
    return {
        "former_version": release.former_version,
        "version": release.version,
        "suggested_version": release.suggested_version,
        "changes": [_data(each) for each in release.changes],
    }


def _listed(title: str, changes: tuple[Placed, ...] | list[Placed]) -> str:
    lines = [f"  {visible(str(each.found.span))}: {visible(each.finding.message)}" for each in changes]
    return "\n".join([title, *lines]) + "\n" if lines else ""


def _data(placed: Placed) -> dict[str, Any]:
    finding, span, requirement = placed.finding, placed.found.span, placed.found.requirement
    return {
        "kind": finding.kind.value,
        "breaking": finding.is_breaking,
        "operations": list(finding.calls),
        "message": finding.message,
        "hint": finding.hint,
        "file": span.file,
        "line": span.line,
        "column": span.column,
        "requirement": f"{requirement.file}:{requirement.line}" if requirement else None,
    }
