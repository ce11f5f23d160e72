import os
import pwd
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from scaffold.project.apply import apply_changes, recover
from scaffold.project.disk import Disk, exclusive
from scaffold.project.problem import ProjectError
from scaffold.render.tree import Owner, RenderedFile, Tree
from tests.unit.project.projects import GENERATED, YOURS, plan, snapshot, tree, write


def test_a_new_project_is_written_whole(tmp_path: Path) -> None:
    folder = tmp_path / "services" / "library"
    write(tree(a="one\n", src__b="two\n"), folder)
    found = snapshot(tmp_path)
    assert found.pop("services/library/.scaffold/lock.json")
    assert found == {
        "services": None,
        "services/library": None,
        "services/library/.scaffold": None,
        "services/library/a": b"one\n",
        "services/library/src": None,
        "services/library/src/b": b"two\n",
    }


def test_an_empty_folder_is_filled_in_place(tmp_path: Path) -> None:
    inode = tmp_path.stat().st_ino
    write(tree(a="one\n"), tmp_path)
    assert tmp_path.stat().st_ino == inode
    assert set(snapshot(tmp_path)) == {"a", ".scaffold", ".scaffold/lock.json"}


def test_programs_can_be_run_and_others_not(tmp_path: Path) -> None:
    files = (RenderedFile("run", "", Owner.YOURS, executable=True), RenderedFile("read", "", Owner.YOURS))
    write(Tree(files), tmp_path / "x")
    assert os.access(tmp_path / "x/run", os.X_OK)
    assert not os.access(tmp_path / "x/read", os.X_OK)


def test_an_existing_project_is_updated_and_what_a_person_added_stays(tmp_path: Path) -> None:
    write(tree(a="one\n", stale="x\n", mine=("seed\n", YOURS)), tmp_path)
    (tmp_path / "notes").write_text("theirs\n")
    (tmp_path / "mine").write_text("edited\n")
    write(tree(a="two\n", deep__er__b="new\n", mine=("other seed\n", YOURS)), tmp_path)
    found = snapshot(tmp_path)
    assert found.pop(".scaffold/lock.json")
    assert found == {
        ".scaffold": None,
        "a": b"two\n",
        "deep": None,
        "deep/er": None,
        "deep/er/b": b"new\n",
        "mine": b"edited\n",
        "mine.scaffold-new": b"other seed\n",
        "notes": b"theirs\n",
    }


def test_a_file_that_the_lock_does_not_list_is_never_written_over(tmp_path: Path) -> None:
    write(tree(a="one\n"), tmp_path)
    (tmp_path / "b").write_text("theirs\n")
    before = snapshot(tmp_path)
    with pytest.raises(ProjectError, match="not as scaffold wrote it") as error:
        write(tree(a="two\n", b="ours\n"), tmp_path)
    assert error.value.diagnostic.span.file == str(tmp_path / "b")
    assert snapshot(tmp_path) == before


@pytest.mark.parametrize("meanwhile", ["changed", "appeared"])
def test_a_file_that_changes_while_the_command_runs_stops_it(tmp_path: Path, meanwhile: str) -> None:
    write(tree(a="one\n", z="one\n"), tmp_path)
    changes = plan(tree(a="two\n", b="new\n", z="two\n"), tmp_path)
    (tmp_path / {"changed": "z", "appeared": "b"}[meanwhile]).write_text("theirs\n")
    before = snapshot(tmp_path)
    with pytest.raises(ProjectError, match="changed while the command ran"):
        apply_changes(changes, tmp_path)
    assert snapshot(tmp_path) == before


def test_a_link_is_not_followed_out_of_the_project(tmp_path: Path) -> None:
    project, outside = tmp_path / "project", tmp_path / "outside"
    outside.mkdir()
    write(tree(a="one\n"), project)
    (project / "src").symlink_to(outside)
    with pytest.raises(ProjectError, match="is a link"):
        write(tree(a="one\n", src__b="new\n"), project)
    assert snapshot(outside) == {}


