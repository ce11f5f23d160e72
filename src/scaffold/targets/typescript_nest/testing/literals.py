"""Test data as TypeScript source."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct

from scaffold.design.entities import Attribute, Entity
from scaffold.design.types import GREATEST_EXACT, Enumeration, Kind, ListOf, Plain, Type
from scaffold.openapi.values import decimal_digits
from scaffold.targets.shared.integers import is_exact_as_double
from scaffold.targets.shared.testing.syntax import list_of, nowhere
from scaffold.targets.typescript_nest.text import property_name, string, value
from scaffold.targets.typescript_nest.types import row_key, typed_value
from scaffold.testdata.values import Distinct, Json, Numbered, Repeated, RowId

_SEVERAL = 2


class TypeScriptSyntax(Struct, frozen=True):
    """Values of tests as TypeScript: rows are lists.

    Attributes:
        camel: Whether JSON names are written in camelCase.
    """

    camel: bool

    @property
    def null(self) -> str:
        """No value."""
        return "null"

    def string(self, text: str) -> str:
        """A text."""
        return string(text)

    def json(self, value: Json) -> str:
        """A value as it is in JSON."""
        return json_literal(value)

    def row_value(self, value: Json, kind: Type) -> str:
        """A value as rows have it."""
        return row_literal(value, kind)

    def mapping(self, expressions: Mapping[str, str]) -> str:
        """An object."""
        return mapping(expressions)

    def set_of(self, texts: Iterable[str]) -> str:
        """A list, in which each text stands once."""
        return list_of(map(string, texts))

    def row(self, *expressions: str) -> str:
        """A list."""
        return list_of(expressions)

    def new_row(self, model: str) -> str:
        """The class ``Ref`` of the tests."""
        return f"new Ref({string(model)})"

    def model(self, entity: Entity) -> str:
        """The name in camel case."""
        return entity.name.camel

    def member(self, attribute: Attribute) -> str:
        """The property of the row."""
        return row_key(attribute.wire, is_secret=attribute.secret, camel=self.camel)


def json_literal(given: Json) -> str:
    """A value as it is in JSON; the id of a row leads nowhere, and what no double holds is a bigint."""
    match given:
        case RowId(_, kind):
            return nowhere(kind)
        case Repeated(str() as part, count):
            return f"{string(part)}.repeat({count})"
        case Repeated([part], count):
            return f"Array({count}).fill({json_literal(part)})"
        case Mapping():
            return mapping({key: json_literal(each) for key, each in given.items()})
        case list() | tuple():
            return list_of(json_literal(each) for each in given)
        case int() if abs(given) > GREATEST_EXACT:
            return f"{given}n"
    return value(given)


def row_literal(given: Json, kind: Type) -> str:
    """A value as rows have it."""
    match kind:
        case _ if given is None:
            return "null"
        case ListOf(item):
            return list_of(row_literal(each, item) for each in given)
        case Plain(Kind.JSON):
            return json_literal(given)
        case Plain() | Enumeration() if isinstance(given, str | int | float):
            return typed_value(given, kind)
    return json_literal(given)


def distinct_literal(values: Distinct, kind: Type) -> str:
    """An expression for the value of the row with the number ``n``."""
    if isinstance(values, Numbered):
        return _numbered(values)
    first = values.values[0]
    counted = _counted(kind, first) if isinstance(kind, Plain) and len(values.values) > _SEVERAL else None
    return counted or f"{list_of(row_literal(each, kind) for each in values.values)}[n]"


def _numbered(values: Numbered) -> str:
    padded = f'String(n).padStart({values.digits}, "0")' if values.digits > 1 else "n"
    if values.before or values.after:
        return template_literal(values.before, f"${{{padded}}}", values.after)
    return padded if values.digits > 1 else "String(n)"


def _counted(kind: Plain, first: Json) -> str | None:
    match kind.kind:
        case Kind.INTEGER if not is_exact_as_double(kind):
            return f"{first}n + BigInt(n)"
        case Kind.INTEGER | Kind.NUMBER:
            return f"{value(first)} + n"
        case Kind.DECIMAL:
            return f"({first} + n).toFixed({decimal_digits(kind)[1]})"
        case Kind.DATE:
            return f"new Date(Date.parse({string(first)}) + n * DAY).toISOString().slice(0, 10)"
        case Kind.DATETIME:
            return f"new Date(Date.parse({string(first)}) + n * DAY)"
        case Kind.DURATION:
            return "`P${n + 1}D`"
        case Kind.UUID:
            return '`00000000-0000-7000-8000-${String(n + 1).padStart(12, "0")}`'
    return None


def mapping(expressions: Mapping[str, str]) -> str:
    """An object of expressions."""
    members = ", ".join(f"{property_name(key)}: {said}" for key, said in expressions.items())
    return f"{{ {members} }}" if members else "{}"


def template_literal(before: str, *rest: str) -> str:
    """A template literal of texts and, at every other place, expressions in their braces."""
    parts = (before, *rest)
    return f"`{''.join(_in_template(part) if index % 2 == 0 else part for index, part in enumerate(parts))}`"


def _in_template(text: str) -> str:
    return string(text)[1:-1].replace('\\"', '"').replace("`", "\\`").replace("${", "\\${")
