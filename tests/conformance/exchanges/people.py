"""People who call: made as the service lets them be made, and logged in."""

from __future__ import annotations

from collections.abc import Mapping

from scaffold.design.design import Auth, Design
from scaffold.design.types import Kind, Plain
from scaffold.testdata.accounts import Accounts, accounts
from scaffold.testdata.calls import USER, valid_calls
from scaffold.testdata.values import Json
from tests.conformance.exchange import ANYTHING, Captured, Expectation, Joined, Seed
from tests.conformance.exchanges.rows import make_row
from tests.conformance.exchanges.script import Person, Row, Script, World
from tests.conformance.exchanges.tokens import SESSIONS, session_of, sign
from tests.conformance.exchanges.values import PASSWORD, FreshValues, password_of

FIRST_ADMIN: Mapping[str, str] = {
    "ADMIN_EMAIL": "root@example.com",
    "ADMIN_LOGIN": "root",
    "ADMIN_PASSWORD": "a password of an admin",
}
"""The environment that makes a service have an administrator from its start."""


def world_of(design: Design, *, seeded: bool) -> World:
    """The world of a design."""
    calls = valid_calls(design)
    by_name = {call.operation.name.snake: call for call in calls}
    return World(design, seeded, by_name, accounts(design, calls), FreshValues(design), _recruit)


def bearing(world: World, token: Json) -> Mapping[str, Json]:
    """The headers of somebody who has an access token."""
    auth = world.design.auth
    assert auth is not None, "nobody logs in"
    prefix = auth.prefix.strip()
    return {auth.header: Joined((f"{prefix} " if prefix else "", token))}


def log_in(script: Script, key: str, login: Json, password: Json, expected: Expectation = ANYTHING) -> None:
    """Log in and keep the tokens under a key."""
    form = script.world.accounts
    assert form is not None and form.login is not None, "nobody can log in"
    script.call(
        f"as {key}", form.login, None,
        body={form.login_member: login, form.password_member: password},
        expected=expected,
        keeps={f"{key}.access_token": (form.tokens.access,), f"{key}.refresh_token": (form.tokens.refresh,)},
    )  # fmt: skip


def make_person(script: Script, role: str) -> Person | None:
    """One more person of a role, logged in; ``None`` where there is no way to make one."""
    auth, form = script.world.design.auth, script.world.accounts
    if auth is None or form is None:
        return None
    key = f"{role} {script.world.fresh.number(f'people {role}')}"
    if script.world.seeded:
        return _seeded(script, auth, form, key, role)
    return _registered(script, auth, key, role) if form.login is not None else None


def _recruit(script: Script, role: str) -> Person | None:
    """The first person of a role in a part: the administrator that was there from the start, where that is known."""
    auth, form = script.world.design.auth, script.world.accounts
    is_first_admin = auth is not None and role == auth.admin and auth.role_column is not None
    if script.world.seeded or form is None or form.login is None or not is_first_admin:
        return make_person(script, role)
    return first_admin(script)


def first_admin(script: Script) -> Person:
    """The administrator that the service made; each part logs in anew."""
    auth = script.world.design.auth
    assert auth is not None, "nobody logs in"
    kind = script.world.design.entity[auth.user].attribute(auth.login_column or "").type
    by_email = isinstance(kind, Plain) and kind.kind is Kind.EMAIL
    login = FIRST_ADMIN["ADMIN_EMAIL" if by_email else "ADMIN_LOGIN"]
    return _person(
        script, f"the first {auth.admin} in {script.name}", auth.admin or "", None, login, FIRST_ADMIN["ADMIN_PASSWORD"]
    )


def _seeded(script: Script, auth: Auth, form: Accounts, key: str, role: str) -> Person | None:
    values: dict[str, Json] = {auth.role_column: role} if auth.role_column and role != USER else {}
    if auth.active_column:
        values[auth.active_column] = True
    user = make_row(script, auth.user, values)
    if user is None or auth.login_column is None:
        return None
    login = user.columns[auth.login_column]
    if form.login is not None:
        return _person(script, key, role, user.id, login, PASSWORD)
    session = f"01900000-0000-7000-9000-{script.world.fresh.number('sessions'):012x}"
    script.seeds.append(Seed(SESSIONS, session_of(session, user.id)))
    token = sign(script.world.design, str(user.id), session)
    return Person(key, role, user.id, login, PASSWORD, bearing(script.world, token))


def _person(script: Script, key: str, role: str, row_id: Json, login: Json, password: str) -> Person:
    log_in(script, key, login, password, Expectation(status=200))
    return Person(key, role, row_id, login, password, bearing(script.world, Captured(f"{key}.access_token")))


def _registered(script: Script, auth: Auth, key: str, role: str) -> Person | None:
    """Somebody made by an operation: with the role, or given it afterwards."""
    kind = script.world.design.entity[auth.user].attribute(auth.password_column or "").type
    password = password_of(kind) if isinstance(kind, Plain) else PASSWORD
    values: dict[str, Json] = {auth.password_column or "": password}
    wanted = {auth.role_column: role} if auth.role_column and role != USER else {}
    user = make_row(script, auth.user, {**values, **wanted})
    if user is None and wanted:
        user = make_row(script, auth.user, values)
        if user is None or not _promote(script, auth, user, role):
            return None
    if user is None or auth.login_column is None or auth.login_column not in user.columns:
        return None
    return _person(script, key, role, user.id, user.columns[auth.login_column], password)


def _promote(script: Script, auth: Auth, user: Row, role: str) -> bool:
    """Give somebody a role, as an administrator can; whether there is a way to."""
    for call in script.world.calls.values():
        operation = call.operation
        if operation.action != "update" or operation.entity != auth.user or call.row is None or operation.body is None:
            continue
        members = script.world.design.schema[operation.body.schema].properties
        member = next((each.wire for each in members if each.attribute == auth.role_column), None)
        caller = script.usual(call) if call.caller == auth.admin else None
        if member is not None and caller is not None and tuple(call.row.parameters.values()) == ("id",):
            script.call(f"makes {role}", operation.name.snake, caller, row=user, body={member: role})
            return True
    return False
