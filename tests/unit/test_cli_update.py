"""What an update asks before it does it, and what it tells those who call the service."""

from pathlib import Path

import pytest

from tests.unit.conftest import REQUIREMENTS, SPEC, Scaffold

PROJECT = "lending"
CHANGELOG = Path(PROJECT, "CHANGELOG.md")
STATUS = ("{204: nothing}", "{202: nothing}")
CHANGED = "`POST /books/{id}/borrow`: answers 202 now, 204 before; clients that wait for 204 fail"
LESS = ("list: public, get: public", "get: public")
GONE = "`GET /books`: gone; calls find nothing"
ADDED = ("get: public", "get: public, delete: public")


@pytest.fixture(autouse=True)
def project(scaffold: Scaffold) -> None:
    """A project in the folder ``lending``."""
    Path("scaffold.yaml").write_text(SPEC)
    assert scaffold("new", "--spec", "scaffold.yaml").code == 0


def test_breaking_changes_are_refused_all_at_once_and_nothing_is_written(scaffold: Scaffold) -> None:
    before = contents(edited(STATUS, LESS))
    ran = scaffold("update", PROJECT)
    assert ran.code == 4
    assert f"lending/scaffold.yaml:14:5: error[SC920]: {CHANGED}" in ran.err
    assert f".scaffold/spec.json:14:4: error[SC920]: {GONE}" in ran.err
    assert (
        "hint: change the spec as above, or say `version: 0.2.0` and run `scaffold update --allow-breaking`" in ran.err
    )
    assert contents(Path(PROJECT)) == before


def test_a_refusal_in_json_has_every_change(scaffold: Scaffold) -> None:
    edited(STATUS, LESS)
    ran = scaffold("update", PROJECT, "--json")
    assert ran.code == 4
    assert [each["code"] for each in ran.document["diagnostics"]] == ["SC920"] * 3
    told = ran.document["compatibility"]
    assert [each["kind"] for each in told["changes"]] == ["operation-removed", "status-changed"]
    assert told["suggested_version"] == "0.2.0"


def test_a_dry_run_shows_what_breaks_and_refuses_nothing(scaffold: Scaffold) -> None:
    before = contents(edited(STATUS))
    ran = scaffold("update", PROJECT, "--dry-run")
    assert ran.code == 0
    assert f"Clients of the API break:\n  lending/scaffold.yaml:14:5: {CHANGED}\n" in ran.out
    assert "Version: clients would break: after 0.1.0 say `service.version: 0.2.0`\n" in ran.out
    assert contents(Path(PROJECT)) == before


def test_a_dry_run_in_json_names_kinds_and_operations(scaffold: Scaffold) -> None:
    edited(STATUS)
    told = scaffold("update", PROJECT, "--dry-run", "--json").document["compatibility"]
    assert (told["former_version"], told["version"], told["suggested_version"]) == ("0.1.0", "0.1.0", "0.2.0")
    assert [(each["kind"], each["breaking"], each["operations"]) for each in told["changes"]] == [
        ("status-changed", True, ["POST /books/{id}/borrow"])
    ]


def test_what_was_agreed_to_is_written_and_told_once(scaffold: Scaffold) -> None:
    edited(STATUS, ("{name: lending}", "{name: lending, version: 0.2.0}"))
    ran = scaffold("update", PROJECT, "--allow-breaking")
    assert (ran.code, "Version:" in ran.out) == (0, False)
    text = CHANGELOG.read_text()
    assert f"## [0.2.0]\n\n### Changed\n\n- **Breaking:** {CHANGED}\n\n## [0.1.0]\n" in text
    assert scaffold("update", PROJECT).out == "lending is up to date\n"
    assert CHANGELOG.read_text() == text


def test_additions_need_no_consent(scaffold: Scaffold) -> None:
    edited(ADDED)
    ran = scaffold("update", PROJECT)
    assert ran.code == 0
    assert "Version: more is offered: after 0.1.0 say `service.version: 0.2.0`\n" in ran.out
    assert "- `DELETE /books/{id}`: new\n" in CHANGELOG.read_text()


def test_a_changelog_keeps_what_people_write(scaffold: Scaffold) -> None:
    CHANGELOG.write_bytes(b"# Ours\r\n\r\n## [0.1.0]\r\n\r\n### Added\r\n\r\n- mine\r\n")
    edited(ADDED)
    assert scaffold("update", PROJECT).code == 0
    assert CHANGELOG.read_bytes() == (
        b"# Ours\r\n\r\n## [0.1.0]\r\n\r\n### Added\r\n\r\n- mine\r\n- `DELETE /books/{id}`: new\r\n"
    )


def test_a_changelog_that_was_deleted_stays_deleted(scaffold: Scaffold) -> None:
    CHANGELOG.unlink()
    edited(ADDED)
    assert scaffold("update", PROJECT).code == 0
    assert not CHANGELOG.exists()


def test_a_changelog_that_is_not_text_is_refused_and_kept(scaffold: Scaffold) -> None:
    CHANGELOG.write_bytes(b"\xff\xfe mine\n")
    edited(ADDED)
    ran = scaffold("update", PROJECT)
    assert (ran.code, CHANGELOG.read_bytes()) == (1, b"\xff\xfe mine\n")
    assert "lending/CHANGELOG.md:1:1: error[SC922]: this is not UTF-8 text" in ran.err


def test_requirements_of_a_project_that_comes_from_a_spec_are_refused(scaffold: Scaffold) -> None:
    Path("requirements.md").write_text(REQUIREMENTS)
    ran = scaffold("update", PROJECT, "--requirements", "requirements.md")
    assert ran.code == 1
    assert "lending/scaffold.yaml:1:1: error[SC921]: this project was made from a spec" in ran.err
    assert "hint: edit scaffold.yaml and run `scaffold update`" in ran.err


def test_requirements_whose_last_reading_is_missing_are_refused(scaffold: Scaffold) -> None:
    Path("requirements.md").write_text(REQUIREMENTS)
    assert scaffold("new", "requirements.md", "--output", "read").code == 0
    Path("read/.scaffold/reading.yaml").unlink()
    ran = scaffold("update", "read", "--requirements", "requirements.md")
    assert ran.code == 1
    assert "error[SC921]: what the requirements were read to last is missing" in ran.err
    assert "hint: restore .scaffold/reading.yaml from version control" in ran.err


@pytest.mark.parametrize("asked", [[], ["--language", "python"]])
def test_requirements_that_say_what_they_said_change_nothing(scaffold: Scaffold, asked: list[str]) -> None:
    assert scaffold("new", "requirements.md", "--output", "read", *asked).code == 0
    before = contents(Path("read"))
    assert scaffold("update", "read", "--requirements", "requirements.md").out == "read is up to date\n"
    assert contents(Path("read")) == before


def edited(*edits: tuple[str, str]) -> Path:
    """The project, after a person has edited its spec."""
    spec = Path(PROJECT, "scaffold.yaml")
    text = spec.read_text()
    for before, after in edits:
        assert before in text
        text = text.replace(before, after)
    spec.write_text(text)
    return Path(PROJECT)


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
