"""A change as it is released: what clients see, with its places, and the version that should say so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from scaffold.compatibility.comparison import compare
from scaffold.compatibility.findings import Finding, Section
from scaffold.compatibility.places import Found, Specs, find
from scaffold.compatibility.versions import is_enough, next_version
from scaffold.design.design import Design
from scaffold.diagnostics import Diagnostic, Related, visible

CODE = "SC920"

_BREAKING = "**Breaking:** "


class Placed(Struct, frozen=True):
    """A finding, and where it is written."""

    finding: Finding
    found: Found


class Release(Struct, frozen=True):
    """What becomes of the service for its clients.

    Attributes:
        changes: what they see, whether it breaks them or not.
        former_version: the version that was rendered last.
        version: the version that the new spec says.
    """

    changes: tuple[Placed, ...]
    former_version: str
    version: str

    @property
    def breaking(self) -> tuple[Placed, ...]:
        """The changes that break clients."""
        return tuple(each for each in self.changes if each.finding.is_breaking)

    @property
    def suggested_version(self) -> str:
        """The version that tells clients what they have to expect."""
        return next_version(self.former_version, (each.finding for each in self.changes))

    @property
    def advice(self) -> str | None:
        """What to do about the version; None when it says enough."""
        if is_enough(self.version, self.suggested_version):
            return None
        why = "clients would break" if self.breaking else "more is offered"
        return f"{why}: after {self.former_version} say `service.version: {self.suggested_version}`"

    @property
    def entries(self) -> Mapping[str, tuple[str, ...]]:
        """The lines of a changelog, by section; sections without lines are left out."""
        lines = {section.value: tuple(_entries(self.changes, section)) for section in Section}
        return {section: each for section, each in lines.items() if each}


def release(former: Design, now: Design, specs: Specs) -> Release:
    """What a change of the design is for clients.

    Args:
        former: What was rendered last.
        now: What is rendered now.
        specs: What the designs were made of.
    """
    changes = tuple(Placed(each, find(each.subject, specs)) for each in compare(former, now))
    return Release(changes, former.service.version, now.service.version)


def objections(release: Release, specs: Specs) -> tuple[Diagnostic, ...]:
    """Every break as an error, and last what version would say so; none when nothing breaks."""
    breaking = release.breaking
    if not breaking:
        return ()
    suggested = release.suggested_version
    message = f"clients of version {release.former_version} break; the version that says so is {suggested}"
    hint = "change the spec as above, or release it with `scaffold update --allow-breaking`"
    if release.advice:
        hint = f"change the spec as above, or say `version: {suggested}` and run `scaffold update --allow-breaking`"
    version = Diagnostic(CODE, message, specs.now.value_span(("service", "version")), hint)
    return (*(_objection(each) for each in breaking), version)


def _objection(placed: Placed) -> Diagnostic:
    finding, found = placed.finding, placed.found
    related = (Related(found.requirement, "the requirements, as they were read"),) if found.requirement else ()
    return Diagnostic(CODE, finding.message, found.span, finding.hint, related=related)


def _entries(changes: tuple[Placed, ...], section: Section) -> Iterator[str]:
    for each in changes:
        if each.finding.section is section:
            yield f"{_BREAKING if each.finding.is_breaking else ''}{visible(each.finding.message)}"
