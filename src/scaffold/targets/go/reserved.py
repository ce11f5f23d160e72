"""Names that the language, its toolchain, or the templates have already."""

from __future__ import annotations

INITIALISMS = frozenset({
    "acl", "api", "ascii", "cpu", "css", "csv", "db", "dns", "eof", "guid", "html", "http", "https", "iban", "id",
    "ip", "isbn", "json", "jwt", "pdf", "qps", "ram", "rpc", "sku", "sla", "smtp", "sql", "ssh", "tcp", "tls", "ttl",
    "udp", "ui", "uid", "uri", "url", "utf8", "uuid", "vat", "vm", "xml", "xss", "zip",
})  # fmt: skip
"""Words that are written in capitals throughout."""

KEYWORDS = frozenset({
    "break", "case", "chan", "const", "continue", "default", "defer", "else", "fallthrough", "for", "func", "go",
    "goto", "if", "import", "interface", "map", "package", "range", "return", "select", "struct", "switch", "type",
    "var",
})  # fmt: skip
PREDECLARED = frozenset({
    "any", "append", "bool", "byte", "cap", "clear", "close", "comparable", "complex", "copy", "delete", "error",
    "false", "float64", "imag", "init", "int", "int64", "iota", "len", "main", "make", "max", "min", "new", "nil",
    "panic", "print", "println", "real", "recover", "rune", "string", "true", "uint",
})  # fmt: skip

DOMAIN = frozenset({
    "Caller", "CursorPage", "CursorRequest", "Date", "DateOf", "Duration", "DurationOf", "Err", "ErrForbidden",
    "ErrInvalidRequest", "ErrNotFound", "ErrNotImplemented", "Error", "FieldError", "InvalidRequest",
    "NotImplemented", "NumberedPage", "NumberedRequest", "OffsetPage", "OffsetRequest", "Optional", "ParseDate",
    "ParseDuration", "Position", "Some", "Store",
})  # fmt: skip
"""What the domain package declares in every service, or in some."""

STORE = frozenset({
    "access", "Account", "addGiven", "addGivenItem", "addOwner", "addWanted", "args", "betweenWords",
    "bindNullable", "bindTime", "bound",
    "brokenForeignKey", "brokenUnique", "caller", "callerID", "changed", "changes", "column", "columnValue",
    "compareDecimals", "decimalTexts", "conditions", "conflict", "connect", "connector", "context", "ctx", "d",
    "databaseFile", "dataSource", "DB", "decimal", "decimalCollation", "dialect", "driver", "embed", "err",
    "errors", "FailedLogins",
    "filepath", "filter", "fmt", "foreignKeyViolation", "found", "fs", "goose", "id", "into", "json",
    "keepForeignKeys", "key", "leaveForeignKeys",
    "likeEscaper", "list", "listing", "listText", "lower", "Migrate", "migrations", "newSQLiteDriver", "newStore",
    "norm", "noSuchRow", "nullable", "Open", "openPostgres", "openSQLite", "Options", "orNil", "os", "owner", "page",
    "parent", "pgconn", "pgx", "postgres", "pragmas", "q", "querier", "query", "rand", "readDate", "readDecimal",
    "readJSON", "readTime", "reference", "reflect", "regexp", "registerDecimals", "restrictViolation", "roleOf",
    "row", "rows", "s", "scanner", "selectRow", "selectRows", "Sessions", "slices", "slug", "slugLength", "slugOf",
    "sortedBy", "sortKey", "sql", "sqlite", "sqlitedriver", "stdlib", "strconv", "strings", "sync", "table", "term",
    "time", "timeFormat", "transition", "transitions", "Tx", "unicode", "uniqueViolation", "url", "uuid", "valueOf",
    "values", "violated", "violatedInSQLite", "violation", "violationKind", "where",
})  # fmt: skip
"""What the package of the stores declares, imports, or calls its own things."""

