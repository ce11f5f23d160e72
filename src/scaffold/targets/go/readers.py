"""What reads a value of a request and checks its limits, as expressions of Go."""

from __future__ import annotations

import math

from msgspec import Struct, field

from scaffold.design.types import Enumeration, Kind, ListOf, ObjectOf, Plain, Reference, Type
from scaffold.openapi.values import NO_NUL, decimal_digits, value_schema
from scaffold.targets.go.identifiers import Names
from scaffold.targets.go.naming import ProjectNames
from scaffold.targets.go.text import go_string, raw_string
from scaffold.targets.go.types import decimal_limit

_LEAST, _GREATEST = -(2**63), 2**63 - 1
_PLAIN = {
    Kind.BOOLEAN: "boolean",
    Kind.DATE: "date",
    Kind.DATETIME: "moment",
    Kind.DURATION: "duration",
    Kind.UUID: "identifier",
    Kind.EMAIL: "email",
}


class Readers(Struct):
    """Writes the readers of one package, and gathers the patterns that they match with.

    Attributes:
        prefix: What stands before names of the domain: ``library.``.
        patterns: By pattern, the variable that holds it.
    """

    names: ProjectNames
    prefix: str
    variables: Names
    patterns: dict[str, str] = field(default_factory=dict)

    def of(self, kind: Type, called: str, *, nullable: bool = False) -> str:
        """What reads a value.

        Args:
            kind: Its type.
            called: What a pattern of it would be called, ``isbn``.
            nullable: Whether it may be null.
        """
        if isinstance(kind, Plain) and kind.kind is Kind.JSON:
            return "anyJSON" if nullable else "someJSON"
        read = self._of(kind, called)
        if not nullable:
            return read
        return f"nullableList({read})" if isinstance(kind, ListOf) else f"nullable({read})"

    def of_query(self, kind: Type, called: str) -> str:
        """What reads a parameter of the query, which may be there several times."""
        read = self.of(kind, called)
        return f"textsOf{read.removeprefix('listOf')}" if isinstance(kind, ListOf) else read

    def _of(self, kind: Type, called: str) -> str:
        match kind:
            case ListOf(item, least, most):
                return f"listOf({self.of(item, called)}, {least or 0}, {'unlimited' if most is None else most})"
            case Enumeration(_, values):
                return f"{_choice(values)}[{self.prefix}{self.names.enumerations[kind].type}]"
            case Reference(_, id_type):
                return self._of(id_type, called)
            case ObjectOf(key):
                return f"partOf({self.names.schemas[key].read_object})"
            case Plain(Kind.INTEGER):
                return _integer(kind)
            case Plain(Kind.NUMBER):
                return _number(kind)
            case Plain(Kind.DECIMAL):
                return _decimal(kind)
            case Plain():
                return _PLAIN.get(kind.kind) or self._text(kind, called)

    def _text(self, kind: Plain, called: str) -> str:
        schema = value_schema(kind, "in")
        limits = f"{schema.get('minLength', 0)}, {schema.get('maxLength', 'unlimited')}"
        pattern = schema.get("pattern")
        if pattern is None:
            return f"anyText({limits})"
        return f"text({limits})" if pattern == NO_NUL else f"matching({self._pattern(pattern, called)}, {limits})"

    def _pattern(self, pattern: str, called: str) -> str:
        if pattern not in self.patterns:
            self.patterns[pattern] = self.variables.take(f"{called}Pattern")
        return self.patterns[pattern]

    @property
    def declarations(self) -> tuple[tuple[str, str], ...]:
        """The variables of the patterns, with the literal of each."""
        return tuple((variable, raw_string(pattern)) for pattern, variable in self.patterns.items())


def one_of(values: tuple[str | int | float | bool, ...]) -> str:
    """Texts to choose from, as arguments."""
    return ", ".join(go_string(str(value)) for value in values)


def _choice(values: tuple[str | int | float | bool, ...]) -> str:
    if isinstance(values[0], str):
        return "choice"
    if isinstance(values[0], bool):
        return "booleanChoice"
    return "numberChoice" if any(isinstance(value, float) for value in values) else "integerChoice"


def _integer(kind: Plain) -> str:
    least = _LEAST if kind.min is None else max(math.ceil(kind.min), _LEAST)
    most = _GREATEST if kind.max is None else min(math.floor(kind.max), _GREATEST)
    return f"integer({'math.MinInt64' if least == _LEAST else least}, {'math.MaxInt64' if most == _GREATEST else most})"


def _number(kind: Plain) -> str:
    least = "math.Inf(-1)" if kind.min is None else repr(float(kind.min))
    most = "math.Inf(1)" if kind.max is None else repr(float(kind.max))
    return f"number({least}, {most})"


def _decimal(kind: Plain) -> str:
    before, behind = decimal_digits(kind)
    least, most = go_string(decimal_limit(kind.min)), go_string(decimal_limit(kind.max))
    return f"decimalNumber({before}, {behind}, {least}, {most})"
