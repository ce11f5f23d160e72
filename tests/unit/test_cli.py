"""The command line as a user meets it, with a small target of our own."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from scaffold import __version__, cli, pipeline
from scaffold.spec.support import EVERYTHING
from scaffold.targets import TARGETS, Target

SPEC = """\
scaffold: 1
service: {name: lending}
models:
  Book:
    fields:
      title: {type: string, max: 100}
endpoints:
  Book: {path: /books, list: public, get: public, create: public}
  borrow_book:
    POST: /books/{id}/borrow
    on: Book
    summary: Borrow a book
    access: public
    answer: {204: nothing}
"""
REQUIREMENTS = """\
# Lending

## Data model

**Book**

| field | type   | rules                     |
|-------|--------|---------------------------|
| title | string | required, 1-100 characters |

## API

- `GET /books` - list books (public)
- `POST /books` - add a book (public)
- `GET /books/{id}` - one book (public)

The colour of the logo is blue.
"""


@dataclass(frozen=True, slots=True)
class Ran:
    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        return json.loads(self.out)


Scaffold = Callable[..., Ran]


@pytest.fixture
def scaffold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Scaffold:
    """The command, in a folder with ``scaffold.yaml`` and ``requirements.md``."""
    example = Target("python", "tests.unit.example_target", EVERYTHING)
    monkeypatch.setitem(TARGETS, "python", example)
    monkeypatch.setattr(Target, "template", "example_template")
    monkeypatch.setattr(pipeline, "templates_root", lambda: Path(__file__).parent)
    monkeypatch.delenv("SCAFFOLD_DEBUG", raising=False)
    monkeypatch.chdir(tmp_path)
    Path("scaffold.yaml").write_text(SPEC)
    Path("requirements.md").write_text(REQUIREMENTS)

    def run(*arguments: str) -> Ran:
        monkeypatch.setattr(sys, "argv", ["scaffold", *arguments])
        with pytest.raises(SystemExit) as stop:
            cli.main()
        printed = capfd.readouterr()
        assert isinstance(stop.value.code, int)
        return Ran(stop.value.code, printed.out, printed.err)

    return run


def written(folder: str = ".") -> set[str]:
    return {path.relative_to(folder).as_posix() for path in Path(folder).rglob("*") if path.is_file()}


def test_version(scaffold: Scaffold) -> None:
    assert scaffold("--version") == Ran(0, f"scaffold {__version__}\n", "")


def test_new_makes_a_project_in_the_folder_called_after_the_service(scaffold: Scaffold) -> None:
    ran = scaffold("new", "--spec", "scaffold.yaml")
    assert ran.code == 0, ran.err
    assert {"scaffold.yaml", "Makefile", "src/stubs.txt", ".scaffold/lock.json", ".scaffold/spec.json"} <= written(
        "lending"
    )
    assert ".claude/tasks/backend-engineer-tasks.md" in written("lending")
    assert Path("lending/scaffold.yaml").read_text() == SPEC
    assert "borrow_book" in ran.out
    assert "cd lending\n" in ran.out
    assert "   check  " in ran.err


def test_new_reads_requirements_and_says_what_it_did_not_understand(scaffold: Scaffold) -> None:
    ran = scaffold("new", "requirements.md", "--offline", "--output", "made")
    assert ran.code == 0, ran.err
    assert "requirements.md:17: The colour of the logo is blue." in ran.out
    assert "GET /books" not in ran.out.partition("Not understood")[2]


def test_new_without_an_agent_says_so_and_goes_on(scaffold: Scaffold) -> None:
    ran = scaffold("new", "requirements.md", "--output", "made")
    assert ran.code == 0
    assert "without a language model" in ran.err


def test_the_folder_of_claude_md_is_the_default(scaffold: Scaffold) -> None:
    Path("CLAUDE.md").write_text("# CLAUDE.md\n\n- Backend code lives in `services/api/`.\n")
    assert scaffold("new", "requirements.md", "--offline").code == 0
    assert "Makefile" in written("services/api")


def test_an_output_that_was_asked_for_wins_over_claude_md(scaffold: Scaffold) -> None:
    Path("CLAUDE.md").write_text("# CLAUDE.md\n\n- Backend code lives in `services/api/`.\n")
    ran = scaffold("new", "requirements.md", "--output", "made")
    assert "--output made wins over the folder services/api" in ran.err
    assert not Path("services").exists()


@pytest.mark.parametrize("path", [".", "/", "missing", "a" * 300, "scaffold.yaml/x"])
@pytest.mark.parametrize("command", [["new"], ["new", "--spec"], ["plan"], ["check"], ["diff"], ["verify"]])
def test_a_path_that_is_no_input_is_a_problem_and_no_bug(scaffold: Scaffold, command: list[str], path: str) -> None:
    ran = scaffold(*command, path)
    assert ran.code == 1
    assert path in ran.err
    assert ":1:1: error[SC" in ran.err


@pytest.mark.parametrize("output", ["scaffold.yaml", "a" * 300, "scaffold.yaml/x", "/dev/null", "/proc/x"])
def test_an_output_that_cannot_be_is_a_problem_and_no_bug(scaffold: Scaffold, output: str) -> None:
    ran = scaffold("new", "--spec", "scaffold.yaml", "--output", output)
    assert ran.code == 1
    assert "error[SC9" in ran.err


@pytest.mark.parametrize("folder", ["../out", "/tmp/out", ".git", "a/../../b"])
def test_a_spec_cannot_choose_a_folder_outside(scaffold: Scaffold, folder: str) -> None:
    Path("scaffold.yaml").write_text(f"{SPEC}conventions: {{folder: {folder}}}\n")
    before = written("..")
    ran = scaffold("new", "--spec", "scaffold.yaml")
    assert ran.code == 1
    assert "scaffold.yaml:15:23: error[SC" in ran.err
    assert written("..") == before


def test_a_dry_run_lists_what_it_would_write_and_writes_nothing(scaffold: Scaffold) -> None:
    before = written()
    ran = scaffold("new", "--spec", "scaffold.yaml", "--dry-run")
    assert ran.code == 0
    assert "  create  src/stubs.txt\n" in ran.out
    assert written() == before


def test_a_folder_that_is_not_empty_is_refused(scaffold: Scaffold) -> None:
    Path("lending").mkdir()
    Path("lending/theirs").write_text("theirs")
    ran = scaffold("new", "--spec", "scaffold.yaml")
    assert (ran.code, written("lending")) == (1, {"theirs"})
    assert "lending:1:1: error[SC901]: " in ran.err


def test_a_repository_without_files_is_empty(scaffold: Scaffold) -> None:
    Path("lending/.git").mkdir(parents=True)
    Path("lending/.git/config").write_text("")
    assert scaffold("new", "--spec", "scaffold.yaml").code == 0


def test_a_project_is_not_made_twice(scaffold: Scaffold) -> None:
    scaffold("new", "--spec", "scaffold.yaml")
    ran = scaffold("new", "--spec", "scaffold.yaml")
    assert ran.code == 1
    assert "lending:1:1: error[SC902]: " in ran.err


@pytest.mark.parametrize("arguments", [["new"], ["new", "requirements.md", "--spec", "scaffold.yaml"], ["nonsense"]])
def test_wrong_usage_is_2(scaffold: Scaffold, arguments: list[str]) -> None:
    assert scaffold(*arguments).code == 2


def test_a_language_that_was_asked_for_wins_over_the_spec(scaffold: Scaffold) -> None:
    Path("scaffold.yaml").write_text(f"{SPEC}stack: {{language: go}}  # because\n")
    assert scaffold("check").code == 1
    ran = scaffold("new", "--spec", "scaffold.yaml", "--language", "python")
    assert ran.code == 0
    assert "--language python wins over go" in ran.err
    assert "stack: {language: python}  # because\n" in Path("lending/scaffold.yaml").read_text()


def test_a_language_without_a_template_is_refused_with_its_place(scaffold: Scaffold) -> None:
    Path("scaffold.yaml").write_text(f"{SPEC}stack: {{language: go}}\n")
    ran = scaffold("check")
    assert ran.code == 1
    assert "scaffold.yaml:15:19: error[SC908]: there is no template for go yet" in ran.err


def test_a_spec_in_several_files_is_kept_in_several_files(scaffold: Scaffold) -> None:
    Path("parts").mkdir()
    Path("parts/errors.yaml").write_text("errors:\n  late: {status: 409, message: Too late}\n")
    Path("scaffold.yaml").write_text(SPEC.replace("scaffold: 1\n", "scaffold: 1\nincludes: [parts/errors.yaml]\n"))
    ran = scaffold("new", "--spec", "scaffold.yaml", "--output", "made")
    assert ran.code == 0, ran.err
    assert Path("made/parts/errors.yaml").read_text() == Path("parts/errors.yaml").read_text()
    assert scaffold("diff", "made").out == ""


def test_a_part_of_a_spec_in_the_place_of_a_rendered_file_is_refused(scaffold: Scaffold) -> None:
    Path("Makefile").write_text("errors:\n  late: {status: 409, message: Too late}\n")
    Path("scaffold.yaml").write_text(SPEC.replace("scaffold: 1\n", "scaffold: 1\nincludes: [Makefile]\n"))
    ran = scaffold("new", "--spec", "scaffold.yaml")
    assert ran.code == 1
    assert "error[SC909]: 'Makefile' and 'Makefile' are the same path" in ran.err


def test_check_prints_every_problem(scaffold: Scaffold) -> None:
    Path("scaffold.yaml").write_text(SPEC.replace("max: 100", "maxx: 100").replace("service:", "servise:"))
    ran = scaffold("check")
    assert ran.code == 1
    assert "error[SC012]" in ran.err
    assert ran.err.rstrip().rpartition("\n")[2].endswith("errors")


def test_plan_writes_the_spec_and_nothing_else(scaffold: Scaffold) -> None:
    before = written()
    assert scaffold("plan", "requirements.md", "--output", "new.yaml").code == 0
    assert written() == before | {"new.yaml"}
    assert scaffold("check", "new.yaml").code == 0


def test_plan_writes_over_no_file(scaffold: Scaffold) -> None:
    ran = scaffold("plan", "requirements.md")
    assert (ran.code, Path("scaffold.yaml").read_text()) == (1, SPEC)
    assert "scaffold.yaml:1:1: error[SC905]: " in ran.err


def test_diff_is_a_patch(scaffold: Scaffold) -> None:
    scaffold("new", "--spec", "scaffold.yaml")
    assert scaffold("diff", "lending").out == ""
    Path("lending/scaffold.yaml").write_text(SPEC.replace("create: public", "create: public, delete: public"))
    ran = scaffold("diff", "lending")
    assert ran.code == 0
    assert "--- a/src/books.txt\n+++ b/src/books.txt\n" in ran.out
    assert "+delete_book\n" in ran.out


def test_diff_needs_a_project(scaffold: Scaffold) -> None:
    ran = scaffold("diff")
    assert ran.code == 1
    assert "error[SC903]: this folder holds no project" in ran.err


def test_verify_runs_the_checks_of_the_project(scaffold: Scaffold) -> None:
    scaffold("new", "--spec", "scaffold.yaml")
    assert scaffold("verify", "lending").code == 0
    Path("lending/broken").touch()
    ran = scaffold("verify", "lending")
    assert (ran.code, ran.out) == (5, "  passed  make lint\n  failed  make test\n")


def test_explain(scaffold: Scaffold) -> None:
    assert scaffold("explain", "sc012").out.startswith("# SC012 ")
    assert scaffold("explain", "SC904").out.startswith("# SC904 The system refused")
    assert scaffold("explain", "SC999").code == 2


def test_exports(scaffold: Scaffold) -> None:
    assert scaffold("export", "openapi").document["openapi"].startswith("3.1")
    assert "Book" in scaffold("export", "json-schema").document["$defs"]
    assert scaffold("schema").document["title"] == "scaffold.yaml"


@pytest.mark.parametrize(
    "arguments",
    [
        ["new", "--spec", "scaffold.yaml"],
        ["new", "requirements.md", "--dry-run"],
        ["new", "missing.md"],
        ["plan", "requirements.md", "--output", "-"],
        ["plan", "missing.md"],
        ["check"],
        ["check", "requirements.md"],
        ["explain", "SC012"],
        ["schema"],
        ["diff"],
        ["verify"],
        ["export", "openapi"],
        ["export", "json-schema", "missing.yaml"],
    ],
)
def test_json_is_one_document_on_stdout_and_nothing_else(scaffold: Scaffold, arguments: list[str]) -> None:
    ran = scaffold(*arguments, "--json")
    document = ran.document
    assert isinstance(document, dict)
    assert ("diagnostics" in document) or ran.code == 0
    assert "\x1b" not in ran.err


def test_a_diagnostic_in_json_has_its_place(scaffold: Scaffold) -> None:
    Path("scaffold.yaml").write_text("scaffold: 1\n")
    (problem,) = scaffold("check", "--json").document["diagnostics"]
    assert (problem["code"], problem["file"], problem["line"]) == ("SC014", "scaffold.yaml", 1)


def test_a_bug_asks_for_a_report_and_shows_no_traceback(scaffold: Scaffold, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("oh")

    monkeypatch.setattr(pipeline, "check", broken)
    ran = scaffold("check", "--json")
    assert ran.code == 70
    assert "This is a bug in scaffold" in ran.err
    assert "Traceback" not in ran.err
    assert ran.document == {"bug": "ZeroDivisionError: oh"}
    monkeypatch.setenv("SCAFFOLD_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        cli.main()
