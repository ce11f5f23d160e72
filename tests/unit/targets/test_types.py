from datetime import date

import pytest

from scaffold.design.types import Enumeration, Kind, ListOf, Plain, Reference, Type
from scaffold.names import name_of
from scaffold.targets.python_fastapi.types import (
    column_type,
    literal_annotation,
    migration_type,
    parameter_annotation,
    row_annotation,
    typed_value,
)

MOOD = Enumeration(name_of("mood"), ("good", 'so "so"'))


@pytest.mark.parametrize(
    ("kind", "annotation"),
    [
        (Plain(Kind.STRING), "str"),
        (Plain(Kind.DECIMAL), "Decimal"),
        (ListOf(Plain(Kind.DATE)), "list[date]"),
        (Reference("Book", Plain(Kind.UUID)), "UUID"),
        (MOOD, 'Literal["good", "so \\"so\\""]'),
    ],
)
def test_values_in_rows(kind: Type, annotation: str) -> None:
    assert row_annotation(kind) == annotation


def test_beside_a_member_of_its_name_a_type_is_spelled_in_full() -> None:
    assert row_annotation(Plain(Kind.DATE), qualified=True) == "dt.date"
    assert row_annotation(Plain(Kind.STRING), qualified=True) == "str"


def test_a_literal_cannot_hold_a_float() -> None:
    assert literal_annotation((1.5, 2.5)) == "float"


@pytest.mark.parametrize(
    ("kind", "column", "migration"),
    [
        (Plain(Kind.STRING, max=80), "String(80)", "sa.String(80)"),
        (Plain(Kind.STRING), "String", "sa.String()"),
        (Plain(Kind.INTEGER, min=0, max=9), "Integer", "sa.Integer()"),
        (Plain(Kind.INTEGER), "BigInteger", "sa.BigInteger()"),
        (Plain(Kind.INTEGER, min=0, max=2**31), "BigInteger", "sa.BigInteger()"),
        (MOOD, "String(7)", "sa.String(7)"),
        (Enumeration(name_of("size"), (1, 2)), "Integer", "sa.Integer()"),
        (Plain(Kind.DATETIME), "UtcDateTime", "sa.DateTime(timezone=True)"),
    ],
)
def test_columns_hold_every_value_that_the_api_takes(kind: Type, column: str, migration: str) -> None:
    assert column_type(kind) == column
    assert migration_type(kind) == migration


def test_lists_of_what_json_lacks_are_converted_item_by_item() -> None:
    assert column_type(ListOf(Plain(Kind.STRING))) == "JsonList"
    assert column_type(ListOf(Plain(Kind.UUID))) == "JsonItems(list[UUID])"


def test_a_path_parameter_has_its_limits_and_its_name() -> None:
    kind = Plain(Kind.INTEGER, min=1, max=9)
    assert parameter_annotation(kind, "Path", None) == "Annotated[QueryInteger, Path(ge=1, le=9)]"
    assert parameter_annotation(Plain(Kind.UUID), "Path", "bookId") == 'Annotated[Id, Path(alias="bookId")]'


def test_a_constant_becomes_a_value_of_its_column() -> None:
    assert typed_value("2024-02-29", Plain(Kind.DATE)) == 'date.fromisoformat("2024-02-29")'
    assert eval(typed_value("2024-02-29", Plain(Kind.DATE)), {"date": date}) == date(2024, 2, 29)
    assert typed_value(1, Plain(Kind.NUMBER)) == "1.0"
    assert typed_value("0.1", Plain(Kind.DECIMAL)) == 'Decimal("0.1")'
