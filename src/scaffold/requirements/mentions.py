"""Where the requirements name an endpoint: ``METHOD /path`` in lists, headings, tables and prose."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from scaffold.requirements.document import Block, Code, Item, Listing, Paragraph, Row, Section, Source, Table, pieces
from scaffold.requirements.tables import Role, cells_by_role, column_roles
from scaffold.requirements.words import plain

_PATH = r"/[A-Za-z0-9_\-.~/{}:<>*]*"
_MENTION = re.compile(rf"`?\b(GET|POST|PUT|PATCH|DELETE)`?\s+`?({_PATH})(?:\?[^\s`)]*)?`?")
_SEVERAL = re.compile(
    rf"`?\b((?:GET|POST|PUT|PATCH|DELETE)(?:\s*(?:[,/|]|and)\s*(?:GET|POST|PUT|PATCH|DELETE))+)`?\s+`?({_PATH})`?"
)
_GENERIC = re.compile(r"(?i)\b(?:requirements?|back-?end|endpoints?|api|routes)\b")
_PARAMETER = re.compile(r":([A-Za-z_]\w*)|<(?:\w+:)?([A-Za-z_][\w-]*)>")


class Mention(Struct, frozen=True):
    """An endpoint as it was written.

    ``text`` is what its line says besides the endpoints themselves, ``details`` are the
    sentences that belong to it alone, ``group`` is the caption or heading above it, and
    ``style`` tells how the rest is to be read.
    """

    method: str
    path: str
    source: Source
    text: str
    details: tuple[Source, ...]
    group: str | None
    section: Section
    style: str
    caption: tuple[Source, ...] = ()
    access: str | None = None
    title: str | None = None


def mentions(sections: Sequence[Section]) -> tuple[Mention, ...]:
    """Every endpoint, in order; one that is named twice is kept where most is said about it."""
    found: list[Mention] = []
    for section in sections:
        found += _of_heading(section)
        caption: Paragraph | None = None
        for block in section.blocks:
            found += _of_block(block, section, caption)
            caption = block if isinstance(block, Paragraph) and _is_caption(block) else None
    best: dict[tuple[str, str], Mention] = {}
    for mention in found:
        key = (mention.method, re.sub(r"\{[^}]*\}", "{}", mention.path))
        best[key] = max(best.get(key, mention), mention, key=_weight)
    return tuple(best.values())


_STYLES = {"heading": 3, "item": 2, "row": 2, "prose": 1}


def _weight(mention: Mention) -> tuple[int, int]:
    return _STYLES[mention.style], len(mention.text) > 0


def find_endpoints(text: str) -> list[tuple[str, str, int, int]]:
    """Method, path and place of every endpoint in a text; what is no well-formed path is none."""
    several = [(method, match) for match in _SEVERAL.finditer(text) for method in re.findall(r"[A-Z]{3,}", match[1])]
    covered = [match.span() for _, match in several]
    found = [(method, _tidy(match[2]), *match.span()) for method, match in several]
    found += [
        (match[1], _tidy(match[2]), *match.span())
        for match in _MENTION.finditer(text)
        if not any(start <= match.start() < end for start, end in covered)
    ]
    return sorted((each for each in found if _is_path(each[1])), key=lambda each: each[2])


_SEGMENT = re.compile(r"\{[A-Za-z]\w*\}|[A-Za-z0-9._~-]*[A-Za-z0-9_~-][A-Za-z0-9._~-]*")


def _is_path(path: str) -> bool:
    segments = path.split("/")[1:]
    parameters = [segment for segment in segments if segment.startswith("{")]
    return path == "/" or (all(map(_SEGMENT.fullmatch, segments)) and len(set(parameters)) == len(parameters))


def _tidy(path: str) -> str:
    """The path with its parameters in braces and nothing behind it."""
    path = re.sub(r"(?<=[\w}])-(?=[^{}/]*\})", "_", path)
    path = _PARAMETER.sub(lambda match: f"{{{(match[1] or match[2]).replace('-', '_')}}}", path.rstrip(".,;:"))
    return re.sub(r"/{2,}", "/", path).rstrip("/") or "/"


def _is_caption(block: Paragraph) -> bool:
    return (
        len(block.whole.text) < 80
        and not re.search(r"[.!?]$", block.whole.text)
        and not find_endpoints(block.whole.text)
    )


def _of_heading(section: Section) -> Iterator[Mention]:
    found = find_endpoints(section.title)
    details = tuple(
        piece for block in section.blocks if isinstance(block, Paragraph | Listing) for piece in pieces(block)
    )
    title = plain(section.title[: found[0][2]]).strip(" :–—-(") if found else ""
    group = next((title for title in section.parents[-1:] if not _GENERIC.search(title)), None)
    for method, path, _, _ in found:
        yield Mention(method, path, section.heading, "", details, group, section, "heading", title=title or None)


def _of_block(block: Block, section: Section, caption: Paragraph | None) -> Iterator[Mention]:
    group = plain(caption.whole.text).rstrip(":") if caption else section.title
    match block:
        case Listing(items):
            for item in items:
                for mention in _of_item(item, section, group):
                    yield replace(mention, caption=caption.sentences if caption else ())
        case Table(_, rows):
            roles = column_roles(block)
            for row in rows:
                for mention in _of_row(row, cells_by_role(row, roles), section):
                    yield replace(mention, group=group)
        case Paragraph(_, sentences):
            for sentence, more in _with_queries(sentences):
                yield from _of_sentence(sentence, more, section, group)
        case Code():
            yield from _of_code(block, section, group)


def _of_item(item: Item, section: Section, group: str) -> Iterator[Mention]:
    found = find_endpoints(item.whole.text)
    if not found:
        return
    text = item.whole.text
    leading = text[: found[0][2]].strip(" *`:–—-([")
    if len(leading.split()) > 6:
        for sentence in item.sentences:
            yield from _in_prose(sentence, section)
        return
    rest = text[found[-1][3] :].strip().lstrip("`*)]:–—-. ").strip()
    for method, path, _, _ in found:
        yield Mention(
            method, path, item.whole, rest, item.sentences, group, section, "item", title=plain(leading) or None
        )


_SPOKEN: tuple[Role, ...] = ("body", "answer", "status", "example")


def _of_row(row: Row, cells: dict[Role, str], section: Section) -> Iterator[Mention]:
    joined = (
        f"{plain(cells.get('method', '')).upper()} {cells.get('path', '')}"
        if "method" in cells
        else cells.get("path", "")
    )
    text = cells.get("description", "")
    details = [f"{role} {cells[role]}" for role in _SPOKEN if role in cells]
    for method, path, _, _ in find_endpoints(joined):
        whole = "; ".join([text, *details]).strip("; ")
        yield Mention(method, path, row.whole, whole, (row.whole,), None, section, "row", access=cells.get("access"))


_ABROAD = re.compile(r"(?i)\b(?:integrations?|third[- ]party|external|providers?|upstream|partners?)\b")
_INBOUND = re.compile(r"(?i)\b(?:calls? us|we (?:expose|offer|provide|answer)|webhooks?|callbacks?|our)\b")


def is_abroad(section: Section, text: str) -> bool:
    """Whether a sentence names calls that another system answers."""
    return _ABROAD.search(section.title) is not None and _INBOUND.search(text) is None


_QUERY = re.compile(r"(?i)(?:filter|search|sort|order|query)\w*\b")


def _with_queries(sentences: Sequence[Source]) -> Iterator[tuple[Source, tuple[Source, ...]]]:
    """The sentences, each with those behind it that say no more than how to filter, search and sort."""
    heads = [at for at, each in enumerate(sentences) if not (at and _QUERY.match(each.text))]
    for at, end in zip(heads, [*heads[1:], len(sentences)], strict=True):
        yield sentences[at], tuple(sentences[at + 1 : end])


def _of_sentence(sentence: Source, more: tuple[Source, ...], section: Section, group: str) -> Iterator[Mention]:
    """Each endpoint of a sentence with the words behind it, up to the next one; one that begins it is an entry."""
    if _MENTION.match(sentence.text) and not is_abroad(section, sentence.text):
        text = "; ".join(each.text.rstrip(".") for each in (sentence, *more))
        for mention in _of_item(Item(replace(sentence, text=text), (sentence, *more), None, 0), section, group):
            yield replace(mention, source=sentence)
    else:
        yield from _in_prose(sentence, section)


def _in_prose(sentence: Source, section: Section) -> Iterator[Mention]:
    found = [] if is_abroad(section, sentence.text) else find_endpoints(sentence.text)
    text = sentence.text
    for at, (method, path, start, end) in enumerate(found):
        if len(found) == 1:
            said = re.sub(r"\(\s*\)", "", text[:start] + text[end:])
        else:
            said = text[end : found[at + 1][2] if at + 1 < len(found) else len(text)]
        yield Mention(method, path, sentence, said.strip(" ,;.)("), (sentence,), section.title, section, "prose")


def _of_code(block: Code, section: Section, group: str) -> Iterator[Mention]:
    """Lines of a block that begin with an endpoint, with a remark behind ``#``, ``//`` or a dash."""
    if block.language not in ("", "http", "text", "txt", "rest", "plain"):
        return
    for at, line in enumerate(block.whole.text.split("\n")):
        match = _MENTION.match(line.strip())
        if match:
            source = Source(block.whole.file, block.whole.line + at, block.whole.line + at, line.strip())
            rest = line.strip()[match.end() :].strip(" #/–—-")
            yield Mention(match[1], _tidy(match[2]), source, rest, (block.whole,), group, section, "item")
