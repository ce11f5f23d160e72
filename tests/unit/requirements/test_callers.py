"""Who may call: what is said is never read as less than it says."""

from __future__ import annotations

from pathlib import Path

import pytest

from scaffold.requirements import read_requirements
from scaffold.requirements.access import Roles
from scaffold.requirements.callers import nouns, restriction
from scaffold.spec.language.document import Spec
from scaffold.spec.load import load_text
from scaffold.targets import LANGUAGES

ROLES = Roles(("organizer", "admin"))
THINGS = nouns(("Room", "messages", "event"))


@pytest.mark.parametrize(
    "clause",
    ["members of the room only", "only the room's owner", "author or room owner", "organizer of the event or admin"],
)
def test_people_and_what_they_have_to_do_with_are_a_restriction(clause: str) -> None:
    assert restriction(clause, ROLES, THINGS) == clause


@pytest.mark.parametrize("clause", ["admin", "the author", "list the messages", "messages of the room", "event", ""])
def test_what_access_can_say_or_is_about_things_is_none(clause: str) -> None:
    assert restriction(clause, ROLES, THINGS) is None


def spec_of(folder: Path, text: str) -> Spec:
    path = folder / "requirements.md"
    path.write_text(text, encoding="utf-8")
    loaded = load_text(read_requirements(path, LANGUAGES).yaml, "scaffold.yaml")
    assert loaded.spec is not None, loaded.diagnostics
    return loaded.spec


NOTES = "# Notes\n\n## Data\n\n**Note**\n\n- title: string, required\n- text: text\n\n## API\n\n"


@pytest.mark.parametrize(
    "said", ["(admin)", "– admin", "(logged-in users)", "(author only)", "– members of the team only"]
)
def test_an_endpoint_that_is_kept_from_somebody_needs_a_login(tmp_path: Path, said: str) -> None:
    spec = spec_of(tmp_path, f"{NOTES}- `POST /notes` {said}\n- `GET /notes` (public)\n- `GET /teams` (public)\n")
    assert spec.auth is not None
    assert "public" not in str(spec.endpoints["Note"].model_dump().get("create"))


def test_an_owner_whom_nothing_names_is_left_to_the_business_logic(tmp_path: Path) -> None:
    spec = spec_of(tmp_path, f"{NOTES}- `GET /notes` (public)\n- `DELETE /notes/{{id}}` (owner only)\n")
    assert spec.endpoints["Note"].model_dump().get("delete") is None
    assert [rule.text for rule in spec.rules.values()] == ["Who may call it: only the owner."]


def test_nobody_has_a_role_with_power_from_the_start(tmp_path: Path) -> None:
    spec = spec_of(tmp_path, f"Roles: admin, editor, reader.\n\n{NOTES}- `POST /notes` (editor)\n")
    assert spec.models["User"].fields["role"].default == "reader"


def test_a_role_may_be_called_as_a_word_of_access(tmp_path: Path) -> None:
    spec = spec_of(tmp_path, f"Roles: owner, guest.\n\n{NOTES}- `POST /notes` (guest)\n")
    assert spec.auth is not None
    assert spec.auth.roles == ("owner_role", "guest")


def test_a_rule_that_forbids_with_an_error_is_not_lost_beside_an_endpoint(tmp_path: Path) -> None:
    spec = spec_of(tmp_path, f"{NOTES}- `POST /notes` (public) – add one; more than 9 cannot be added (409 `full`)\n")
    assert [rule.error for rule in spec.rules.values()] == ["full"]


def test_who_must_not_touch_own_rows_does_not_own_them_by_that(tmp_path: Path) -> None:
    text = f"{NOTES}`POST /notes/{{id}}/like`: authors cannot like their own notes (403 `own_note`).\n"
    assert spec_of(tmp_path, text).endpoints["like_note"].model_dump()["access"] != ("owner",)
