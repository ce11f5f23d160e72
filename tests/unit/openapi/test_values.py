from __future__ import annotations

from typing import Any

import pytest
from jsonschema import Draft202012Validator

from scaffold.design.types import Enumeration, Kind, ListOf, ObjectOf, Plain, Type
from scaffold.names import name_of
from scaffold.openapi.values import or_null, value_schema


def accepts(schema: dict[str, Any], value: object) -> bool:
    return Draft202012Validator(schema).is_valid(value)


@pytest.mark.parametrize(
    ("kind", "accepted", "refused"),
    [
        (Plain(Kind.STRING), ["", "a\nb", "ü🙂"], ["a\x00b", 1, None]),
        (Plain(Kind.STRING, min=2, max=3), ["ab", "abc"], ["a", "abcd"]),
        (Plain(Kind.STRING, pattern="a|b"), ["a", "b"], ["ab", "xa", "bx"]),
        (Plain(Kind.STRING, pattern=".+"), ["any text"], ["", "a\x00b"]),
        (Plain(Kind.STRING, pattern=r"^\d{2}$"), ["12"], ["1", "123", "١٢"]),
        (Plain(Kind.SECRET, min=4), ["secret"], ["abc"]),
        (Plain(Kind.EMAIL), ["ada@example.com", "a+b@x.y.org"], ["ada", "ada@", "@example.com", "a b@example.com"]),
        (Plain(Kind.URL), ["https://example.com/a?b=c", "http://localhost"], ["javascript:alert(1)", "https://", "a"]),
        (Plain(Kind.INTEGER), [0, 2**63 - 1, -(2**63)], [2**63, 1.5, "1", True]),
        (Plain(Kind.INTEGER, min=1), [1, 2**63 - 1], [0, 2**63]),
        (Plain(Kind.DECIMAL, digits=5, places=2), ["1", "-123.45", "0.5"], ["1234", "1.234", "1.", ".5", 1.5]),
        (Plain(Kind.DECIMAL, digits=5, places=2, min=0), ["1.20"], ["-1"]),
        (Plain(Kind.DECIMAL, digits=3, places=0), ["999"], ["1.0", "1000"]),
        (Plain(Kind.DECIMAL, digits=2, places=2), ["0.99"], ["10.00"]),
        (Plain(Kind.MONEY), [{"amount": 5, "currency": "EUR"}], [{"amount": 5}, {"amount": 5, "currency": "euro"}]),
        (
            Plain(Kind.MONEY, currency="EUR", min=0),
            [{"amount": 0, "currency": "EUR"}],
            [{"amount": -1, "currency": "EUR"}, {"amount": 1, "currency": "USD"}],
        ),
        (Plain(Kind.JSON), [{}, [], 0, "", False], [None]),
        (Enumeration(name_of("size"), ("s", "m")), ["s"], ["x", None]),
        (Enumeration(name_of("level"), (1, "high")), [1, "high"], [2, "1"]),
        (ListOf(Plain(Kind.INTEGER, min=0), 1, 2), [[1], [1, 2]], [[], [1, 2, 3], [-1]]),
    ],
)
def test_what_is_sent_is_held_to_form_and_limits(kind: Type, accepted: list[object], refused: list[object]) -> None:
    schema = value_schema(kind, "in")
    assert [value for value in accepted if not accepts(schema, value)] == []
    assert [value for value in refused if accepts(schema, value)] == []


@pytest.mark.parametrize(
    ("kind", "old_value"),
    [
        (Plain(Kind.STRING, min=2, max=3, pattern="^[a-z]+$"), "LONGER THAN NOW"),
        (Plain(Kind.INTEGER, max=5), 6),
        (Plain(Kind.DECIMAL, digits=3, places=1), "123456.789"),
        (ListOf(Plain(Kind.STRING, max=1), 0, 1), ["long", "list"]),
    ],
)
def test_what_is_answered_may_be_older_than_its_limits(kind: Type, old_value: object) -> None:
    assert accepts(value_schema(kind, "out"), old_value)


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (Plain(Kind.STRING, max=3), "abc"),
        (Plain(Kind.JSON), {}),
        (Enumeration(name_of("size"), ("s", "m")), "s"),
        (ListOf(Plain(Kind.INTEGER)), [1]),
        (Plain(Kind.MONEY), {"amount": 1, "currency": "EUR"}),
    ],
)
def test_a_nullable_value_is_the_same_value_or_null(kind: Type, value: object) -> None:
    schema = or_null(value_schema(kind, "in"))
    assert accepts(schema, None)
    assert accepts(schema, value)


def test_a_nullable_object_is_a_reference_or_null() -> None:
    assert or_null(value_schema(ObjectOf("Book"), "out")) == {
        "anyOf": [{"$ref": "#/components/schemas/Book"}, {"type": "null"}]
    }
