"""How rendered Go is laid out: as gofmt would leave it."""

from __future__ import annotations

import pytest

from scaffold.targets.go.alignment import aligned
from scaffold.targets.go.formatting import format_go
from scaffold.targets.go.imports import without_unused_imports

STRUCT = """package p

type T struct {
	A int `json:"a"`
	Longer string `json:"longer"`
	b, c bool

	// Another section.
	D map[string]int
	Ee []string
}
"""
ALIGNED_STRUCT = """package p

type T struct {
	A      int    `json:"a"`
	Longer string `json:"longer"`
	b, c   bool

	// Another section.
	D  map[string]int
	Ee []string
}
"""
LITERAL = """package p

var t = map[string]int{
	"a": 1,
	"longer: key": 2,
	"many": f(
		3,
	),
	"b": 4,
}
"""
ALIGNED_LITERAL = """package p

var t = map[string]int{
	"a":           1,
	"longer: key": 2,
	"many": f(
		3,
	),
	"b": 4,
}
"""
SPECS = """package p

const (
	a = 1
	longer int = 2
)

type (
	one = int
	other string
)
"""
ALIGNED_SPECS = """package p

const (
	a          = 1
	longer int = 2
)

type (
	one   = int
	other string
)
"""
CODE = """package p

func f(x int) string {
	switch x {
	case 1:
		return `raw: text,
	stays:   as it is`
	}
	return "a: b"
}
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [(STRUCT, ALIGNED_STRUCT), (LITERAL, ALIGNED_LITERAL), (SPECS, ALIGNED_SPECS), (CODE, CODE)],
    ids=["struct", "literal", "specs", "code"],
)
def test_columns_are_aligned_and_stay_so(text: str, expected: str) -> None:
    assert format_go(text) == expected
    assert format_go(expected) == expected


def test_a_key_of_another_size_begins_a_section() -> None:
    long = "k" * 60
    assert format_go(f"package p\n\nvar t = T{{\n\ta: 1,\n\tbb: 2,\n\t{long}: 3,\n}}\n") == (
        f"package p\n\nvar t = T{{\n\ta:  1,\n\tbb: 2,\n\t{long}: 3,\n}}\n"
    )


def test_empty_lines_are_squeezed() -> None:
    assert format_go("package p\n\n\n\nfunc f() {\n\n\tg()\n\n}\n\n\n") == "package p\n\nfunc f() {\n\tg()\n}\n"


def test_a_column_reaches_over_neighbours_alone() -> None:
    lines = [("a", "b", "c"), ("longer", "d"), ("e", "longer", "f")]
    assert aligned(lines) == ["a      b c", "longer d", "e      longer f"]


@pytest.mark.parametrize(
    ("imported", "left"),
    [
        (['"fmt"', '"os"'], '\t"fmt"\n'),
        (['"os"', '"fmt"', "", '"example.org/x/v5"'], '\t"fmt"\n\n\t"example.org/x/v5"\n'),
        (['_ "embed"', 'other "fmt"'], '\t_ "embed"\n'),
    ],
)
def test_imports_that_nothing_mentions_go(imported: list[str], left: str) -> None:
    lines = "".join(f"\t{line}\n" if line else "\n" for line in imported)
    body = '\nfunc f() {\n\tfmt.Println("os.Exit", x.Y) // os.Exit\n}\n'
    assert (
        without_unused_imports(f"package p\n\nimport (\n{lines})\n{body}") == f"package p\n\nimport (\n{left})\n{body}"
    )


def test_a_file_may_need_no_imports() -> None:
    assert without_unused_imports('package p\n\nimport (\n\t"os"\n)\n\nvar x = 1\n') == "package p\n\nvar x = 1\n"
