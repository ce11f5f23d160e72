"""What a service answered, without what differs from run to run."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one exchange.

    Attributes:
        request: Method and address as they were sent, with names in place of ids.
        status: ``None`` where there was no answer.
        body: The JSON of the body, or its text; of a list that was read to its end, the pages.
    """

    name: str
    request: str
    status: int | None
    headers: dict[str, str]
    body: Any


@dataclass(frozen=True, slots=True)
class Record:
    """The answers of one run, and what the design says otherwise: sentences with the name of the exchange."""

    service: str
    answers: tuple[Answer, ...]
    problems: tuple[str, ...]


def save(record: Record, path: Path) -> None:
    """Write a record as JSON."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(asdict(record), ensure_ascii=False, indent=1), encoding="utf-8")


def load(path: Path) -> Record:
    """Read a record that was written by :func:`save`."""
    found = json.loads(path.read_text("utf-8"))
    answers = tuple(Answer(**each) for each in found["answers"])
    return Record(found["service"], answers, tuple(found["problems"]))
