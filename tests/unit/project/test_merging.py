from pathlib import Path

import pytest

from scaffold.project.apply import apply_changes
from scaffold.project.changes import Action, Changes, plan_changes
from scaffold.project.lock import read_lock
from scaffold.project.merging import Merging
from scaffold.render.tree import Owner, RenderedFile, Tree
from scaffold.targets import stub_syntax
from tests.unit.project.projects import GENERATED, YOURS, lock_of, write

NUMBERS = "one\ntwo\nthree\nfour\nfive\n"
STUB = 'def first() -> int:\n    """First."""\n    raise NotImplementedError\n'


def merge(before: Tree, after: Tree, folder: Path) -> Changes:
    texts = {file.path: file.text.encode() for file in before.files}
    merging = Merging(texts.get, lambda path: stub_syntax(path, 100), {})
    changes = plan_changes(after, lock_of(after), read_lock(folder), folder, merging)
    apply_changes(changes, folder)
    return changes


def one(path: str, text: str, owner: Owner) -> Tree:
    return Tree((RenderedFile(path, text, owner),))


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_edits_of_other_lines_are_in_the_merge_and_line_endings_stay(tmp_path: Path, end: str) -> None:
    before, after = one("a.txt", NUMBERS, GENERATED), one("a.txt", NUMBERS.replace("five", "FIVE"), GENERATED)
    write(before, tmp_path)
    edited = NUMBERS.replace("one", "mine").replace("\n", end)
    (tmp_path / "a.txt").write_bytes(edited.encode())
    (change,) = merge(before, after, tmp_path).files
    assert change.action is Action.MERGE
    assert (tmp_path / "a.txt").read_bytes() == edited.replace("five", "FIVE").encode()


def test_edits_of_the_same_lines_are_a_conflict_with_the_markers_of_git(tmp_path: Path) -> None:
    before, after = one("a.txt", NUMBERS, GENERATED), one("a.txt", NUMBERS.replace("two", "TWO"), GENERATED)
    write(before, tmp_path)
    (tmp_path / "a.txt").write_text(NUMBERS.replace("two", "mine"))
    (change,) = merge(before, after, tmp_path).files
    assert change.action is Action.CONFLICT
    text = (tmp_path / "a.txt").read_text()
    assert text.splitlines()[1:8] == [
        "<<<<<<< yours", "mine", "||||||| as it was rendered", "two", "=======", "TWO", ">>>>>>> rendered now",
    ]  # fmt: skip


def test_a_conflict_in_a_file_of_a_person_leaves_it_and_puts_the_rendering_beside(tmp_path: Path) -> None:
    before, after = one("a.txt", NUMBERS, YOURS), one("a.txt", NUMBERS.replace("two", "TWO"), YOURS)
    write(before, tmp_path)
    (tmp_path / "a.txt").write_text("mine\n")
    kept, beside = merge(before, after, tmp_path).files
    assert (kept.action, beside.action) == (Action.KEEP, Action.BESIDE)
    assert (tmp_path / "a.txt").read_text() == "mine\n"
    assert (tmp_path / "a.txt.scaffold-new").read_text() == NUMBERS.replace("two", "TWO")


def test_a_removed_stub_goes_to_the_attic_with_its_body(tmp_path: Path) -> None:
    before = one("s.py", f"{STUB}\n\n{STUB.replace('first', 'second')}", YOURS)
    write(before, tmp_path)
    body = before.files[0].text.replace("raise NotImplementedError", "return 1", 1)
    (tmp_path / "s.py").write_text(body)
    merge(before, one("s.py", STUB.replace("first", "second"), YOURS), tmp_path)
    assert (tmp_path / ".scaffold/attic/s.py").read_text() == STUB.replace("raise NotImplementedError", "return 1")
    assert "first" not in (tmp_path / "s.py").read_text()


def test_a_file_of_a_person_that_is_not_rendered_any_more_goes_to_the_attic(tmp_path: Path) -> None:
    before = one("s.py", STUB, YOURS)
    write(before, tmp_path)
    (tmp_path / "s.py").write_text("mine = 1\n")
    merge(before, Tree(()), tmp_path)
    assert not (tmp_path / "s.py").exists()
    assert (tmp_path / ".scaffold/attic/s.py").read_text() == "mine = 1\n"


def test_what_does_not_parse_is_not_touched(tmp_path: Path) -> None:
    before = one("s.py", STUB, YOURS)
    write(before, tmp_path)
    (tmp_path / "s.py").write_text("def first(:\n")
    merge(before, one("s.py", STUB.replace("First.", "The first."), YOURS), tmp_path)
    assert (tmp_path / "s.py").read_text() == "def first(:\n"
    assert (tmp_path / "s.py.scaffold-new").exists()
