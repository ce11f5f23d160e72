"""What each command does for a user, with a small target of our own."""

from pathlib import Path

import pytest

from scaffold import __version__
from scaffold.diagnostics import listed
from scaffold.languages import Wording
from scaffold.spec.support import Support
from scaffold.targets import TARGETS, Target
from tests.unit.conftest import SPEC, Ran, Scaffold, written


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


def test_a_dry_run_lists_what_it_would_write_and_writes_nothing(scaffold: Scaffold) -> None:
    before = written()
    ran = scaffold("new", "--spec", "scaffold.yaml", "--dry-run")
    assert ran.code == 0
    assert "  create  src/stubs.txt\n" in ran.out
    assert written() == before


def test_a_repository_without_files_is_empty(scaffold: Scaffold) -> None:
    Path("lending/.git").mkdir(parents=True)
    Path("lending/.git/config").write_text("")
    assert scaffold("new", "--spec", "scaffold.yaml").code == 0


def test_a_language_that_was_asked_for_wins_over_the_spec(scaffold: Scaffold) -> None:
    Path("scaffold.yaml").write_text(f"{SPEC}stack: {{language: ruby}}  # because\n")
    assert scaffold("check").code == 1
    ran = scaffold("new", "--spec", "scaffold.yaml", "--language", "python")
    assert ran.code == 0
    assert "--language python wins over ruby" in ran.err
    assert "stack: {language: python}  # because\n" in Path("lending/scaffold.yaml").read_text()


def test_a_language_that_nobody_asked_for_is_said(scaffold: Scaffold) -> None:
    said = f"python, as nothing names a language; --language takes {listed(TARGETS, 'or')}\n"
    assert said in scaffold("new", "--spec", "scaffold.yaml", "--output", "quiet").err
    assert said not in scaffold("new", "--spec", "scaffold.yaml", "--language", "python").err
    assert "stack:\n  language: python\n" in Path("lending/scaffold.yaml").read_text()


def test_a_spec_is_checked_for_the_language_that_was_asked_for(
    scaffold: Scaffold, monkeypatch: pytest.MonkeyPatch
) -> None:
    poor = Target("poor", "tests.unit.example_target", Support("poor", frozenset()), Wording("poor"), ".poor")
    monkeypatch.setitem(TARGETS, "poor", poor)
    assert scaffold("check").code == 0
    ran = scaffold("check", "--language", "poor")
    assert ran.code == 1
    assert "error[SC130]: not supported by target poor yet: the database postgresql" in ran.err


def test_a_spec_in_several_files_is_kept_in_several_files(scaffold: Scaffold) -> None:
    Path("parts").mkdir()
    Path("parts/errors.yaml").write_text("errors:\n  late: {status: 409, message: Too late}\n")
    Path("scaffold.yaml").write_text(SPEC.replace("scaffold: 1\n", "scaffold: 1\nincludes: [parts/errors.yaml]\n"))
    ran = scaffold("new", "--spec", "scaffold.yaml", "--output", "made")
    assert ran.code == 0, ran.err
    assert Path("made/parts/errors.yaml").read_text() == Path("parts/errors.yaml").read_text()
    assert scaffold("diff", "made").out == ""


def test_plan_writes_the_spec_and_nothing_else(scaffold: Scaffold) -> None:
    before = written()
    assert scaffold("plan", "requirements.md", "--output", "new.yaml").code == 0
    assert written() == before | {"new.yaml"}
    assert scaffold("check", "new.yaml").code == 0


def test_diff_is_a_patch(scaffold: Scaffold) -> None:
    scaffold("new", "--spec", "scaffold.yaml")
    assert scaffold("diff", "lending").out == ""
    Path("lending/scaffold.yaml").write_text(SPEC.replace("create: public", "create: public, delete: public"))
    ran = scaffold("diff", "lending")
    assert ran.code == 0
    assert "--- a/src/books.txt\n+++ b/src/books.txt\n" in ran.out
    assert "+delete_book\n" in ran.out


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
