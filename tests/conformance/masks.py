"""Names in place of what differs from run to run: ids, times, request ids, tokens, cursors."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from scaffold.design.design import Design
from scaffold.design.types import Reference
from tests.conformance.exchange import NO_NUMBER, NO_UUID

_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_RANDOM_SLUG = re.compile(r"[0-9a-f]{8}")
_LAST_SLUG = re.compile(f"/{_RANDOM_SLUG.pattern}$")
_LAST_NUMBER = re.compile(r"/\d+$")
_SEEDED = "01900000-"
_LEAST_SEEDED = 1_000_000
_NUMBERS = ("ratelimit-reset", "ratelimit-remaining", "retry-after")
_DROPPED = frozenset({"date", "content-length", "connection", "keep-alive", "transfer-encoding"})
_METRIC = re.compile(r"^# TYPE (?!python_|process_|go_|nodejs_|promhttp_)(\S+(?<!_created) \S+)$", re.MULTILINE)


@dataclass(frozen=True)
class Masks:
    """Masks the answers of one service.

    Attributes:
        ids: The members of bodies that hold ids.
        slugs: The members of bodies that hold slugs; those of texts without a letter or digit are random.
        secrets: The members of bodies that hold what is made anew, by member what stands for it.
        known: By captured id, its name.
    """

    ids: frozenset[str]
    slugs: frozenset[str]
    secrets: Mapping[str, str]
    known: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, design: Design, tokens: tuple[str, ...]) -> Masks:
        """The masks of a design; ``tokens`` are the members of answers that hold tokens."""
        cursors = {
            each.wire: "<cursor>"
            for schema in design.schemas
            for each in schema.properties
            if schema.purpose == "page" and each.name.snake == "next_cursor"
        }
        slugs = {each.wire for entity in design.entities for each in entity.attributes if each.slug_of is not None}
        return cls(frozenset(_id_members(design)), frozenset(slugs), {**cursors, **dict.fromkeys(tokens, "<token>")})

    def know(self, key: str, value: object) -> None:
        """Remember the name of a captured id."""
        if isinstance(value, str) and _UUID.fullmatch(value) and not _is_told(value):
            self.known.setdefault(value, key)

    def body(self, body: Any, request_id: str) -> Any:
        """A body without what differs."""
        return _Masked(self, request_id).value(body)

    def text(self, text: str) -> str:
        """A text, such as an address, without ids."""
        return _Masked(self, "").text(text)

    def headers(self, headers: Mapping[str, str], sent_id: str, *, exact: bool) -> dict[str, str]:
        """The headers that matter; numbers as they are when ``exact``."""
        found = {}
        for name, value in sorted(headers.items()):
            if name in _NUMBERS and value.isdigit() and not (exact and name == "ratelimit-remaining"):
                found[name] = "<number>"
            elif name == "x-request-id" and value != sent_id:
                found[name] = "<request id>"
            elif name == "location":
                found[name] = _LAST_NUMBER.sub("/<id>", _LAST_SLUG.sub("/<slug>", self.text(value)))
            elif name not in _DROPPED:
                found[name] = self.text(value)
        return found


def metrics(text: str) -> list[str]:
    """The names and kinds of the metrics that are the service's own."""
    return sorted(_METRIC.findall(text))


def _id_members(design: Design) -> Iterator[str]:
    yield "id"
    for schema in design.schemas:
        yield from (each.wire for each in schema.properties if isinstance(each.type, Reference))


def _is_told(text: str) -> bool:
    """Whether an id is the suite's own, and so the same in every run."""
    return text.startswith(_SEEDED) or text.startswith(NO_UUID[:8])


class _Masked:
    """One answer; ids that nobody captured are numbered in the order in which they come."""

    def __init__(self, masks: Masks, request_id: str) -> None:
        self._masks = masks
        self._request_id = request_id
        self._ids: dict[str, str] = {}

    def value(self, value: Any, member: str = "") -> Any:
        if isinstance(value, dict):
            return {self.text(name): self.value(each, name) for name, each in value.items()}
        if isinstance(value, list):
            return [self.value(each, member) for each in value]
        if isinstance(value, str):
            is_random = member in self._masks.slugs and _RANDOM_SLUG.fullmatch(value)
            return "<slug>" if is_random else self._masks.secrets.get(member) or self.text(value)
        is_number = isinstance(value, int) and not isinstance(value, bool)
        if is_number and member in self._masks.ids and value < _LEAST_SEEDED and value != NO_NUMBER:
            return "<id>"
        return value

    def text(self, text: str) -> str:
        if self._request_id and text == self._request_id:
            return "<request id>"
        if _TIME.fullmatch(text) and _is_recent(text):
            return "<time>"
        if _DATE.fullmatch(text) and _is_recent(f"{text}T12:00:00.000Z"):
            return "<today>"
        return _UUID.sub(self._named, text)

    def _named(self, found: re.Match[str]) -> str:
        text = found.group()
        if _is_told(text):
            return text
        known = self._masks.known.get(text)
        return f"<{known}>" if known else self._ids.setdefault(text, f"<id {len(self._ids) + 1}>")


def _is_recent(text: str) -> bool:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return False
    return abs(datetime.now(UTC) - moment) < timedelta(days=2)
