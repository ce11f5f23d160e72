"""What is created, changed and deleted: the rows of the tests."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from scaffold.design.design import Design
from scaffold.targets.shared.testing.syntax import Syntax, member_of, nowhere, or_null, row_values
from scaffold.testdata.calls import ValidCall
from scaffold.testdata.changing import Change, Move, changes, deletions, in_use, moves
from scaffold.testdata.creating import Creation, creations, missing_references, taken
from scaffold.testdata.values import RowId


class WriteTables(Struct, frozen=True):
    """What is created, changed and deleted."""

    creations: tuple[str, ...]
    changes: tuple[str, ...]
    missing: tuple[str, ...]
    taken: tuple[str, ...]
    deletions: tuple[str, ...]
    in_use: tuple[str, ...]
    moves: tuple[str, ...]

    @property
    def creates(self) -> bool:
        """Whether there is anything to create."""
        return bool(self.creations or self.missing or self.taken)


def write_tables(syntax: Syntax, design: Design, calls: tuple[ValidCall, ...]) -> WriteTables:
    """Everything that writes."""
    string = syntax.string
    return WriteTables(
        creations=tuple(_creation(syntax, each) for each in creations(design, calls)),
        changes=tuple(_change(syntax, design, each) for each in changes(design)),
        missing=tuple(
            syntax.row(string(each.operation), string(each.member), nowhere(each.ids))
            for each in missing_references(design)
        ),
        taken=tuple(
            syntax.row(string(each.operation), syntax.json(each.changes), string(each.code)) for each in taken(design)
        ),
        deletions=tuple(
            syntax.row(
                string(call.operation.name.snake), or_null(syntax, found.operation.name.snake if found else None)
            )
            for call, found in deletions(calls)
        ),
        in_use=tuple(_in_use(syntax, design)),
        moves=tuple(_move(syntax, each) for each in moves(design)),
    )


def _creation(syntax: Syntax, each: Creation) -> str:
    return syntax.row(
        syntax.string(each.operation.name.snake),
        syntax.json(each.answered),
        syntax.json(list(each.sent)),
        or_null(syntax, each.found_by),
    )


def _change(syntax: Syntax, design: Design, each: Change) -> str:
    if isinstance(each.value, RowId):
        value = syntax.new_row(syntax.model(design.entity[each.value.entity]))
    else:
        value = syntax.json(each.value)
    called = (syntax.string(each.operation), syntax.string(each.member))
    return syntax.row(*called, value, syntax.set_of(each.moved), or_null(syntax, each.renames))


def _in_use(syntax: Syntax, design: Design) -> Iterator[str]:
    for each in in_use(design):
        by = design.entity[each.by]
        values = (each.operation, syntax.model(by), member_of(syntax, by, each.column), each.code)
        yield syntax.row(*map(syntax.string, values))


def _move(syntax: Syntax, each: Move) -> str:
    called = (syntax.string(each.operation), syntax.string(each.member))
    values = row_values(syntax, each.entity, each.before)
    refused = (or_null(syntax, each.caller), or_null(syntax, each.code))
    return syntax.row(*called, values, syntax.string(each.to), *refused)
