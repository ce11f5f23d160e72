"""Names in the database, within the limits of the databases."""

from __future__ import annotations

import hashlib

POSTGRESQL_NAME_BYTES = 63


def constraint_name(prefix: str, *parts: str) -> str:
    """``uq_books_isbn``; a name too long for PostgreSQL ends in a digest of the whole one."""
    name = "_".join((prefix, *parts))
    if len(name) <= POSTGRESQL_NAME_BYTES:
        return name
    digest = hashlib.sha256(name.encode()).hexdigest()[:8]
    return f"{name[: POSTGRESQL_NAME_BYTES - 9]}_{digest}"
