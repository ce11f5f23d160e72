"""TypeScript is laid out as prettier would, and what cannot be laid out says why."""

from __future__ import annotations

import shutil

import pytest

from scaffold.project.problem import ProjectError
from scaffold.render.tree import Owner, RenderedFile
from scaffold.targets.shared.oxfmt import FormatError, format_like_prettier


def laid_out(text: str, path: str = "src/a.ts", line_length: int = 60) -> str:
    (file,) = format_like_prettier([RenderedFile(path, text, Owner.GENERATED)], line_length)
    return file.text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("export  const a = {b:'c'}", 'export const a = { b: "c" };\n'),
        (
            'export type Choice = "aaaaaaaaaaaa" | "bbbbbbbbbbbbb" | "cccccccccccc"',
            'export type Choice =\n  "aaaaaaaaaaaa" | "bbbbbbbbbbbbb" | "cccccccccccc";\n',
        ),
        (
            'export type Choice = "aaaaaaaaaaaaaaaaaaaa" | "bbbbbbbbbbbbbbbbbbbb" | "cccccccc"',
            'export type Choice =\n  | "aaaaaaaaaaaaaaaaaaaa"\n  | "bbbbbbbbbbbbbbbbbbbb"\n  | "cccccccc";\n',
        ),
        (
            'export interface A { b: "aaaaaaaaaaaaaa🙂" | "bbbbbbbbbbbbbbbbb" | "ccccccccccc" }',
            "export interface A {\n"
            '  b:\n    | "aaaaaaaaaaaaaa🙂"\n    | "bbbbbbbbbbbbbbbbb"\n    | "ccccccccccc";\n}\n',
        ),
        (
            "class A { b(@Validated(listBookRepositoriesRequest) { query }: RequestOf<typeof listBook>) {} }",
            "class A {\n  b(\n    @Validated(listBookRepositoriesRequest)\n"
            "    { query }: RequestOf<typeof listBook>,\n  ) {}\n}\n",
        ),
    ],
)
def test_typescript_is_laid_out(text: str, expected: str) -> None:
    assert laid_out(text) == expected
    assert laid_out(expected) == expected


def test_other_files_stay_as_they_are() -> None:
    assert laid_out("a   =  1\n", "Makefile") == "a   =  1\n"


def test_what_does_not_parse_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("CI", "true")
    with pytest.raises(FormatError, match=r"src/a\.ts:1"):
        laid_out("export cons a = 1")


def test_a_missing_formatter_is_no_bug(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda *_, **__: None)
    with pytest.raises(ProjectError) as refused:
        laid_out("export const a = 1;")
    assert (refused.value.diagnostic.code, refused.value.diagnostic.message) == ("SC910", "`oxfmt` is not installed")
