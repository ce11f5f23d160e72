"""Loading: every kind of unreadable, hostile or half-right file gets its own diagnostic."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from scaffold.diagnostics import Diagnostic, Span
from scaffold.spec.load import LoadedSpec, load_spec

SMALL = "scaffold: 1\nservice: {name: library}\n"


def load(folder: Path, text: str | bytes) -> LoadedSpec:
    path = folder / "scaffold.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return load_spec(path)


def only(loaded: LoadedSpec) -> Diagnostic:
    assert loaded.spec is None
    (diagnostic,) = loaded.diagnostics
    return diagnostic


def test_a_good_spec_has_no_diagnostics(tmp_path: Path) -> None:
    loaded = load(tmp_path, SMALL)
    assert loaded.diagnostics == ()
    assert loaded.spec is not None
    assert loaded.spec.service.name == "library"


def test_a_folder_is_not_a_spec(tmp_path: Path) -> None:
    diagnostic = only(load_spec(tmp_path))
    assert (diagnostic.code, diagnostic.message) == ("SC001", "this is a folder")


def test_a_pipe_is_not_a_spec(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert only(load_spec(tmp_path / "pipe")).message == "this is not a regular file"


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    (tmp_path / "scaffold.yaml").write_text(SMALL)
    monkeypatch.setattr(Path, "open", refuse)
    diagnostic = only(load_spec(tmp_path / "scaffold.yaml"))
    assert (diagnostic.code, diagnostic.message) == ("SC001", "this file may not be read")


def test_a_name_that_no_file_can_have() -> None:
    assert only(load_spec(Path("a\0b"))).code == "SC001"
    assert only(load_spec(Path("a" * 5000))).code == "SC001"


@pytest.mark.parametrize("size", [5 * 1024 * 1024 + 1, 50 * 1024 * 1024])
def test_a_file_that_is_too_large(tmp_path: Path, size: int) -> None:
    diagnostic = only(load(tmp_path, b"# " + b"x" * size))
    assert (diagnostic.code, diagnostic.message) == ("SC003", "this file is larger than 5 MB")


@pytest.mark.parametrize("text", [b"\x89PNG\r\n\x1a\n\0\0", "scaffold: 1\n".encode("utf-16"), b"\xff\xfe\0\0"])
def test_a_binary_file(tmp_path: Path, text: bytes) -> None:
    assert only(load(tmp_path, text)).code == "SC002"


def test_nul_and_other_control_characters(tmp_path: Path) -> None:
    raw = only(load(tmp_path, SMALL + "# a\0b\n"))
    assert (raw.code, raw.span.line, raw.span.column) == ("SC006", 3, 4)
    escaped = only(load(tmp_path, 'scaffold: 1\nservice: {name: library, title: "a\\u001bb"}\n'))
    assert (escaped.code, escaped.span.line) == ("SC006", 2)


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n", "---\n...\n", "\ufeff"])
def test_an_empty_file(tmp_path: Path, text: str) -> None:
    diagnostic = only(load(tmp_path, text))
    assert diagnostic.code in ("SC004", "SC009")


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(tmp_path: Path) -> None:
    loaded = load(tmp_path, ("\ufeff" + SMALL).replace("\n", "\r\n"))
    assert loaded.spec is not None
    assert loaded.span(("service", "name")).line == 2


@pytest.mark.parametrize("text", ["- 1\n", "5\n", "text\n", "null\n", "[]\n"])
def test_a_document_that_is_no_mapping(tmp_path: Path, text: str) -> None:
    assert only(load(tmp_path, text)).code == "SC009"


@pytest.mark.parametrize(
    ("version", "message"),
    [
        ("2", "version 2 of the spec language is not known to this scaffold"),
        ("0", "`0` is not a version of the spec language"),
        ("'1'", "`1` is not a version of the spec language"),
        ("true", "`True` is not a version of the spec language"),
    ],
)
def test_a_spec_of_another_version(tmp_path: Path, version: str, message: str) -> None:
    diagnostic = only(load(tmp_path, SMALL.replace("1", version)))
    assert (diagnostic.code, diagnostic.message) == ("SC010", message)


def test_a_yaml_bomb_is_refused_before_it_unfolds(tmp_path: Path) -> None:
    lines = ["a0: &a0 [" + ", ".join(["x"] * 100) + "]"]
    lines += [f"a{n}: &a{n} [" + ", ".join([f"*a{n - 1}"] * 100) + "]" for n in range(1, 10)]
    assert only(load(tmp_path, "\n".join(lines))).code == "SC003"


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? "])
def test_endless_nesting(tmp_path: Path, opening: str) -> None:
    assert only(load(tmp_path, SMALL + "rules: " + opening * 20_000)).code in ("SC003", "SC005")


def test_numbers_beyond_all_bounds(tmp_path: Path) -> None:
    assert only(load(tmp_path, f"{SMALL}pagination: {{size: {'9' * 5000}}}\n")).code == "SC008"
    assert only(load(tmp_path, f"{SMALL}pagination: {{size: 1e999}}\n")).code == "SC008"


def test_aliases_and_merge_keys_are_plain_repetition(tmp_path: Path) -> None:
    loaded = load(
        tmp_path,
        SMALL + "models:\n  A: &a\n    fields: {x: string}\n  B: {<<: *a, description: As A.}\n  C: *a\n",
    )
    assert loaded.spec is not None
    assert loaded.spec.models["B"].fields == loaded.spec.models["A"].fields == loaded.spec.models["C"].fields
    assert loaded.spec.models["B"].description == "As A."


def test_a_place_for_every_key_and_value(tmp_path: Path) -> None:
    loaded = load(tmp_path, SMALL + "models:\n  Book:\n    fields:\n      isbn: {type: string, max: 13}\n")
    file = str(tmp_path / "scaffold.yaml")
    path = ("models", "Book", "fields", "isbn")
    assert loaded.span(path) == Span(file, 6, 7)
    assert loaded.value_span(path) == Span(file, 6, 13)
    assert loaded.span((*path, "max")) == Span(file, 6, 28)
    assert loaded.value_span((*path, "max")) == Span(file, 6, 33)
    assert loaded.span((*path, "pattern")) == loaded.span(path)


def test_a_place_inside_of_a_list_of_names(tmp_path: Path) -> None:
    text = "endpoints:\n  Book:\n    path: /books\n    list: {filter: [language, {old: year < 1900}]}\n"
    loaded = load(tmp_path, SMALL + text)
    path = ("endpoints", "Book", "list", "filter")
    assert loaded.value_span((*path, "language")).column == 21
    assert loaded.span((*path, "old")).column == 32
    assert loaded.value_span((*path, "old", "where")).column == 37


def test_includes_are_put_together_and_keep_their_places(tmp_path: Path) -> None:
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "a.yaml").write_text("includes: [b.yaml]\nmodels:\n  A: {fields: {x: string}}\n")
    (tmp_path / "parts" / "b.yaml").write_text("models:\n  B: {fields: {y: string}}\nrules: {}\n")
    loaded = load(tmp_path, SMALL + "includes: [parts/a.yaml]\nmodels:\n  C: {fields: {z: string}}\n")
    assert loaded.diagnostics == ()
    assert loaded.spec is not None
    assert set(loaded.spec.models) == {"A", "B", "C"}
    assert loaded.span(("models", "B", "fields", "y")) == Span(str(tmp_path / "parts" / "b.yaml"), 2, 16)


def test_includes_do_not_leave_the_folder_by_a_link(tmp_path: Path) -> None:
    outside = tmp_path / "outside.yaml"
    outside.write_text("models: {}\n")
    (tmp_path / "inside").mkdir()
    (tmp_path / "inside" / "link.yaml").symlink_to(outside)
    diagnostic = only(load(tmp_path / "inside", SMALL + "includes: [link.yaml]\n"))
    assert diagnostic.code == "SC011"


def test_what_is_sound_is_kept_when_parts_are_refused(tmp_path: Path) -> None:
    loaded = load(
        tmp_path,
        SMALL + "models:\n  A:\n    fields: {x: strng, y: string}\n  B: 5\nendpoints:\n  A: {list: public}\n",
    )
    assert loaded.spec is None
    assert loaded.sound is not None
    assert set(loaded.sound.models) == {"A"}
    assert loaded.sound.endpoints == {}
    assert [each.code for each in loaded.diagnostics] == ["SC015", "SC013", "SC014"]


def test_thousands_of_mistakes_are_counted_rather_than_listed(tmp_path: Path) -> None:
    fields = "\n".join(f"      f{n}: {{tipe: string}}" for n in range(3000))
    loaded = load(tmp_path, f"{SMALL}models:\n  A:\n    fields:\n{fields}\n")
    assert len(loaded.diagnostics) == 101
    assert "2900 more problems like these" in {each.message for each in loaded.diagnostics}
