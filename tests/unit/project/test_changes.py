import subprocess
from pathlib import Path

import pytest

from scaffold.project.changes import Action, patch
from scaffold.render.tree import Owner, RenderedFile, Tree
from tests.unit.project.projects import FROZEN, GENERATED, YOURS, plan, snapshot, tree, write

NOTHING = Tree(())


def rendered(text: str | None, owner: Owner) -> Tree:
    return NOTHING if text is None else Tree((RenderedFile("file", text, owner),))


@pytest.mark.parametrize(
    ("owner", "locked", "on_disk", "now", "action"),
    [
        (GENERATED, None, None, "one\n", Action.CREATE),
        (GENERATED, None, "theirs\n", "one\n", Action.BLOCKED),
        (GENERATED, "one\n", "one\n", "one\n", Action.UNCHANGED),
        (GENERATED, "one\n", "one\n", "two\n", Action.UPDATE),
        (GENERATED, "one\n", "edited\n", "one\n", Action.KEEP),
        (GENERATED, "one\n", "edited\n", "two\n", Action.KEEP),
        (GENERATED, "one\n", "two\n", "two\n", Action.UNCHANGED),
        (GENERATED, "one\n", None, "one\n", Action.CREATE),
        (GENERATED, "one\n", "one\n", None, Action.REMOVE),
        (GENERATED, "one\n", "edited\n", None, Action.KEEP),
        (GENERATED, "one\n", None, None, Action.KEEP),
        (YOURS, None, None, "one\n", Action.CREATE),
        (YOURS, None, "theirs\n", "one\n", Action.BLOCKED),
        (YOURS, "one\n", "one\n", "two\n", Action.UPDATE),
        (YOURS, "one\n", "edited\n", "two\n", Action.KEEP),
        (YOURS, "one\n", None, "two\n", Action.KEEP),
        (YOURS, "one\n", "one\n", None, Action.REMOVE),
        (FROZEN, None, None, "one\n", Action.CREATE),
        (FROZEN, "one\n", "one\n", "two\n", Action.KEEP),
        (FROZEN, "one\n", "one\n", None, Action.KEEP),
    ],
)
def test_what_becomes_of_a_file(
    tmp_path: Path, owner: Owner, locked: str | None, on_disk: str | None, now: str | None, action: Action
) -> None:
    write(rendered(locked, owner), tmp_path)
    if on_disk is not None:
        (tmp_path / "file").write_text(on_disk)
    elif locked is not None:
        (tmp_path / "file").unlink()
    change = next(each for each in plan(rendered(now, owner), tmp_path).files if each.path == "file")
    assert change.action is action


def test_an_unchanged_project_has_nothing_to_write(tmp_path: Path) -> None:
    project = tree(a="one\n", mine=("seed\n", YOURS), src__b="two\n")
    write(project, tmp_path)
    (tmp_path / "mine").write_text("edited\n")
    changes = plan(project, tmp_path)
    assert changes.written == ()
    assert patch(changes) == ""


def test_a_patch_does_what_writing_does(tmp_path: Path) -> None:
    before = tree(a="one\ntwo\nthree\n", no_newline="x", stale="gone\n", odd="form\x0cfeed\u2028\r\n")
    after = tree(a="one\n2\nthree\n", no_newline="y", new__file="new\n", odd="form\x0cfeed\u2028\r\nmore\n")
    patched, written = tmp_path / "patched", tmp_path / "written"
    for folder in (patched, written):
        write(before, folder)
    text = patch(plan(after, patched))
    subprocess.run(["git", "apply", "-"], input=text.encode(), cwd=patched, check=True)
    write(after, written)
    found, expected = snapshot(patched), snapshot(written)
    del found[".scaffold/lock.json"], expected[".scaffold/lock.json"]
    assert found == expected
