"""Test data as Python source."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from scaffold.design.entities import Attribute, Entity
from scaffold.design.types import Kind, ListOf, Plain, Type
from scaffold.targets.python_fastapi.rows import column_key
from scaffold.targets.python_fastapi.text import python_string
from scaffold.targets.python_fastapi.types import typed_value
from scaffold.targets.shared.testing.syntax import nowhere
from scaffold.testdata.values import Distinct, Json, Numbered, Repeated, RowId

_DURATION = re.compile(r"P(?:([0-9]+)D)?(?:T([0-9]+)M)?")


def json_literal(value: Json) -> str:
    """A value as it is in JSON; the id of a row leads nowhere."""
    match value:
        case RowId(_, kind):
            return nowhere(kind)
        case Repeated(str() as part, count):
            return f"{python_string(part)} * {count}"
        case Repeated(part, count):
            return f"{json_literal(part)} * {count}"
        case str():
            return python_string(value)
        case Mapping():
            return mapping({key: json_literal(each) for key, each in value.items()})
        case list() | tuple():
            return f"[{', '.join(json_literal(each) for each in value)}]"
    return repr(value)


def row_literal(value: Json, kind: Type) -> str:
    """A value as rows have it."""
    match kind:
        case _ if value is None:
            return "None"
        case ListOf(item):
            return f"[{', '.join(row_literal(each, item) for each in value)}]"
        case Plain(Kind.DURATION):
            parts = _DURATION.fullmatch(value)
            days, minutes = parts.groups("0") if parts else ("0", "0")
            return f"timedelta(days={days}, minutes={minutes})"
        case Plain(Kind.JSON):
            return json_literal(value)
    return typed_value(value, kind) if isinstance(value, str | int | float) else json_literal(value)


def distinct_literal(values: Distinct, kind: Type) -> str:
    """An expression for the value of the row with the number ``n``."""
    if isinstance(values, Numbered):
        return _numbered(values)
    first = values.values[0]
    if isinstance(first, int) and not isinstance(first, bool) and len(values.values) > 2:
        return f"{first} + n"
    if isinstance(kind, Plain):
        counted = _counted(kind, first)
        if counted is not None:
            return counted
    return f"({''.join(f'{row_literal(value, kind)}, ' for value in values.values)})[n]"


def _numbered(values: Numbered) -> str:
    number = "{n}" if values.digits == 1 else f"{{n:0{values.digits}}}"
    before, after = (text.replace("{", "{{").replace("}", "}}") for text in (values.before, values.after))
    return f"f{python_string(before + number + after)}"


def _counted(kind: Plain, first: Json) -> str | None:
    match kind.kind:
        case Kind.NUMBER:
            return f"{first} + n"
        case Kind.DECIMAL:
            return f"{row_literal(first, kind)} + n"
        case Kind.DATE | Kind.DATETIME:
            return f"{row_literal(first, kind)} + timedelta(days=n)"
        case Kind.DURATION:
            return "timedelta(days=n + 1)"
        case Kind.UUID:
            return "UUID(int=n + 1)"
    return None


def mapping(expressions: Mapping[str, str]) -> str:
    """A dictionary of expressions."""
    return f"{{{', '.join(f'{python_string(key)}: {value}' for key, value in expressions.items())}}}"


def strings(values: Iterable[str]) -> str:
    """String literals with commas between."""
    return ", ".join(map(python_string, values))


class PythonSyntax:
    """Values of tests as Python: rows are tuples."""

    null = "None"

    def string(self, text: str) -> str:
        """A text."""
        return python_string(text)

    def json(self, value: Json) -> str:
        """A value as it is in JSON."""
        return json_literal(value)

    def row_value(self, value: Json, kind: Type) -> str:
        """A value as rows have it."""
        return row_literal(value, kind)

    def mapping(self, expressions: Mapping[str, str]) -> str:
        """A dictionary."""
        return mapping(expressions)

    def set_of(self, texts: Iterable[str]) -> str:
        """A set."""
        said = strings(texts)
        return f"{{{said}}}" if said else "set()"

    def row(self, *expressions: str) -> str:
        """A tuple."""
        return f"({', '.join(expressions)}{',' if len(expressions) == 1 else ''})"

    def new_row(self, model: str) -> str:
        """The class ``Ref`` of the tests."""
        return f"Ref({python_string(model)})"

    def model(self, entity: Entity) -> str:
        """The name in snake case."""
        return entity.name.snake

    def member(self, attribute: Attribute) -> str:
        """The attribute of the row."""
        return column_key(attribute)
