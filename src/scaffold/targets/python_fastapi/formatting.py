"""Python as ruff lays it out: imports sorted, unused ones taken out, lines broken where they should be.

As with goimports for Go, templates import what they may need and break lines where it reads well;
the rest is done here, the same for everybody, whatever configuration is around.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

from msgspec.structs import replace

from scaffold.render.tree import RenderedFile


class FormatError(Exception):
    """Rendered text that is not Python; the message is ruff's."""


def format_python(files: Iterable[RenderedFile], package: str, line_length: int) -> tuple[RenderedFile, ...]:
    """Lay out the Python files among those of a project.

    Args:
        files: The files; those that are not Python stay as they are.
        package: The project's own package, whose imports stand apart.
        line_length: The greatest length of a line.

    Raises:
        FormatError: a file is not Python.
    """
    files = tuple(files)
    sources = [file for file in files if file.path.endswith(".py")]
    with TemporaryDirectory(prefix="scaffold-") as folder:
        root = Path(folder)
        for each in sources:
            path = root / each.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(each.text, encoding="utf-8", newline="\n")
        said = ["--isolated", "--no-cache", "--quiet", "--target-version=py311", f"--line-length={line_length}"]
        _ruff(
            root,
            "check",
            "--select=I,F401",
            "--fix",
            f"--config=lint.isort.known-first-party=['{package}','tests']",
            "--config=lint.isort.split-on-trailing-comma=false",
            *said,
        )
        _ruff(root, "format", *said)
        texts = {each.path: (root / each.path).read_text(encoding="utf-8") for each in sources}
    return tuple(replace(file, text=texts.get(file.path, file.text)) for file in files)


def _ruff(folder: Path, command: str, *options: str) -> None:
    ruff = str(import_module("ruff.__main__").find_ruff_bin())
    done = subprocess.run([ruff, command, *options, "."], cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise FormatError(done.stdout + done.stderr)
