"""Writing a client beside a project, once and again."""

from pathlib import Path

from tests.unit.conftest import SPEC, Scaffold, written


def test_a_client_is_written_from_a_spec_or_from_the_folder_of_a_project(scaffold: Scaffold) -> None:
    ran = scaffold("export", "typescript-client", "scaffold.yaml", "--output", "one")
    assert ran.code == 0, ran.err
    assert {"package.json", "tsconfig.json", "src/client.ts", "src/types.ts", ".scaffold/lock.json"} <= written("one")
    assert scaffold("export", "typescript-client", ".", "--output", "two").code == 0
    assert Path("one/src/client.ts").read_text() == Path("two/src/client.ts").read_text()


def test_it_is_brought_up_to_date_and_stays_what_it_is_otherwise(scaffold: Scaffold) -> None:
    scaffold("export", "typescript-client")
    assert "is up to date" in scaffold("export", "typescript-client").out
    Path("scaffold.yaml").write_text(SPEC.replace("title: {type: string, max: 100}", "name: string"))
    ran = scaffold("export", "typescript-client")
    assert (ran.code, "update  src/types.ts" in ran.out) == (0, True)
    assert "name: string;" in Path("typescript-client/src/types.ts").read_text()


def test_what_somebody_wrote_into_it_stays(scaffold: Scaffold) -> None:
    scaffold("export", "typescript-client")
    with Path("typescript-client/src/types.ts").open("a") as file:
        file.write("// mine\n")
    Path("scaffold.yaml").write_text(SPEC.replace("title: {type: string, max: 100}", "name: string"))
    ran = scaffold("export", "typescript-client")
    assert ran.code == 3
    assert Path("typescript-client/src/types.ts").read_text().endswith("// mine\n")


def test_an_api_without_operations_has_no_client(scaffold: Scaffold) -> None:
    Path("scaffold.yaml").write_text("scaffold: 1\nservice: {name: quiet}\n")
    ran = scaffold("export", "typescript-client")
    assert (ran.code, "scaffold.yaml:1:1: error[SC913]: a client of this API would be empty" in ran.err) == (1, True)


def test_a_dry_run_writes_nothing(scaffold: Scaffold) -> None:
    ran = scaffold("export", "typescript-client", "--dry-run")
    assert (ran.code, Path("typescript-client").exists()) == (0, False)
    assert "would change" in ran.out


def test_a_folder_with_something_else_is_refused(scaffold: Scaffold) -> None:
    scaffold("new", "--spec", "scaffold.yaml")
    ran = scaffold("export", "typescript-client", "--output", "lending")
    assert (ran.code, "error[SC902]: this folder holds what " in ran.err) == (1, True)
    Path("mine").mkdir()
    Path("mine/file").write_text("mine")
    ran = scaffold("export", "typescript-client", "--output", "mine")
    assert (ran.code, "error[SC901]: " in ran.err) == (1, True)
