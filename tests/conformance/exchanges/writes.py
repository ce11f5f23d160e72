"""What is created, changed and deleted; conflicts, references, states, and computed members."""

from __future__ import annotations

from collections.abc import Mapping

from scaffold.testdata.calls import ValidCall
from scaffold.testdata.changing import Change, changes, deletions, in_use, moves
from scaffold.testdata.computed import ComputedCase, computed_cases
from scaffold.testdata.creating import Creation, creations, missing_references, taken
from scaffold.testdata.values import Json, RowId
from tests.conformance.exchange import Captured, Expectation, Part, nowhere
from tests.conformance.exchanges.access import changes_caller
from tests.conformance.exchanges.known import settled
from tests.conformance.exchanges.people import make_person
from tests.conformance.exchanges.rows import fresh_body, make_row, named_row
from tests.conformance.exchanges.script import Row, Script, World


def write_parts(world: World) -> tuple[Part, ...]:
    """Everything that writes, and what is worked out from it."""
    calls = tuple(world.calls.values())
    creating, changing = Script(world, "creating"), Script(world, "changing")
    deleting, moving, computing = Script(world, "deleting"), Script(world, "states"), Script(world, "computed")
    for creation in creations(world.design, calls):
        _create(creating, world.calls[creation.operation.name.snake], creation)
    _conflicts(creating)
    for change in changes(world.design):
        _change(changing, world.calls[change.operation], change)
    for call, found_by in deletions(calls):
        _delete(deleting, call, found_by)
    _keep(deleting)
    _move(moving)
    for case in computed_cases(world.design, calls):
        _compute(computing, case)
    return tuple(script.part for script in (creating, changing, deleting, moving, computing))


def _lacks_row(call: ValidCall, row: Row | None) -> bool:
    return row is None and call.row is not None and bool(call.row.parameters)


def _create(script: Script, call: ValidCall, creation: Creation) -> None:
    name, person = call.operation.name.snake, script.usual(call)
    row, body = named_row(script, call, person), fresh_body(script, call, {})
    if body is None or (call.caller and person is None) or _lacks_row(call, row):
        return
    holds = {**creation.answered, **{member: body[member] for member in creation.sent}}
    key = f"the {name}"
    keeps: dict[str, tuple[str | int, ...]] = {f"{key}.id": ("id",)} if creation.found_by else {}
    script.call("a row", name, person, row=row, body=body, expected=Expectation(status=201, holds=holds), keeps=keeps)
    if creation.found_by:
        found = script.world.calls[creation.found_by]
        (parameter,) = list(found.path)[-1:]
        script.call(
            "what was made", creation.found_by, script.usual(found),
            path={parameter: Captured(f"{key}.id")}, expected=Expectation(status=200, holds=holds),
        )  # fmt: skip


def _conflicts(script: Script) -> None:
    """Rows that refer to nothing, and second rows like the first."""
    design = script.world.design
    for missing in missing_references(design):
        call = script.world.calls[missing.operation]
        person = script.usual(call)
        row, body = named_row(script, call, person), fresh_body(script, call, {})
        if body is not None and not _lacks_row(call, row):
            refused = Expectation(code="invalid_request", blamed=f"body.{missing.member}")
            sent = {**body, missing.member: nowhere(missing.ids)}
            script.call(
                f"with {missing.member} of nothing", missing.operation, person, row=row, body=sent, expected=refused
            )
    for rule in taken(design):
        call = script.world.calls[rule.operation]
        person = script.usual(call)
        row, body = named_row(script, call, person), fresh_body(script, call, {})
        if body is None or _lacks_row(call, row):
            continue
        script.call("the first", rule.operation, person, row=row, body=body, expected=Expectation(status=201))
        expected = Expectation(code=rule.code)
        script.call(
            f"a second like it: {rule.code}",
            rule.operation,
            person,
            row=row,
            body=_broken(call, body, rule.changes),
            expected=expected,
        )


