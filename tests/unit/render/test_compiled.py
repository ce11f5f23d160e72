from __future__ import annotations

from pathlib import Path

import pytest

from scaffold.render import compiled
from scaffold.render.environment import template_environment
from scaffold.render.package import read_package
from scaffold.render.precompile import compile_package
from scaffold.render.rendering import render_package

MANIFEST = """\
name = "example"
version = "1.0.0"
[[files]]
template = "greeting.jinja"
path = "greeting.txt"
owner = "generated"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "target.toml").write_text(MANIFEST)
    (tmp_path / "greeting.jinja").write_text("Hello, {{ name | loud }}! {{ 'a' | loud }}\n")
    return tmp_path


def rendered(folder: Path) -> str:
    return render_package(read_package(folder), {"name": "Ada"}, {"loud": str.upper}).files[0].text


def test_compiled_templates_render_the_same(folder: Path) -> None:
    before = rendered(folder)
    compile_package(folder)
    assert rendered(folder) == before == "Hello, ADA! A\n"


def test_compiled_templates_are_used_wherever_the_package_lies(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    compile_package(folder)
    moved = folder.rename(folder.with_name("moved"))
    environment = template_environment(moved, {"loud": str.upper})
    monkeypatch.setattr(environment, "compile", lambda *_, **__: pytest.fail("it was compiled again"))
    assert environment.get_template("greeting.jinja").render(name="Ada") == "Hello, ADA! A\n"


def test_a_template_that_changed_is_not_taken_from_what_was_compiled(folder: Path) -> None:
    compile_package(folder)
    (folder / "greeting.jinja").write_text("Bye, {{ name | loud }}!\n")
    assert rendered(folder) == "Bye, ADA!\n"


def test_what_is_compiled_is_no_part_of_the_package(folder: Path) -> None:
    before = read_package(folder).digest
    compile_package(folder)
    assert read_package(folder).digest == before


def test_a_run_keeps_nothing(folder: Path) -> None:
    rendered(folder)
    assert not (folder / compiled.FOLDER).exists()
