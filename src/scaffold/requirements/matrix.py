"""A table of permissions: actions down the side, roles across the top, marks where the two may meet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from scaffold.requirements.access import role_name
from scaffold.requirements.document import Row, Section, Source, Table
from scaffold.requirements.draft import OperationDraft
from scaffold.requirements.report import Ledger
from scaffold.requirements.tables import is_yes
from scaffold.requirements.words import content_words, plain, singular, stem, words

_CORNER = re.compile(r"(?i)(?:actions?|permissions?|operations?|capabilit(?:y|ies)|what|can|may)?")
_NO = re.compile(r"(?i)(?:no|n||✗|✘|❌|[-–—]|never|nein)")
_OWN = re.compile(r"(?i)(?:only )?(?:their |his |her )?own(?: only)?|owner|self")
_VERBS = {
    "create": ("create", "add", "register", "make", "place", "book", "new"),
    "list": ("list", "view", "see", "read", "browse", "search", "show"),
    "get": ("get", "view", "see", "read", "show", "open"),
    "update": ("update", "edit", "change", "modify"),
    "delete": ("delete", "remove"),
}
_ACTION_STEMS = {action: {stem(verb) for verb in verbs} for action, verbs in _VERBS.items()}


class Permission(Struct, frozen=True):
    """A row: what is done, in words, and the roles that may; ``owner`` for those who may with their own rows."""

    action: str
    access: tuple[str, ...]
    source: Source


def matrix_roles(sections: Sequence[Section]) -> Iterator[tuple[str, Source]]:
    """The roles that the heads of such tables name."""
    for table in _matrices(sections):
        for name in _roles(table):
            yield name, table.header.whole


def permissions(sections: Sequence[Section]) -> Iterator[Permission]:
    """Every row of such tables."""
    for table in _matrices(sections):
        for row in table.rows:
            yield Permission(plain(row.cells[0]), tuple(dict.fromkeys(_allowed(row, _roles(table)))), row.whole)


def _matrices(sections: Sequence[Section]) -> Iterator[Table]:
    for section in sections:
        for block in section.blocks:
            if isinstance(block, Table) and len(block.header.cells) > 2 and _is_matrix(block):
                yield block


def _is_matrix(table: Table) -> bool:
    corner, *heads = table.header.cells
    marks = [plain(cell) for row in table.rows for cell in row.cells[1:]]
    return (
        _CORNER.fullmatch(plain(corner)) is not None
        and all(re.fullmatch(r"[A-Za-z][\w -]{1,30}", plain(head)) for head in heads)
        and any(is_yes(mark) for mark in marks)
        and all(is_yes(mark) or _NO.fullmatch(mark) or _OWN.fullmatch(mark) for mark in marks)
    )


def _roles(table: Table) -> tuple[str, ...]:
    return tuple(map(role_name, table.header.cells[1:]))


def _allowed(row: Row, roles: Sequence[str]) -> Iterator[str]:
    for role, cell in zip(roles, row.cells[1:], strict=False):
        mark = plain(cell)
        if _OWN.fullmatch(mark):
            yield "owner"
        elif is_yes(mark):
            yield role


def with_permissions(
    operations: Sequence[OperationDraft], sections: Sequence[Section], ledger: Ledger
) -> tuple[OperationDraft, ...]:
    """The operations with the access of their row, where their own line says none."""
    result = list(operations)
    for permission in permissions(sections):
        for at, operation in enumerate(operations):
            if permission.access and _is_about(permission.action, operation):
                ledger.use(f"endpoints: access to {operation.method} {operation.path}", permission.source)
                if not result[at].access:
                    result[at] = replace(result[at], access=_for(operation, permission.access))
    return tuple(result)


def _for(operation: OperationDraft, access: tuple[str, ...]) -> tuple[str, ...]:
    """The access where nobody owns a row before it is created."""
    made = operation.method == "POST" and not operation.on
    return tuple("user" if made and word == "owner" else word for word in access)


def _is_about(action: str, operation: OperationDraft) -> bool:
    """Whether "View pets" or "Cancel booking" means the operation."""
    verb, *things = content_words(action)
    if [singular(word) for word in things] != words(operation.model or ""):
        return False
    done = operation.action or (operation.do or "").partition(" ")[0]
    last = words(operation.path.rpartition("/")[2])
    return stem(verb) in _ACTION_STEMS.get(done, set()) or (not done and [stem(each) for each in last] == [stem(verb)])
