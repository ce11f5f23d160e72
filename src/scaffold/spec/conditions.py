"""Conditions over the fields of one row, as filters, indexes and computed fields say them.

The grammar, loosest binding first::

    condition  = conjunction { "or" conjunction }
    conjunction = term { "and" term }
    term       = "not" term | "(" condition ")" | exists | null | membership | comparison
    exists     = ( "exists" | "no" ) Model "." field [ "(" condition ")" ]
    null       = field "is" [ "not" ] "null"
    membership = operand "in" ( field | "[" literal { "," literal } "]" )
    comparison = operand ( "=" | "!=" | "<" | "<=" | ">" | ">=" ) operand
    operand    = field | literal | "value" | "caller" | "now" | "today"

Names stay words here: whether ``lost`` is a field or a member of an enum is for the one
who knows the model.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

Operator = Literal["=", "!=", "<", "<=", ">", ">="]


class Word(Struct, frozen=True):
    """A bare name: a field, a member of an enum, or ``value``, ``caller``, ``now``, ``today``."""

    text: str
    offset: int


class Constant(Struct, frozen=True):
    """A quoted string, a number, ``true`` or ``false``."""

    value: str | int | float | bool
    offset: int


Operand = Word | Constant


class Comparison(Struct, frozen=True):
    """Two operands, compared."""

    left: Operand
    operator: Operator
    right: Operand


class Null(Struct, frozen=True):
    """Whether a field is null, or is not."""

    field: Word
    negated: bool


class Membership(Struct, frozen=True):
    """``value in subjects`` or ``condition in [good, worn]``."""

    item: Operand
    collection: Word | tuple[Operand, ...]


class Exists(Struct, frozen=True):
    """Whether a row of ``model`` refers to this one through ``field``."""

    model: str
    field: str
    where: Condition | None
    negated: bool
    offset: int


class Not(Struct, frozen=True):
    """The opposite of a condition."""

    condition: Condition


class All(Struct, frozen=True):
    """Conditions that all hold."""

    conditions: tuple[Condition, ...]


class Either(Struct, frozen=True):
    """Conditions of which one holds."""

    conditions: tuple[Condition, ...]


Condition = Comparison | Null | Membership | Exists | Not | All | Either


class ConditionError(ValueError):
    """A condition that the grammar does not allow.

    Attributes:
        message: what is wrong, as half a sentence.
        offset: where, in characters from the start of the text.
    """

    def __init__(self, message: str, offset: int) -> None:
        super().__init__(message)
        self.message = message
        self.offset = offset


def parse_condition(text: str) -> Condition:
    """Read one condition.

    Raises:
        ConditionError: where the text departs from the grammar.
    """
    return _Parser(text).parse()


def words(condition: Condition) -> Iterator[Word]:
    """The bare names of a condition about this row; those inside ``exists (…)`` are of another."""
    match condition:
        case Comparison(left, _, right):
            yield from (operand for operand in (left, right) if isinstance(operand, Word))
        case Null(field):
            yield field
        case Membership(item, collection):
            operands = (collection,) if isinstance(collection, Word) else collection
            yield from (operand for operand in (item, *operands) if isinstance(operand, Word))
        case Not(inner):
            yield from words(inner)
        case All(parts) | Either(parts):
            for part in parts:
                yield from words(part)
        case Exists():
            return


_TOKEN = re.compile(
    r"\s*(?:(?P<number>-?[0-9]+(?:\.[0-9]+)?)|(?P<string>'(?:[^']|'')*'|\"[^\"]*\")"
    r"|(?P<word>[A-Za-z_][A-Za-z0-9_]*)|(?P<symbol><=|>=|!=|[=<>().,\[\]]))"
)
_OPERATORS: tuple[Operator, ...] = ("=", "!=", "<", "<=", ">", ">=")
_MAX_DEPTH = 20


class _Token(Struct, frozen=True):
    kind: str
    text: str
    offset: int


def _tokens(text: str) -> list[_Token]:
    found: list[_Token] = []
    position = 0
    end = len(text.rstrip())
    while position < end:
        match = _TOKEN.match(text, position)
        if match is None or match.lastgroup is None:
            offset = position + len(text[position:]) - len(text[position:].lstrip())
            raise ConditionError(f"{text[offset]!r} is not expected here", offset)
        found.append(_Token(match.lastgroup, match[match.lastgroup], match.start(match.lastgroup)))
        position = match.end()
    return [*found, _Token("end", "", len(text))]


class _Parser:
    """Recursive descent over the tokens of one condition."""

    def __init__(self, text: str) -> None:
        self._tokens = _tokens(text)
        self._position = 0
        self._depth = 0

    def parse(self) -> Condition:
        condition = self._any()
        if self._next.kind != "end":
            raise ConditionError(f"{self._next.text!r} is not expected here", self._next.offset)
        return condition

    @property
    def _next(self) -> _Token:
        return self._tokens[self._position]

    def _take(self) -> _Token:
        token = self._next
        self._position += 1
        return token

    def _at(self, *texts: str) -> bool:
        return self._next.kind in ("word", "symbol") and self._next.text in texts

    def _accept(self, text: str) -> bool:
        if self._at(text):
            self._position += 1
            return True
        return False

    def _expect(self, text: str) -> None:
        if not self._accept(text):
            raise ConditionError(f"{text!r} is expected here", self._next.offset)

    def _name(self) -> _Token:
        if self._next.kind != "word":
            raise ConditionError("a name is expected here", self._next.offset)
        return self._take()

    def _any(self) -> Condition:
        self._depth += 1
        if self._depth > _MAX_DEPTH:
            raise ConditionError("this is nested too deeply", self._next.offset)
        parts = [self._all()]
        while self._accept("or"):
            parts.append(self._all())
        self._depth -= 1
        return parts[0] if len(parts) == 1 else Either(tuple(parts))

    def _all(self) -> Condition:
        parts = [self._term()]
        while self._accept("and"):
            parts.append(self._term())
        return parts[0] if len(parts) == 1 else All(tuple(parts))

    def _term(self) -> Condition:
        negations = 0
        while self._accept("not"):
            negations += 1
        term = self._plain_term()
        return Not(term) if negations % 2 else term

    def _plain_term(self) -> Condition:
        if self._accept("("):
            inner = self._any()
            self._expect(")")
            return inner
        if self._at("exists", "no") and self._tokens[self._position + 1].kind == "word":
            return self._exists()
        return self._comparison()

    def _exists(self) -> Exists:
        quantifier = self._take()
        model = self._name()
        self._expect(".")
        field = self._name()
        where = None
        if self._accept("("):
            where = self._any()
            self._expect(")")
        return Exists(model.text, field.text, where, quantifier.text == "no", model.offset)

    def _comparison(self) -> Condition:
        left = self._operand()
        if self._accept("is"):
            if not isinstance(left, Word):
                raise ConditionError("only a field can be null", left.offset)
            negated = self._accept("not")
            self._expect("null")
            return Null(left, negated)
        if self._accept("in"):
            return Membership(left, self._collection())
        for operator in _OPERATORS:
            if self._accept(operator):
                return Comparison(left, operator, self._operand())
        raise ConditionError("a comparison such as '=', 'is null' or 'in' is expected here", self._next.offset)

    def _collection(self) -> Word | tuple[Operand, ...]:
        if not self._accept("["):
            name = self._name()
            return Word(name.text, name.offset)
        items = [self._operand()]
        while self._accept(","):
            items.append(self._operand())
        self._expect("]")
        return tuple(items)

    def _operand(self) -> Operand:
        token = self._take()
        match token.kind:
            case "number":
                number = float(token.text) if "." in token.text else int(token.text)
                return Constant(number, token.offset)
            case "string":
                quote = token.text[0]
                return Constant(token.text[1:-1].replace(quote * 2, quote), token.offset)
            case "word" if token.text in ("true", "false"):
                return Constant(token.text == "true", token.offset)
            case "word":
                return Word(token.text, token.offset)
        raise ConditionError("a field or a value is expected here", token.offset)
