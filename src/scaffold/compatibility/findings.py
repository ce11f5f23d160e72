"""What a finding is, whom it concerns, and whether it breaks clients."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum

from msgspec import Struct, field

from scaffold.diagnostics import listed
from scaffold.spec.positions import Path

_NAMED = 4
"""Operations that a sentence names; of more it gives the number."""


class Kind(StrEnum):
    """What changed."""

    BASE_PATH_CHANGED = "base-path-changed"
    JSON_NAMES_CHANGED = "json-names-changed"
    AUTH_SCHEME_CHANGED = "auth-scheme-changed"
    ERROR_FORMAT_CHANGED = "error-format-changed"
    BODY_LIMIT_NARROWED = "body-limit-narrowed"
    ROLE_REMOVED = "role-removed"
    OPERATION_REMOVED = "operation-removed"
    OPERATION_MOVED = "operation-moved"
    OPERATION_ADDED = "operation-added"
    OPERATION_DEPRECATED = "operation-deprecated"
    ACCESS_NARROWED = "access-narrowed"
    ACCESS_WIDENED = "access-widened"
    INPUT_REMOVED = "input-removed"
    INPUT_RENAMED = "input-renamed"
    INPUT_REQUIRED = "input-required"
    INPUT_NOT_NULL = "input-not-null"
    INPUT_TYPE_CHANGED = "input-type-changed"
    INPUT_NARROWED = "input-narrowed"
    INPUT_RESTRICTED = "input-restricted"
    INPUT_ADDED = "input-added"
    INPUT_WIDENED = "input-widened"
    DEFAULT_CHANGED = "default-changed"
    MEDIA_TYPE_CHANGED = "media-type-changed"
    PAGINATION_CHANGED = "pagination-changed"
    ORDER_CHANGED = "order-changed"
    STATUS_CHANGED = "status-changed"
    STATUS_REMOVED = "status-removed"
    STATUS_ADDED = "status-added"
    HEADER_REMOVED = "header-removed"
    ANSWER_REMOVED = "answer-removed"
    ANSWER_RENAMED = "answer-renamed"
    ANSWER_NULLABLE = "answer-nullable"
    ANSWER_TYPE_CHANGED = "answer-type-changed"
    ANSWER_VALUES_ADDED = "answer-values-added"
    ANSWER_ADDED = "answer-added"
    ERROR_REMOVED = "error-removed"
    ERROR_STATUS_CHANGED = "error-status-changed"
    ERROR_ADDED = "error-added"


HINTS: Mapping[Kind, str] = {
    Kind.BASE_PATH_CHANGED: "keep `service.base_path`",
    Kind.JSON_NAMES_CHANGED: "keep `conventions.json_names`",
    Kind.AUTH_SCHEME_CHANGED: "keep the way in which callers say who they are",
    Kind.ERROR_FORMAT_CHANGED: "keep `error_format`",
    Kind.BODY_LIMIT_NARROWED: "keep `limits.body`",
    Kind.ROLE_REMOVED: "keep the role until nobody has it any more",
    Kind.OPERATION_REMOVED: "keep it and say `deprecated: true` until nobody calls it any more",
    Kind.OPERATION_MOVED: "keep the former path, or offer both and say `deprecated: true` for the former",
    Kind.ACCESS_NARROWED: "keep the access, or offer what is left of it as an operation of its own",
    Kind.INPUT_REMOVED: "keep it, and let the service ignore it",
    Kind.INPUT_RENAMED: "keep the former name, or take both for a while",
    Kind.INPUT_REQUIRED: "say `optional: true`, or give it a default",
    Kind.INPUT_NOT_NULL: "keep it `optional: true`",
    Kind.INPUT_TYPE_CHANGED: "keep it, and take the new type in a field of another name",
    Kind.INPUT_NARROWED: "keep the former limits, or refuse what is new by a rule",
    Kind.INPUT_RESTRICTED: "let those who could send it do so",
    Kind.DEFAULT_CHANGED: "keep the former default",
    Kind.MEDIA_TYPE_CHANGED: "offer the new media type as an operation of its own",
    Kind.PAGINATION_CHANGED: "keep the style of this list with `page:`",
    Kind.ORDER_CHANGED: "keep the former `order`; clients that want the new one can send `sort`",
    Kind.STATUS_CHANGED: "keep the former status",
    Kind.STATUS_REMOVED: "keep the former status",
    Kind.HEADER_REMOVED: "keep the operation that gets one row",
    Kind.ANSWER_REMOVED: "keep answering it until nobody reads it any more",
    Kind.ANSWER_RENAMED: "keep the former name, or answer both for a while",
    Kind.ANSWER_NULLABLE: "keep it required, or answer it in a field of another name",
    Kind.ANSWER_TYPE_CHANGED: "keep it, and answer the new type in a field of another name",
    Kind.ANSWER_VALUES_ADDED: "answer the new values in a field of another name",
    Kind.ERROR_REMOVED: "keep the former error",
    Kind.ERROR_STATUS_CHANGED: "keep the former status, or declare an error of another name",
}
"""What can be done instead, for each kind that breaks clients; the others break none."""


class Section(StrEnum):
    """Where a changelog lists a finding (Keep a Changelog 1.1.0)."""

    ADDED = "Added"
    CHANGED = "Changed"
    DEPRECATED = "Deprecated"
    REMOVED = "Removed"


_SECTIONS: Mapping[str, Section] = {
    "added": Section.ADDED,
    "removed": Section.REMOVED,
    "deprecated": Section.DEPRECATED,
}
"""The section by the last word of a kind; all others are changes."""


class Subject(Struct, frozen=True):
    """What a finding is about: the paths in a spec at which it may be written, best first.

    Attributes:
        paths: paths of keys, of which the last must be written.
        detail: further keys that may be written below.
    """

    paths: tuple[Path, ...]
    detail: Path = ()


class Difference(Struct, frozen=True):
    """One thing that is not as before, of the service or of one operation.

    Attributes:
        kind: what changed.
        subject: where the spec says so.
        what: the end of a sentence that begins with the label, if there is one.
        effect: what a client sees of it; empty when it breaks none.
        label: the parameter or field as a client knows it, such as ``author.name``.
        call: the operation, such as ``GET /books``; empty for the whole service.
    """

    kind: Kind
    subject: Subject
    what: str
    effect: str = ""
    label: str = ""
    call: str = ""


class Finding(Struct, frozen=True):
    """One thing that is not as before, with all the operations that it concerns; attributes as of a difference."""

    kind: Kind
    subject: Subject
    what: str
    effect: str
    label: str
    calls: tuple[str, ...] = field(default=())

    @property
    def is_breaking(self) -> bool:
        """Whether a client that worked before may not work any more."""
        return self.kind in HINTS

    @property
    def hint(self) -> str | None:
        """What can be done instead; None when nothing need be."""
        return HINTS.get(self.kind)

    @property
    def section(self) -> Section:
        """Where a changelog lists it."""
        return _SECTIONS.get(self.kind.value.rpartition("-")[2], Section.CHANGED)

    @property
    def message(self) -> str:
        """The whole of it in one sentence without a full stop."""
        about = f"{_calls(self.calls)}: " if self.calls else ""
        label = f"`{self.label}` " if self.label else ""
        return f"{about}{label}{self.what}" + (f"; {self.effect}" if self.effect else "")


def _calls(calls: tuple[str, ...]) -> str:
    if len(calls) <= _NAMED:
        return listed(calls)
    return f"{', '.join(f'`{call}`' for call in calls[: _NAMED - 1])} and {len(calls) - _NAMED + 1} more"


def grouped(differences: Iterable[Difference]) -> tuple[Finding, ...]:
    """The same difference of several operations as one finding, called by its shortest label.

    Differences are the same when they say the same of what is best written at one path.
    """
    groups: dict[tuple[object, ...], list[Difference]] = {}
    for each in differences:
        about = (each.subject.paths[0], each.subject.detail)
        groups.setdefault((each.kind, about, each.what, each.effect), []).append(each)
    return tuple(_finding(group) for group in groups.values())


def _finding(group: list[Difference]) -> Finding:
    first = group[0]
    return Finding(
        kind=first.kind,
        subject=first.subject,
        what=first.what,
        effect=first.effect,
        label=min((each.label for each in group), key=len),
        calls=tuple(dict.fromkeys(each.call for each in group if each.call)),
    )
