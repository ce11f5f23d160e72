"""Every step of a change fails, or is the last thing that the process does."""

import errno
import os
import shutil
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import NoReturn

import pytest

from scaffold.project.apply import apply_changes, recover
from scaffold.project.journal import Recovery
from scaffold.project.problem import ProjectError
from tests.unit.project.interrupted import Interrupted
from tests.unit.project.projects import YOURS, plan, snapshot, tree, write

BEFORE = tree(a="one\n", old__stale="x\n", src__b="one\n", mine=("seed\n", YOURS))
AFTER = tree(a="two\n", new__er__c="new\n", src__b="two\n", mine=("seed\n", YOURS))


class Died(BaseException):
    """The process is gone: no handler of its own runs any more."""


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
