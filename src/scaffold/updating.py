"""The second run: spec, template or tool changed, and the project follows; what people wrote stays."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from scaffold.compatibility import Release, release_data
from scaffold.design.design import Design
from scaffold.diagnostics import Diagnostic
from scaffold.documents import open_stubs
from scaffold.migrating import migrate, with_history
from scaffold.names import name_of
from scaffold.outcome import Compared, Updated
from scaffold.pipeline import Progress, Rendered, Understood, render, renders_the_same, understand
from scaffold.project.apply import apply_changes, recover
from scaffold.project.changelog import CHANGELOG_PATH
from scaffold.project.changes import Action, Change, Changes, content, plan_changes, text_content
from scaffold.project.conflicts import stage, verify_resolved
from scaffold.project.folder import project_lock
from scaffold.project.git import merge_texts, read_blob
from scaffold.project.lock import LOCK_PATH, LOCKED_SPEC_PATH, Lock, LockedFile, blob_id, digest, locked_file
from scaffold.project.merging import Merging, with_line_ends_of, with_line_feeds
from scaffold.project.problem import ProjectError
from scaffold.project.records import READING_PATH, SPEC_NAME, locked_spec, reading_file
from scaffold.project.tasks import TASKS_PATH, update_tasks
from scaffold.refusal import CONSENT_NEEDED, Consent, Refused
from scaffold.releasing import compare_contracts, with_changelog
from scaffold.render.tree import Owner, RenderedFile, Tree
from scaffold.rereading import last_reading, read_again
from scaffold.spec.load import LoadedSpec, load_spec, load_text
from scaffold.targets import TARGETS, Renderers, stub_syntax

_SPEC_SUFFIXES = (".yaml", ".yml", ".json")
"""How files are called that a spec may be in, or include."""


class Comparison(Struct, frozen=True):
    """A project against what is rendered now.

    Attributes:
        warnings: what is doubtful in the spec.
        losses: the stored data that the migration would drop, each an error.
        obstacles: warnings of what rows may stop the migration.
        release: what clients of the service see; None when that was not compared.
        breaking: the changes that break clients, each an error.
        sources: the text of the files that these point into, by name.
    """

    changes: Changes
    warnings: tuple[Diagnostic, ...] = ()
    losses: tuple[Diagnostic, ...] = ()
    obstacles: tuple[Diagnostic, ...] = ()
    release: Release | None = None
    breaking: tuple[Diagnostic, ...] = ()
    sources: Mapping[str, str] = {}


def update(
    folder: Path,
    requirements: Path | None,
    dry_run: bool,
    consent: Consent,
    renderers: Renderers,
    progress: Progress,
) -> Updated:
    """Bring a project up to date with its spec, or with requirements that have changed.

    Args:
        folder: The project.
        requirements: The requirements to read again; without, the project's ``scaffold.yaml`` counts.
        dry_run: Write nothing, and refuse nothing that could be agreed to.
        consent: What the user has agreed to.
        renderers: Those that are getting ready.
        progress: Told about each stage.

    Raises:
        Refused: When the input has errors, the project has conflicts that nobody has resolved, or
            clients would break or stored data would be lost without consent.
    """
    compared = _compare(folder, requirements, renderers, progress)
    changes = compared.changes
    if not dry_run and changes.written:
        _verify_consent(compared, consent)
        apply_changes(changes, folder)
        stage(folder, changes)
        progress("write", str(folder))
    return Updated(folder, changes, compared.warnings, dry_run, compared.losses, compared.obstacles, compared.release)


def _verify_consent(compared: Comparison, consent: Consent) -> None:
    breaking = () if consent.breaking else compared.breaking
    losses = () if consent.data_loss else compared.losses
    if breaking or losses:
        details = {"compatibility": release_data(compared.release) if compared.release else None}
        raise Refused((*breaking, *losses), compared.sources, CONSENT_NEEDED, details)


def diff(folder: Path, renderers: Renderers, progress: Progress) -> Compared:
    """What an update would change, as a patch.

    Raises:
        Refused: As :func:`update`.
    """
    return Compared(_compare(folder, None, renderers, progress).changes)


def _compare(folder: Path, requirements: Path | None, renderers: Renderers, progress: Progress) -> Comparison:
    recovery = recover(folder)
    if recovery is not None:
        progress("recover", f"a command died here: {recovery.value}")
    lock = project_lock(folder)
    verify_resolved(folder, lock)
    if requirements is None and _is_untouched(folder, lock):
        progress("render", "nothing to do: spec, template and tool are those of the last time")
        return Comparison(Changes((), _unchanged_lock(folder)))
    locked = _locked_spec(folder, lock)
    reading = _reading(folder, requirements, lock, locked, progress)
    merged = _merged_spec(folder, reading)
    if merged is not None and merged.action is Action.CONFLICT:
        return Comparison(_only_the_spec(folder, merged, reading))
    loaded = load_text(merged.after.text, SPEC_NAME) if merged and merged.after else load_spec(folder / SPEC_NAME)
    understood = understand(loaded, None, progress)
    if _is_current(folder, lock, understood, reading):
        progress("render", "nothing to do: spec, template and tool are those of the last time")
        return Comparison(Changes((), _unchanged_lock(folder)), understood.warnings)
    former = understand(locked, None, _silent)
    released = compare_contracts(folder, former, understood)
    renderer = renderers.of(understood.target)
    migrated = migrate(folder, former, understood, renderer)
    rendered = with_history(render(understood, renderer, reading, progress), lock, migrated)
    rendered = with_changelog(rendered, folder, lock, released.release)
    return Comparison(
        _plan(folder, lock, former, understood, rendered),
        understood.warnings,
        migrated.losses,
        migrated.obstacles,
        released.release,
        released.breaking,
        {**locked.sources, **loaded.sources},
    )


def _locked_spec(folder: Path, lock: Lock) -> LoadedSpec:
    """The spec that the project was rendered from.

    Raises:
        ProjectError: When it is missing, or not the one that the lock names.
    """
    text = content(folder, lock.spec.path)
    if text is None or digest(with_line_feeds(text)) != lock.spec.digest:
        message = "this is not the spec that the lock names"
        raise ProjectError("SC903", folder / lock.spec.path, message, "restore the file from version control")
    return load_text(text.decode(), LOCKED_SPEC_PATH)


def _reading(folder: Path, requirements: Path | None, lock: Lock, locked: LoadedSpec, progress: Progress) -> str | None:
    """The spec as the requirements say it: those that are given, else those that were read last."""
    if requirements is None:
        text = text_content(folder, READING_PATH)
        return text.replace("\r\n", "\n") if text is not None else None
    language = understand(locked, None, _silent).target.language
    return read_again(requirements, last_reading(folder, lock), language, progress)


def _merged_spec(folder: Path, reading: str | None) -> Change | None:
    """``scaffold.yaml`` with what changed in the requirements; None when nothing did."""
    base, ours = content(folder, READING_PATH), content(folder, SPEC_NAME)
    if reading is None or base is None or ours is None or with_line_feeds(base) == reading.encode():
        return None
    if (folder / SPEC_NAME).is_symlink():
        message = "this is a link, and what changed in the requirements is merged into it"
        hint = "put the file itself in its place, and run the command again"
        raise ProjectError("SC905", folder / SPEC_NAME, message, hint)
    theirs = RenderedFile(SPEC_NAME, reading, Owner.YOURS)
    merged = merge_texts(with_line_feeds(base), with_line_feeds(ours), reading.encode())
    action = Action.CONFLICT if merged.has_conflicts else Action.MERGE
    text = with_line_ends_of(ours, merged.text).decode()
    return Change(SPEC_NAME, action, ours, replace(theirs, text=text), base, theirs)


def _only_the_spec(folder: Path, merged: Change, reading: str | None) -> Changes:
    """A person has to decide about the spec before anything can be rendered from it."""
    file = reading_file(reading or "")
    return Changes(
        (Change(READING_PATH, Action.UPDATE, content(folder, READING_PATH), file), merged), _unchanged_lock(folder)
    )


def _unchanged_lock(folder: Path) -> Change:
    return Change(LOCK_PATH, Action.UNCHANGED, content(folder, LOCK_PATH), None)


def _is_untouched(folder: Path, lock: Lock) -> bool:
    """Whether every text that a spec may be made of is the one that was rendered, by the same tool and template.

    It says so without reading the spec; when it does not, the spec may still come to the same.
    """
    target = next((each for each in TARGETS.values() if each.template == lock.template.name), None)
    sources = (path for path, file in lock.files.items() if file.owner is Owner.YOURS and path.endswith(_SPEC_SUFFIXES))
    return (
        target is not None
        and renders_the_same(lock, target)
        and _has_what_is_generated(folder, lock)
        and all(blob_id(content(folder, path) or b"") == lock.files[path].blob for path in sources)
    )


def _has_what_is_generated(folder: Path, lock: Lock) -> bool:
    return all(file.owner is not Owner.GENERATED or (folder / path).exists() for path, file in lock.files.items())


def _is_current(folder: Path, lock: Lock, understood: Understood, reading: str | None) -> bool:
    """Whether rendering would give what the lock lists, and all of it is there."""
    expected = [locked_spec(understood.spec), *([reading_file(reading)] if reading else [])]
    listed = {path: file.blob for path, file in lock.files.items()}
    return (
        renders_the_same(lock, understood.target)
        and all(listed.get(file.path) == blob_id(file.text.encode()) for file in expected)
        and _has_what_is_generated(folder, lock)
    )


def _plan(folder: Path, lock: Lock, former: Understood, understood: Understood, rendered: Rendered) -> Changes:
    existing = text_content(folder, TASKS_PATH)
    tree, new_lock = rendered.tree, rendered.lock
    if existing is not None:
        text = update_tasks(existing, open_stubs(understood.design), former=open_stubs(former.design))
        tasks = RenderedFile(TASKS_PATH, text, Owner.YOURS)
        tree = Tree(tuple(tasks if file.path == TASKS_PATH else file for file in tree.files))
        new_lock = new_lock.model_copy(update={"files": {**new_lock.files, TASKS_PATH: locked_file(tasks)}})
    previous = lock.model_copy(update={"files": {**lock.files, **dict(_decided(folder, lock, new_lock))}})
    merging = Merging(
        _base(folder, lock, former),
        lambda path: stub_syntax(path, understood.design.conventions.line_length),
        dict(_renamed(former.design, understood.design)),
    )
    return plan_changes(tree, new_lock, previous, folder, merging)


def _decided(folder: Path, lock: Lock, new_lock: Lock) -> Iterator[tuple[str, LockedFile]]:
    """The files whose new text has been made from the one on disk, as if that one had been rendered."""
    for path in (TASKS_PATH, CHANGELOG_PATH, SPEC_NAME, READING_PATH):
        file, text = lock.files.get(path), text_content(folder, path)
        if file is not None and text is not None:
            yield path, file.model_copy(update={"blob": blob_id(with_line_feeds(text.encode()))})
        elif file is not None and path == SPEC_NAME and (folder / path).is_symlink():
            yield path, new_lock.files[path]


def _base(folder: Path, lock: Lock, former: Understood) -> Callable[[str], bytes | None]:
    """What was rendered last at a path: rendered again, else as the repository still holds it."""

    @cache
    def again() -> Mapping[str, bytes]:
        if not renders_the_same(lock, former.target):
            return {}
        renderer = former.target.prepare()
        try:
            tree = render(former, renderer, None, _silent).tree
        finally:
            renderer.close()
        return {file.path: file.text.encode() for file in tree.files}

    def base(path: str) -> bytes | None:
        listed = lock.files.get(path)
        if listed is None:
            return None
        text = again().get(path)
        return text if text is not None and blob_id(text) == listed.blob else read_blob(folder, listed.blob)

    return base


def _renamed(former: Design, design: Design) -> Iterator[tuple[str, str]]:
    """What the functions of operations are called now, by what they were called, in every spelling."""
    names = {operation.name.snake for operation in design.operations}
    before = {operation.name.snake: operation for operation in former.operations}
    places = {(operation.method, operation.path): operation.name for operation in former.operations}
    for operation in design.operations:
        if operation.name.snake in before:
            continue
        was = name_of(operation.was) if operation.was else places.get((operation.method, operation.path))
        if was is not None and was.snake not in names:
            for spelling in ("snake", "camel", "pascal"):
                yield getattr(was, spelling), getattr(operation.name, spelling)


def _silent(_stage: str, _detail: str) -> None:
    """Nobody is told."""
