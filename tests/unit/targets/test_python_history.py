"""Which of the revisions of a project a new one continues."""

import pytest

from scaffold.refusal import Refused
from scaffold.targets.python_fastapi.history import head_revision

FOLDER = "migrations/versions"
FIRST = 'revision = "0001"\ndown_revision = None\n'


def _revision(name: str, before: str) -> str:
    return f'revision: str = "{name}"\ndown_revision: str | None = {before}\n\n\ndef upgrade(): ...\n'


def test_there_is_none_yet() -> None:
    assert head_revision({f"{FOLDER}/README": "no migration"}) is None


def test_it_is_the_one_that_no_other_continues() -> None:
    texts = (FIRST, _revision("0003", '"ab12"'), _revision("ab12", '"0001"'))
    assert head_revision({f"{FOLDER}/{number}.py": text for number, text in enumerate(texts)}) == "0003"


def test_a_merge_continues_several() -> None:
    texts = (FIRST, _revision("l", '"0001"'), _revision("r", '"0001"'), _revision("joined", '("l", "r")'))
    assert head_revision({f"{FOLDER}/{number}.py": text for number, text in enumerate(texts)}) == "joined"


def test_two_ends_are_for_a_person_to_join() -> None:
    texts = (FIRST, _revision("l", '"0001"'), _revision("r", '"0001"'))
    with pytest.raises(Refused, match="end in `l` and `r`"):
        head_revision({f"{FOLDER}/{number}.py": text for number, text in enumerate(texts)})


def test_a_file_that_is_no_python_is_named() -> None:
    with pytest.raises(Refused) as refused:
        head_revision({f"{FOLDER}/0002_broken.py": '\nrevision = "0002\n'})
    assert str(refused.value.diagnostics[0].span) == f"{FOLDER}/0002_broken.py:2:1"
