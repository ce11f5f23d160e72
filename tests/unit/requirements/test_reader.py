"""What the reader does with files that are no tidy requirements, and what it tells about every line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from scaffold.requirements import Reading, read_requirements
from scaffold.spec.load import load_spec
from scaffold.targets import LANGUAGES

CASES = sorted((Path(__file__).parents[2] / "cases").glob("*/requirements.md"))


def read(folder: Path, text: str | bytes, guidance: str | None = None, language: str | None = None) -> Reading:
    path = folder / "requirements.md"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    claude_md = folder / "CLAUDE.md" if guidance is not None else None
    if claude_md is not None and guidance is not None:
        claude_md.write_text(guidance, encoding="utf-8")
    return read_requirements(path, LANGUAGES, claude_md, language)


@pytest.mark.parametrize(
    ("content", "line", "code", "message"),
    [
        (b"", 1, "SC004", "the file is empty"),
        (b" \n\n\t\n", 1, "SC004", "the file is empty"),
        (b"# A\n\nx\0y\n", 3, "SC006", "the file holds NUL bytes, so it is no text"),
        ("# A\nÄ\n".encode("latin-1"), 2, "SC002", "the file is not UTF-8"),
        (b"# A\n" + b"word " * 600_000, 1, "SC003", "the file is larger than 2 MB"),
    ],
)
def test_a_file_that_is_no_text_is_refused_with_its_place(
    tmp_path: Path, content: bytes, line: int, code: str, message: str
) -> None:
    reading = read(tmp_path, content)
    assert [(each.message, each.span.line, each.code) for each in reading.diagnostics] == [(message, line, code)]
    assert reading.yaml == ""


def test_a_missing_file_is_a_diagnostic(tmp_path: Path) -> None:
    reading = read_requirements(tmp_path / "nowhere.md", LANGUAGES)
    assert [each.message for each in reading.diagnostics] == ["there is no such file"]


@pytest.mark.parametrize(
    "text",
    [
        "- " * 50_000 + "a",
        "> " * 50_000 + "a",
        "\n".join(" " * (2 * depth) + "- a" for depth in range(300)),
        "# T\n\n" + "*a " * 100_000,
        "# T\n\n## A\n\na " + "`" * 100_000,
        "# T\n\n" + "[" * 100_000,
        "# T\n\n```json\n" + '{"a": ' * 20_000 + "\n```\n",
        "# T\n\n```sql\nCREATE TABLE a (" + "(" * 50_000 + "\n```\n",
        "# T\n\n" + "GET /a " * 100_000,
        "# T\n\n## A\n\nStates: " + "`a` " * 1_000 + "become",
        "| field | type |" + " x |" * 1_000 + "\n|---|---|" + "---|" * 1_000 + "\n| a | string |\n",
    ],
    ids=lambda text: text[:24].replace("\n", " "),
)
def test_odd_shapes_are_read_and_what_is_left_is_reported(tmp_path: Path, text: str) -> None:
    reading = read(tmp_path, text)
    assert {each.code for each in reading.diagnostics} <= {"SC004"}
    assert reading.report.of("not used")


HOSTILE = (
    """\
# "; DROP TABLE x; -- `${x}` {{ y }} */ \u202e\u2028\x1b[31m

**User**

| field          | type   | rules                                            |
|----------------|--------|--------------------------------------------------|
| `__class__`    | string | default "'; x: y #", required                    |
| import         | string | {{ 7*7 }}, \"\"\" and \\ and ' and \u202e          |
| state          | enum   | yes, no, off, on; default no                    |
| a: b           | string | pattern `^(a|b)#: $`                             |

- `POST /users` – """
    + '"""'
    + """ */ # comment: y ${z} {{ w }} \u202e
- `GET /{{y}}/../x` – nothing

1. It cannot be: {a: b} # no (409 `drop_table`).
"""
)


