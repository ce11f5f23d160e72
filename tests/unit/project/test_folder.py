from pathlib import Path

import pytest

from scaffold.project.folder import project_lock, verify_vacant, write_new
from scaffold.project.problem import ProjectError
from tests.unit.project.projects import tree, write


def test_a_file_is_written_once(tmp_path: Path) -> None:
    path = tmp_path / "scaffold.yaml"
    write_new(path, "scaffold: 1\n")
    with pytest.raises(ProjectError, match="exists already"):
        write_new(path, "scaffold: 2\n")
    assert path.read_text() == "scaffold: 1\n"


def test_a_file_that_cannot_be_written_whole_is_not_there(tmp_path: Path) -> None:
    path = tmp_path / "scaffold.yaml"
    with pytest.raises(UnicodeEncodeError):
        write_new(path, "scaffold: 1 # \udfff\n")
    assert not path.exists()


def test_a_project_that_is_there_is_left_alone_and_the_user_told_what_to_do(tmp_path: Path) -> None:
    write(tree(a="one\n"), tmp_path)
    with pytest.raises(ProjectError) as error:
        verify_vacant(tmp_path)
    hint = error.value.diagnostic.hint or ""
    assert "--output" in hint
    assert "scaffold update" in hint


@pytest.mark.parametrize(("name", "message"), [("missing", "no such folder"), (".", "no project of scaffold")])
def test_a_folder_without_a_project_is_refused_with_the_way_out(tmp_path: Path, name: str, message: str) -> None:
    with pytest.raises(ProjectError, match=message) as error:
        project_lock(tmp_path / name)
    assert "scaffold new" in (error.value.diagnostic.hint or "")
