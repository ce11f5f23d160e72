from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from scaffold.render.package import TemplateError, read_package, templates_root
from scaffold.render.rendering import render_package
from scaffold.render.tree import Owner, RenderedFile

HEAD = 'name = "example"\nversion = "1.0.0"\n'
Make = Callable[..., Path]


@pytest.fixture
def package(tmp_path: Path) -> Make:
    def make(manifest: str, **templates: str) -> Path:
        (tmp_path / "target.toml").write_text(HEAD + manifest)
        for name, text in templates.items():
            (tmp_path / f"{name}.j2").write_text(text)
        return tmp_path

    return make


def test_a_template_is_rendered_once(package: Make) -> None:
    folder = package(
        '[[files]]\ntemplate = "run.j2"\npath = "bin/{{ name }}"\nowner = "yours"\nexecutable = true\n',
        run="echo {{ name | quote }}\n",
    )
    tree = render_package(read_package(folder), {"name": "it"}, {"quote": repr})
    assert tree.files == (RenderedFile("bin/it", "echo 'it'\n", Owner.YOURS, executable=True),)


def test_a_template_is_rendered_for_each_item(package: Make) -> None:
    folder = package(
        '[[files]]\ntemplate = "r.j2"\npath = "{{ word }}/r.py"\nowner = "generated"\neach = "words"\nas = "word"\n',
        r="{% for letter in word %}\n{{ letter }}\n{% endfor %}\n",
    )
    tree = render_package(read_package(folder), {"words": ("b", "a")}, {})
    assert [(file.path, file.text) for file in tree.files] == [("a/r.py", "a\n"), ("b/r.py", "b\n")]


def test_a_row_with_when_is_left_out_where_the_view_says_no(package: Make) -> None:
    folder = package('[[files]]\ntemplate = "a.j2"\npath = "a"\nowner = "frozen"\nwhen = "auth"\n', a="x\n")
    assert render_package(read_package(folder), {"auth": None}, {}).files == ()
    assert render_package(read_package(folder), {"auth": "login"}, {}).files[0].owner is Owner.FROZEN


def test_when_and_each_may_name_a_part_of_the_view(package: Make) -> None:
    row = '[[files]]\ntemplate = "a.j2"\npath = "{{ word }}"\nowner = "frozen"\nwhen = "book.wanted"\n'
    folder = package(row + 'each = "book.words"\nas = "word"\n', a="{{ word }}\n")
    for wanted, paths in ((True, ["a", "b"]), (False, [])):
        view = {"book": SimpleNamespace(wanted=wanted, words=("a", "b"))}
        assert [file.path for file in render_package(read_package(folder), view, {}).files] == paths


def test_a_part_that_the_view_does_not_have_is_named(package: Make) -> None:
    folder = package('[[files]]\ntemplate = "a.j2"\npath = "a"\nowner = "frozen"\nwhen = "book.wanted"\n', a="x\n")
    with pytest.raises(TemplateError, match=r"the view has no 'book\.wanted'"):
        render_package(read_package(folder), {"book": SimpleNamespace()}, {})


def test_text_is_printed_as_it_is(package: Make) -> None:
    folder = package('[[files]]\ntemplate = "a.j2"\npath = "a"\nowner = "yours"\n', a="{{ text }}")
    hostile = "{{ 7 * 7 }} {% raw %} <&\"'>"
    assert render_package(read_package(folder), {"text": hostile}, {}).files[0].text == hostile


@pytest.mark.parametrize(
    ("path", "template", "message"),
    [
        ("a", "{{ nothing }}", "a.j2: 'nothing' is undefined"),
        ("{{ nothing }}", "", "a.j2: the view has no 'nothing'"),
        ("a", "one\n{% for %}", "a.j2:2: "),
        ("../a", "", "'../a' leads out of the project"),
        (".scaffold/lock.json", "", "'.scaffold/lock.json' is scaffold's own"),
    ],
)
def test_a_template_that_cannot_be_rendered_is_named(package: Make, path: str, template: str, message: str) -> None:
    folder = package(f'[[files]]\ntemplate = "a.j2"\npath = "{path}"\nowner = "yours"\n', a=template)
    with pytest.raises(TemplateError) as error:
        render_package(read_package(folder), {}, {})
    assert message in str(error.value)


@pytest.mark.parametrize(
    ("manifest", "message"),
    [
        ("", "files: Field required"),
        ("[[files]]\n", "files.0.template: Field required"),
        ('[[files]]\ntemplate = "a.j2"\npath = "a"\nowner = "mine"\n', "files.0.owner: "),
        ('[[files]]\ntemplate = "a.j2"\npath = "a"\nowner = "yours"\n', "there is no template 'a.j2'"),
        ("]", "target.toml: "),
    ],
)
def test_a_damaged_package_is_refused(package: Make, manifest: str, message: str) -> None:
    with pytest.raises(TemplateError) as error:
        read_package(package(manifest))
    assert message in str(error.value)


def test_a_folder_that_is_no_package_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TemplateError, match="not a template package"):
        read_package(tmp_path)


def test_the_digest_changes_with_any_file(package: Make) -> None:
    manifest = '[[files]]\ntemplate = "a.j2"\npath = "a"\nowner = "yours"\n'
    before = read_package(package(manifest, a="one")).digest
    assert read_package(package(manifest, a="one")).digest == before
    assert read_package(package(manifest, a="two")).digest != before
    assert read_package(package(manifest, a="one", partial="")).digest != before


def test_the_built_in_packages_are_found() -> None:
    assert templates_root().is_dir()
