"""Names and constants as both databases read them."""

from __future__ import annotations

from scaffold.design.conditions import ConstantValue
from scaffold.design.types import Kind, Plain, Type
from scaffold.targets.go.durations import microseconds_of
from scaffold.targets.shared import sql as shared

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


def sql_constant(value: ConstantValue, kind: Type | None) -> str:
    """A constant of the spec, compared with a column of a type or stored in it: durations are microseconds."""
    if isinstance(kind, Plain) and kind.kind is Kind.DURATION:
        return str(microseconds_of(str(value)))
    return shared.sql_constant(value, kind)
