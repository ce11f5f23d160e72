"""Names and constants as both databases read them."""

from __future__ import annotations

from datetime import UTC, datetime

from scaffold.design.types import Kind, Plain, Reference, Type
from scaffold.targets.go.durations import microseconds_of

_RESERVED = frozenset({
    "abort", "action", "add", "after", "all", "alter", "always", "analyse", "analyze", "and", "any", "array", "as",
    "asc", "asymmetric", "attach", "authorization", "autoincrement", "before", "begin", "between", "binary", "both",
    "by", "cascade", "case", "cast", "check", "collate", "collation", "column", "commit", "concurrently", "conflict",
    "constraint", "create", "cross", "current", "current_catalog", "current_date", "current_role", "current_schema",
    "current_time", "current_timestamp", "current_user", "database", "default", "deferrable", "deferred", "delete",
    "desc", "detach", "distinct", "do", "drop", "each", "else", "end", "escape", "except", "exclude", "exclusive",
    "exists", "explain", "fail", "false", "fetch", "filter", "first", "following", "for", "foreign", "freeze", "from",
    "full", "generated", "glob", "grant", "group", "groups", "having", "if", "ignore", "ilike", "immediate", "in",
    "index", "indexed", "initially", "inner", "insert", "instead", "intersect", "into", "is", "isnull", "join", "key",
    "last", "lateral", "leading", "left", "like", "limit", "localtime", "localtimestamp", "match", "materialized",
    "natural", "no", "not", "nothing", "notnull", "null", "nulls", "of", "offset", "on", "only", "or", "order",
    "others", "outer", "over", "overlaps", "partition", "placing", "plan", "pragma", "preceding", "primary", "query",
    "raise", "range", "recursive", "references", "regexp", "reindex", "release", "rename", "replace", "restrict",
    "returning", "right", "rollback", "row", "rows", "savepoint", "select", "session_user", "set", "similar", "some",
    "symmetric", "system_user", "table", "tablesample", "temp", "temporary", "then", "ties", "to", "trailing",
    "transaction", "trigger", "true", "unbounded", "union", "unique", "update", "user", "using", "vacuum", "values",
    "variadic", "verbose", "view", "virtual", "when", "where", "window", "with", "without",
})  # fmt: skip
"""Words that PostgreSQL or SQLite keeps for itself."""


def sql_name(name: str) -> str:
    """A table or column, in quotes where it is a word of SQL."""
    return f'"{name}"' if name in _RESERVED or not name.isascii() or not name.islower() or name[:1].isdigit() else name


def sql_text(text: str) -> str:
    """A string literal."""
    return "'" + text.replace("'", "''") + "'"


def sql_constant(value: str | int | float | bool, kind: Type | None) -> str:
    """A constant of the spec, compared with a column of a type."""
    match kind:
        case Reference(_, id_type):
            return sql_constant(value, id_type)
        case Plain(Kind.DATETIME):
            moment = datetime.fromisoformat(str(value))
            moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
            return sql_text(moment.isoformat(timespec="milliseconds").replace("+00:00", "Z"))
        case Plain(Kind.DURATION):
            return str(microseconds_of(str(value)))
        case Plain(Kind.DECIMAL | Kind.UUID):
            return sql_text(str(value).lower())
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    return sql_text(value) if isinstance(value, str) else repr(value)
