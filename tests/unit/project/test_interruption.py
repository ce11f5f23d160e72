"""Every step of a change fails, or is the last thing that the process does."""

import errno
import os
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import NoReturn

import pytest

from scaffold.project.apply import apply_changes, recover
from scaffold.project.changes import Action, Changes, plan_changes
from scaffold.project.disk import Disk
from scaffold.project.journal import Recovery
from scaffold.project.lock import read_lock
from scaffold.project.merging import Merging
from scaffold.project.problem import ProjectError
from tests.unit.project.projects import YOURS, lock_of, plan, snapshot, tree, write

BEFORE = tree(a="one\n", old__stale="x\n", src__b="one\n", mine=("seed\n", YOURS))
AFTER = tree(a="two\n", new__er__c="new\n", src__b="two\n", mine=("seed\n", YOURS))


class Died(BaseException):
    """The process is gone: no handler of its own runs any more."""


class Interrupted(Disk):
    """A disk whose step of a given number goes wrong; a write then leaves half of its text."""

    def __init__(self, at: int) -> None:
        self.left = at

    def fail(self) -> NoReturn:
        raise NotImplementedError

    def step(self) -> None:
        self.left -= 1
        if self.left < 0:
            self.fail()

    def make_folder(self, path: Path) -> None:
        self.step()
        super().make_folder(path)

    def write(self, path: Path, content: bytes, executable: bool) -> None:
        if self.left == 0:
            path.write_bytes(content[: len(content) // 2])
        self.step()
        super().write(path, content, executable)

    def set_mode(self, path: Path, mode: int) -> None:
        self.step()
        super().set_mode(path, mode)

    def sync(self) -> None:
        self.step()

    def move(self, source: Path, target: Path) -> None:
        self.step()
        super().move(source, target)

    def remove(self, path: Path) -> None:
        self.step()
        super().remove(path)

    def remove_folder(self, path: Path) -> None:
        self.step()
        super().remove_folder(path)

    def flush(self, folder: Path) -> None:
        self.step()
        super().flush(folder)


class Killed(Interrupted):
    """From the step on nothing happens any more."""

    def fail(self) -> NoReturn:
        raise Died


class Stopped(Interrupted):
    """The user presses Ctrl-C once."""

    def fail(self) -> NoReturn:
        self.left = 1_000_000
        raise KeyboardInterrupt


class Refused(Interrupted):
    """One step is refused by the system, later ones are not."""

    def __init__(self, at: int, reason: int) -> None:
        super().__init__(at)
        self.reason = reason

    def fail(self) -> NoReturn:
        self.left = 1_000_000
        raise OSError(self.reason, os.strerror(self.reason))


@pytest.fixture(params=["new", "empty", "existing"])
def project(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], Path]:
    """A function that sets the scene and gives the folder of the project."""
    scenes = (tmp_path / str(number) for number in count())

    def set_scene() -> Path:
        folder = next(scenes) / "parent" / "project"
        folder.parent.mkdir(parents=True)
        if request.param == "empty":
            folder.mkdir()
        if request.param == "existing":
            write(BEFORE, folder)
            (folder / "mine").write_text("edited\n")
            (folder / "src/theirs").write_text("not ours\n")
        return folder

    return set_scene


def scenes(project: Callable[[], Path]) -> tuple[dict[str, bytes | None], dict[str, bytes | None]]:
    """What the parent folder holds before the change and after it."""
    folder = project()
    before = snapshot(folder.parent)
    write(AFTER, folder)
    return before, snapshot(folder.parent)


def interruptions(project: Callable[[], Path], disk: Callable[[int], Interrupted]) -> Iterator[Path]:
    """The project after a change that was interrupted at its first step, its second, and so on."""
    for step in count():
        folder = project()
        changes = plan(AFTER, folder)
        try:
            apply_changes(changes, folder, disk(step))
        except (Died, KeyboardInterrupt, ProjectError):
            yield folder
            shutil.rmtree(folder.parent)
        else:
            assert step > 0, "the change took no step at all"
            return


@pytest.mark.parametrize("reason", [errno.ENOSPC, errno.EACCES])
def test_a_refused_step_leaves_everything_as_it_was(project: Callable[[], Path], reason: int) -> None:
    before, _ = scenes(project)
    for folder in interruptions(project, lambda step: Refused(step, reason)):
        assert snapshot(folder.parent) == before


def test_a_command_that_is_stopped_by_hand_takes_back_what_it_did(project: Callable[[], Path]) -> None:
    before, after = scenes(project)
    for folder in interruptions(project, Stopped):
        if snapshot(folder.parent) != before:
            recover(folder)
            assert snapshot(folder.parent) == after, "it was stopped after the change was done, while cleaning up"


def test_a_refused_step_is_reported_with_its_reason(project: Callable[[], Path]) -> None:
    folder = project()
    with pytest.raises(ProjectError) as error:
        apply_changes(plan(AFTER, folder), folder, Refused(1, errno.ENOSPC))
    assert error.value.diagnostic.code == "SC904"
    assert error.value.diagnostic.message == "nothing was written: the disk is full"


def test_a_killed_command_is_undone_or_done_by_the_next(project: Callable[[], Path]) -> None:
    before, after = scenes(project)
    outcomes = []
    for folder in interruptions(project, Killed):
        recover(folder)
        seen = {path: text for path, text in snapshot(folder.parent).items() if not path.startswith(".project.")}
        assert seen in (before, after)
        outcomes.append(seen == after)
        write(AFTER, folder)
        assert snapshot(folder.parent) == after
    assert outcomes == sorted(outcomes), "once the change is done, it stays done"


def test_undoing_can_be_killed_too(project: Callable[[], Path]) -> None:
    before, after = scenes(project)
    for folder in interruptions(project, Killed):
        for step in count():
            again = folder.parent.with_name(f"again-{step}") / "project"
            shutil.copytree(folder.parent, again.parent, symlinks=True)
            try:
                recover(again, Killed(step))
            except Died:
                recover(again)
                finished = False
            else:
                finished = True
            seen = {path: text for path, text in snapshot(again.parent).items() if not path.startswith(".project.")}
            assert seen in (before, after)
            shutil.rmtree(again.parent)
            if finished:
                break


def test_what_a_person_wrote_after_a_crash_stays_and_the_old_text_too(tmp_path: Path) -> None:
    write(BEFORE, tmp_path)
    (tmp_path / ".scaffold/attic").mkdir()
    (tmp_path / ".scaffold/attic/a").write_text("in the attic for long\n")
    for step in count():
        write(BEFORE, tmp_path)
        with pytest.raises(Died):
            apply_changes(plan(AFTER, tmp_path), tmp_path, Killed(step))
        if (tmp_path / "a").exists() and (tmp_path / "a").read_text() == "two\n":
            break
        recover(tmp_path)
    (tmp_path / "a").write_text("written after the crash\n")
    assert recover(tmp_path) is Recovery.UNDONE
    assert (tmp_path / "a").read_text() == "written after the crash\n"
    assert (tmp_path / ".scaffold/attic/a").read_text() == "in the attic for long\n"
    assert (tmp_path / ".scaffold/attic/a.2").read_text() == "one\n"
    assert (tmp_path / "src/b").read_text() == "one\n"


NUMBERS = "one\ntwo\nthree\nfour\n"
FORMER = tree(edited=NUMBERS, conflict=NUMBERS, program="one\n", mine=(NUMBERS, YOURS), stale=("one\n", YOURS))
LATER = tree(
    edited=NUMBERS.replace("four", "FOUR"), conflict="ONE\n", program="two\n", mine=("other\n", YOURS), new__file="x\n"
)


def edited_project(folder: Path) -> None:
    """A project in which a person has edited each file, and said who may use it."""
    write(FORMER, folder)
    for path, mode in (("edited", 0o640), ("conflict", 0o600), ("program", 0o755), ("mine", 0o444 | 0o200)):
        file = folder / path
        if path != "program":
            file.write_text(file.read_text().replace("one", "mine"))
        file.chmod(mode)
    (folder / "stale").write_text("mine\n")
    (folder / "theirs").write_text("not ours\n")


def later(folder: Path) -> Changes:
    texts = {file.path: file.text.encode() for file in FORMER.files}
    merging = Merging(texts.get, lambda _path: None, {})
    return plan_changes(LATER, lock_of(LATER), read_lock(folder), folder, merging)


def with_modes(folder: Path) -> dict[str, tuple[int, bytes | None]]:
    return {path: ((folder / path).stat().st_mode, text) for path, text in snapshot(folder).items()}


def test_an_update_that_is_killed_at_any_step_leaves_the_old_project_or_the_new_and_it_is_said_which(
    tmp_path: Path,
) -> None:
    edited_project(tmp_path / "before")
    edited_project(tmp_path / "after")
    changes = later(tmp_path / "after")
    kinds = {Action.MERGE, Action.CONFLICT, Action.UPDATE, Action.KEEP, Action.BESIDE, Action.REMOVE, Action.CREATE}
    assert {change.action for change in changes.files} == kinds
    apply_changes(changes, tmp_path / "after")
    before, after = with_modes(tmp_path / "before"), with_modes(tmp_path / "after")
    said = [_killed_by_the_system(tmp_path / "project", step, before, after) for step in _steps(tmp_path)]
    assert said == sorted(said, key=[None, Recovery.UNDONE, Recovery.DONE].index)
    assert {Recovery.UNDONE, Recovery.DONE} <= set(said)


def _steps(folder: Path) -> range:
    """The numbers of the steps that the update takes."""
    disk = Interrupted(1_000_000)
    edited_project(folder / "counted")
    apply_changes(later(folder / "counted"), folder / "counted", disk)
    return range(1_000_000 - disk.left)


def _killed_by_the_system(
    folder: Path, step: int, before: dict[str, tuple[int, bytes | None]], after: dict[str, tuple[int, bytes | None]]
) -> Recovery | None:
    """Let a process update a project and die at a step; what the next command says."""
    edited_project(folder)
    child = os.fork()
    if child == 0:
        apply_changes(later(folder), folder, Dead(step))
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
    recovery = recover(folder)
    assert with_modes(folder) == (after if recovery is Recovery.DONE else before)
    if recovery is not Recovery.DONE:
        apply_changes(later(folder), folder)
    assert with_modes(folder) == after
    shutil.rmtree(folder)
    return recovery


class Dead(Interrupted):
    """The system kills the process."""

    def fail(self) -> NoReturn:
        os.kill(os.getpid(), signal.SIGKILL)
        sys.exit("still alive")
