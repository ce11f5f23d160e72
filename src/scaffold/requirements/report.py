"""What every line of the requirements was used for, and what was assumed where they are silent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from msgspec import Struct

from scaffold.diagnostics import shortened, visible
from scaffold.requirements.document import Document, Source

Kind = Literal["used", "built in", "left alone", "assumption", "not used"]
"""``built in`` is what every generated service does anyway; ``left alone`` is not the backend's."""


class ReportLine(Struct, frozen=True):
    """One piece of the requirements and what became of it.

    ``about`` says what it was used for, why it was left alone, or what was assumed.
    """

    kind: Kind
    file: str
    line: int
    last: int
    text: str
    about: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}"
        if self.kind == "assumption":
            return f"{place}: assumed: {self.about}"
        about = f" ({self.about})" if self.about else ""
        return f"{place}: {self.kind}: {shortened(visible(self.text))}{about}"


class Report(Struct, frozen=True):
    """All lines, by place."""

    lines: tuple[ReportLine, ...]

    def of(self, kind: Kind) -> tuple[ReportLine, ...]:
        """The lines of one kind."""
        return tuple(line for line in self.lines if line.kind == kind)

    def summary(self) -> str:
        """What a person must look at: assumptions first, then what was not used."""
        shown = [*self.of("assumption"), *self.of("not used")]
        counts = ", ".join(f"{len(self.of(kind))} {kind}" for kind in _KINDS if self.of(kind)) or "nothing to read"
        return "".join(f"{line}\n" for line in (*shown, counts))

    def full(self) -> str:
        """Every line, for those who want to check the reader."""
        return "".join(f"{line}\n" for line in self.lines)


_KINDS: tuple[Kind, ...] = ("used", "built in", "left alone", "assumption", "not used")


class Ledger:
    """Notes, while reading, what each piece of the documents is used for."""

    def __init__(self) -> None:
        self._entries: dict[tuple[Kind, Source, str], None] = {}
        self._seen: set[Source] = set()

    def _note(self, kind: Kind, sources: Iterable[Source], about: str) -> None:
        for source in sources:
            self._entries.setdefault((kind, source, about))
            self._seen.add(source)

    def use(self, about: str, *sources: Source) -> None:
        """These pieces are in the spec now, as ``about``."""
        self._note("used", sources, about)

    def built_in(self, about: str, *sources: Source) -> None:
        """Every generated service does what these pieces ask for."""
        self._note("built in", sources, about)

    def leave(self, why: str, *sources: Source) -> None:
        """These pieces are not the backend's to build."""
        self._note("left alone", sources, why)

    def miss(self, why: str, source: Source) -> None:
        """This piece was understood in part only, or cannot be said in the spec."""
        self._note("not used", [source], why)

    def assume(self, about: str, source: Source) -> None:
        """The requirements are silent here; the spec says so in a comment."""
        self._entries.setdefault(("assumption", source, about))

    def knows(self, source: Source) -> bool:
        """Whether a reader has taken the piece already."""
        return source in self._seen

    def is_rule(self, source: Source) -> bool:
        """Whether the piece has become a rule."""
        return ("used", source, "rules") in self._entries

    def report(self, documents: Sequence[Document]) -> Report:
        """Every piece of the documents, those that nobody took included."""
        order = {document.file: at for at, document in enumerate(documents)}
        entries = [
            ReportLine(kind, each.file, each.line, each.last, each.text, about) for kind, each, about in self._entries
        ]
        entries += self._unknown(documents)
        return Report(
            tuple(sorted(entries, key=lambda each: (order.get(each.file, 0), each.line, _KINDS.index(each.kind))))
        )

    def _unknown(self, documents: Sequence[Document]) -> Iterator[ReportLine]:
        for document in documents:
            for piece in document.pieces():
                if piece not in self._seen:
                    text = " ".join(piece.text.split())
                    yield ReportLine("not used", piece.file, piece.line, piece.last, text, "")
