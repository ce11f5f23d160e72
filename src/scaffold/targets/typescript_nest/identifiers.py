"""TypeScript identifiers for the names of a design: never a keyword, never the name of something else.

Properties may be called anything. Types and classes are imported side by side, so they have to differ from each
other and from every type that templates name. Variables have to differ from the keywords and from the functions that
stand beside them; folders from those that every service has.
"""

from __future__ import annotations

from collections.abc import Iterable

_KEYWORDS = frozenset({
    "any", "arguments", "as", "async", "await", "boolean", "break", "case", "catch", "class", "const", "continue",
    "debugger", "declare", "default", "delete", "do", "else", "enum", "eval", "export", "extends", "false", "finally",
    "for", "function", "if", "implements", "import", "in", "infinity", "instanceof", "interface", "let", "nan", "new",
    "null", "number", "object", "of", "package", "private", "protected", "public", "return", "static", "string",
    "super", "switch", "symbol", "this", "throw", "true", "try", "type", "typeof", "undefined", "unknown", "var",
    "void", "while", "with", "yield",
})  # fmt: skip

_GLOBAL_TYPES = frozenset({
    "Array", "BigInt", "Boolean", "Buffer", "Date", "Error", "Exclude", "Extract", "Function", "Infinity", "Iterable",
    "JSON", "Map", "Math", "NaN", "Number", "Object", "Omit", "Partial", "Pick", "Promise", "Proxy", "Readonly",
    "Record", "Reflect", "RegExp", "Required", "Set", "String", "Symbol", "Uint8Array", "URL", "WeakMap", "WeakSet",
})  # fmt: skip

_TEMPLATE_TYPES = frozenset({
    # NestJS, Fastify, Drizzle, zod
    "Controller", "Delete", "FastifyReply", "Get", "HttpCode", "Injectable", "Module", "Patch", "Post", "Put", "Res",
    "PgColumn", "SQL", "Z", "ZodType",
    # the service's own
    "AccessGuard", "AccessTokens", "AccountLocked", "Accounts", "AccountsModule", "AnyCaller", "AppModule", "Caller",
    "Conflict", "CoreModule", "CurrentCaller", "CursorPage", "CursorRequest", "Cursors", "Database", "ErrorClass",
    "FailedLogins", "FieldError", "Forbidden", "HasRole", "InternalError", "InvalidCredentials", "InvalidRefreshToken",
    "InvalidRequest", "Keys", "Listing", "ListScope", "MalformedJson", "MethodNotAllowed", "Metrics", "NotFound",
    "NotImplementedYet", "NumberedPage", "NumberedRequest", "OffsetPage", "OffsetRequest", "OptionalCaller",
    "Passwords", "PayloadTooLarge", "ProblemFilter", "Public", "Rate", "RateLimited", "RateLimiter", "RateName",
    "Rates", "RefreshSecret", "Refusal", "Repository", "RequestOf", "Role", "Scope", "ServiceError", "Session",
    "Sessions", "Settings", "States", "Store", "SystemController", "SystemModule", "TimedOut", "Tokens",
    "Unauthenticated", "UnreadBody", "UnsupportedMediaType", "Validated",
})  # fmt: skip

_TEMPLATE_VARIABLES = frozenset({
    # Drizzle
    "alias", "and", "bigint", "boolean", "customType", "date", "doublePrecision", "eq", "exists", "getTableColumns",
    "gt", "gte", "inArray", "integer", "isNotNull", "isNull", "jsonb", "lt", "lte", "ne", "not", "numeric", "or",
    "pgTable", "sql", "text", "timestamp", "uuid", "varchar",
    # the service's own
    "allItems", "anyOf", "body", "caller", "callerId", "changes", "columns", "conditions", "containsText", "countOf",
    "cursorPage", "duration", "freeSlug", "hasElement", "header", "input", "instant", "json", "listing", "newId",
    "notFound", "now", "numberedPage", "offsetPage", "opposite", "owner", "page", "path", "query", "reply", "service",
    "session", "states", "store", "sumOf", "today", "transaction", "values", "z", "constructor", "differs",
})  # fmt: skip

_METHODS = frozenset({
    "accounts", "constructor", "cursors", "passwords", "service", "store",
    # what JavaScript and NestJS call on any object that has it: one with `then` is awaited for ever
    "beforeApplicationShutdown", "onApplicationBootstrap", "onApplicationShutdown", "onModuleDestroy", "onModuleInit",
    "then", "toJSON", "toString", "valueOf",
})  # fmt: skip
_FOLDERS = frozenset({"access", "app", "client", "common", "config", "core", "database", "errors", "main", "system"})


class Names:
    """Names of one scope, each given out once."""

    def __init__(self, reserved: Iterable[str]) -> None:
        self._taken = {name.lower() for name in reserved}

    def take(self, *choices: str) -> str:
        """The first of the choices that is still free; when none is, the last with a number.

        Letter case alone does not part two names: some file systems and many readers miss it.
        """
        for choice in choices:
            if choice.lower() not in self._taken:
                return self._give(choice)
        number = 2
        while f"{choices[-1]}{number}".lower() in self._taken:
            number += 1
        return self._give(f"{choices[-1]}{number}")

    def _give(self, name: str) -> str:
        self._taken.add(name.lower())
        return name


def type_names() -> Names:
    """The types and classes of a project."""
    return Names(_GLOBAL_TYPES | _TEMPLATE_TYPES)


def variable_names() -> Names:
    """The tables of a project, which are also the repositories of its store."""
    return Names(_KEYWORDS | _TEMPLATE_VARIABLES)


def method_names() -> Names:
    """The methods of controllers and services."""
    return Names(_METHODS)


def folder_names() -> Names:
    """The folders of resources and entities."""
    return Names(_FOLDERS)


def variable_name(name: str, taken: Iterable[str] = ()) -> str:
    """A local variable for a row: its name, or ``importRow`` for ``import``."""
    return f"{name}Row" if name in _KEYWORDS | _TEMPLATE_VARIABLES or name in taken else name
