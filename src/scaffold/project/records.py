"""What a project holds beside the rendered service: its spec, a copy that nobody edits, and the task list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import PurePosixPath

from scaffold.design.design import Design
from scaffold.design.operations import Operation
from scaffold.project.lock import LOCKED_SPEC_PATH
from scaffold.project.tasks import TASKS_PATH, update_tasks
from scaffold.render.tree import Owner, RenderedFile
from scaffold.spec.language.document import Spec

SPEC_NAME = "scaffold.yaml"


def spec_files(main: str, sources: Mapping[str, str]) -> Iterator[RenderedFile]:
    """The files of the spec as they are written: the first as ``scaffold.yaml``, included ones beside it.

    Args:
        main: The name of the first file.
        sources: The text of each file by its name.
    """
    folder = PurePosixPath(main).parent
    for name, text in sources.items():
        path = SPEC_NAME if name == main else str(PurePosixPath(name).relative_to(folder))
        yield RenderedFile(path, text, Owner.YOURS)


def locked_spec(spec: Spec) -> RenderedFile:
    """The spec as data in one order, whatever the order and the files in which it was written."""
    text = spec.model_dump_json(indent=1, by_alias=True, exclude_unset=True)
    return RenderedFile(LOCKED_SPEC_PATH, f"{text}\n", Owner.GENERATED)


def task_list(design: Design, existing: str | None, today: date) -> RenderedFile:
    """The open stubs as tasks, beside what people wrote into the list."""
    stubs = {stub.name.snake: _task(stub) for stub in design.stubs}
    return RenderedFile(TASKS_PATH, update_tasks(existing, stubs, (), today), Owner.YOURS)


def _task(stub: Operation) -> str:
    rules = f"; rules {', '.join(stub.rules)}" if stub.rules else ""
    return f"{stub.summary} ({stub.method} {stub.path}{rules})"
