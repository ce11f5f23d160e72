"""What the Go packages of a service are called."""

from __future__ import annotations

from scaffold.design.design import Design

_GENERIC = frozenset({"service", "api", "app", "application", "server", "backend", "system"})
_TAKEN = frozenset({
    "any", "bool", "break", "byte", "case", "chan", "clear", "close", "complex", "const", "continue", "copy",
    "default", "defer", "delete", "else", "error", "fallthrough", "false", "float", "for", "func", "go", "goto", "if",
    "import", "init", "int", "interface", "iota", "len", "main", "make", "map", "max", "min", "new", "nil", "package",
    "panic", "print", "range", "real", "recover", "return", "rune", "select", "string", "struct", "switch", "true",
    "type", "uint", "uintptr", "var",
    "auth", "config", "contract", "decimal", "domain", "goose", "httpapi", "internal", "jsonschema", "jwt", "pgx",
    "sqlite", "store", "telemetry", "test", "testing", "uuid", "vendor",
    "argon", "bufio", "bytes", "cmp", "context", "errors", "fmt", "hmac", "http", "io", "json", "log", "maps", "math",
    "mime", "net", "netip", "norm", "os", "path", "rand", "reflect", "regexp", "runtime", "signal", "slices", "slog",
    "sort", "sql", "strconv", "strings", "sync", "syscall", "time", "trace", "unicode", "url",
})  # fmt: skip
"""Words that Go, its library or another package of the project has taken."""


def domain_package(design: Design) -> str:
    """The package of what the service is about: the last telling word of its name, ``domain`` where none will do."""
    words = [word for word in design.service.name.words if word not in _GENERIC]
    name = words[-1] if words else ""
    entities = {text for entity in design.entities for text in (entity.name.snake, entity.plural.snake)}
    resources = {resource.key for resource in design.resources}
    if len(name) < 3 or not (name.isascii() and name.isalpha()) or name in _TAKEN | entities | resources:
        return "domain"
    return name


def module_path(design: Design) -> str:
    """The path of the module: what the conventions say, or the name of the service."""
    return design.conventions.module or design.service.name.kebab
