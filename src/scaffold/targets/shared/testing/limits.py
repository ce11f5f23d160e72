"""The limits of fields: the rows of their tests."""

from __future__ import annotations

from msgspec import Struct

from scaffold.design.design import Design
from scaffold.targets.shared.testing.syntax import Syntax
from scaffold.testdata.calls import ValidCall
from scaffold.testdata.limits import FieldValue, accepted, path_ids, refused, refused_queries, required


class LimitTables(Struct, frozen=True):
    """Values of fields, with the operations that they are sent to."""

    accepted: tuple[str, ...]
    refused: tuple[str, ...]
    required: tuple[str, ...]
    queries: tuple[str, ...]
    identifiers: tuple[str, ...]


def limit_tables(syntax: Syntax, design: Design, calls: tuple[ValidCall, ...]) -> LimitTables:
    """The limits of all fields."""
    string = syntax.string
    return LimitTables(
        accepted=tuple(_field_value(syntax, each) for each in accepted(design, calls)),
        refused=tuple(_field_value(syntax, each) for each in refused(design)),
        required=tuple(
            syntax.row(string(each.operation), syntax.set_of(f"body.{member}" for member in each.members))
            for each in required(design)
        ),
        queries=tuple(
            syntax.row(string(each.operation), string(each.member), syntax.json(each.value))
            for each in refused_queries(design)
        ),
        identifiers=tuple(syntax.row(string(each.operation), string(each.parameter)) for each in path_ids(calls)),
    )


def _field_value(syntax: Syntax, each: FieldValue) -> str:
    return syntax.row(*map(syntax.string, (each.operation, each.member, each.field)), syntax.json(each.value))
