"""Constants of a spec in SQL."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scaffold.design.entities import Default
from scaffold.design.types import Enumeration, Kind, ListOf, Plain, Type
from scaffold.names import name_of
from scaffold.targets.shared.sql import fill_value, sql_constant, sql_text
from scaffold.targets.typescript_nest.migration import SPELLING
from tests.sql_databases import SQLite

TEXTS = st.text(alphabet=st.sampled_from("a'\\-?\n\r;\"u0√"))


@given(TEXTS)
def test_a_text_is_on_one_line_without_comments_and_is_read_as_it_was(text: str) -> None:
    written = sql_text(text)
    assert len(written.splitlines()) == 1 and "--" not in written and "?" not in written
    assert SQLite.new().run(f"SELECT {written}") == [[text]]


@pytest.mark.parametrize(
    ("value", "kind", "written"),
    [
        (1.0, Plain(Kind.INTEGER), "1"),
        (1e-7, Plain(Kind.DECIMAL), "'0.0000001'"),
        ("2026-01-02T03:04:05+02:00", Plain(Kind.DATETIME), "'2026-01-02T01:04:05.000Z'"),
        ("018F0000-0000-7000-8000-00000000000A", Plain(Kind.UUID), "'018f0000-0000-7000-8000-00000000000a'"),
        (True, Plain(Kind.BOOLEAN), "TRUE"),
        (2, Enumeration(name_of("size"), (1, 2)), "2"),
    ],
)
def test_a_constant_is_written_as_its_column_keeps_it(value: str | float, kind: Type, written: str) -> None:
    assert sql_constant(value, kind) == written


@pytest.mark.parametrize(
    ("fill", "kind", "written"),
    [
        (Default(value=("a'b", "c")), ListOf(Plain(Kind.STRING)), "'[\"a''b\",\"c\"]'"),
        (Default(value=(1.50,)), ListOf(Plain(Kind.DECIMAL)), "'[\"1.5\"]'"),
        (Default(value="x"), Plain(Kind.JSON), "'\"x\"'"),
        (Default(value=()), Plain(Kind.JSON), "'[]'"),
        (Default(clock="today"), Plain(Kind.DATE), "(now() AT TIME ZONE 'UTC')::date"),
        (Default(), Plain(Kind.STRING), "NULL"),
    ],
)
def test_rows_are_filled_with_what_a_request_would_have_stored(fill: Default, kind: Type, written: str) -> None:
    assert fill_value(fill, kind, SPELLING) == written