def test_hostile_text_stays_data(tmp_path: Path) -> None:
    reading = read(tmp_path, HOSTILE)
    spec = tmp_path / "scaffold.yaml"
    spec.write_text(reading.yaml, encoding="utf-8")
    loaded = load_spec(spec)
    assert loaded.diagnostics == ()
    assert loaded.spec is not None
    fields = loaded.spec.models["User"].fields
    assert fields["state"].enum == ("yes", "no", "off", "on")
    assert fields["state"].default == "no"
    assert fields["import"].description is not None and "{{ 7*7 }}" in fields["import"].description
    assert loaded.spec.rules["R1"].text == "It cannot be: {a: b} # no."


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.parent.name)
def test_every_line_is_accounted_for(path: Path) -> None:
    guidance = path.parent / "CLAUDE.md"
    reading = read_requirements(path, LANGUAGES, guidance if guidance.exists() else None)
    told = {line for each in reading.report.lines if each.file == path.name for line in range(each.line, each.last + 1)}
    lines = re.split(r"\r\n|\n", path.read_bytes().decode())
    structure = re.compile(r"\s*(?:#.*|[-=|: ]*|```.*|\|.*)")
    underlined = {at for at, line in enumerate(lines[1:], 1) if re.fullmatch(r"[-=]{3,}", line)}
    silent = [
        at
        for at, line in enumerate(lines, 1)
        if not structure.fullmatch(line) and at not in told and at not in underlined
    ]
    assert silent == []


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.parent.name)
def test_every_assumption_of_the_spec_is_in_the_report(path: Path) -> None:
    guidance = path.parent / "CLAUDE.md"
    reading = read_requirements(path, LANGUAGES, guidance if guidance.exists() else None)
    comments = " ".join(re.sub(r"\n\s*#  ", " ", reading.yaml).split())
    for each in reading.report.of("assumption"):
        said = each.about.split(": ", 1)[-1]
        assert said in comments or each.about.startswith(("no language", "the language"))


@pytest.mark.parametrize("said", ["formerly `full_name`", "previously called full_name", "renamed from full_name"])
def test_a_former_name_is_kept_so_that_a_rename_is_one(said: str, tmp_path: Path) -> None:
    path = tmp_path / "requirements.md"
    fields = f"| field | type | rules |\n|---|---|---|\n| name | string | required, {said} |\n"
    path.write_text(f"# People\n\n## Data model\n\n**Person**\n\n{fields}\n## API\n\n- `GET /persons` (public)\n")
    assert "name: {type: string, was: full_name}" in read_requirements(path, LANGUAGES).yaml


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.parent.name)
def test_the_same_text_gives_the_same_spec(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "elsewhere" / path.name
    copy.parent.mkdir()
    copy.write_bytes(path.read_bytes())
    assert read_requirements(copy, LANGUAGES).yaml == read_requirements(path, LANGUAGES).yaml


SMALL = "# Notes\n\nA note has a `title` and a `body`.\n\n- `GET /notes` (public)\n"


def test_the_language_of_the_caller_wins_and_it_is_said(tmp_path: Path) -> None:
    reading = read(tmp_path, SMALL, guidance="- Backend: Go\n", language="typescript")
    assert "language: typescript" in reading.yaml
    assert "Chosen on the command line, over go in CLAUDE.md:1." in reading.yaml
    assert [each.about for each in reading.report.of("assumption") if each.file == "CLAUDE.md"] == [
        "the language is typescript, as chosen on the command line; CLAUDE.md:1 asks for go"
    ]


@pytest.mark.parametrize(
    ("sentence", "language"),
    [
        ("High concurrency is expected.", "go"),
        ("The web client shares its types with the API.", "typescript"),
        ("It is used rarely.", "python"),
    ],
)
def test_a_language_is_proposed_with_a_reason(tmp_path: Path, sentence: str, language: str) -> None:
    reading = read(tmp_path, f"{SMALL}\n{sentence}\n")
    assert f"language: {language}" in reading.yaml
    assert "why: 'Proposed: " in reading.yaml or "why: Proposed" in reading.yaml


def test_sections_of_other_teams_are_left_alone(tmp_path: Path) -> None:
    reading = read(tmp_path, f"{SMALL}\n## Frontend\n\n- `GET /pages` is called by the shop window.\n")
    assert "/pages" not in reading.yaml
    assert [each.about for each in reading.report.of("left alone")] == ["the frontend's"]


def test_a_text_about_no_service_is_refused_with_what_to_write(tmp_path: Path) -> None:
    reading = read(tmp_path, "# Diary\n\nIt rained.\n")
    assert [(each.code, each.message) for each in reading.diagnostics] == [
        ("SC004", "nothing here names an endpoint or a model")
    ]
    assert "GET /books" in (reading.diagnostics[0].hint or "")


def test_openapi_inside_of_requirements_is_said_to_be_unread(tmp_path: Path) -> None:
    reading = read(tmp_path, "# A\n\n- `GET /a` (public)\n\n```yaml\npaths:\n  /b:\n    get: {}\n```\n")
    (missed,) = reading.report.of("not used")
    assert (missed.line, missed.about.partition(":")[0]) == (6, "OpenAPI is not read")
