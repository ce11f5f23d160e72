"""Which sections are the backend's, and which are left to other teams or say nothing to build."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from scaffold.requirements.document import Code, Document, Listing, Paragraph, Section, Source, pieces
from scaffold.requirements.report import Ledger

_ELSEWHERE = (
    (
        r"front-?end|user interface|ui(?:/ux)?|ux|web (?:client|app|ui)|mobile(?: app)?|clients?|screens"
        r"|pages|wireframes?|design system",
        "the frontend's",
    ),
    (r"infrastructure|infra|devops|deployment|hosting|terraform|kubernetes|operations team", "the infrastructure's"),
    (r"data (?:science|engineering|team)|analytics team", "the data team's"),
    (
        r"out[- ]of[- ]scope|non-goals?|not in scope|future(?: work| ideas)?|later|nice to have"
        r"|won't have|backlog|nicht im umfang",
        "out of scope",
    ),
    (
        r"goals?|overview|introduction|background|context|product context|motivation|vision|summary|about"
        r"|purpose|überblick|ziele|einleitung"
        r"|success (?:metrics|criteria)|personas?|stakeholders?|glossary|milestones?|timeline|roadmap"
        r"|open questions?|assumptions|references"
        r"|revision history|changelog|history|contents|table of contents",
        "context, nothing to build",
    ),
)
_FOREIGN = tuple(
    (
        re.compile(
            rf"(?:the )?(?:{pattern})(?: (?:requirements|specification|spec|section|notes|anforderungen))?(?: \(.*\))?",
            re.IGNORECASE,
        ),
        whose,
    )
    for pattern, whose in _ELSEWHERE
)
_METADATA = re.compile(r"(?:\*\*)?[A-Z][\w ]{1,30}(?:\*\*)?:\s*\S[^:]{0,80}")


class Scope(Struct, frozen=True):
    """The part of the requirements that the backend has to fulfil."""

    title: str
    heading: Source
    description: Source | None
    sections: tuple[Section, ...]

    def sentences(self) -> Iterator[tuple[Section, Source]]:
        """Every sentence of paragraphs and lists."""
        for section in self.sections:
            for block in section.blocks:
                if isinstance(block, Paragraph | Listing):
                    yield from ((section, piece) for piece in pieces(block))


def backend_scope(document: Document, ledger: Ledger) -> Scope:
    """Divide the document; what is not the backend's is noted as left alone."""
    kept: list[Section] = []
    description: Source | None = None
    for section in document.sections:
        whose = _foreign(section)
        if whose is None:
            kept.append(section)
            continue
        for block in section.blocks:
            for piece in pieces(block):
                if description is None and isinstance(block, Paragraph) and whose.startswith("context"):
                    description = piece
                    ledger.use("service.description", piece)
                else:
                    ledger.leave(whose, piece)
    title = next((section for section in document.sections if section.level), None)
    if description is None:
        description = _opening(kept, ledger)
    _about_the_document(kept, ledger)
    heading = title.heading if title else Source(document.file, 1, 1, "")
    return Scope(title.title if title else "", heading, description, tuple(kept))


def _foreign(section: Section) -> str | None:
    """Whose a section is; a heading that says backend brings everything below it back."""
    whose: str | None = None
    for title in section.path:
        if re.search(r"(?i)\b(?:back-?end|server|api)\b", title):
            whose = None
        elif found := next((who for pattern, who in _FOREIGN if pattern.fullmatch(title.strip())), None):
            whose = found
    return whose


def _opening(sections: Sequence[Section], ledger: Ledger) -> Source | None:
    """The first sentence below the title, where no overview says what the service is."""
    if not sections or sections[0].level > 1:
        return None
    top = [section for section in sections if section.level <= 1][:2]
    for section in top:
        for block in section.blocks:
            if isinstance(block, Paragraph) and not _says_nothing(block.whole.text):
                ledger.use("service.description", block.sentences[0])
                return block.sentences[0]
    return None


def _about_the_document(sections: Sequence[Section], ledger: Ledger) -> None:
    for section in sections:
        if section.level > 1:
            break
        for block in section.blocks:
            if isinstance(block, Paragraph):
                whole = _is_metadata(block.whole.text)
                ledger.leave(
                    "about the document", *(each for each in block.sentences if whole or _is_metadata(each.text))
                )
    for section in sections:
        for block in section.blocks:
            if isinstance(block, Code) and block.language == "html" and block.whole.text.lstrip().startswith("<!--"):
                ledger.leave("a comment", block.whole)


def _says_nothing(text: str) -> bool:
    """Whether a paragraph cannot describe the service: a version, a link, who wrote it."""
    return _is_metadata(text) or "/" in text or re.match(r"(?i)\W*version\b", text) is not None


def _is_metadata(text: str) -> bool:
    if re.match(r"(?i)this (?:document|specification|file)\b", text):
        return True
    parts = [part.strip() for part in re.split(r"\s[·|•;]\s|\s{2,}|,\s(?=[A-Z]\w*:)", text)]
    return all(_METADATA.fullmatch(part) for part in parts) and (
        len(parts) > 1 or re.match(r"(?i)\W*(?:status|owner|author|version|date|last)", text) is not None
    )
