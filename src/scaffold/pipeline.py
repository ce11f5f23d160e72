"""The whole story: requirements → spec → design → tree → plan of changes → project."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from scaffold import __version__
from scaffold.design.design import Design
from scaffold.design.resolve import resolve
from scaffold.diagnostics import Diagnostic, did_you_mean, has_errors, in_order, listed
from scaffold.documents import first_tasks, open_stubs, read_assumptions, render_documents
from scaffold.names import name_of
from scaffold.openapi import document, json_schemas, to_json
from scaffold.outcome import Checked, Drafted, Made, Printed, counted
from scaffold.project.apply import apply_changes, recover
from scaffold.project.changelog import new_changelog
from scaffold.project.changes import plan_changes
from scaffold.project.folder import verify_vacant, write_new
from scaffold.project.lock import Lock, LockedTemplate, lock_tree
from scaffold.project.records import SPEC_NAME, locked_spec, new_task_list, reading_file, spec_files
from scaffold.refusal import Refused
from scaffold.render.package import Package, read_package, templates_root
from scaffold.render.tree import RenderedFile, Tree, UnsafePath, verify_path
from scaffold.spec.check import check_spec
from scaffold.spec.language.document import Spec
from scaffold.spec.load import LoadedSpec, load_spec, load_text
from scaffold.spec.rewrite import with_language
from scaffold.spec.support import EVERYTHING
from scaffold.targets import LANGUAGES, TARGETS, Renderer, Renderers, Target

if TYPE_CHECKING:
    from scaffold.requirements import Reading

Progress = Callable[[str, str], None]
"""Told the name of a stage that is done, and what came of it."""

STDOUT = Path("-")


class Origin(Struct, frozen=True):
    """What a new project comes from.

    Attributes:
        requirements: The Markdown file, unless it is a spec.
        spec: The spec, unless it is requirements.
        language: The language that the user asked for; it wins over what either says.
        offline: Whether the user asked for a reading without a language model.
    """

    requirements: Path | None
    spec: Path | None
    language: str | None
    offline: bool


class Understood(Struct, frozen=True):
    """A spec without errors, the target that renders it, and the design that it stands for."""

    loaded: LoadedSpec
    spec: Spec
    target: Target
    design: Design
    warnings: tuple[Diagnostic, ...]


class Rendered(Struct, frozen=True):
    """A project in memory, and the lock that goes with it."""

    tree: Tree
    lock: Lock


def read(requirements: Path, language: str | None, progress: Progress) -> Reading:
    """Requirements → the text of a spec, without a model and without a network.

    Args:
        requirements: The Markdown file; a ``CLAUDE.md`` beside it may direct the choices.
        language: The language that the user asked for; it wins over ``CLAUDE.md``.
        progress: Told about each stage.

    Raises:
        Refused: When the requirements cannot be read.
    """
    # The reader takes longest to import, and most commands read no requirements.
    from scaffold.requirements import read_requirements

    reading = read_requirements(requirements, LANGUAGES, _guidance(requirements), language)
    if has_errors(reading.diagnostics):
        raise Refused(reading.diagnostics, {})
    used, missed = len(reading.report.of("used")), len(reading.report.of("not used"))
    progress("read", f"{requirements}: {used} statements used, {missed} not understood")
    return reading


def _guidance(requirements: Path) -> Path | None:
    path = requirements.parent / "CLAUDE.md"
    try:
        return path if path.exists() else None
    except OSError:
        return None


def understand(loaded: LoadedSpec, language: str | None, progress: Progress) -> Understood:
    """Spec → design.

    Args:
        loaded: The spec.
        language: The language that the user asked for; it wins over what the spec says.
        progress: Told about the stage.

    Raises:
        Refused: With every error of the spec.
    """
    said = loaded.sound.stack.language if loaded.sound else None
    target = TARGETS.get(language or said or LANGUAGES.default)
    diagnostics = check_spec(loaded, target.support if target else EVERYTHING)
    if said and said not in TARGETS:
        diagnostics = in_order((*diagnostics, _no_target(loaded, said)))
    if loaded.spec is None or target is None or has_errors(diagnostics):
        raise Refused(diagnostics, loaded.sources)
    if language is None and said is None:
        progress("check", f"{target.language}, as nothing names a language; --language takes {listed(TARGETS, 'or')}")
    design = resolve(loaded.spec)
    progress("check", counted(design))
    return Understood(loaded, loaded.spec, target, design, diagnostics)


def render(understood: Understood, renderer: Renderer, reading: str | None, progress: Progress) -> Rendered:
    """Design → tree: the service, its documents and tasks, and the spec that they come from.

    Args:
        understood: The design.
        renderer: That of its target.
        reading: The spec as the requirements said it; None when it comes from none.
        progress: Told about the stage.

    Raises:
        Refused: When a file of the spec would take the place of another.
    """
    package = read_package(templates_root() / understood.target.template)
    loaded, spec = understood.loaded, locked_spec(understood.spec)
    try:
        records = (*spec_files(loaded.file, loaded.sources), spec, *([reading_file(reading)] if reading else ()))
        tree = Tree((*_service(understood, renderer, package), *records))
    except UnsafePath as error:
        raise Refused((Diagnostic("SC909", str(error), loaded.root.span, "rename it"),), loaded.sources) from error
    progress("render", f"{len(tree.files)} files with {package.manifest.name}")
    template = LockedTemplate(name=package.manifest.name, version=package.manifest.version, digest=package.digest)
    return Rendered(tree, lock_tree(tree, __version__, template, spec))


def _service(understood: Understood, renderer: Renderer, package: Package) -> Iterator[RenderedFile]:
    design = understood.design
    contract, infrastructure = document(design), renderer.infrastructure(design)
    assumptions = read_assumptions("\n".join(understood.loaded.sources.values()))
    yield from renderer.render_project(design, contract, package).files
    yield from render_documents(design, contract, infrastructure, assumptions).files
    yield new_changelog(design.service.version)
    yield new_task_list(open_stubs(design), first_tasks(design, infrastructure, assumptions))


def renders_the_same(lock: Lock, target: Target) -> bool:
    """Whether tool and template are those that made a project."""
    package = read_package(templates_root() / target.template)
    return lock.tool == __version__ and lock.template.digest == package.digest


def new(origin: Origin, output: Path | None, dry_run: bool, renderers: Renderers, progress: Progress) -> Made:
    """Make a project in a folder that is missing or empty.

    Args:
        origin: What it comes from.
        output: The folder; when None, the one that the spec gives to the backend, else the service's name.
        dry_run: Write nothing.
        renderers: Those that are getting ready.
        progress: Told about each stage.

    Raises:
        Refused: When the input has errors, or the folder cannot take the project.
    """
    if origin.requirements and not origin.offline:
        progress("read", "without a language model, as with --offline: this version has no agent")
    reading = read(origin.requirements, origin.language, progress) if origin.requirements else None
    loaded = load_text(reading.yaml, SPEC_NAME) if reading else _spec_in(origin, progress)
    understood = understand(loaded, origin.language, progress)
    folder = output or _default_folder(understood)
    if output and (said := understood.spec.conventions.folder):
        progress("output", f"--output {output} wins over the folder {said} of the spec")
    recover(folder)
    verify_vacant(folder)
    renderer = renderers.of(understood.target)
    rendered = render(understood, renderer, reading.yaml if reading else None, progress)
    changes = plan_changes(rendered.tree, rendered.lock, None, folder)
    if not dry_run:
        apply_changes(changes, folder)
        progress("write", str(folder))
    return Made(folder, understood.design, changes, understood.warnings, reading.report if reading else None, dry_run)


def plan(requirements: Path, language: str | None, output: Path, progress: Progress) -> Drafted:
    """Read requirements into a spec, and write that alone; to stdout when the output is ``-``.

    Raises:
        Refused: When the requirements cannot be read, or the output exists.
    """
    reading = read(requirements, language, progress)
    if output == STDOUT:
        return Drafted(None, reading.yaml, reading.report)
    write_new(output, reading.yaml)
    return Drafted(output, reading.yaml, reading.report)


def check(path: Path, language: str | None, progress: Progress) -> Checked:
    """Find every problem of a spec.

    Args:
        path: The spec.
        language: The language to check it for; the spec's own unless said.
        progress: Told about each stage.

    Raises:
        Refused: When there are errors.
    """
    understood = understand(load_spec(path), language, progress)
    return Checked(str(path), understood.design, understood.warnings, understood.loaded.sources)


def export_openapi(path: Path, progress: Progress) -> Printed:
    """The OpenAPI document of a spec.

    Raises:
        Refused: When the spec has errors.
    """
    contract = document(understand(load_spec(path), None, progress).design)
    return Printed(to_json(contract), contract)


def export_json_schema(path: Path, progress: Progress) -> Printed:
    """The schemas of a spec's API as one JSON Schema.

    Raises:
        Refused: When the spec has errors.
    """
    schemas = json_schemas(document(understand(load_spec(path), None, progress).design))
    return Printed(to_json(schemas), schemas)


def _spec_in(origin: Origin, progress: Progress) -> LoadedSpec:
    """The spec of the origin, in the language that was asked for."""
    assert origin.spec is not None, "an origin has requirements or a spec"
    loaded = load_spec(origin.spec)
    if loaded.spec is None or origin.language in (None, loaded.spec.stack.language):
        return loaded
    if loaded.spec.stack.language is not None:
        progress("read", f"--language {origin.language} wins over {loaded.spec.stack.language} of {origin.spec}")
    return load_text(with_language(loaded, origin.language), loaded.file)


def _no_target(loaded: LoadedSpec, language: str) -> Diagnostic:
    span = loaded.value_span(("stack", "language"))
    hint = did_you_mean(language, list(TARGETS))
    return Diagnostic("SC908", f"there is no template for {language}", span, hint)


def _default_folder(understood: Understood) -> Path:
    said = understood.spec.conventions.folder
    if said is None:
        return Path(name_of(understood.spec.service.name).kebab)
    folder = said.removeprefix("./").rstrip("/")
    try:
        verify_path(folder)
    except UnsafePath as error:
        span = understood.loaded.value_span(("conventions", "folder"))
        problem = Diagnostic("SC909", str(error), span, "name a folder inside of the repository, or give --output")
        raise Refused((problem,), understood.loaded.sources) from error
    return Path(folder)
