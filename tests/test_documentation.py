"""What the documentation shows is what happens."""

import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from scaffold.cli import app
from tests.conftest import REPOSITORY

DOCUMENTS = [REPOSITORY / "README.md", REPOSITORY / "CONTRIBUTING.md", *sorted((REPOSITORY / "docs").glob("*.md"))]
TRANSCRIPT = re.compile(r"```console\n(?P<body>.*?)```", re.DOTALL)
COMMAND = re.compile(r"(?:`|^ {4}|\$ )(?P<command>(?:scaffold|make) [^`#\n]+)", re.MULTILINE)
LINK = re.compile(r"\]\((?P<path>[^)#:]+)(?:#[^)]*)?\)")


def shown(program: str) -> list[tuple[str, list[str]]]:
    return list(commands(program))


def commands(program: str) -> Iterator[tuple[str, list[str]]]:
    for document in DOCUMENTS:
        for match in COMMAND.finditer(document.read_text(encoding="utf-8")):
            words = shlex.split(match["command"])
            if words[0] == program:
                yield document.name, words[1:]


@pytest.mark.parametrize(("document", "words"), shown("scaffold"), ids=str)
def test_a_command_that_is_shown_exists_with_its_options(document: str, words: list[str]) -> None:
    group = typer.main.get_command(app)
    names = [word for word in words if not word.startswith("-")][: 2 if words[0] == "export" else 1]
    help_of = CliRunner().invoke(app, [*names, "--help"])
    assert help_of.exit_code == 0, f"{document}: there is no command {names} in {group.name}"
    missing = [word for word in words if word.startswith("--") and word not in help_of.output]
    assert missing == []


@pytest.mark.parametrize(("document", "words"), shown("make"), ids=str)
def test_a_make_target_that_is_shown_exists(document: str, words: list[str]) -> None:
    makefile = (REPOSITORY / "Makefile").read_text(encoding="utf-8")
    assert [word for word in words if not re.search(rf"^{re.escape(word)}:", makefile, re.MULTILINE)] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.name)
def test_links_lead_somewhere(document: Path) -> None:
    links = LINK.findall(document.read_text(encoding="utf-8"))
    assert [link for link in links if not (document.parent / link).exists()] == []


def test_code_that_is_shown_is_what_comes_out() -> None:
    service = REPOSITORY / "tests/golden/python-fastapi/library/src/neighbourhood_library/loans/service.py"
    shown = re.findall(r"```python\n(.*?)```", (REPOSITORY / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    assert len(shown) == 1
    assert shown[0] in service.read_text(encoding="utf-8")


def test_the_transcript_is_what_is_printed(tmp_path: Path, update_goldens: bool) -> None:
    shutil.copytree(REPOSITORY / "examples", tmp_path / "examples")
    readme = REPOSITORY / "README.md"
    text = readme.read_text(encoding="utf-8")
    got = TRANSCRIPT.sub(lambda match: f"```console\n{replayed(match['body'], tmp_path)}```", text)
    if update_goldens:
        readme.write_text(got, encoding="utf-8")
    else:
        assert got == text


def replayed(transcript: str, folder: Path) -> str:
    """The transcript with the output that its commands print now."""
    return "".join(f"{line}\n{printed(line[2:], folder)}" for line in transcript.splitlines() if line.startswith("$ "))


def printed(command: str, folder: Path) -> str:
    program, *arguments = shlex.split(command)
    assert program == "scaffold"
    line = [sys.executable, "-m", "scaffold", *arguments]
    done = subprocess.run(line, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    assert done.returncode in (0, 1), done.stdout
    return done.stdout