def test_a_link_in_place_of_a_file_is_a_persons_edit(tmp_path: Path) -> None:
    project, outside = tmp_path / "project", tmp_path / "outside"
    outside.write_text("theirs\n")
    write(tree(a=("one\n", YOURS), b="one\n"), project)
    for name in ("a", "b"):
        (project / name).unlink()
        (project / name).symlink_to(outside)
    write(tree(a=("two\n", YOURS), b="two\n"), project)
    assert outside.read_text() == "theirs\n"
    for name in ("a", "b"):
        assert (project / name).is_symlink()
        assert (project / f"{name}.scaffold-new").read_text() == "two\n"


@pytest.mark.parametrize(("there", "wanted"), [("a", "a/b"), ("a/b", "a")])
def test_a_file_and_a_folder_of_one_name_are_reported(tmp_path: Path, there: str, wanted: str) -> None:
    path = tmp_path / there
    path.parent.mkdir(exist_ok=True)
    path.write_text("theirs\n")
    with pytest.raises(ProjectError, match="of this name"):
        write(Tree((RenderedFile(wanted, "ours\n", GENERATED),)), tmp_path)


def test_one_command_at_a_time(tmp_path: Path) -> None:
    with exclusive(tmp_path), pytest.raises(ProjectError, match="another scaffold"):
        write(tree(a="one\n"), tmp_path)
    assert snapshot(tmp_path) == {}


def test_two_commands_that_make_one_folder_are_told_apart(tmp_path: Path) -> None:
    folder = tmp_path / "project"
    changes = plan(tree(a="mine\n"), folder)

    class Slow(Disk):
        def move(self, source: Path, target: Path) -> None:
            write(tree(a="theirs\n"), folder)
            super().move(source, target)

    with pytest.raises(ProjectError, match="something else was written there meanwhile") as error:
        apply_changes(changes, folder, Slow())
    assert error.value.diagnostic.span.file == str(folder)
    assert (folder / "a").read_text() == "theirs\n"
    assert [child.name for child in tmp_path.iterdir()] == ["project"]


def test_nothing_to_recover_is_said(tmp_path: Path) -> None:
    write(tree(a="one\n"), tmp_path / "x")
    assert not recover(tmp_path / "x")
    assert not recover(tmp_path / "missing")


def test_a_journal_that_leads_out_of_the_project_is_refused(tmp_path: Path) -> None:
    project = tmp_path / "project"
    (project / ".scaffold/apply").mkdir(parents=True)
    (project / ".scaffold/apply/old-0").write_text("evil\n")
    entry = '{"path": "../victim", "was": "x", "becomes": null}'
    (project / ".scaffold/apply/journal.json").write_text(f'{{"version": 1, "folders": [], "entries": [{entry}]}}')
    with pytest.raises(ProjectError, match="journal of an interrupted change is damaged"):
        recover(project)
    assert not (tmp_path / "victim").exists()


@pytest.fixture
def unprivileged() -> Iterator[Path]:
    """A folder of a user whom permissions stop; root is none."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if os.geteuid() != 0:
            yield folder
            return
        user = pwd.getpwnam("nobody")
        os.chown(folder, user.pw_uid, user.pw_gid)
        os.seteuid(user.pw_uid)
        try:
            yield folder
        finally:
            os.seteuid(0)


def test_a_folder_that_may_not_be_written_is_reported(unprivileged: Path) -> None:
    unprivileged.chmod(0o555)
    for output in (unprivileged, unprivileged / "new"):
        with pytest.raises(ProjectError, match="nothing was written: permission denied"):
            write(tree(a="one\n"), output)
    unprivileged.chmod(0o755)
    assert snapshot(unprivileged) == {}


def test_a_folder_of_the_project_that_may_not_be_written_stops_the_whole_change(unprivileged: Path) -> None:
    project = unprivileged / "project"
    write(tree(a="one\n", src__b="one\n"), project)
    (project / "src").chmod(0o555)
    before = snapshot(project)
    with pytest.raises(ProjectError, match="nothing was written: permission denied"):
        write(tree(a="two\n", src__b="two\n"), project)
    assert snapshot(project) == before
    (project / "src").chmod(0o755)


def test_a_file_that_may_not_be_read_is_reported(unprivileged: Path) -> None:
    project = unprivileged / "project"
    write(tree(a="one\n"), project)
    (project / "a").chmod(0)
    with pytest.raises(ProjectError, match="permission denied"):
        plan(tree(a="two\n"), project)
