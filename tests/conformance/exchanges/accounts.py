"""Coming in, staying in and going out."""

from __future__ import annotations

from scaffold.testdata.accounts import Accounts
from scaffold.testdata.values import Json
from tests.conformance.exchange import Captured, Expectation, Part
from tests.conformance.exchanges.people import bearing, first_admin, log_in, make_person
from tests.conformance.exchanges.rows import fresh_body
from tests.conformance.exchanges.script import Person, Script, World

_WRONG = "nobody has this password?"
_INVALID = Expectation(code="invalid_credentials")
_OUT = Expectation(code="unauthenticated")
_IN = Expectation(other_than=("unauthenticated",))
_NO_TOKENS = ("x", "AAAA", "not/a+token", "é", "A" * 64, "A" * 66)


def account_parts(world: World) -> tuple[Part, ...]:
    """Logging in, refreshing and logging out, as far as the service offers them."""
    form = world.accounts
    if form is None or form.login is None or form.probe is None:
        return ()
    parts = [_log_in, _refresh, _log_out, _change_password, _register, _lock, _begin]
    scripts = [Script(world, f"accounts{part.__name__.replace('_', ' ')}") for part in parts]
    for part, script in zip(parts, scripts, strict=True):
        part(script, form)
    return tuple(script.part for script in scripts)


def _probe(script: Script, form: Accounts, token: Json, expected: Expectation, name: str) -> None:
    assert form.probe is not None, "some operation needs a login and nothing else"
    script.call(name, form.probe, None, headers=bearing(script.world, token), expected=expected)


def _log_in(script: Script, form: Accounts) -> None:
    person = make_person(script, form.probe_role)
    if person is None:
        return
    log_in(script, "again", person.login, person.password, Expectation(status=200, holds={
        form.tokens.type: "bearer", form.tokens.expires_in: form.access_seconds,
    }))  # fmt: skip
    _probe(script, form, Captured("again.access_token"), _IN, "with the token of the second login")
    _probe(script, form, Captured(f"{person.key}.access_token"), _IN, "with that of the first")
    log_in(script, "who has a wrong password", person.login, _WRONG, _INVALID)
    log_in(script, "whom nobody knows", "nobody@example.com", _WRONG, _INVALID)
    log_in(script, "whom nobody knows, with a password of somebody", "nobody@example.com", person.password, _INVALID)
    if isinstance(person.login, str):
        expected = Expectation(status=200) if form.other_case else _INVALID
        if person.login.swapcase() != person.login:
            log_in(script, "in another case", person.login.swapcase(), person.password, expected)
        log_in(script, "with a space behind", f"{person.login} ", person.password, _INVALID)


def _refresh(script: Script, form: Accounts) -> None:
    person = make_person(script, form.probe_role)
    if form.refresh is None or person is None:
        return
    _trade(script, form, person.refresh_token, "once", Expectation(status=200))
    _probe(script, form, Captured("once.access_token"), _IN, "with the new token")
    _trade(script, form, Captured("once.refresh_token"), "twice", Expectation(status=200))
    refused = Expectation(code="invalid_refresh_token")
    _trade(script, form, Captured("once.refresh_token"), "with a token that was used", refused)
    _trade(script, form, Captured("twice.refresh_token"), "with the last one after that", refused)
    _probe(script, form, Captured("twice.access_token"), _OUT, "after a refresh token was used twice")
    for token in _NO_TOKENS:
        _trade(script, form, token, f"with {token[:12]!r} ({len(token)})", refused)
    _trade(script, form, Captured(f"{person.key}.access_token"), "with an access token", refused)


def _trade(script: Script, form: Accounts, token: Json, key: str, expected: Expectation) -> None:
    assert form.refresh is not None, "tokens can be traded"
    script.call(
        key, form.refresh, None, body={form.refresh_member: token}, expected=expected,
        keeps={f"{key}.access_token": (form.tokens.access,), f"{key}.refresh_token": (form.tokens.refresh,)},
    )  # fmt: skip


