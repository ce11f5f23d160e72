"""What a project holds beside the rendered service: its spec, a copy that nobody edits, and the task list."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from scaffold.project.lock import LOCKED_SPEC_PATH
from scaffold.project.tasks import TASKS_PATH, new_tasks, update_tasks
from scaffold.render.tree import Owner, RenderedFile
from scaffold.spec.language.document import Spec

SPEC_NAME = "scaffold.yaml"
READING_PATH = ".scaffold/reading.yaml"


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
    data = spec.model_dump(mode="json", by_alias=True, exclude_unset=True)
    text = json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True)
    return RenderedFile(LOCKED_SPEC_PATH, f"{text}\n", Owner.GENERATED)


def reading_file(text: str) -> RenderedFile:
    """The spec as the requirements were read last: what a person changed in ``scaffold.yaml`` since is told by it."""
    return RenderedFile(READING_PATH, text, Owner.GENERATED)


def new_task_list(open_stubs: Mapping[str, str], first: Sequence[str]) -> RenderedFile:
    """The task list of a new project: what a person must decide, then the open stubs."""
    return RenderedFile(TASKS_PATH, update_tasks(new_tasks(first), open_stubs), Owner.YOURS)
