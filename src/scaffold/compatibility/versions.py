"""Which version a change asks for (Semantic Versioning 2.0.0)."""

from __future__ import annotations

from collections.abc import Iterable

from scaffold.compatibility.findings import Finding


def next_version(former: str, findings: Iterable[Finding]) -> str:
    """The version that should follow: major when clients break (minor before 1.0.0), minor when more is offered.

    The former one when clients see no difference.
    """
    found = tuple(findings)
    if not found:
        return former
    major, minor, _ = (int(part) for part in former.split("."))
    if any(each.is_breaking for each in found) and major:
        return f"{major + 1}.0.0"
    return f"{major}.{minor + 1}.0"


def is_enough(version: str, suggested: str) -> bool:
    """Whether a version is the suggested one or a later one."""
    return _parts(version) >= _parts(suggested)


def _parts(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))
