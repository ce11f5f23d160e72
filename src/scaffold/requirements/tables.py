"""What the columns of a table are, by the words in its header."""

from __future__ import annotations

import re
from typing import Literal

from scaffold.requirements.document import Row, Table
from scaffold.requirements.words import plain

Role = Literal[
    "name",
    "type",
    "rules",
    "required",
    "nullable",
    "unique",
    "default",
    "example",
    "description",
    "values",
    "method",
    "path",
    "access",
    "role",
    "code",
    "status",
    "message",
    "body",
    "answer",
]

_HEADERS: dict[str, Role] = {
    **dict.fromkeys(
        ("field", "column", "attribute", "property", "fieldname", "field name", "name", "feld", "spalte", "attribut"),
        "name",
    ),
    **dict.fromkeys(("type", "data type", "datatype", "typ", "datentyp", "format", "kind"), "type"),
    **dict.fromkeys(
        ("rules", "constraints", "constraint", "validation", "limits", "details", "regeln", "properties", "attributes"),
        "rules",
    ),
    **dict.fromkeys(("required", "mandatory", "pflicht", "required?", "req"), "required"),
    **dict.fromkeys(("nullable", "null", "null?", "nullable?", "optional", "optional?"), "nullable"),
    **dict.fromkeys(("unique", "eindeutig", "unique?"), "unique"),
    **dict.fromkeys(("default", "default value", "standard", "standardwert"), "default"),
    **dict.fromkeys(("example", "sample", "beispiel"), "example"),
    **dict.fromkeys(
        (
            "description",
            "notes",
            "note",
            "meaning",
            "remarks",
            "comment",
            "comments",
            "what",
            "purpose",
            "beschreibung",
            "bemerkung",
            "what it does",
            "summary",
            "behaviour",
            "behavior",
            "does",
        ),
        "description",
    ),
    **dict.fromkeys(("values", "allowed values", "werte", "options"), "values"),
    **dict.fromkeys(("method", "verb", "http method", "methode", "http"), "method"),
    **dict.fromkeys(("path", "endpoint", "url", "route", "uri", "resource path", "pfad", "request", "call"), "path"),
    **dict.fromkeys(
        (
            "access",
            "auth",
            "who",
            "roles",
            "allowed roles",
            "allowed for",
            "permission",
            "permissions",
            "authorization",
            "authentication",
            "zugriff",
            "rollen",
            "who may",
        ),
        "access",
    ),
    **dict.fromkeys(("role", "rolle", "actor"), "role"),
    **dict.fromkeys(("code", "error", "error code", "fehler", "fehlercode"), "code"),
    **dict.fromkeys(("status", "http status", "status code", "http code"), "status"),
    **dict.fromkeys(("message", "when", "cause", "reason", "text", "meldung"), "message"),
    **dict.fromkeys(("body", "request body", "payload", "input"), "body"),
    **dict.fromkeys(("response", "answer", "returns", "output", "result"), "answer"),
}

_YES = re.compile(r"(?i)(?:yes|y|x|true|✓|✔|✅|☑|ja|j|required|mandatory|pk|unique)[.!]?")


def column_roles(table: Table) -> tuple[Role | None, ...]:
    """The role of each column, as far as its heading says one."""
    return tuple(_HEADERS.get(plain(cell).lower().strip(" :")) for cell in table.header.cells)


def cells_by_role(row: Row, roles: tuple[Role | None, ...]) -> dict[Role, str]:
    """The cells of a row; two of one role are joined by a comma, and words in an unknown column are remarks."""
    found: dict[Role, str] = {}
    for known, cell in zip(roles, row.cells, strict=False):
        role: Role = known or "description"
        if cell.strip() and (known or re.search(r"[^\W\d_]{2}", cell)):
            found[role] = f"{found[role]}, {cell}" if role in found else cell
    return found


def is_yes(cell: str) -> bool:
    """Whether a cell of a yes-or-no column says yes."""
    return _YES.fullmatch(plain(cell)) is not None
