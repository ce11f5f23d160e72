"""What the tests of a TypeScript project are written with: imports that are used, and values."""

from __future__ import annotations

import pytest

from scaffold.design.types import Enumeration, Kind, ListOf, Plain, Type
from scaffold.names import name_of
from scaffold.targets.typescript_nest.testing.literals import (
    distinct_literal,
    json_literal,
    row_literal,
    template_literal,
)
from scaffold.targets.typescript_nest.unused_imports import without_unused_imports
from scaffold.testdata.values import Distinct, Json, Listed, Numbered, Repeated, RowId

MODULE = """\
import { expect } from "vitest";

import { %s } from "./calls.js";
import type { Api } from "./api.js";

/** Says nothing of NOWHERE. */
// NO_NUMBER
const text = "NOWHERE and Api";
expect(text, callOf("x")).toBe(`${NO_TEXT}`);
"""


def test_what_code_does_not_name_is_not_imported() -> None:
    wanted = (MODULE % "callOf, NO_TEXT").replace('import type { Api } from "./api.js";\n', "")
    assert without_unused_imports(MODULE % "callOf, type How, NOWHERE, NO_NUMBER, NO_TEXT") == wanted


def test_what_is_used_stays_as_it_is() -> None:
    text = 'import "reflect-metadata";\nimport { a, type B } from "c";\n\nexport const d: B = a;\n'
    assert without_unused_imports(text) == text


@pytest.mark.parametrize(
    ("value", "literal"),
    [
        (None, "null"),
        (True, "true"),
        (2**53, "9007199254740992n"),
        (-(2**63), "-9223372036854775808n"),
        ('"\n\u202e', '"\\"\\n\\u202e"'),
        ({"a": [1, "b"], "c-d": {}}, '{ a: [1, "b"], "c-d": {} }'),
        (Repeated("x", 3), '"x".repeat(3)'),
        (Repeated([None], 3), "Array(3).fill(null)"),
        (RowId("Book", Kind.UUID), "NOWHERE"),
        (RowId("Book", Kind.INTEGER), "NO_NUMBER"),
    ],
)
def test_json(value: Json, literal: str) -> None:
    assert json_literal(value) == literal


@pytest.mark.parametrize(
    ("value", "kind", "literal"),
    [
        (None, Plain(Kind.DATETIME), "null"),
        ("2030-01-01T12:00:00.000Z", Plain(Kind.DATETIME), 'new Date("2030-01-01T12:00:00.000Z")'),
        (7, Plain(Kind.INTEGER), "7n"),
        (7, Plain(Kind.INTEGER, min=0, max=9), "7"),
        (["a"], ListOf(Enumeration(name_of("colour"), ("a", "b"))), '["a"]'),
        ({"a": 7}, Plain(Kind.JSON), "{ a: 7 }"),
    ],
)
def test_values_of_rows(value: Json, kind: Type, literal: str) -> None:
    assert row_literal(value, kind) == literal


@pytest.mark.parametrize(
    ("values", "kind", "literal"),
    [
        (Numbered("", "", 1), Plain(Kind.STRING), "String(n)"),
        (Numbered("", "", 3), Plain(Kind.STRING), 'String(n).padStart(3, "0")'),
        (Numbered("a`${b} ", "", 1), Plain(Kind.STRING), "`a\\`\\${b} ${n}`"),
        (Listed((1, 2, 3)), Plain(Kind.INTEGER, min=1, max=9), "1 + n"),
        (Listed((1, 2, 3)), Plain(Kind.INTEGER), "1n + BigInt(n)"),
        (Listed(("P1D", "P2D", "P3D")), Plain(Kind.DURATION), "`P${n + 1}D`"),
        (Listed((False, True)), Plain(Kind.BOOLEAN), "[false, true][n]"),
    ],
)
def test_values_that_differ_from_row_to_row(values: Distinct, kind: Type, literal: str) -> None:
    assert distinct_literal(values, kind) == literal


def test_texts_around_expressions_stay_texts() -> None:
    assert template_literal('"`', "${n}", "\\n${") == '`"\\`${n}\\\\n\\${`'
