"""Go identifiers for the names of a design: never a keyword, never the name of something else.

Exported names begin with a capital letter, so no keyword and nothing predeclared is among them;
they only have to differ from each other and from what templates declare. Local names also have
to differ from the packages and functions that the code around them mentions.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from scaffold.names import Name, name_of, words_of

INITIALISMS = frozenset({
    "acl", "api", "ascii", "cpu", "css", "csv", "db", "dns", "eof", "guid", "html", "http", "https", "iban", "id", "ip",
    "isbn", "json", "jwt", "pdf", "qps", "ram", "rpc", "sku", "sla", "smtp", "sql", "ssh", "tcp", "tls", "ttl", "udp",
    "ui", "uid", "uri", "url", "utf8", "uuid", "vat", "vm", "xml", "xss", "zip",
})  # fmt: skip
"""Words that are written in capitals throughout."""

_KEYWORDS = frozenset({
    "break", "case", "chan", "const", "continue", "default", "defer", "else", "fallthrough", "for", "func", "go", "goto",
    "if", "import", "interface", "map", "package", "range", "return", "select", "struct", "switch", "type", "var",
})  # fmt: skip
_PREDECLARED = frozenset({
    "any", "append", "bool", "byte", "cap", "clear", "close", "comparable", "complex", "copy", "delete", "error",
    "false", "float64", "imag", "init", "int", "int64", "iota", "len", "main", "make", "max", "min", "new", "nil",
    "panic", "print", "println", "real", "recover", "rune", "string", "true", "uint",
})  # fmt: skip

_DOMAIN = frozenset({
    "Caller", "CursorPage", "CursorRequest", "Date", "DateOf", "Duration", "DurationOf", "Err", "ErrForbidden",
    "ErrInvalidRequest", "ErrNotFound", "ErrNotImplemented", "Error", "FieldError", "InvalidRequest",
    "NotImplemented", "NumberedPage", "NumberedRequest", "OffsetPage", "OffsetRequest", "Optional", "ParseDate",
    "ParseDuration", "Position", "Some", "Store",
})  # fmt: skip
"""What the domain package declares in every service, or in some."""

_STORE = frozenset({
    "access", "Account", "addOwner", "addWanted", "args", "betweenWords", "bindNullable", "bindTime", "bound",
    "brokenForeignKey", "brokenUnique", "caller", "callerID", "changed", "changes", "column", "columnValue",
    "conditions", "conflict", "connect", "connector", "context", "ctx", "d", "databaseFile", "dataSource", "DB",
    "decimal", "decimalCollation", "dialect", "driver", "embed", "err", "errors", "FailedLogins", "filepath",
    "filter", "fmt", "foreignKeyViolation", "found", "fs", "goose", "id", "into", "json", "key", "likeEscaper",
    "list", "listing", "listText", "lower", "Migrate", "migrations", "newSQLiteDriver", "newStore", "norm",
    "noSuchRow", "nullable", "Open", "openPostgres", "openSQLite", "Options", "orNil", "os", "owner", "page",
    "parent", "pgconn", "pgx", "postgres", "pragmas", "q", "querier", "query", "rand", "readDate", "readDecimal",
    "readJSON", "readTime", "reference", "reflect", "regexp", "registerDecimals", "restrictViolation", "roleOf",
    "row", "rows", "s", "scanner", "selectRow", "selectRows", "Sessions", "slices", "slug", "slugLength", "slugOf",
    "sortedBy", "sortKey", "sql", "sqlite", "sqlitedriver", "stdlib", "strconv", "strings", "sync", "table", "term",
    "time", "timeFormat", "transition", "transitions", "Tx", "unicode", "uniqueViolation", "url", "uuid", "valueOf",
    "values", "violated", "violatedInSQLite", "violation", "violationKind", "where",
})  # fmt: skip
"""What the package of the stores declares, imports, or calls its own things."""

_HANDLERS = frozenset({
    "a", "access", "allowOrigins", "answer", "answerHealth", "answers", "answersOrNull", "answerStatic", "anybody",
    "anyJSON", "anyText", "api", "args", "arguments", "argumentsOf", "audience", "auth", "authenticated",
    "authHeader", "authScheme", "base64", "below", "body", "bodyOf", "boolean", "booleanChoice", "bytes", "callers",
    "challenge", "changed", "checked", "choice", "context", "cors", "corsExposed", "corsHeaders", "corsMaxAge",
    "corsMethods", "ctx", "cursorAnswer", "cursorPage", "cursors", "date", "decimal", "decimalNumber", "decimalText",
    "describe", "docs", "docsPolicy", "domain", "duration", "email", "emailText", "endSpan", "err", "errInternal",
    "errMalformedJSON", "errMethodNotAllowed", "errNoSuchPath", "errors", "errPayloadTooLarge", "errRateLimited",
    "errTimedOut", "errUnauthenticated", "errUnsupportedMediaType", "escaped", "everybody", "exchange", "exchangeKey",
    "exchangeOf", "fault", "field", "fieldProblem", "fmt", "found", "given", "givenOr", "hashes", "hasLoneSurrogate",
    "hex", "hmac", "http", "identifier", "inBody", "inHeader", "inlined", "inList", "inPath", "inQuery", "integer",
    "integerChoice", "integerText", "inTransaction", "io", "isDecimal", "isDigits", "isJSON", "isMailbox", "isNumber",
    "isPlain", "isStorable", "isUnclean", "json", "Limits", "listOf", "literal", "macLength", "matching", "math",
    "mediaJSON", "mediaProblem", "methods", "metrics", "mime", "missing", "moment", "New", "newDecimalText",
    "newMetrics", "newRateLimiter", "newRateLimiters", "newTimestamp", "notAllowed", "notDate", "notDecimal",
    "notDuration", "notTime", "notUUID", "notValid", "nullable", "nullableList", "number", "numberChoice",
    "numberedAnswer", "numberedPage", "numberedRequest", "numberText", "o", "object", "observer", "offsetAnswer",
    "offsetPage", "offsetRequest", "oneOf", "operation", "optional", "Options", "orEmpty", "orNull", "outside",
    "owner", "page", "panicError", "parameter", "parsed", "parseObject", "parseProxies", "parseQuery", "parseTime",
    "parseUUID", "partOf", "place", "places", "preflight", "problem", "problemOf", "problems", "problemsByField",
    "prometheus", "promhttp", "proxies", "public", "query", "quoted", "r", "rand", "Rate", "rateLimit", "rateLimited",
    "rateLimiter", "readBody", "reader", "readField", "readItems", "referred", "refusals", "regexp", "request",
    "requestID", "required", "result", "roles", "row", "rowOrNull", "scopeOf", "seconds", "segment", "Services",
    "setDefault", "sha256", "slices", "slog", "someJSON", "sortedBy", "statuses", "store", "strconv", "strings",
    "text", "textsOf", "time", "timestamp", "timestampText", "titles", "tooLarge", "tooSmall", "trace", "tx",
    "unescaped", "unknown", "unlimited", "unmatchedRoute", "url", "users", "utf8", "uuid", "value", "w", "windows",
    "withExchange", "writeJSON", "writeMedia", "written", "wrongForm", "wrongType",
})  # fmt: skip
"""What the package of the handlers declares, imports, or calls its own things."""

_SYSTEMS = frozenset({
    "aix", "android", "darwin", "dragonfly", "freebsd", "hurd", "illumos", "ios", "js", "linux", "nacl", "netbsd",
    "openbsd", "plan9", "solaris", "wasip1", "windows", "zos", "386", "amd64", "arm", "arm64", "loong64", "mips",
    "mips64", "mips64le", "mipsle", "ppc64", "ppc64le", "riscv64", "s390x", "sparc64", "wasm", "test", "unix",
})  # fmt: skip
"""Last words of file names that the toolchain gives a meaning to."""

_FILES = frozenset({
    # domain
    "caller", "date", "decimal", "duration", "error", "errors", "optional", "paging", "store",
    # stores
    "columns", "conditions", "constraints", "db", "decimals", "dialect", "failed_logins", "filters", "listing", "migrate", "postgres", "rows", "sessions",
    "slugs", "sqlite", "states", "stores", "table", "values",
    # handlers
    "access", "addresses", "arguments", "body", "cors", "cursors", "docs", "fields", "metrics", "operation", "pages",
    "failures", "problem_body", "passwords", "problems", "rate_limits", "readers", "respond", "routes", "routing", "scalars", "security", "server", "services",
    "statuses", "system", "telemetry", "transactions", "transaction", "observer", "exchange", "envelope",
})  # fmt: skip


class Names:
    """Names of one scope, each given out once."""

    def __init__(self, reserved: Iterable[str] = ()) -> None:
        self._taken = {name.lower() for name in reserved}

    def take(self, *choices: str) -> str:
        """The first of the choices that is still free; when none is, the last with a number.

        Letter case alone does not part two names: some file systems and many readers miss it.
        """
        for choice in choices:
            if choice.lower() not in self._taken:
                self._taken.add(choice.lower())
                return choice
        number = 2
        while f"{choices[-1]}{number}".lower() in self._taken:
            number += 1
        return self.take(f"{choices[-1]}{number}")


def domain_names() -> Names:
    """Types, functions and constants of the domain package."""
    return Names(_DOMAIN)


def store_names() -> Names:
    """Variables of the package of the stores."""
    return Names((*_KEYWORDS, *_PREDECLARED, *_STORE))


def handler_names() -> Names:
    """Variables and functions of the package of the handlers, and what is local to its functions."""
    return Names((*_KEYWORDS, *_PREDECLARED, *_HANDLERS))


def file_names() -> Names:
    """Files of one package, without their ending."""
    return Names(_FILES)


def exported(name: Name) -> str:
    """``BookID`` for ``book id``."""
    written = "".join(_capital(word) for word in name.words)
    return written if written[:1].isalpha() else f"N{written}"


def unexported(name: Name) -> str:
    """``bookID`` for ``book id``, ``id`` for ``id``."""
    first, *others = name.words
    written = first + "".join(_capital(word) for word in others)
    return written if written[:1].isalpha() else f"n{written}"


def members(names: Iterable[str]) -> list[str]:
    """The fields of a struct, in the order of the names that they stand for (columns, or as on the wire)."""
    scope = Names()
    return [scope.take(exported(name_of(name)), f"{exported(name_of(name))}Field") for name in names]


def file_name(name: str, suffix: str) -> str:
    """A file's name that the toolchain takes for nothing special: ``user_test`` would only be built for tests."""
    return f"{name}_{suffix}" if name.rpartition("_")[2] in _SYSTEMS else name


def constant_suffix(value: str | int | float | bool, position: int) -> str:
    """What the constant for a value of an enumeration is called, behind the name of its type."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return ("Minus" if value < 0 else "") + str(abs(value)).replace(".", "Point").replace("+", "").replace("-", "Minus")
    plain = unicodedata.normalize("NFKD", str(value)).encode("ascii", "ignore").decode()
    words = words_of(plain)
    return "".join(_capital(word) for word in words) if words else f"Value{position}"


def _capital(word: str) -> str:
    return word.upper() if word in INITIALISMS else word[:1].upper() + word[1:]
