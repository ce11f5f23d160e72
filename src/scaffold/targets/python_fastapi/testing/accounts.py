"""People, and how they log in."""

from __future__ import annotations

from msgspec import Struct

from scaffold.design.design import Design
from scaffold.targets.python_fastapi.rows import column_key
from scaffold.targets.python_fastapi.testing.calls import model
from scaffold.targets.python_fastapi.text import python_string
from scaffold.testdata.accounts import People, people


class PeopleView(Struct, frozen=True):
    """The people that tests call as.

    Attributes:
        roles: Their roles; one of each there is.
        model: What tests call the user's entity.
        login: The member of a user's row that they log in by.
        values: What is given to the row of a user, as arguments.
        active_member: The member of a user's row that says whether they may log in, if there is one.
        repository: The attribute of the store that holds users.
        password: The password of everybody, as a Python literal.
        header: The header that carries the token, and what stands in front of the token in it.
        challenge: What the header ``WWW-Authenticate`` says.
    """

    roles: tuple[str, ...]
    model: str
    login: str
    values: str
    active_member: str | None
    repository: str
    password: str
    header: str
    before_token: str
    challenge: str


def people_view(design: Design, repository: str, challenge: str) -> PeopleView | None:
    """The people of a design with a login by password."""
    found = people(design)
    if found is None:
        return None
    return PeopleView(
        roles=found.roles,
        model=model(design, found.user.key),
        login=column_key(found.login),
        values=", ".join(_values(found)),
        active_member=column_key(found.active) if found.active else None,
        repository=repository,
        password=python_string(found.known_password),
        header=python_string(found.header),
        before_token=found.before_token,
        challenge=challenge,
    )


def _values(found: People) -> list[str]:
    role = [f"{column_key(found.role)}=role"] if found.role else []
    return role + ([f"{column_key(found.active)}=True"] if found.active else [])