HANDLERS = frozenset({
    "a", "access", "allowOrigins", "answer", "answerHealth", "answers", "answersOrNull", "answerStatic", "anybody",
    "anyJSON", "anyText", "api", "args", "arguments", "argumentsOf", "audience", "auth", "authenticated", "authHeader",
    "authScheme", "base64", "below", "body", "bodyOf", "boolean", "booleanChoice", "bytes", "callers", "challenge",
    "changed", "checked", "choice", "context", "cors", "corsExposed", "corsHeaders", "corsMaxAge", "corsMethods",
    "corsVaries", "ctx", "cursorAnswer", "cursorPage", "cursors", "date", "decimal", "decimalNumber", "decimalText",
    "describe", "docs", "docsPolicy", "domain", "duration", "email", "emailText", "endSpan", "err", "errInternal",
    "errMalformedJSON", "errMethodNotAllowed", "errNoSuchPath", "errors", "errPayloadTooLarge", "errRateLimited",
    "errTimedOut", "errUnauthenticated", "errUnsupportedMediaType", "escaped", "everybody", "exchange", "exchangeKey",
    "exchangeOf", "fault", "field", "fieldMessages", "fieldProblem", "fmt", "found", "given", "givenOr", "hashes",
    "hasLoneSurrogate", "hex", "hmac", "http", "identifier", "inBody", "inHeader", "inlined", "inList", "inPath",
    "inQuery", "integer", "integerChoice", "integerText", "inTransaction", "io", "isDecimal", "isDigits", "isJSON",
    "isMailbox", "isNumber", "isPlain", "isStorable", "isUnclean", "json", "Limits", "listOf", "literal", "macLength",
    "matching", "math", "measure", "mediaJSON", "mediaProblem", "methods", "metrics", "mime", "missing", "moment",
    "New", "newDecimalText", "newMetrics", "newRateLimiter", "newRateLimiters", "newTimestamp", "notAllowed", "notDate",
    "notDecimal", "notDuration", "notTime", "notUUID", "notValid", "nullable", "nullableList", "number", "numberChoice",
    "numberedAnswer", "numberedPage", "numberedRequest", "numberText", "o", "object", "observer", "offsetAnswer",
    "offsetPage", "offsetRequest", "oneOf", "operation", "optional", "Options", "orEmpty", "orNull", "outside", "owner",
    "page", "panicError", "parameter", "parsed", "parseObject", "parseProxies", "parseQuery", "parseTime", "parseUUID",
    "partOf", "place", "places", "preflight", "problem", "problemOf", "problems", "problemsByField", "prometheus",
    "promhttp", "proxies", "public", "query", "quoted", "r", "rand", "Rate", "rateLimit", "rateLimited", "rateLimiter",
    "readAll", "readBody", "reader", "readField", "readItems", "referred", "refusals", "regexp", "request", "requestID",
    "required", "result", "roles", "row", "rowOrNull", "scopeOf", "seconds", "segment", "Services", "setDefault",
    "sha256", "slices", "slog", "someJSON", "sortedBy", "statuses", "store", "strconv", "strings", "text", "textsOf",
    "time", "timestamp", "timestampText", "titles", "tooLarge", "tooSmall", "trace", "tx", "unescaped", "unknown",
    "unlimited", "unmatchedRoute", "url", "users", "utf8", "uuid", "value", "w", "windows", "withExchange", "writeJSON",
    "writeMedia", "written", "wrongForm", "wrongType",
})  # fmt: skip
"""What the package of the handlers declares, imports, or calls its own things."""

SYSTEMS = frozenset({
    "aix", "android", "darwin", "dragonfly", "freebsd", "hurd", "illumos", "ios", "js", "linux", "nacl", "netbsd",
    "openbsd", "plan9", "solaris", "wasip1", "windows", "zos", "386", "amd64", "arm", "arm64", "loong64", "mips",
    "mips64", "mips64le", "mipsle", "ppc64", "ppc64le", "riscv64", "s390x", "sparc64", "wasm", "test", "unix",
})  # fmt: skip
"""Last words of file names that the toolchain gives a meaning to."""

FILES = frozenset({
    # domain
    "caller", "date", "decimal", "duration", "error", "errors", "optional", "paging", "store",
    # stores
    "admins", "columns", "conditions", "constraints", "db", "decimals", "dialect", "failed_logins", "filters",
    "listing",
    "migrate", "postgres", "querier", "rows", "sessions", "slugs", "sorting", "sqlite", "sqlite_driver",
    "states", "stores", "table", "values",
    # handlers
    "access", "addresses", "arguments", "body", "cors", "cursors", "docs", "fields", "metrics", "operation", "pages",
    "failures", "problem_body", "passwords", "problems", "rate_limits", "readers", "respond", "routes", "routing",
    "scalars", "security", "server", "services", "statuses", "system", "telemetry", "transactions", "transaction",
    "observer", "exchange", "envelope",
})  # fmt: skip