def _broken(call: ValidCall, body: Mapping[str, Json], changes: Mapping[str, Json]) -> dict[str, Json]:
    """The second body: as the first, but for what breaks one rule alone, if need be in another case."""
    sample = call.body or {}
    return {
        **body,
        **{
            member: body[member].swapcase() if _is_other_case(sample.get(member), value) else value
            for member, value in changes.items()
        },
    }


def _is_other_case(sample: Json, value: Json) -> bool:
    return isinstance(sample, str) and isinstance(value, str) and value == sample.swapcase()


def _change(script: Script, call: ValidCall, change: Change) -> None:
    name = call.operation.name.snake
    usual = script.usual(call)
    person = make_person(script, usual.role) if usual is not None and changes_caller(call.operation) else usual
    row = named_row(script, call, person)
    if (call.caller and person is None) or _lacks_row(call, row):
        return
    value = change.value
    if isinstance(value, RowId):
        other = make_row(script, value.entity)
        if other is None:
            return
        value = other.id
    script.call("before", name, person, row=row, body={}, expected=Expectation(status=200))
    holds = {change.member: value} if change.member in change.moved else {}
    said = f"{change.member} becomes {'another row' if isinstance(change.value, RowId) else repr(value)}"
    script.call(said, name, person, row=row, body={change.member: value}, expected=Expectation(status=200, holds=holds))
    path = {change.renames: value} if change.renames else {}
    script.call("after", name, person, row=row, path=path, body={}, expected=Expectation(status=200, holds=holds))


def _delete(script: Script, call: ValidCall, found_by: ValidCall | None) -> None:
    person = script.usual(call)
    row = named_row(script, call, person)
    if row is None:
        return
    gone = Expectation(code="not_found")
    script.call(
        "a row", call.operation.name.snake, person, row=row, expected=Expectation(status=call.operation.answer.status)
    )
    script.call("it again", call.operation.name.snake, person, row=row, expected=gone)
    if found_by is not None:
        script.call("what was deleted", found_by.operation.name.snake, script.usual(found_by), row=row, expected=gone)


def _keep(script: Script) -> None:
    """Rows that others refer to."""
    for each in in_use(script.world.design):
        call = script.world.calls[each.operation]
        person = script.usual(call)
        row = named_row(script, call, person)
        if row is None or make_row(script, each.by, {each.column: row.id}) is None:
            continue
        for time in ("once", "twice"):
            said = f"{time} a row that {each.by}.{each.column} refers to"
            script.call(said, each.operation, person, row=row, expected=Expectation(code=each.code))


def _move(script: Script) -> None:
    for move in moves(script.world.design):
        person = script.somebody(move.caller) if move.caller else None
        before = settled(move.before, person, None)
        if before is None or (move.caller and person is None):
            continue
        row = make_row(script, move.entity.key, before, person)
        if row is None:
            continue
        expected = Expectation(code=move.code) if move.code else Expectation(status=200, holds={move.member: move.to})
        source = before[move.entity.states.column] if move.entity.states else ""
        said = f"from {source} to {move.to} by {move.caller or 'nobody'}"
        script.call(said, move.operation, person, row=row, body={move.member: move.to}, expected=expected)


def _compute(script: Script, case: ComputedCase) -> None:
    """A row that nothing counts for, one that one row counts for, and one with two."""
    call, person = case.call, script.usual(case.call)
    counting = settled(case.counting, person, None)
    other = settled(case.other, person, None) if case.other is not None else None
    if counting is None:
        return
    for count in range(3):
        row = named_row(script, call, person)
        if row is None:
            return
        made = [make_row(script, case.entity, {**counting, case.column: row.id}, person) for _ in range(count)]
        if other is not None:
            make_row(script, case.entity, {**other, case.column: row.id}, person)
        if None in made:
            return
        expected = Expectation(status=200, holds={case.wire: case.result[count - 1]} if count else {})
        script.call(f"{case.wire} of {count}", call.operation.name.snake, person, row=row, expected=expected)
