from pathlib import Path

import pytest

from scaffold.refusal import Refused
from scaffold.spec.load import load_spec, load_text
from scaffold.spec.rewrite import with_language

HEAD = "scaffold: 1\nservice: {name: lending}\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "\nstack:\n  language: go\n"),
        ("stack: {language: python}   # ours\nerrors: {}\n", "stack: {language: go}   # ours\nerrors: {}\n"),
        (
            "stack:\n  database: sqlite\n  language: 'python' # ours\n",
            "stack:\n  database: sqlite\n  language: go # ours\n",
        ),
        ("stack: {database: sqlite}\n", "stack: {language: go, database: sqlite}\n"),
        ("stack: {}\n", "stack: {language: go, }\n"),
        ("stack:\r\n  # why\r\n  database: sqlite\r\n", "stack:\r\n  # why\r\n  language: go\n  database: sqlite\r\n"),
    ],
)
def test_the_language_changes_and_nothing_else(before: str, after: str) -> None:
    changed = with_language(load_text(HEAD + before, "scaffold.yaml"), "go")
    assert changed == HEAD + after
    spec = load_text(changed, "scaffold.yaml").spec
    assert spec is not None
    assert spec.stack.language == "go"


def test_a_language_that_is_written_elsewhere_is_shown(tmp_path: Path) -> None:
    (tmp_path / "scaffold.yaml").write_text(HEAD + "includes: [stack.yaml]\n")
    (tmp_path / "stack.yaml").write_text("stack: {language: python}\n")
    with pytest.raises(Refused) as refused:
        with_language(load_spec(tmp_path / "scaffold.yaml"), "go")
    assert refused.value.diagnostics[0].span.file == str(tmp_path / "stack.yaml")
