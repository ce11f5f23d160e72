import json
import subprocess
from pathlib import Path

import pytest

from scaffold.project.lock import LOCK_PATH, blob_id, lock_text, read_lock
from scaffold.project.problem import ProjectError
from scaffold.render.tree import RenderedFile, Tree, UnsafePath
from tests.unit.project.projects import GENERATED, YOURS, lock_of, tree, write

TREE = Tree(
    (
        RenderedFile("a", "one\n", GENERATED),
        RenderedFile("run", "x\n", YOURS, executable=True),
        RenderedFile("ü", "", GENERATED),
    )
)


def test_a_lock_is_read_as_it_was_written(tmp_path: Path) -> None:
    write(TREE, tmp_path)
    assert read_lock(tmp_path) == lock_of(TREE)


def test_each_file_has_a_line_of_its_own_so_that_git_merges_them() -> None:
    lines = lock_text(lock_of(TREE)).splitlines()
    assert [line for line in lines if '"owner"' in line] == [
        '    "a": {"owner": "generated", "blob": "5626abf0f72e58d7a153368ba57db4c673c0e171"},',
        '    "run": {"owner": "yours", "blob": "587be6b4c3f93f93c489c0111bba5596147a26cb", "executable": true},',
        '    "ü": {"owner": "generated", "blob": "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391"}',
    ]


def test_an_id_is_the_one_that_git_gives(tmp_path: Path) -> None:
    content = b"any\r\ncontent \xff\n"
    (tmp_path / "file").write_bytes(content)
    command = ["git", "hash-object", "--no-filters", "file"]
    assert blob_id(content) == subprocess.check_output(command, cwd=tmp_path, text=True).strip()


def test_a_folder_without_a_lock_has_none(tmp_path: Path) -> None:
    assert read_lock(tmp_path) is None
    assert read_lock(tmp_path / "missing") is None


def test_a_tree_cannot_bring_a_lock_of_its_own() -> None:
    with pytest.raises(UnsafePath):
        lock_of(Tree((RenderedFile(LOCK_PATH, "{}", GENERATED),)))


def damaged(**changes: object) -> str:
    return json.dumps({**json.loads(lock_text(lock_of(tree(a="one\n")))), **changes})


ENTRY = {"owner": "generated", "blob": "5" * 40}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "the lock is not JSON"),
        ('{\n<<<<<<< HEAD\n  "version": 1', "the lock is not JSON"),
        ("\xff", "the lock is not JSON"),
        ("[" * 100_000, "the lock is not JSON"),
        ("[]", "the lock is damaged"),
        (damaged(version=2), "the lock has version 2, and this scaffold knows 1"),
        (damaged(version="one"), "the lock is damaged: version"),
        (damaged(surprise=1), "the lock is damaged: surprise"),
        (damaged(files={"../../etc/passwd": ENTRY}), "leads out of the project"),
        (damaged(files={"/etc/passwd": ENTRY}), "not a normalised relative path"),
        (damaged(files={".git/config": ENTRY}), "git's own"),
        (damaged(files={"a": ENTRY, "A": ENTRY}), "the same path"),
        (damaged(files={"a": {"owner": "nobody", "blob": "5" * 40}}), "files → a → owner"),
        (damaged(files={"a": {"owner": "yours", "blob": "5"}}), "files → a → blob"),
    ],
)
def test_a_damaged_lock_is_refused_with_the_reason(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / LOCK_PATH
    path.parent.mkdir()
    path.write_bytes(text.encode("latin-1"))
    with pytest.raises(ProjectError) as error:
        read_lock(tmp_path)
    assert error.value.diagnostic.code == "SC903"
    assert message in error.value.diagnostic.message
    assert "\n" not in error.value.diagnostic.message


def test_the_line_of_a_merge_conflict_is_given(tmp_path: Path) -> None:
    path = tmp_path / LOCK_PATH
    path.parent.mkdir()
    path.write_text('{\n  "version": 1,\n<<<<<<< HEAD\n')
    with pytest.raises(ProjectError) as error:
        read_lock(tmp_path)
    assert error.value.diagnostic.span.line == 3
