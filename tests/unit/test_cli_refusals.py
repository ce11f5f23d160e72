"""What the command line says no to, and how."""

from pathlib import Path

import pytest

from scaffold import cli, pipeline
from scaffold.diagnostics import listed
from scaffold.targets import TARGETS
from tests.unit.conftest import SPEC, Scaffold, written


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


def test_a_folder_that_is_not_empty_is_refused(scaffold: Scaffold) -> None:
    Path("lending").mkdir()
    Path("lending/theirs").write_text("theirs")
    ran = scaffold("new", "--spec", "scaffold.yaml")
    assert (ran.code, written("lending")) == (1, {"theirs"})
    assert "lending:1:1: error[SC901]: " in ran.err


def test_a_project_is_not_made_twice(scaffold: Scaffold) -> None:
    scaffold("new", "--spec", "scaffold.yaml")
    ran = scaffold("new", "--spec", "scaffold.yaml")
    assert ran.code == 1
    assert "lending:1:1: error[SC902]: " in ran.err


@pytest.mark.parametrize("arguments", [["new"], ["new", "requirements.md", "--spec", "scaffold.yaml"], ["nonsense"]])
def test_wrong_usage_is_2(scaffold: Scaffold, arguments: list[str]) -> None:
    assert scaffold(*arguments).code == 2


@pytest.mark.parametrize("arguments", [["new"], ["nonsense"], ["plan"], ["explain", "SC999"], ["check", "--nonsense"]])
def test_wrong_usage_is_json_too_when_that_was_asked_for(scaffold: Scaffold, arguments: list[str]) -> None:
    ran = scaffold(*arguments, "--json")
    assert (ran.code, list(ran.document)) == (2, ["usage"])
    assert "Usage: " in ran.err


def test_progress_names_paths_visibly(scaffold: Scaffold) -> None:
    ran = scaffold("new", "--spec", "scaffold.yaml", "--output", "a\nb\x1b[31m")
    assert ran.code == 0
    assert "a\\nb\\x1b[31m" in ran.err
    assert "\x1b" not in ran.err


def test_a_language_without_a_template_is_refused_with_its_place(scaffold: Scaffold) -> None:
    Path("scaffold.yaml").write_text(f"{SPEC}stack: {{language: pyton}}\n")
    ran = scaffold("check")
    assert ran.code == 1
    assert "scaffold.yaml:15:19: error[SC908]: there is no template for pyton" in ran.err
    assert "did you mean `python`?" in ran.err


@pytest.mark.parametrize("command", [["new", "--spec"], ["plan"], ["check"]])
def test_a_language_that_nobody_renders_is_wrong_usage_and_the_others_are_listed(
    scaffold: Scaffold, command: list[str]
) -> None:
    ran = scaffold(*command, "scaffold.yaml", "--language", "ruby")
    assert ran.code == 2
    assert f"there is no template for 'ruby'; choose {listed(TARGETS, 'or')}" in ran.err


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


def test_plan_writes_over_no_file(scaffold: Scaffold) -> None:
    ran = scaffold("plan", "requirements.md")
    assert (ran.code, Path("scaffold.yaml").read_text()) == (1, SPEC)
    assert "scaffold.yaml:1:1: error[SC905]: " in ran.err


def test_diff_needs_a_project(scaffold: Scaffold) -> None:
    ran = scaffold("diff")
    assert ran.code == 1
    assert "error[SC903]: this folder holds no project" in ran.err


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
