"""Python identifiers for the names of a design: never a keyword, never the name of something else.

Three kinds of name need three kinds of care. Members (columns, fields of bodies) only have to
differ from what their class brings along. Classes are imported side by side, so they have
to differ from each other and from every class that templates import. Functions, variables and
modules have to differ from the lower-case names around them.
"""

from __future__ import annotations

import builtins
import keyword
import sys
from collections.abc import Iterable

from scaffold.names import name_of

_KEYWORDS = frozenset(keyword.kwlist)
_BUILTINS = frozenset(dir(builtins))

_MODEL_ATTRIBUTES = frozenset({
    "construct", "copy", "dict", "from_orm", "json", "model_computed_fields", "model_config", "model_construct",
    "model_copy", "model_dump", "model_dump_json", "model_extra", "model_fields", "model_fields_set",
    "model_json_schema", "model_parametrized_name", "model_post_init", "model_rebuild", "model_validate",
    "model_validate_json", "model_validate_strings", "parse_file", "parse_obj", "parse_raw", "schema", "schema_json",
    "update_forward_refs", "validate",
})  # fmt: skip
"""What every pydantic model has; a field of that name would hide it."""

_ANNOTATION_NAMES = frozenset({"str", "int", "float", "bool", "bytes", "list", "field", "dict", "now", "today"})
"""What the annotations and defaults of a class body say; a field of that name would hide it there."""

_AMBIGUOUS = frozenset({"l"})
"""What linters take for a digit."""

_TEMPLATE_CLASSES = frozenset({
    # typing, datetime, pydantic
    "Annotated", "Any", "ClassVar", "Decimal", "Field", "Generic", "Iterator", "Literal", "MISSING", "RootModel",
    "BaseModel", "TypeAliasType", "TypedDict", "UUID",
    # SQLAlchemy
    "BigInteger", "Boolean", "Column", "ColumnElement", "Date", "Double", "ForeignKey", "Index", "Integer", "Interval",
    "LargeBinary", "String", "Table", "Text", "Uuid",
    # FastAPI
    "APIRouter", "Depends", "Header", "Path", "Query", "Request", "Response",
    # the service's own
    "AccountLocked", "AnyCaller", "AppRuntime", "Caller", "Conflict", "CursorPage", "CursorRepository",
    "CursorRequest", "DecimalText", "DecimalTotal", "Duration", "Email", "ExactDecimal", "FieldError", "Forbidden",
    "HasRole", "Id", "Input", "InvalidCredentials", "InvalidRefreshToken", "InvalidRequest", "Json", "JsonItems",
    "JsonList",
    "MaybeCaller", "NoParameters", "NoQuery", "NotFound", "NotImplementedYet", "NumberedPage", "NumberedRepository",
    "NumberedRequest", "OffsetPage", "OffsetRepository", "OffsetRequest", "Output", "Passwords", "PayloadTooLarge",
    "QueryBoolean", "QueryChoice", "QueryInteger", "QueryNumber", "RateLimited", "Repository", "Role", "RowId",
    "Runtime", "SerialKey", "ServiceError", "Session", "Sessions", "States", "Store", "TimedOut", "Timestamp", "Tokens",
    "Unauthenticated", "UtcDateTime",
})  # fmt: skip

_TEMPLATE_VARIABLES = frozenset({
    "access", "and_", "asynccontextmanager", "bindparam", "body", "caller", "caller_id", "cast", "changes", "column",
    "contains_text", "cursor_request", "dataclass", "date", "datetime", "exists", "false", "field", "fields", "func",
    "has_element", "literal", "metadata", "new", "not_", "now", "numbered_request", "offset_request", "or_", "owner",
    "page", "query", "quote", "request", "response", "router", "routers", "runtime", "select", "self", "service",
    "session", "store", "super", "text", "timedelta", "today", "transaction", "true", "tuple_",
})  # fmt: skip

_PACKAGE_MODULES = frozenset({"access", "config", "core", "errors", "main", "routes", "runtime", "store"})
_DEPENDENCIES = frozenset({
    "aiosqlite", "alembic", "argon2", "asyncpg", "fastapi", "httpx", "jwt", "migrations", "prometheus_client",
    "pydantic", "pydantic_settings", "pytest", "sqlalchemy", "starlette", "structlog", "tests", "typing_extensions",
    "uvicorn",
})  # fmt: skip

_COLLECTION_METHODS = frozenset({
    "add", "as_readonly", "clear", "compare", "contains_column", "corresponding_column", "extend", "get", "items",
    "keys", "remove", "update", "values",
})  # fmt: skip


def is_builtin(name: str) -> bool:
    """Whether Python has something of this name everywhere; ``id``, which everybody hides, does not count."""
    return name in _BUILTINS and name != "id"


class Names:
    """Names of one scope, each given out once; ``joint`` parts a name from its number."""

    def __init__(self, reserved: Iterable[str], joint: str = "_") -> None:
        self._taken = {name.lower() for name in reserved}
        self._joint = joint

    def take(self, *choices: str) -> str:
        """The first of the choices that is still free; when none is, the last with a number.

        Letter case alone does not part two names: some file systems and many readers miss it.
        """
        for choice in choices:
            if choice.lower() not in self._taken:
                return self._give(choice)
        number = 2
        while f"{choices[-1]}{self._joint}{number}".lower() in self._taken:
            number += 1
        return self._give(f"{choices[-1]}{self._joint}{number}")

    def _give(self, name: str) -> str:
        self._taken.add(name.lower())
        return name


def class_names() -> Names:
    """The classes of a project."""
    return Names((*_TEMPLATE_CLASSES, *(name for name in _BUILTINS if name[0].isupper())), joint="")


def variable_names() -> Names:
    """Functions, variables and arguments that stand beside what a template imports."""
    return Names((*_KEYWORDS, *_BUILTINS, *_TEMPLATE_VARIABLES))


def package_names() -> Names:
    """Packages inside of the project's own."""
    return Names((*_KEYWORDS, *_PACKAGE_MODULES))


def project_package(name: str) -> str:
    """The top-level package of a service: no module of Python or of a dependency."""
    return Names((*_KEYWORDS, *sys.stdlib_module_names, *_DEPENDENCIES)).take(name, f"{name}_service")


def member_name(name: str) -> str:
    """A column or a field of a body, the same in rows, models and queries: ``class_`` for ``class``."""
    return f"{name}_" if name in _KEYWORDS | _MODEL_ATTRIBUTES | _ANNOTATION_NAMES | _AMBIGUOUS else name


def variable_name(name: str) -> str:
    """A local variable: ``class_`` for ``class``, ``list_`` for ``list``."""
    return f"{name}_" if name in _KEYWORDS | _BUILTINS | _AMBIGUOUS else name


def member_of_wire(wire: str) -> str:
    """The member that has this name in JSON: ``book_id`` for ``bookId``."""
    return member_name(name_of(wire).snake)


def column_access(table: str, column: str) -> str:
    """A column of a table: ``books.c.title``, or ``books.c["items"]`` where ``items`` is a method."""
    return f'{table}.c["{column}"]' if column in _COLLECTION_METHODS else f"{table}.c.{column}"
