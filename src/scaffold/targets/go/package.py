"""What the Go packages of a service are called."""

from __future__ import annotations

from scaffold.design.design import Design

_GENERIC = frozenset({"service", "api", "app", "application", "server", "backend", "system"})
_TAKEN = frozenset({
    "access", "account", "accounts", "address", "admin", "after", "again", "ahead", "all", "allowed", "answer",
    "answers", "any", "anybody", "api", "app", "arg", "argon", "args", "arguments", "around", "asked", "atomic",
    "attempt", "attribute", "attributes", "audience", "auth", "authenticated", "before", "behind", "beyond", "bind",
    "body", "bool", "boolean", "break", "broken", "bufio", "byte", "bytes", "call", "called", "caller", "calls",
    "cancel", "case", "cause", "cfg", "challenge", "chan", "change", "changed", "changes", "choice", "choices",
    "claims", "cleaned", "clear", "clock", "close", "closed", "cmp", "code", "codes", "column", "columns",
    "comparable", "comparison", "compiler", "complex", "conditions", "config", "configuration", "conflict",
    "conflicts", "connector", "const", "content", "context", "continue", "contract", "copy", "cors", "count",
    "creations", "ctx", "current", "cursor", "cursors", "date", "day", "days", "decimal", "decoder", "default",
    "defer", "delete", "descending", "dest", "dialect", "docs", "document", "documented", "domain", "driver",
    "duration", "each", "elapsed", "element", "else", "email", "embed", "empty", "encode", "encoder", "entries",
    "err", "error", "errors", "escaper", "everybody", "exchange", "exists", "expected", "failed", "failure",
    "failures", "fallthrough", "false", "fault", "faults", "field", "fields", "filepath", "files", "filter",
    "first", "float", "fmt", "folder", "for", "format", "forwarded", "found", "fraction", "frame", "frames", "free",
    "from", "func", "given", "go", "gone", "good", "goose", "got", "goto", "handle", "handler", "hash", "header",
    "hex", "hmac", "hop", "hops", "how", "http", "httpapi", "httptest", "identifier", "if", "import", "index",
    "init", "inlined", "inner", "insert", "inside", "int", "interface", "internal", "into", "io", "iota", "issued",
    "issuer", "item", "items", "json", "jsonschema", "jwt", "keep", "key", "keys", "kind", "known", "label",
    "lanes", "language", "last", "lasts", "later", "layout", "least", "left", "len", "length", "limit", "limiter",
    "limiters", "line", "lines", "list", "listing", "literal", "local", "location", "lock", "locked", "locker",
    "lockout", "log", "logger", "login", "logins", "lookup", "lower", "mac", "made", "main", "make", "map", "maps",
    "match", "matches", "matching", "math", "max", "media", "member", "members", "memory", "message", "method",
    "methods", "metrics", "migrated", "migrations", "mime", "min", "missing", "model", "models", "moment", "more",
    "most", "moved", "mux", "name", "named", "names", "needs", "net", "netip", "network", "networks", "new", "next",
    "nil", "none", "norm", "now", "nowhere", "nullable", "number", "object", "observer", "offset", "one",
    "operation", "operations", "optional", "options", "order", "ordered", "origin", "origins", "os", "other",
    "otherwise", "own", "owner", "package", "page", "pair", "panic", "panicked", "parameter", "parameters",
    "parent", "parse", "parsed", "parser", "part", "parts", "passes", "password", "passwords", "path", "paths",
    "pattern", "payload", "people", "pgconn", "pgx", "pieces", "place", "placeholder", "places", "plain", "pointer",
    "policy", "pool", "position", "postgres", "pragmas", "present", "previous", "print", "probe", "problem",
    "problems", "prometheus", "promhttp", "propagation", "provider", "proxies", "public", "querier", "query",
    "quote", "quoted", "rand", "random", "range", "rank", "ranks", "rate", "ratio", "raw", "read", "reader", "real",
    "recorder", "recover", "reference", "references", "referred", "reflect", "reflected", "refusals", "refused",
    "regexp", "registry", "remaining", "renewed", "request", "requests", "required", "reset", "result", "results",
    "return", "right", "role", "roles", "root", "rotated", "route", "row", "rows", "rune", "running", "runtime",
    "said", "salt", "sample", "samples", "sane", "scan", "scanner", "schemas", "scheme", "scope", "second",
    "seconds", "secret", "security", "sees", "select", "server", "service", "services", "settings", "several",
    "share", "shown", "sign", "signal", "signed", "signing", "size", "slices", "slog", "slug", "sort", "sorts",
    "source", "span", "sql", "sqlite", "sqlitedriver", "stack", "start", "started", "statement", "statements",
    "status", "statuses", "stdlib", "step", "store", "stored", "stranger", "strconv", "string", "strings", "struct",
    "subtle", "subtype", "sum", "switch", "sync", "syscall", "table", "taken", "target", "telemetry", "template",
    "term", "terms", "test", "testing", "tests", "text", "texts", "threads", "tied", "time", "timestamp", "titles",
    "token", "tokens", "told", "took", "total", "trace", "tracer", "tracing", "traded", "trades", "transactions",
    "transition", "transitions", "true", "trusted", "turn", "type", "types", "uint", "uintptr", "unicode",
    "unknown", "unlimited", "unmatched", "unwanted", "update", "url", "used", "user", "users", "usual", "uuid",
    "value", "values", "var", "vendor", "version", "via", "violation", "wait", "want", "wanted", "what", "where",
    "who", "whole", "window", "windows", "word", "words", "written", "wrong",
})  # fmt: skip
"""Words that Go and its library have taken, and that the templates call packages, variables and parameters."""


def domain_package(design: Design) -> str:
    """The package of what the service is about: the last telling word of its name, ``domain`` where none will do."""
    words = [word for word in design.service.name.words if word not in _GENERIC]
    name = words[-1] if words else ""
    if len(name) < 3 or not (name.isascii() and name.isalpha()) or name in _TAKEN or name in _names_of(design):
        return "domain"
    return name


def _names_of(design: Design) -> frozenset[str]:
    """What variables may be called after."""
    entities = (text for each in design.entities for text in (each.name.snake, each.plural.snake))
    attributes = (each.name.snake for entity in design.entities for each in entity.attributes)
    properties = (each.name.snake for schema in design.schemas for each in schema.properties)
    parameters = (each.name.snake for operation in design.operations for each in operation.parameters)
    resources = (each.key for each in design.resources)
    return frozenset((*entities, *attributes, *properties, *parameters, *resources))


def module_path(design: Design) -> str:
    """The path of the module: what the conventions say, or the name of the service."""
    return design.conventions.module or design.service.name.kebab
