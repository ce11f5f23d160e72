"""TypeScript, JSON and their like as prettier lays them out, done by oxfmt, which needs no Node.

It comes with scaffold as one program without a module of Python's own, and only for the platforms
that it is built for; the same everywhere, whatever configuration is around.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sysconfig
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from unicodedata import east_asian_width

from scaffold.project.problem import ProjectError
from scaffold.render.tree import RenderedFile

_SUFFIXES = (".ts", ".mts", ".js", ".mjs", ".json", ".yaml", ".yml")
_SETTINGS = ".oxfmtrc.json"
_COLOURING = ("CI", "CLICOLOR_FORCE", "FORCE_COLOR")
_BROKEN_UNION = re.compile(
    r"^(?P<head>.*[:=]\n)(?P<union>(?P<indent> +)\| [^\n]+\n(?:(?P=indent)\| [^\n]+\n)+)(?<=[;,]\n)", re.MULTILINE
)
_DECORATED_PATTERN = re.compile(
    r"^(?P<indent> +)(?P<decorator>@\w+\([^\n]*\)) \{\n"
    r"(?P<names>(?:(?P=indent)  [^\n]+,\n)+)(?P=indent)\}(?P<rest>: [^\n]+)$",
    re.MULTILINE,
)


class FormatError(Exception):
    """Rendered text that does not parse; the message is oxfmt's."""


def format_like_prettier(
    files: Iterable[RenderedFile], line_length: int, suffixes: tuple[str, ...] = _SUFFIXES
) -> tuple[RenderedFile, ...]:
    """Lay out those files of a project that prettier would.

    Args:
        files: The files; those with other suffixes stay as they are.
        line_length: The greatest length of a line; all else is as prettier has it unless told.
        suffixes: How the names of the files end that are laid out.

    Raises:
        FormatError: a file does not parse.
        ProjectError: the formatter is not installed.
    """
    files = tuple(files)
    sources = [file for file in files if file.path.endswith(suffixes)]
    with TemporaryDirectory(prefix="scaffold-") as folder:
        root = Path(folder)
        for each in sources:
            path = root / each.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(each.text, encoding="utf-8", newline="\n")
        (root / _SETTINGS).write_text(json.dumps({"printWidth": line_length}), encoding="utf-8")
        _oxfmt(root)
        texts = {
            each.path: _as_prettier((root / each.path).read_text(encoding="utf-8"), line_length) for each in sources
        }
    return tuple(
        RenderedFile(file.path, texts.get(file.path, file.text), file.owner, file.executable) for file in files
    )


def _as_prettier(text: str, line_length: int) -> str:
    return _with_decorators_apart(_with_short_unions(text, line_length), line_length)


def _with_short_unions(text: str, line_length: int) -> str:
    """The text with unions on one line, below what they are the type of, where prettier puts them if they fit."""

    def joined(match: re.Match[str]) -> str:
        parts = [line.strip().removeprefix("| ") for line in match["union"].splitlines()]
        line = f"{match['indent']}{' | '.join(parts)}"
        return f"{match['head']}{line}\n" if _columns(line) <= line_length else match[0]

    return _BROKEN_UNION.sub(joined, text)


def _with_decorators_apart(text: str, line_length: int) -> str:
    """The text with the decorator of a parameter that is taken apart on a line of its own, as prettier has it."""

    def parted(match: re.Match[str]) -> str:
        indent, rest = match["indent"], match["rest"]
        names = " ".join(line.strip() for line in match["names"].splitlines()).removesuffix(",")
        line = f"{indent}{{ {names} }}{rest}"
        if _columns(line) > line_length:
            line = f"{indent}{{\n{match['names']}{indent}}}{rest}"
        return f"{indent}{match['decorator']}\n{line}"

    return _DECORATED_PATTERN.sub(parted, text)


def _columns(line: str) -> int:
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in line)


def _oxfmt(folder: Path) -> None:
    command = [_program(), f"--config={_SETTINGS}", "--disable-nested-config", "."]
    environment = {name: each for name, each in os.environ.items() if name not in _COLOURING} | {"NO_COLOR": "1"}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise FormatError(done.stdout + done.stderr)


def _program() -> str:
    """Where the program is: with the other scripts of this installation, else on the path."""
    for scheme in (sysconfig.get_default_scheme(), sysconfig.get_preferred_scheme("user")):
        if found := shutil.which("oxfmt", path=sysconfig.get_path("scripts", scheme)):
            return found
    if found := shutil.which("oxfmt"):
        return found
    hint = "install it; where there is no build for this machine, run scaffold on another"
    raise ProjectError("SC910", Path(sysconfig.get_path("scripts")), "`oxfmt` is not installed", hint)
