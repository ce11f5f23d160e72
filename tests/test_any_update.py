"""Whatever people do to a project and whatever changes in its spec, an update keeps every line.

Two properties are driven with different costs:

- Trees: random files in the three languages, with functions that come, go, change and get other names, go
  through planning, merging and applying. No spec is read and nothing is rendered. Most examples are these.
- Projects: small random specs without errors, and random changes of them, go through the whole of ``scaffold update``,
  in process. Most are in Go and TypeScript, whose renderers are shared by all examples; Python, whose renderer is a
  process of its own for each rendering, has a few.

No example is in a git repository, so what was rendered last is always rendered again.

The numbers of examples are those of CI, with examples that never change; ``SCAFFOLD_EXAMPLES=20`` multiplies them
by 20 and draws others at each run.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scaffold import pipeline, updating
from scaffold.project.apply import apply_changes
from scaffold.project.changelog import CHANGELOG_PATH
from scaffold.project.changes import plan_changes
from scaffold.project.conflicts import verify_resolved
from scaffold.project.lock import Lock, LockedTemplate, blob_id, digest, lock_tree, read_lock
from scaffold.project.merging import Merging
from scaffold.project.tasks import TASKS_PATH
from scaffold.refusal import Consent, Refused
from scaffold.render.tree import Owner, RenderedFile, Tree
from scaffold.spec.load import load_text
from scaffold.targets import Renderer, Renderers, stub_syntax
from tests.changing import Changing, changing_specs
from tests.persons import Edit, contents, edits, verify_kept, work
from tests.trees import trees

TIMES = int(os.environ.get("SCAFFOLD_EXAMPLES", "1"))


def examples(count: int) -> settings:
    return settings(
        max_examples=count * TIMES,
        derandomize=TIMES == 1,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )


@pytest.fixture(autouse=True, scope="module")
def _no_waiting_for_the_disk() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "sync", lambda: None)
        patch.setattr(os, "fsync", lambda _descriptor: None)
        yield


def lock_of(tree: Tree) -> Lock:
    template = LockedTemplate(name="example", version="1.0.0", digest=digest(b""))
    return lock_tree(tree, "1.0.0", template, RenderedFile(".scaffold/spec.json", "{}\n", Owner.GENERATED))


@examples(845)
@given(trees(), trees(), edits(), st.booleans())
def test_no_line_of_a_person_is_lost_in_a_tree(before: Tree, after: Tree, edits: list[Edit], is_renamed: bool) -> None:
    renamed = {"borrow": "lend"} if is_renamed else {}

    def follow(known: Tree) -> None:
        texts = {file.path: file.text.encode() for file in known.files}
        merging = Merging(texts.get, lambda path: stub_syntax(path, 100), renamed)
        lock = read_lock(project)
        if lock is not None:
            verify_resolved(project, lock)
        changes = plan_changes(after if lock else before, lock_of(after if lock else before), lock, project, merging)
        if changes.written:
            apply_changes(changes, project)

    with TemporaryDirectory() as folder:
        project = Path(folder, "project")
        follow(before)
        done = work(project, *listed(project, after), edits)
        is_written = updated(lambda: follow(before), project)
        verify_kept(done, project)
        if is_written:
            verify_lock(project, after)
            unchanged(lambda: follow(after), project)


def listed(project: Path, after: Tree) -> tuple[list[str], list[str]]:
    """The files of a project that a person may edit, theirs and generated ones; half are such that change."""
    lock = read_lock(project)
    assert lock is not None
    now = {file.path: blob_id(file.text.encode()) for file in after.files}
    paths: dict[Owner, list[str]] = {owner: [] for owner in Owner}
    for path, file in sorted(lock.files.items()):
        if path != "scaffold.yaml" and not path.startswith(".scaffold/"):
            paths[file.owner].append(path)
    mine, generated = (_with_half_changing(paths[owner], lock, now) for owner in (Owner.YOURS, Owner.GENERATED))
    return mine, generated


def _with_half_changing(paths: list[str], lock: Lock, now: Mapping[str, str]) -> list[str]:
    changing = [path for path in paths if now.get(path) != lock.files[path].blob]
    return paths + changing * (len(paths) // max(1, len(changing)))


def updated(update: Callable[[], object], project: Path) -> bool:
    """Update a project; say whether that was done. One that is refused has written nothing."""
    before = contents(project)
    try:
        update()
    except Refused:
        assert contents(project) == before
        return False
    return True


def unchanged(update: Callable[[], object], project: Path) -> None:
    """A second update has nothing to do, or refuses because of the conflicts of the first."""
    before = contents(project)
    try:
        update()
    except Refused as refused:
        assert [each.code for each in refused.diagnostics] == ["SC911"]
    after = contents(project)
    changed = [path for path in sorted({*before, *after}) if before.get(path) != after.get(path)]
    assert not changed, f"a second update changed {changed}"


def verify_lock(project: Path, rendered: Tree, decided: Sequence[str] = ()) -> None:
    """The lock lists what was rendered, and nothing else; what it lists is there unless a person deleted it."""
    lock = read_lock(project)
    assert lock is not None
    files = {path: file for path, file in lock.files.items() if file.owner is not Owner.FROZEN and path not in decided}
    expected = {file.path: file for file in rendered.files if file.owner is not Owner.FROZEN}
    assert set(files) == set(expected) - set(decided)
    for path, file in files.items():
        assert (file.owner, file.blob) == (expected[path].owner, blob_id(expected[path].text.encode())), path
        assert file.owner is Owner.YOURS or (project / path).is_symlink() or (project / path).exists(), path
    assert digest((project / lock.spec.path).read_bytes()) == lock.spec.digest
    assert not [path for path in contents(project) if path.startswith((".scaffold/apply", ".scaffold/applied"))]


@pytest.fixture(scope="module")
def renderers() -> Iterator[Renderers]:
    with Renderers() as renderers:
        yield renderers


SPEC_MARK = "a line that the person wrote in the spec"
DECIDED = (TASKS_PATH, CHANGELOG_PATH, "scaffold.yaml")
"""Files whose new text is made from the one on disk: the lock lists that."""


Prepared = Callable[[], AbstractContextManager[Renderers]]
"""Renderers for one rendering."""


def keeps_every_line(changing: Changing, edits: list[Edit], language: str, prepared: Prepared) -> None:
    before, after = (json.dumps({**spec, "stack": {"language": language}}, indent=1) for spec in changing)
    after += f"\n# {SPEC_MARK}\n"

    def follow() -> None:
        with prepared() as renderers:
            updating.update(project, None, False, Consent(breaking=True, data_loss=True), renderers, silent)

    with TemporaryDirectory() as folder:
        project, origin = Path(folder, "project"), Path(folder, "origin.yaml")
        origin.write_text(before)
        with prepared() as renderers:
            pipeline.new(pipeline.Origin(None, origin, None, offline=True), project, False, renderers, silent)
        done = work(project, *listed(project, rendered(after, prepared)), edits)
        (project / "scaffold.yaml").write_text(after)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(updating, "_is_current", lambda *_: False)
            is_written = updated(follow, project)
            verify_kept(done, project)
            assert SPEC_MARK in (project / "scaffold.yaml").read_text()
            if is_written:
                verify_lock(project, rendered(after, prepared), DECIDED)
                unchanged(follow, project)
        if is_written:
            unchanged(follow, project)


@pytest.fixture(autouse=True)
def _rendering_once() -> Iterator[None]:
    """The same spec renders the same, as other tests show: each example renders each spec of its own once."""
    render = pipeline.render
    known: dict[str, pipeline.Rendered] = {}

    def render_once(
        understood: pipeline.Understood, renderer: Renderer, reading: str | None, progress: pipeline.Progress
    ) -> pipeline.Rendered:
        key = json.dumps([understood.target.language, reading, *understood.loaded.sources.values()])
        if key not in known:
            for forgotten in list(known)[:-3]:
                del known[forgotten]
            known[key] = render(understood, renderer, reading, progress)
        return known[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pipeline, "render", render_once)
        patch.setattr(updating, "render", render_once)
        yield


def rendered(text: str, prepared: Prepared) -> Tree:
    """What a spec renders; nothing when it has errors."""
    try:
        understood = pipeline.understand(load_text(text, "scaffold.yaml"), None, silent)
    except Refused:
        return Tree(())
    with prepared() as renderers:
        return pipeline.render(understood, renderers.of(understood.target), None, silent).tree


def silent(_stage: str, _detail: str) -> None: ...


@examples(70)
@given(changing_specs(), edits(12))
def test_no_line_of_a_person_is_lost_in_a_project_in_go(
    renderers: Renderers, changing: Changing, edits: list[Edit]
) -> None:
    keeps_every_line(changing, edits, "go", lambda: nullcontext(renderers))


@examples(70)
@given(changing_specs(), edits(12))
def test_no_line_of_a_person_is_lost_in_a_project_in_typescript(
    renderers: Renderers, changing: Changing, edits: list[Edit]
) -> None:
    keeps_every_line(changing, edits, "typescript", lambda: nullcontext(renderers))


@examples(15)
@given(changing_specs(), edits(12))
def test_no_line_of_a_person_is_lost_in_a_project_in_python(changing: Changing, edits: list[Edit]) -> None:
    keeps_every_line(changing, edits, "python", Renderers)
