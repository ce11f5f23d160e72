"""The errors that rules name: code, status, and the words that stand before them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from scaffold.names import capitalized
from scaffold.requirements.document import Section, Source, Table
from scaffold.requirements.draft import ErrorDraft
from scaffold.requirements.report import Ledger
from scaffold.requirements.tables import cells_by_role, column_roles
from scaffold.requirements.words import plain

CODE = re.compile(
    r"\b([45][0-9]{2})\b[\s:–—-]*(?:with |and |error |code )*[`\"']([a-z][a-z0-9_.-]{2,60})[`\"']"
    r"|[`\"']([a-z][a-z0-9_]{2,60})[`\"']\s*[(,:–—-]+\s*([45][0-9]{2})\b"
    r"|\b([45][0-9]{2})[:,]? ([a-z]{2,30}(?:_[a-z0-9]{1,30}){1,6}|[A-Z]{2,30}(?:_[A-Z0-9]{1,30}){1,6})\b"
)
_TAIL = re.compile(
    r"\s*[–—,:→>-]+\s*(?:error |HTTP )*[45][0-9]{2}\s*"
    r"(?:[`\"'][a-z][a-z0-9_.-]*[`\"']|[A-Za-z]+(?:_[A-Za-z0-9]+)+)\.?$"
)
_BRACKET = re.compile(r"\s*\((?:[^()]*?)[45][0-9]{2}\b[^()]*\)")


def plain_rule(text: str) -> str:
    """The sentence without the bracket that names its error."""
    return re.sub(r"\s+([,.;])", r"\1", _BRACKET.sub("", _TAIL.sub(".", text))).strip()


def errors_of(source: Source) -> Iterator[ErrorDraft]:
    """The errors that a sentence names, such as "(409 `sold_out`)", each with its part of the sentence."""
    found = list(CODE.finditer(source.text))
    starts = [0, *(match.end() for match in found[:-1])]
    for start, match in zip(starts, found, strict=False):
        message = _message(source.text[start : match.start()] if len(found) > 1 else source.text)
        code, status = match[2] or match[3] or match[6], match[1] or match[4] or match[5]
        yield ErrorDraft(code=re.sub(r"[.-]", "_", code.lower()), status=int(status), message=message, source=source)


def _message(text: str) -> str:
    """What an error says: its sentence, or of a sentence with several the part that it stands behind."""
    bare = plain(plain_rule(re.sub(r"[(\[][^()\[\]]*$", "", text))).strip(" `\"').,;:–—-")
    return capitalized(re.sub(r"(?i)^(?:and|or|but) ", "", bare)).rstrip(".") + "."


def error_rows(sections: Sequence[Section], ledger: Ledger) -> Iterator[ErrorDraft]:
    """The rows of a table of errors."""
    for section in sections:
        for block in section.blocks:
            roles = column_roles(block) if isinstance(block, Table) else ()
            if not isinstance(block, Table) or not {"code", "status"} <= set(roles):
                continue
            for row in block.rows:
                cells = cells_by_role(row, roles)
                code, status = plain(cells.get("code", "")), plain(cells.get("status", ""))[:3]
                if re.fullmatch(r"[a-z][a-z0-9_.-]{1,60}", code) and re.fullmatch(r"[45][0-9]{2}", status):
                    ledger.use("errors", row.whole)
                    text = cells.get("message") or cells.get("description") or code.replace("_", " ").capitalize()
                    yield ErrorDraft(
                        code=re.sub(r"[.-]", "_", code),
                        status=int(status),
                        message=plain(text).rstrip(".") + ".",
                        source=row.whole,
                    )
