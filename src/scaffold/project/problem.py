"""What can be wrong with a project's folder, as diagnostics."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from scaffold.diagnostics import Diagnostic, Span
from scaffold.refusal import Refused

PAGES = {
    "SC901": (
        "The folder is not empty and no project of scaffold",
        "`scaffold new` writes into a folder that is missing or empty, so that it never mixes its files with "
        "yours. Give another folder with `--output`, or empty this one.",
    ),
    "SC902": (
        "The folder holds a project already",
        "There is a `.scaffold/lock.json`: the project was made by scaffold before and may hold code of yours, so "
        "`scaffold new` leaves it alone. `scaffold update` brings it up to date: with its `scaffold.yaml`, or with "
        "`--requirements requirements.md` when those have changed. For a second project give another `--output`.",
    ),
    "SC903": (
        "The lock cannot be used",
        "`.scaffold/lock.json` says what was rendered and from what. Without it scaffold cannot tell its files from "
        "yours and touches nothing. Restore the file from version control; after a merge, take either side whole.",
    ),
    "SC904": (
        "The system refused to read or write",
        "The disk, or a permission, stopped the command. A change is written whole or not at all: every file is as "
        "it was. Make room or give permission, and run the command again.",
    ),
    "SC905": (
        "A file is in the way",
        "A path that the project needs is taken by a file that scaffold did not write, by a link, or by a file that "
        "changed while the command ran. Scaffold overwrites none of these. Move it away and run the command again.",
    ),
    "SC906": (
        "Another scaffold is at work here",
        "Two commands must not change one project at the same time. Wait for the other and run this one again.",
    ),
    "SC907": (
        "An interrupted change could not be undone",
        "A command was stopped while it changed the project. What was there before is safe in `.scaffold/apply`; "
        "the next command that may write there puts it back.",
    ),
    "SC908": (
        "There is no template for this language",
        "`stack.language` names a language that this version of scaffold cannot render.",
    ),
    "SC909": (
        "A path cannot be part of a project",
        "A folder or file that the spec names would lie outside of the project, or cannot exist on every system.",
    ),
    "SC910": (
        "A program is missing",
        "The project's own checks are run with make and the language's toolchain, and git does the merging. Install "
        "what is missing.",
    ),
    "SC911": (
        "Conflicts of the last update are open",
        "A person and the rendering changed the same lines of a file. Both texts are in it, between git's markers. "
        "Decide, remove the markers, and run the command again; in a git repository `git mergetool` opens them.",
    ),
    "SC912": (
        "Rows that are there would have no value",
        "A new field is required and has no default, and the rows of the model have no value for it. Give the field a "
        "`default`; or make it `optional` now, give every row a value, and make it required in a later update.",
    ),
    "SC913": (
        "There is nothing to call",
        "A client has a function for each operation, and the spec has no operation yet.",
    ),
    "SC914": (
        "Stored data would be lost",
        "The migration to the new spec would drop tables or columns, or make them so narrow that values do not fit any "
        "more. Say `was:` where something only has a new name. Where the data may really go, look at the list with "
        "`--dry-run`, take a backup, and run the update with `--allow-data-loss`.",
    ),
    "SC915": (
        "The ids of a model would be of another type",
        "Every row, every reference and every link to a row holds its id, and no migration that scaffold could write "
        "turns a UUID into a number or back. Leave their type as it is, or make a new model and move the rows.",
    ),
    "SC916": (
        "The migrations have no single end",
        "A new migration continues the last one. Two branches have added migrations side by side, or one names a "
        "predecessor that is not there. Put them in one line, and run the command again.",
    ),
    "SC920": (
        "Clients of the API would break",
        "Somebody calls the service as it was rendered last. What they send would be refused, or what they read would "
        "be gone or mean something else; each change is named, with what such a client would see. Keep the former "
        "shape as the hint says. Where clients may really break, look at the list with `--dry-run`, say the next major "
        "`service.version` (the next minor before 1.0.0), and run the update with `--allow-breaking`.",
    ),
    "SC921": (
        "The project does not come from requirements",
        "`scaffold update --requirements` merges what changed in the requirements since they were read last into "
        "`scaffold.yaml`. A project that was made with `--spec` has no such reading, and nothing that says which part "
        "of its spec comes from requirements. Edit `scaffold.yaml` and run `scaffold update`; `scaffold plan` writes "
        "what it would read to a file of its own, to copy from.",
    ),
    "SC922": (
        "A file that scaffold adds to is not text",
        "The task list and the changelog are yours, and scaffold adds lines to them. It reads and writes UTF-8, and "
        "leaves anything else as it is.",
    ),
}
"""Title and explanation of every code, as ``scaffold explain`` prints them."""

_REASONS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "your disk quota is used up",
    errno.EACCES: "permission denied",
    errno.EPERM: "permission denied",
    errno.EROFS: "the disk is read-only",
    errno.ENOTEMPTY: "something else was written there meanwhile",
    errno.ENAMETOOLONG: "the name is too long",
}
_HINT = "give a path where you may read and write, on a disk with room"


class ProjectError(Refused):
    """The folder of a project is not as it must be."""

    def __init__(self, code: str, path: Path, message: str, hint: str | None = None, line: int = 1) -> None:
        super().__init__((Diagnostic(code, message, Span(str(path), line, 1), hint),))

    @property
    def diagnostic(self) -> Diagnostic:
        """What is wrong and what to do."""
        return self.diagnostics[0]


@contextmanager
def reporting_disk_errors(folder: Path, what: str = "nothing was written") -> Iterator[None]:
    """Turn an operating system's refusal inside into a :class:`ProjectError` that names path and reason.

    Args:
        folder: The path to name when the system names none.
        what: What the refusal means for the user.
    """
    try:
        yield
    except OSError as error:
        path = Path(error.filename) if isinstance(error.filename, str) else folder
        raise ProjectError("SC904", path, f"{what}: {reason(error)}", _HINT) from error


def reason(error: OSError) -> str:
    """Why the operating system refused, in words."""
    return _REASONS.get(error.errno or 0) or (error.strerror or str(error)).lower()
