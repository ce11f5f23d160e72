from __future__ import annotations

import pytest

from scaffold.design.operations import Policy
from scaffold.design.resolve.access import resolve_policy
from tests.unit.design.specs import USERS, design_of


@pytest.mark.parametrize(
    ("access", "policy"),
    [
        (None, Policy()),
        (("user",), Policy()),
        (("public",), Policy(anonymous=True)),
        (("optional",), Policy(anonymous=True, optional=True)),
        (("chief",), Policy(roles=("chief",))),
        (("clerk", "chief"), Policy(roles=("clerk", "chief"))),
        (("user", "chief"), Policy()),
        (("owner",), Policy(owner=True)),
        (("owner", "chief"), Policy(owner=True, all_rows=("chief",))),
        (("chief", "api_key"), Policy(roles=("chief",), api_key=True)),
        (("owner", "api_key"), Policy(owner=True, api_key=True)),
    ],
)
def test_words_of_access_become_a_policy(access: tuple[str, ...] | None, policy: Policy) -> None:
    assert resolve_policy(access, has_auth=True) == policy


@pytest.mark.parametrize("access", [None, ("public",), ("user",)])
def test_a_service_without_users_is_open(access: tuple[str, ...] | None) -> None:
    assert resolve_policy(access, has_auth=False) == Policy(anonymous=True)


def test_the_columns_of_the_user_are_known() -> None:
    auth = design_of(USERS).auth
    assert auth is not None
    assert (auth.user, auth.login_column, auth.password_column) == ("User", "email", "password")
    assert (auth.role_column, auth.active_column, auth.roles, auth.admin) == ("role", None, ("clerk", "chief"), "chief")
    assert (auth.access_seconds, auth.refresh_seconds, auth.lockout) == (900, 30 * 86400, None)


def test_a_new_row_belongs_to_its_maker_and_its_owner_cannot_be_sent() -> None:
    design = design_of(
        f"""{USERS}
  Note:
    fields: {{text: text, author: {{ref: User, owner: true}}}}
endpoints:
  Note: {{path: /notes, create: user, update: owner}}
"""
    )
    create = design.operation["create_note"]
    assert [(each.column, each.caller) for each in create.sets] == [("author_id", True)]
    assert design.operation["update_note"].sets == ()
    for key in ("NoteCreate", "NoteUpdate"):
        assert [each.wire for each in design.schema[key].properties] == ["text"]


def test_there_is_always_a_default_rate() -> None:
    (rate,) = design_of("").limits.rates
    assert (rate.key, rate.count, rate.seconds, rate.per) == ("default", 600, 60, "user")


def test_limits_are_in_bytes_and_seconds() -> None:
    limits = design_of("limits: {body: 2KB, timeout: 250ms, rates: {fast: {rate: 5/hour, per: address}}}\n").limits
    assert (limits.body_bytes, limits.timeout_seconds) == (2048, 0.25)
    assert [(each.key, each.count, each.seconds, each.per) for each in limits.rates] == [
        ("default", 600, 60, "user"),
        ("fast", 5, 3600, "address"),
    ]
