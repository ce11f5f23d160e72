"""Who may call what: every operation by every role, on own rows, on those of others, and on none."""

from __future__ import annotations

from typing import Any

from scaffold.design.operations import Operation
from scaffold.testdata.access import limited_members, owned_lists
from scaffold.testdata.calls import ValidCall, roles_of
from tests.conformance.exchange import ANYTHING, Expectation, Missing, Part, nowhere
from tests.conformance.exchanges.known import settled
from tests.conformance.exchanges.pages import to_the_end
from tests.conformance.exchanges.people import bearing, make_person
from tests.conformance.exchanges.rows import fresh_body, make_row
from tests.conformance.exchanges.script import Person, Row, Script, World

_REFUSALS = ("unauthenticated", "forbidden")
_NOT_OURS = ("garbage", "eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.", "a.b.c", "é")


def access_parts(world: World) -> tuple[Part, ...]:
    """The matrix, a part for each operation, and what holds for all of them."""
    return (*(_operation(world, call) for call in world.calls.values()), _beyond_roles(world), _own_lists(world))


def _operation(world: World, call: ValidCall) -> Part:
    script = Script(world, "access")
    for role in (None, *roles_of(world.design)):
        person = script.somebody(role) if role else None
        if role and person is None:
            continue
        _nowhere(script, call, role)
        if call.row is not None and call.row.parameters:
            _on_rows(script, call, role)
    if call.roles is not None:
        _before_anything_else(script, call)
    return script.part


def _nowhere(script: Script, call: ValidCall, role: str | None) -> None:
    """The call whose path leads nowhere, or whose path names no row at all."""
    refusal = _refusal(call, role)
    ids = _id_parameters(call)
    expected = Expectation(code=refusal) if refusal else Expectation(other_than=_REFUSALS)
    if refusal is None and ids and call.body is None:
        expected = Expectation(code="not_found")
    body = None if refusal else fresh_body(script, call, {})
    path = {wire: nowhere(_ids_of(script.world, call)) for wire in ids}
    script.call(
        f"by {role or 'nobody'}", call.operation.name.snake, _caller(script, call, role),
        path=path, body=body, expected=expected,
    )  # fmt: skip


def _id_parameters(call: ValidCall) -> list[str]:
    """The path parameters that are ids of rows."""
    return [wire for wire, column in call.row.parameters.items() if column == "id"] if call.row else []


def _ids_of(world: World, call: ValidCall) -> str:
    """What the ids of the row are that the path names."""
    assert call.row is not None, "the path names a row"
    return world.design.entity[call.row.entity].id_type.kind


def _on_rows(script: Script, call: ValidCall, role: str | None) -> None:
    """The same call on a row of the caller and on one of somebody else."""
    assert call.row is not None, "the path names a row"
    owner = script.world.design.entity[call.row.entity].owner
    person = _caller(script, call, role)
    if owner is not None and person is not None and person.id is not None:
        own = make_row(script, call.row.entity, {owner: person.id}, person)
        _on_row(script, call, role, person, own, "own", visible=True)
    is_visible = owner is None or not call.operation.policy.owner or role in call.operation.policy.all_rows
    _on_row(script, call, role, person, make_row(script, call.row.entity), "another", visible=is_visible)


def _on_row(
    script: Script,
    call: ValidCall,
    role: str | None,
    person: Person | None,
    row: Row | None,
    which: str,
    *,
    visible: bool,
) -> None:
    if row is not None:
        script.call(
            f"on {which} row by {role or 'nobody'}", call.operation.name.snake, person,
            row=row, body=fresh_body(script, call, {}), expected=_expected(call, role, visible=visible),
        )  # fmt: skip


def _expected(call: ValidCall, role: str | None, *, visible: bool) -> Expectation:
    refusal = _refusal(call, role)
    if refusal is not None:
        return Expectation(code=refusal)
    if role is None:
        return ANYTHING
    if not visible:
        return Expectation(code="not_found")
    is_hidden = call.row is not None and call.row.is_parent
    return Expectation(other_than=_REFUSALS if is_hidden else (*_REFUSALS, "not_found"))


def _refusal(call: ValidCall, role: str | None) -> str | None:
    if call.roles is None or role in call.roles:
        return None
    return "forbidden" if role else "unauthenticated"


def _caller(script: Script, call: ValidCall, role: str | None) -> Person | None:
    """Somebody of the role: one more where the call changes or ends what the caller is."""
    if role is None:
        return None
    return make_person(script, role) if changes_caller(call.operation) else script.somebody(role)


def changes_caller(operation: Operation) -> bool:
    """Whether a call may change or end the session or the account that it is made with."""
    own = operation.target is not None and operation.target.parameter is None
    return operation.action == "logout" or (own and operation.method != "GET")


def _before_anything_else(script: Script, call: ValidCall) -> None:
    """Access is checked before the rest of the request."""
    name = call.operation.name.snake
    refused = Expectation(code="unauthenticated")
    body = {"surprise": 1} if call.body is not None else Missing.BODY
    script.call("checks access before anything else", name, None, query={"surprise": "1"}, body=body, expected=refused)


def _beyond_roles(world: World) -> Part:
    """Tokens that are not ours, and members that only some may send."""
    script = Script(world, "access")
    protected = next((call for call in world.calls.values() if call.roles is not None), None)
    if protected is not None:
        for token in _NOT_OURS:
            script.call(
                f"with the token {token!r}", protected.operation.name.snake, None,
                headers=bearing(world, token), expected=Expectation(code="unauthenticated"),
            )  # fmt: skip
    for each in limited_members(world.design, tuple(world.calls.values())):
        call = world.calls[each.operation]
        for role, expected in (
            (each.role, Expectation(code="forbidden")),
            (call.caller, Expectation(other_than=("forbidden",))),
        ):
            person = script.somebody(role) if role else None
            if person is not None:
                body = {**(call.body or {}), each.member: each.value}
                script.call(f"sends {each.member} as {role}", each.operation, person, body=body, expected=expected)
    return script.part


def _own_lists(world: World) -> Part:
    """Lists of rows that have an owner, read by the owner and by others."""
    script = Script(world, "own lists")
    for each in owned_lists(world.design, tuple(world.calls.values())):
        person, stranger = make_person(script, each.role), make_person(script, each.role)
        call = world.calls[each.operation]
        if person is None or stranger is None or each.role not in (call.roles or (each.role,)):
            continue
        parent = make_row(script, call.row.entity) if call.row is not None and call.row.is_parent else None
        values = settled(each.values, person, parent)
        row = make_row(script, each.entity.key, values, person) if values is not None else None
        if row is None:
            continue
        seen, hidden = Expectation(lists=((row.id,),)), Expectation(omits=(row.id,))
        reading = to_the_end(world, each.operation)
        whole: dict[str, Any] = {"row": parent, "query": reading.query, "follows": reading.follows}
        script.call(f"of the {each.role}", each.operation, person, **whole, expected=seen)
        expected = seen if each.sees_all else hidden
        script.call(f"by another {each.role}", each.operation, stranger, **whole, expected=expected)
    return script.part
