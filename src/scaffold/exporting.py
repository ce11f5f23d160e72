"""Packages for who calls the service: written beside it, from the same spec."""

from __future__ import annotations

from pathlib import Path

from scaffold import __version__
from scaffold.diagnostics import Diagnostic
from scaffold.outcome import Updated
from scaffold.pipeline import Progress, understand
from scaffold.project.apply import apply_changes, recover
from scaffold.project.changes import plan_changes
from scaffold.project.folder import verify_vacant
from scaffold.project.lock import Lock, LockedTemplate, lock_tree, read_lock
from scaffold.project.problem import ProjectError
from scaffold.project.records import SPEC_NAME, locked_spec
from scaffold.refusal import Refused
from scaffold.render.package import read_package, templates_root
from scaffold.render.tree import Tree
from scaffold.spec.load import LoadedSpec, load_spec
from scaffold.targets import Client


def export_client(client: Client, source: Path, output: Path, dry_run: bool, progress: Progress) -> Updated:
    """Write a client into a folder, or bring the one that is there up to date.

    Args:
        client: Which one.
        source: The spec, or the folder of a project.
        output: The folder: missing, empty, or one that holds such a client.
        dry_run: Write nothing.
        progress: Told about each stage.

    Raises:
        Refused: When the spec has errors, or the folder holds something else.
    """
    understood = understand(load_spec(source / SPEC_NAME if source.is_dir() else source), None, progress)
    if not understood.design.operations:
        raise Refused((_nothing_to_call(understood.loaded),), understood.loaded.sources)
    recover(output)
    previous = _previous(client, output)
    package, spec = read_package(templates_root() / client.name), locked_spec(understood.spec)
    tree = Tree((*client.render(understood.design, package).files, spec))
    progress("render", f"{len(tree.files)} files with {client.name}")
    template = LockedTemplate(name=client.name, version=package.manifest.version, digest=package.digest)
    changes = plan_changes(tree, lock_tree(tree, __version__, template, spec), previous, output)
    if not dry_run and changes.written:
        apply_changes(changes, output)
        progress("write", str(output))
    return Updated(output, changes, understood.warnings, dry_run)


def _nothing_to_call(loaded: LoadedSpec) -> Diagnostic:
    message = "a client of this API would be empty: it has no operations"
    return Diagnostic("SC913", message, loaded.root.span, "add `endpoints`")


def _previous(client: Client, output: Path) -> Lock | None:
    """The lock of the client that is in the folder; None when there is nothing."""
    lock = read_lock(output)
    if lock is None:
        verify_vacant(output)
    elif lock.template.name != client.name:
        message = f"this folder holds what {lock.template.name} has rendered"
        raise ProjectError("SC902", output, message, "give another folder with --output")
    return lock
