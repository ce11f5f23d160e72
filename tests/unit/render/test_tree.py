import pytest

from scaffold.render.tree import Owner, RenderedFile, Tree, UnsafePath


def tree(*paths: str) -> Tree:
    return Tree(tuple(RenderedFile(path, "", Owner.GENERATED) for path in paths))


def test_files_are_sorted_by_path() -> None:
    assert [file.path for file in tree("b", "a/z", "a.txt", "a/B").files] == ["a.txt", "a/B", "a/z", "b"]


@pytest.mark.parametrize(
    "path",
    [
        "",
        ".",
        "/etc/passwd",
        "..",
        "../x",
        "a/../../x",
        "a/../x",
        "./x",
        "a//b",
        "a/",
        "a\\b",
        "C:/x",
        "a\0b",
        "a\nb",
        "what?",
        "star*",
        "con",
        "CON.txt",
        "src/aux.py",
        "com1",
        "LPT9.log",
        "trailing.",
        "trailing /x",
        ".git/hooks/pre-commit",
        "vendor/.GIT/config",
    ],
)
def test_a_path_that_is_not_safe_everywhere_is_refused(path: str) -> None:
    with pytest.raises(UnsafePath):
        tree(path)


@pytest.mark.parametrize(
    "path", ["a", ".env.example", ".github/workflows/ci.yml", "src/console.py", "com10", "üñï/ç.md"]
)
def test_an_ordinary_path_is_accepted(path: str) -> None:
    assert tree(path).files[0].path == path


@pytest.mark.parametrize(
    "pair", [("a/b", "a/b"), ("README", "readme"), ("stra\u00dfe", "STRASSE"), ("\u00e9", "e\u0301")]
)
def test_two_files_where_some_systems_hold_one_are_refused(pair: tuple[str, str]) -> None:
    with pytest.raises(UnsafePath, match="same path"):
        tree(*pair)


@pytest.mark.parametrize("pair", [("a", "a/b"), ("a/B/c/d", "a/b")])
def test_a_file_cannot_be_a_folder_too(pair: tuple[str, str]) -> None:
    with pytest.raises(UnsafePath, match="to be a folder"):
        tree(*pair)
