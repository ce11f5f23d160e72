"""``.scaffold/lock.json``: what was rendered, from which spec, by which template."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Final, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from scaffold.project.problem import ProjectError, reason
from scaffold.render.tree import Owner, RenderedFile, Tree, UnsafePath, verify_path, verify_paths

LOCK_PATH = ".scaffold/lock.json"
LOCKED_SPEC_PATH = ".scaffold/spec.json"
LOCK_VERSION: Final = 1

_RESTORE = "restore the file from version control; after a merge, take either side whole"


def _safe(path: str) -> str:
    verify_path(path)
    return path


def _safe_together(files: dict[str, LockedFile]) -> dict[str, LockedFile]:
    verify_paths(files)
    return files


SafePath = Annotated[str, AfterValidator(_safe)]
Digest = Annotated[str, Field(pattern=r"^sha256:[0-9a-f]{64}$")]


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class LockedFile(_Entry):
    """A file as it was rendered last, whatever a person made of it since.

    Attributes:
        owner: Whose it is.
        blob: The id that git gives to the rendered content, so that git can be asked for it.
        executable: Whether it was rendered as a program.
    """

    owner: Owner
    blob: Annotated[str, Field(pattern=r"^[0-9a-f]{40}$")]
    executable: bool = False


class LockedTemplate(_Entry):
    """The template package that rendered the project."""

    name: str
    version: str
    digest: Digest


class LockedSpec(_Entry):
    """The spec that the project was rendered from: a copy that nobody edits, and its digest."""

    path: SafePath
    digest: Digest


class Lock(_Entry):
    """The whole lock. The same spec, tool and template give the same lock: there is no date in it."""

    version: Literal[1] = LOCK_VERSION
    tool: str
    template: LockedTemplate
    spec: LockedSpec
    files: Annotated[dict[str, LockedFile], AfterValidator(_safe_together)]


def blob_id(content: bytes) -> str:
    """The id that git gives to a file of this content (``git hash-object``)."""
    return hashlib.sha1(b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()


def digest(content: bytes) -> str:
    """``sha256:…`` of the content."""
    return f"sha256:{hashlib.sha256(content).hexdigest()}"


def locked_file(file: RenderedFile) -> LockedFile:
    """The lock's entry for a rendered file."""
    return LockedFile(owner=file.owner, blob=blob_id(file.text.encode()), executable=file.executable)


def lock_tree(tree: Tree, tool: str, template: LockedTemplate, spec: RenderedFile) -> Lock:
    """The lock for a tree that is about to be written.

    Args:
        tree: The tree.
        tool: The version of scaffold.
        template: What rendered it.
        spec: The copy of the spec that the tree holds.

    Raises:
        UnsafePath: When the tree has a file where the lock itself goes.
    """
    files = {file.path: locked_file(file) for file in tree.files}
    verify_paths([*files, LOCK_PATH])
    origin = LockedSpec(path=spec.path, digest=digest(spec.text.encode()))
    return Lock(tool=tool, template=template, spec=origin, files=files)


def lock_text(lock: Lock) -> str:
    """The lock as it is written: sorted, one line for each file, so that changes side by side merge."""
    head = lock.model_dump(mode="json", exclude={"files"})
    files = lock.model_dump(mode="json", include={"files"}, exclude_defaults=True)["files"]
    lines = [f"    {_json(path)}: {_json(files[path])}" for path in sorted(files)]
    members = [f"  {_json(key)}: {_json(value)}" for key, value in head.items()]
    return "{\n" + ",\n".join([*members, '  "files": {\n' + ",\n".join(lines) + "\n  }"]) + "\n}\n"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def read_lock(folder: Path) -> Lock | None:
    """The lock of a project; None when the folder has none.

    Raises:
        ProjectError: When it cannot be read, is no lock, or comes from a newer scaffold.
    """
    path = folder / LOCK_PATH
    try:
        document = json.loads(path.read_bytes())
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise ProjectError("SC903", path, f"the lock cannot be read: {reason(error)}") from error
    except json.JSONDecodeError as error:
        raise ProjectError("SC903", path, f"the lock is not JSON: {error.msg}", _RESTORE, error.lineno) from error
    except (UnicodeDecodeError, RecursionError) as error:
        raise ProjectError("SC903", path, "the lock is not JSON", _RESTORE) from error
    return _validate(path, document)


def _validate(path: Path, document: object) -> Lock:
    version = document.get("version") if isinstance(document, Mapping) else None
    if isinstance(version, int) and version > LOCK_VERSION:
        message = f"the lock has version {version}, and this scaffold knows {LOCK_VERSION}"
        raise ProjectError("SC903", path, message, "use the scaffold that made the project, or a newer one")
    try:
        return Lock.model_validate(document)
    except (ValidationError, UnsafePath) as error:
        raise ProjectError("SC903", path, f"the lock is damaged: {_first(error)}", _RESTORE) from error


def _first(error: ValidationError | UnsafePath) -> str:
    if isinstance(error, UnsafePath):
        return str(error)
    problem = error.errors()[0]
    where = " → ".join(str(part) for part in problem["loc"])
    return f"{where}: {problem['msg']}" if where else problem["msg"]
