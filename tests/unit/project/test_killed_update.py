"""The system kills an update at each of its steps: the project is the old one or the new one, never a mixture."""

from __future__ import annotations

import os
import shutil
import signal
import sys
from pathlib import Path
from typing import NoReturn

from scaffold.project.apply import apply_changes, recover
from scaffold.project.changes import Action, Changes, plan_changes
from scaffold.project.journal import Recovery
from scaffold.project.lock import read_lock
from scaffold.project.merging import Merging
from tests.unit.project.interrupted import Interrupted
from tests.unit.project.projects import YOURS, lock_of, snapshot, tree, write

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