def _log_out(script: Script, form: Accounts) -> None:
    person, other = make_person(script, form.probe_role), make_person(script, form.probe_role)
    if form.logout is None or person is None or other is None:
        return
    log_in(script, "elsewhere", person.login, person.password, Expectation(status=200))
    call = script.world.calls[form.logout]
    members = _refresh_member(script, form)
    gone = Expectation(status=call.operation.answer.status)
    script.call("of one session", form.logout, person, body=_body(members, person.refresh_token), expected=gone)
    _probe(script, form, Captured(f"{person.key}.access_token"), _OUT, "after the logout")
    _probe(script, form, Captured("elsewhere.access_token"), _IN, "in the other session")
    script.call("twice", form.logout, person, body=_body(members, person.refresh_token), expected=_OUT)
    script.call(
        "with the token of another",
        form.logout,
        _who(person, "elsewhere", script),
        body=_body(members, other.refresh_token),
        expected=gone,
    )
    _probe(script, form, Captured(f"{other.key}.access_token"), _IN, "as the other")


def _who(person: Person, key: str, script: Script) -> Person:
    """The same person in another session."""
    headers = bearing(script.world, Captured(f"{key}.access_token"))
    return Person(key, person.role, person.id, person.login, person.password, headers)


def _refresh_member(script: Script, form: Accounts) -> str | None:
    """The member of a logout's body that holds the refresh token."""
    body = script.world.calls[form.logout or ""].operation.body
    return None if body is None else script.world.design.schema[body.schema].properties[0].wire


def _body(member: str | None, token: Json) -> Json:
    return None if member is None else {member: token}


def _change_password(script: Script, form: Accounts) -> None:
    person = make_person(script, form.probe_role)
    if not form.changes_password or person is None:
        return
    assert form.change_password is not None, "people can change their password"
    log_in(script, "elsewhere", person.login, person.password, Expectation(status=200))
    new = f"{person.password}{person.password}"[: len(person.password) + 4]
    body = {form.password_change: new}
    script.call("to a new one", form.change_password, person, body=body, expected=Expectation(status=200))
    _probe(script, form, Captured("elsewhere.access_token"), _OUT, "in the other session")
    _probe(script, form, Captured(f"{person.key}.access_token"), _IN, "in the session that changed it")
    log_in(script, "with the old password", person.login, person.password, _INVALID)
    log_in(script, "with the new password", person.login, new, Expectation(status=200))


def _register(script: Script, form: Accounts) -> None:
    if form.register is None:
        return
    body = fresh_body(script, script.world.calls[form.register], {})
    if body is None:
        return
    script.call("somebody new", form.register, None, body=body, expected=Expectation(status=201))
    log_in(script, "who registered", body[form.register_login], body[form.register_password], Expectation(status=200))


def _lock(script: Script, form: Accounts) -> None:
    """Failed logins lock an account, whether there is such an account or not."""
    lockout = script.world.design.auth.lockout if script.world.design.auth else None
    person = make_person(script, form.probe_role)
    if lockout is None or person is None:
        return
    for login, password in ((person.login, person.password), ("locked@example.com", _WRONG)):
        for _ in range(lockout.failures):
            log_in(script, "who fails", login, _WRONG, _INVALID)
        log_in(script, "who is locked out", login, password, Expectation(code="account_locked"))
    _probe(script, form, Captured(f"{person.key}.access_token"), _IN, "in a session from before")


def _begin(script: Script, form: Accounts) -> None:
    """The administrator that the environment names."""
    auth = script.world.design.auth
    if auth is not None and auth.admin is not None and auth.role_column is not None:
        admin = first_admin(script)
        if form.probe is not None and auth.admin in (script.world.calls[form.probe].roles or ()):
            script.call("as the first administrator", form.probe, admin, expected=_IN)
