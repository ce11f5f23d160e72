"""What people set on a file stays: who may use it, how its lines end, where a link leads to."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from scaffold.project.apply import apply_changes, recover
from scaffold.project.changes import Action, Changes, plan_changes
from scaffold.project.disk import exclusive
from scaffold.project.lock import read_lock
from scaffold.project.merging import Merging, with_line_ends_of
from scaffold.project.problem import ProjectError
from scaffold.refusal import Refused
from scaffold.render.tree import Owner, RenderedFile, Tree
from tests.unit.project.projects import FROZEN, GENERATED, YOURS, lock_of, snapshot, write

NUMBERS = "one\ntwo\nthree\nfour\nfive\n"
AFTER = NUMBERS.replace("five", "FIVE")


def one(text: str, owner: Owner = GENERATED, executable: bool = False) -> Tree:
    return Tree((RenderedFile("a", text, owner, executable),))


def plan(before: Tree, after: Tree, folder: Path) -> Changes:
    texts = {file.path: file.text.encode() for file in before.files}
    return plan_changes(after, lock_of(after), read_lock(folder), folder, Merging(texts.get, lambda _: None, {}))


def follow(before: Tree, after: Tree, folder: Path) -> Action:
    changes = plan(before, after, folder)
    apply_changes(changes, folder)
    return changes.files[0].action


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


def mine(text: str) -> str:
    return text.replace("one", "mine")


@pytest.mark.parametrize("edit", [str, mine], ids=["unedited", "edited"])
@pytest.mark.parametrize("set_by_a_person", [0o600, 0o755, 0o640])
def test_permissions_stay(tmp_path: Path, edit: Callable[[str], str], set_by_a_person: int) -> None:
    write(one(NUMBERS), tmp_path)
    (tmp_path / "a").write_text(edit(NUMBERS))
    (tmp_path / "a").chmod(set_by_a_person)
    assert follow(one(NUMBERS), one(AFTER), tmp_path) in (Action.UPDATE, Action.MERGE)
    assert (tmp_path / "a").read_text() == edit(AFTER)
    assert mode(tmp_path / "a") == set_by_a_person


def test_a_program_that_a_person_stopped_from_running_stays_so(tmp_path: Path) -> None:
    write(one(NUMBERS, executable=True), tmp_path)
    (tmp_path / "a").chmod(0o644)
    follow(one(NUMBERS, executable=True), one(AFTER, executable=True), tmp_path)
    assert mode(tmp_path / "a") == 0o644


@pytest.mark.parametrize(("was", "becomes", "expected"), [(False, True, 0o750), (True, False, 0o640)])
def test_a_file_that_becomes_a_program_can_be_run_by_who_may_read_it(
    tmp_path: Path, was: bool, becomes: bool, expected: int
) -> None:
    write(one(NUMBERS, executable=was), tmp_path)
    (tmp_path / "a").chmod(0o750 if was else 0o640)
    assert follow(one(NUMBERS), one(NUMBERS, executable=becomes), tmp_path) is Action.UPDATE
    assert mode(tmp_path / "a") == expected
    assert plan(one(NUMBERS), one(NUMBERS, executable=becomes), tmp_path).written == ()


@pytest.mark.parametrize("owner", [GENERATED, YOURS])
def test_line_ends_alone_are_no_edit_and_stay(tmp_path: Path, owner: Owner) -> None:
    write(one(NUMBERS, owner), tmp_path)
    (tmp_path / "a").write_bytes(NUMBERS.replace("\n", "\r\n").encode())
    assert follow(one(NUMBERS, owner), one(NUMBERS, owner), tmp_path) is Action.UNCHANGED
    assert follow(one(NUMBERS, owner), one(AFTER, owner), tmp_path) is Action.UPDATE
    assert (tmp_path / "a").read_bytes() == AFTER.replace("\n", "\r\n").encode()
    assert plan(one(NUMBERS, owner), one(AFTER, owner), tmp_path).written == ()


@pytest.mark.parametrize(
    ("model", "text", "expected"),
    [
        (b"", b"new\n", b"new\n"),
        (b"a\r\nb\r\n", b"a\nnew\nb\n", b"a\r\nnew\r\nb\r\n"),
        (b"a\r\nb", b"a\nb", b"a\r\nb"),
        (b"a\nb\r\nc\n", b"a\nnew\nb\nc\n", b"a\nnew\nb\r\nc\n"),
        (b"a\r\nb\nc\r\n", b"new\na\nb\nc\n", b"new\r\na\r\nb\nc\r\n"),
    ],
)
def test_each_line_keeps_its_end(model: bytes, text: bytes, expected: bytes) -> None:
    assert with_line_ends_of(model, text) == expected


def test_what_stands_beside_is_not_lost_when_the_next_rendering_takes_its_place(tmp_path: Path) -> None:
    write(one("one\n", YOURS), tmp_path)
    (tmp_path / "a").write_text("mine\n")
    follow(one("one\n", YOURS), one("two\n", YOURS), tmp_path)
    follow(one("two\n", YOURS), one("three\n", YOURS), tmp_path)
    assert not (tmp_path / ".scaffold/attic").exists()
    (tmp_path / "a.scaffold-new").write_text("three\nand a line of mine\n")
    follow(one("three\n", YOURS), one("four\n", YOURS), tmp_path)
    assert (tmp_path / "a.scaffold-new").read_text() == "four\n"
    assert (tmp_path / ".scaffold/attic/a.scaffold-new").read_text() == "three\nand a line of mine\n"


def test_a_link_whose_file_is_not_rendered_any_more_stays(tmp_path: Path) -> None:
    project, outside = tmp_path / "project", tmp_path / "outside"
    outside.write_text("theirs\n")
    write(one("one\n", YOURS), project)
    (project / "a").unlink()
    (project / "a").symlink_to(outside)
    write(Tree(()), project)
    assert (project / "a").readlink() == outside
    assert outside.read_text() == "theirs\n"


@pytest.mark.parametrize("linked", [".scaffold", ".scaffold/apply", ".scaffold/applied"])
def test_nothing_is_staged_through_a_link(tmp_path: Path, linked: str) -> None:
    project, outside = tmp_path / "project", tmp_path / "outside"
    outside.mkdir()
    write(one("one\n"), project)
    changes = plan(one("one\n"), one("two\n"), project)
    if linked == ".scaffold":
        (project / linked).rename(project / "moved")
    (project / linked).symlink_to(outside)
    for command in (partial(apply_changes, changes, project), partial(recover, project)):
        with pytest.raises(ProjectError, match="is a link") as error:
            command()
        assert error.value.diagnostic.span.file == str(project / linked)
    assert snapshot(outside) == {}
    assert (project / "a").read_text() == "one\n"


def test_a_file_that_is_the_same_as_what_is_rendered_is_in_nobodys_way(tmp_path: Path) -> None:
    write(Tree(()), tmp_path)
    (tmp_path / "a").write_bytes(b"one\r\n")
    assert follow(Tree(()), one("one\n"), tmp_path) is Action.UNCHANGED
    assert (tmp_path / "a").read_bytes() == b"one\r\n"


def test_every_read_only_file_is_reported_before_anything_changes(tmp_path: Path) -> None:
    files = {"a": GENERATED, "src/b": YOURS, "c": GENERATED, "d": FROZEN}
    before, after = (Tree(tuple(RenderedFile(*each, owner) for each, owner in _said(files, text))) for text in "12")
    write(before, tmp_path)
    for path in ("a", "src/b", "d"):
        (tmp_path / path).chmod(0o444)
    seen = snapshot(tmp_path)
    with pytest.raises(Refused, match="this file is read-only") as refused:
        write(after, tmp_path)
    assert [each.span.file for each in refused.value.diagnostics] == [str(tmp_path / "a"), str(tmp_path / "src/b")]
    assert snapshot(tmp_path) == seen
    (tmp_path / "a").chmod(0o644)
    (tmp_path / "src/b").chmod(0o644)
    write(after, tmp_path)
    assert (tmp_path / "src/b").read_text() == "2"


def _said(files: dict[str, Owner], text: str) -> list[tuple[tuple[str, str], Owner]]:
    return [((path, text), owner) for path, owner in files.items()]


def test_a_folder_that_may_not_be_written_is_reported_before_anything_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, after = (Tree((RenderedFile("src/b", text, GENERATED),)) for text in ("one\n", "two\n"))
    write(before, tmp_path)
    seen = snapshot(tmp_path)
    closed = tmp_path / "src"
    monkeypatch.setattr(os, "access", lambda path, _mode: path != closed)
    with pytest.raises(Refused, match="this folder is read-only") as refused:
        write(after, tmp_path)
    assert [each.span.file for each in refused.value.diagnostics] == [str(closed)]
    assert snapshot(tmp_path) == seen


def test_a_second_command_is_refused_while_one_is_at_work(tmp_path: Path) -> None:
    write(one("one\n"), tmp_path)
    changes = plan(one("one\n"), one("two\n"), tmp_path)
    with exclusive(tmp_path):
        for command in (partial(apply_changes, changes, tmp_path), partial(recover, tmp_path)):
            with pytest.raises(ProjectError, match="another scaffold"):
                command()
    assert (tmp_path / "a").read_text() == "one\n"


def test_of_two_plans_made_at_once_the_second_is_refused(tmp_path: Path) -> None:
    write(one("one\n"), tmp_path)
    first, second = (plan(one("one\n"), one(text), tmp_path) for text in ("two\n", "three\n"))
    apply_changes(first, tmp_path)
    seen = snapshot(tmp_path)
    with pytest.raises(ProjectError, match="changed while the command ran"):
        apply_changes(second, tmp_path)
    assert snapshot(tmp_path) == seen
