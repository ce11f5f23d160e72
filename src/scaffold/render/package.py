"""A template package: a folder of templates, and the table that says which file each one becomes."""

from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path
from typing import Annotated

from msgspec import Struct
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from scaffold.render.compiled import FOLDER as COMPILED
from scaffold.render.tree import Owner

MANIFEST = "target.toml"


class TemplateError(Exception):
    """A template package that cannot be read or rendered; the message says which file and why."""


class FileRule(BaseModel):
    """One row of the table: a template and the file, or files, that it becomes.

    Attributes:
        template: The template's path inside the package.
        path: Where the rendered file goes, with names of the view in it: ``src/{{ package }}/main.py``.
        owner: Whose the rendered file is.
        each: The list of the view to render it for, once for each item; once in all when absent.
        name: What the template calls the item.
        when: The name in the view that must be true (or not empty) for it to be rendered at all.
        executable: Whether the rendered file can be run.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    template: Annotated[str, Field(min_length=1)]
    path: Annotated[str, Field(min_length=1)]
    owner: Owner
    each: str | None = None
    name: str = Field("item", alias="as")
    when: str | None = None
    executable: bool = False


class Manifest(BaseModel):
    """``target.toml``: what the package is called, its version, and its tables of files.

    Attributes:
        files: the files of a project.
        migrations: the files of one migration after the first.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$")]
    version: Annotated[str, Field(pattern=r"^[0-9]+\.[0-9]+\.[0-9]+$")]
    files: tuple[FileRule, ...] = Field(min_length=1)
    migrations: tuple[FileRule, ...] = ()


class Package(Struct, frozen=True):
    """A template package that has been read.

    Attributes:
        folder: Where it is.
        manifest: Its ``target.toml``.
        digest: ``sha256:…`` over the path and content of every file: the same digest renders the same text.
    """

    folder: Path
    manifest: Manifest
    digest: str


def templates_root() -> Path:
    """The folder of the built-in packages: in the installed package, or beside ``src`` in a checkout."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "templates"
    return installed if installed.is_dir() else package.parent.parent / "templates"


def read_package(folder: Path) -> Package:
    """Read a template package.

    Raises:
        TemplateError: When there is no valid ``target.toml`` or a template that it names does not exist.
    """
    path = folder / MANIFEST
    try:
        manifest = Manifest.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        raise TemplateError(f"{folder} is not a template package: it has no {MANIFEST}") from None
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise TemplateError(f"{path}: {error}") from error
    except ValidationError as error:
        raise TemplateError("\n".join(f"{path}: {_located(problem)}" for problem in error.errors())) from error
    for rule in (*manifest.files, *manifest.migrations):
        if not (folder / rule.template).is_file():
            raise TemplateError(f"{path}: there is no template {rule.template!r}")
    return Package(folder, manifest, _digest(folder))


def _located(problem: object) -> str:
    assert isinstance(problem, dict)
    where = ".".join(str(part) for part in problem["loc"])
    return f"{where}: {problem['msg']}"


def _digest(folder: Path) -> str:
    digest = hashlib.sha256()
    paths = (path for path in folder.rglob("*") if path.is_file() and path.parent.name != COMPILED)
    files = sorted((path.relative_to(folder).as_posix(), path) for path in paths)
    for name, path in files:
        content = path.read_bytes()
        digest.update(f"{name}\0{len(content)}\0".encode())
        digest.update(content)
    return f"sha256:{digest.hexdigest()}"
