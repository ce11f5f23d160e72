"""The stack and the conventions: from CLAUDE.md, from the text, or proposed with a reason."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from scaffold.languages import Languages
from scaffold.requirements.document import Document, Source
from scaffold.requirements.draft import Fact
from scaffold.requirements.report import Ledger
from scaffold.requirements.words import plain
from scaffold.spec.language.document import Stack

_DATABASES = {"postgresql": r"\bpostgres(?:ql)?\b", "sqlite": r"\bsqlite\b", "mongodb": r"\bmongo(?:db)?\b"}
_CACHES = {"redis": r"\bredis\b|\bvalkey\b"}
_BROKERS = {"nats": r"\bnats\b", "kafka": r"\bkafka\b", "rabbitmq": r"\brabbitmq\b"}
_FOLDER = re.compile(
    r"(?i)\bback-?end\b[^`.;]{0,40}\b(?:in|into|under|folder|directory|at)\b[^`.;]{0,20}`\.?/?([\w][\w./-]*?)/?`"
)
_LINE = re.compile(
    r"(?i)\blines?\b[^.;0-9]{0,40}\b([0-9]{2,3})\b|\b([0-9]{2,3})[- ](?:characters?|columns?"
    r"|chars)\b[^.;]{0,20}\blines?\b|\bline[- ]length\b[^0-9]{0,20}([0-9]{2,3})"
)
_MODULE = re.compile(r"(?i)\bmodule(?: path| name)?\b[^`]{0,20}`([\w.-]+\.[a-z]{2,}/[\w./-]+)`")
_CAMEL = re.compile(
    r"(?i)\bjson\b[^.;]{0,60}\b(?:in )?camel ?case\b|\bcamel ?case\b[^.;]{0,60}\b(?:json|field|names|keys|api)\b"
)
_SNAKE = re.compile(
    r"(?i)\bjson\b[^.;]{0,60}\bsnake[_ ]?case\b|\bsnake[_ ]?case\b[^.;]{0,60}\b(?:json|field|names|keys|api)\b"
)
_INTEGER_IDS = re.compile(
    r"(?i)\b(?:ids|identifiers|primary keys)\b[^.;]{0,30}\b(?:integers?|auto-?increment\w*|numeric|bigint|serial)\b"
)
_UUID_IDS = re.compile(r"(?i)\b(?:ids|identifiers|primary keys)\b[^.;]{0,30}\buuids?(?:v7|v4)?\b")
_ELSEWHERE = re.compile(r"(?i)\b(?:belongs? to other teams|do not touch|don't touch|other teams?|not yours)\b")
_COMMITS = re.compile(r"(?i)\bcommits?\b|\bpull requests?\b|\bbranches? (?:are )?named\b|\bconventional commits\b")

_FREE = re.compile(
    r"(?i)\bno (?:programming )?language is (?:prescribed|given|fixed|chosen)\b|\bany language\b"
    r"|\blanguage (?:is )?(?:open|free|up to you)\b"
)

_ASKED_FOR = "Chosen on the command line"


def was_asked_for(stack: Stack) -> bool:
    """Whether the language of a spec that was read is one that the caller asked for."""
    return (stack.why or "").startswith(_ASKED_FOR)


def read_stack(
    guidance: Sequence[Source],
    told: Sequence[Source],
    languages: Languages,
    chosen: str | None,
    heading: Source,
    ledger: Ledger,
) -> dict[str, Fact]:
    """Language, database, cache and broker; the caller's choice wins over what is written.

    Args:
        guidance: the sentences of CLAUDE.md.
        told: those of the requirements.
        languages: the languages that there are.
        chosen: the one that the caller asked for, if any.
        heading: the place for assumptions.
        ledger: told what was used, what won and what was assumed.
    """
    written = _written(languages, guidance, told, ledger)
    if chosen is not None:
        language = _chosen(chosen, written, heading, ledger)
    else:
        language = written or _proposed(languages, guidance, told, heading, ledger)
    facts = {"language": language}
    for key, known in (("database", _DATABASES), ("cache", _CACHES), ("broker", _BROKERS)):
        if found := _first(key, known, [*guidance, *told], ledger):
            facts[key] = found
    if "database" not in facts:
        facts["database"] = Fact(value="postgresql", note="assumption: no database is named")
    why = facts["language"].note
    if why is not None:
        facts["language"] = Fact(value=facts["language"].value, source=facts["language"].source)
        facts["why"] = Fact(value=why)
    return facts


def _written(languages: Languages, guidance: Sequence[Source], told: Sequence[Source], ledger: Ledger) -> Fact | None:
    """The language that CLAUDE.md names, else the requirements."""
    names = {language: each.names for language, each in languages.wordings.items()}
    return _first("language", names, guidance, ledger, single=True) or _first(
        "language", names, told, ledger, single=True
    )


def _chosen(chosen: str, written: Fact | None, heading: Source, ledger: Ledger) -> Fact:
    """The caller's choice, and what it won over."""
    if written is None:
        return Fact(value=chosen, note=f"{_ASKED_FOR}.")
    if written.value == chosen:
        return written
    asked = written.source.place if written.source else ""
    ledger.assume(
        f"the language is {chosen}, as chosen on the command line; {asked} asks for {written.value}",
        written.source or heading,
    )
    return Fact(value=chosen, note=f"{_ASKED_FOR}, over {written.value} in {asked}.")


