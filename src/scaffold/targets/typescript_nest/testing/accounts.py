"""People, and how they log in."""

from __future__ import annotations

from msgspec import Struct

from scaffold.design.design import Design
from scaffold.targets.shared.challenges import challenge
from scaffold.targets.shared.first_admin import first_admin
from scaffold.targets.typescript_nest.naming import ProjectNames
from scaffold.targets.typescript_nest.testing.literals import TypeScriptSyntax, json_literal, mapping
from scaffold.targets.typescript_nest.text import member, string
from scaffold.targets.typescript_nest.types import id_type
from scaffold.testdata.accounts import People, people


class PeopleView(Struct, frozen=True):
    """The people that tests call as.

    Attributes:
        roles: Their roles, as a list; one of each there is.
        model: What tests call the user's entity.
        id_type: The type of their ids.
        login: The member of a user's row that they log in by.
        values: What is given to the row of a user of ``role``, as an object.
        deactivated: What changes of a user who may not log in any more, as an object; ``None`` where all may.
        repository: The property of the store that holds users.
        password: The password of everybody.
        header: The header that carries the token, and what stands in front of the token in it.
        challenge: What the header ``WWW-Authenticate`` says.
    """

    roles: str
    model: str
    id_type: str
    login: str
    values: str
    deactivated: str | None
    repository: str
    password: str
    header: str
    before_token: str
    challenge: str


class FirstAdminView(Struct, frozen=True):
    """The administrator whom the environment names.

    Attributes:
        variables: The variables that do, as an object.
        role: The role of administrators; ``is_admin`` the condition for their rows.
        table: The variable of the table of users, and the ``module`` that it is imported from.
    """

    variables: str
    role: str
    is_admin: str
    table: str
    module: str


def first_admin_view(syntax: TypeScriptSyntax, design: Design, names: ProjectNames) -> FirstAdminView | None:
    """The first administrator, if the environment can name one."""
    auth, found = design.auth, first_admin(design)
    if auth is None or auth.admin is None or auth.role_column is None or found is None:
        return None
    own = names.entities[auth.user]
    role = syntax.member(design.entity[auth.user].attribute(auth.role_column))
    named = {"ADMIN_LOGIN": string("root")} if found.login == "admin_login" else {}
    email = {"ADMIN_EMAIL": string("root@example.com")} if found.has_email else {}
    return FirstAdminView(
        variables=mapping({**email, **named, "ADMIN_PASSWORD": "PASSWORD"}),
        role=auth.admin,
        is_admin=f"eq({member(own.table, role)}, {string(auth.admin)})",
        table=own.table,
        module=f"../src{own.table_module}.js",
    )


def people_view(syntax: TypeScriptSyntax, design: Design, names: ProjectNames) -> PeopleView | None:
    """The people of a design with a login by password."""
    auth, found = design.auth, people(design)
    if auth is None or found is None:
        return None
    return PeopleView(
        roles=json_literal(found.roles),
        model=syntax.model(found.user),
        id_type=id_type(found.user.id_type),
        login=syntax.member(found.login),
        values=_values(syntax, found),
        deactivated=mapping({syntax.member(found.active): "false"}) if found.active else None,
        repository=names.entities[auth.user].table,
        password=string(found.known_password),
        header=found.header,
        before_token=found.before_token,
        challenge=challenge(auth),
    )


def _values(syntax: TypeScriptSyntax, found: People) -> str:
    role = {syntax.member(found.role): "role"} if found.role else {}
    return mapping(role | ({syntax.member(found.active): "true"} if found.active else {}))
