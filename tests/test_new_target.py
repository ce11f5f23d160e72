"""The page on adding a language is true: the target that it shows renders and updates projects."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from scaffold import cli, migrating, pipeline, targets
from scaffold.languages import Wording
from scaffold.render.package import templates_root
from scaffold.spec.support import Feature, Support
from scaffold.targets import LANGUAGES, TARGETS, Target
from tests.conftest import REPOSITORY

PAGE = (REPOSITORY / "docs/new-target.md").read_text(encoding="utf-8")
BLOCKS = dict(re.findall(r"^```\w+ (\S+)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL))
SPEC = """\
scaffold: 1
service: {name: lending, title: "It's \\\\ lending"}
stack: {language: ruby}
models:
  Book: {id: integer, fields: {title: string}}
endpoints:
  Book: {path: /books, list: public, get: public}
  next: {POST: "/books/{id}/next", on: Book, summary: "Lend\\nit", access: public, answer: {204: nothing}}
"""


@pytest.fixture
def ruby(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder to work in, with the target of the page registered."""
    root = tmp_path / "checkout"
    for name, text in BLOCKS.items():
        if "/" in name:
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    said = {"Target": Target, "Support": Support, "Feature": Feature, "Wording": Wording}
    target: Target = eval(BLOCKS["registry"], said)
    monkeypatch.setitem(TARGETS, target.language, target)
    monkeypatch.setitem(LANGUAGES.wordings, target.language, target.wording)
    monkeypatch.setattr(targets, "__path__", [*targets.__path__, str(root / "src/scaffold/targets")])
    (root / "templates/documents").symlink_to(templates_root() / "documents")
    for module in (pipeline, migrating):
        monkeypatch.setattr(module, "templates_root", lambda: root / "templates")
    folder = tmp_path / "work"
    folder.mkdir()
    monkeypatch.chdir(folder)
    yield folder
    for name in [name for name in sys.modules if name.startswith(target.package)]:
        del sys.modules[name]


def scaffold(*arguments: str) -> int:
    """Run the command; its exit code."""
    with pytest.MonkeyPatch.context() as patch, pytest.raises(SystemExit) as stop:
        patch.setattr(sys, "argv", ["scaffold", *arguments])
        cli.main()
    assert isinstance(stop.value.code, int)
    return stop.value.code


def test_it_renders_a_project(ruby: Path) -> None:
    (ruby / "scaffold.yaml").write_text(SPEC)
    assert scaffold("new", "--spec", "scaffold.yaml") == 0
    app = Path("lending/app.rb").read_text()
    assert "post('/books/:id/next') { next_(request) }\n" in app
    assert "# Lend it\ndef next_(_request)\n  halt 501\nend\n" in Path("lending/lib/books.rb").read_text()
    assert Path("lending/README.md").read_text() == "# It's \\\\ lending\n"
    assert Path("lending/docs/infrastructure.md").read_text().count("Ruby 3.4 or later") == 1


def test_a_project_is_updated(ruby: Path) -> None:
    (ruby / "scaffold.yaml").write_text(SPEC)
    scaffold("new", "--spec", "scaffold.yaml")
    handlers = Path("lending/lib/books.rb")
    handlers.write_text(handlers.read_text().replace("halt 501", "204", 1))
    Path("lending/scaffold.yaml").write_text(SPEC.replace("get: public", "get: public, delete: public"))
    assert scaffold("update", "lending") == 0
    assert "delete('/books/:id') { delete_book(request) }" in Path("lending/app.rb").read_text()
    assert "  204\n" in handlers.read_text()
    assert "def delete_book(_request)\n  halt 501\nend\n" in handlers.read_text()


def test_it_is_chosen_by_flag_by_requirements_and_refuses_what_it_does_not_render(
    ruby: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (ruby / "scaffold.yaml").write_text(SPEC.replace("ruby", "python"))
    assert scaffold("new", "--spec", "scaffold.yaml", "--language", "ruby", "--output", "flag") == 0
    (ruby / "requirements.md").write_text("# Lending\n\nWrite it in Ruby.\n\n- `GET /books` - list books (public)\n")
    assert scaffold("plan", "requirements.md", "--output", "read.yaml") == 0
    assert "language: ruby" in Path("read.yaml").read_text()
    (ruby / "rich.yaml").write_text(SPEC.replace("title: string", "title: string, price: decimal"))
    assert scaffold("check", "rich.yaml") == 1
    assert "error[SC130]: not supported by target ruby yet: decimals" in capfd.readouterr().err