def _proposed(
    languages: Languages, guidance: Sequence[Source], told: Sequence[Source], heading: Source, ledger: Ledger
) -> Fact:
    """The language that something in the requirements speaks for, else the usual one."""
    ledger.use("stack.language: free to choose", *(each for each in (*guidance, *told) if _FREE.search(each.text)))
    for place in told:
        for language, wording in languages.wordings.items():
            if wording.suits and re.search(wording.suits, place.text, re.IGNORECASE):
                ledger.assume(f"no language is prescribed; {language} is proposed: {wording.reason}", place)
                return Fact(value=language, source=place, note=f"Proposed: {wording.reason}.")
    usual = languages.default
    ledger.assume(
        f"no language is prescribed; {usual} is proposed: nothing in the requirements asks for another", heading
    )
    return Fact(value=usual, note="Proposed: nothing in the requirements asks for another language.")


def _first(
    key: str, known: Mapping[str, str], sources: Sequence[Source], ledger: Ledger, single: bool = False
) -> Fact | None:
    """The first source that names one of the known things; with ``single``, that names one only."""
    for source in sources:
        named = [
            name for name, pattern in known.items() if re.search(pattern, source.text, 0 if single else re.IGNORECASE)
        ]
        if named and (len(named) == 1 or not single):
            ledger.use(f"stack.{key}", source)
            return Fact(value=named[0], source=source)
    return None


def read_conventions(
    guidance: Sequence[Source], told: Sequence[Source], languages: Languages, camel: Source | None, ledger: Ledger
) -> dict[str, Fact]:
    """Folder, line length, linters, names and ids; ``camel`` is an example that shows camelCase."""
    facts: dict[str, Fact] = {}
    for source in [*guidance, *told]:
        written = _conventions(source.text, languages) if source in guidance else _naming(source.text)
        for key, value in written:
            ledger.use(f"conventions.{key}", source)
            facts.setdefault(key, Fact(value=value, source=source))
    if camel is not None and "json_names" not in facts:
        facts["json_names"] = Fact(value="camelCase", source=camel)
    return facts


_NAMING = (
    (_CAMEL, "json_names", "camelCase"),
    (_SNAKE, "json_names", "snake_case"),
    (_INTEGER_IDS, "ids", "integer"),
    (_UUID_IDS, "ids", "uuid"),
)


def _naming(text: str) -> Iterator[tuple[str, object]]:
    yield from ((key, value) for pattern, key, value in _NAMING if pattern.search(text))


def _conventions(text: str, languages: Languages) -> Iterator[tuple[str, object]]:
    """What CLAUDE.md decides: names, and what only it does, the layout of the code and who checks it."""
    yield from _naming(text)
    if match := _LINE.search(text):
        length = int(next(group for group in match.groups() if group))
        if 79 <= length <= 160:
            yield "line_length", length
    if match := _FOLDER.search(text):
        yield "folder", match[1]
    if match := _MODULE.search(text):
        yield "module", match[1]
    if linters := [name for name in languages.linters if re.search(rf"(?i)(?<![\w-]){re.escape(name)}(?![\w-])", text)]:
        yield "linters", linters


def leave_guidance(document: Document, languages: Languages, ledger: Ledger) -> None:
    """Note what of CLAUDE.md is about other folders, about installing packages or about how people commit."""
    known = "|".join(map(re.escape, languages.managers))
    managers = re.compile(rf"(?i)^(?:package manager|dependencies|packages?)\b[^a-z]*\b(?:{known})\b")
    for piece in document.pieces():
        if ledger.knows(piece):
            continue
        if _ELSEWHERE.search(piece.text):
            ledger.leave("other teams' folders", piece)
        elif managers.search(plain(piece.text)):
            ledger.built_in("the project's own make setup uses it where it is there", piece)
        elif _COMMITS.search(piece.text):
            ledger.leave("how people commit", piece)
