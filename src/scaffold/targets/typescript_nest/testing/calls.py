"""The table of valid calls."""

from __future__ import annotations

from collections.abc import Iterator

from scaffold.design.design import Design
from scaffold.targets.shared.testing.syntax import member_of
from scaffold.targets.typescript_nest.testing.literals import TypeScriptSyntax, json_literal, mapping
from scaffold.targets.typescript_nest.text import string
from scaffold.testdata.calls import ValidCall


def call_literal(syntax: TypeScriptSyntax, design: Design, call: ValidCall) -> str:
    """A call, as an object."""
    return mapping(dict(_members(syntax, design, call)))


def _members(syntax: TypeScriptSyntax, design: Design, call: ValidCall) -> Iterator[tuple[str, str]]:
    yield "method", string(call.operation.method)
    yield "path", string(call.operation.path)
    if call.roles is not None:
        yield "roles", json_literal(call.roles)
        yield "caller", string(call.caller or "")
    for name, values in (("values", call.path), ("query", call.query), ("headers", call.headers)):
        if values:
            yield name, json_literal(values)
    if call.body is not None:
        yield "body", json_literal(call.body)
    if call.references:
        models = {wire: syntax.model(design.entity[key]) for wire, key in call.references.items()}
        yield "references", json_literal(models)
    if call.row is not None:
        entity = design.entity[call.row.entity]
        members = {wire: member_of(syntax, entity, column) for wire, column in call.row.parameters.items()}
        owner = {"owner": string(member_of(syntax, entity, call.owner))} if call.owner else {}
        yield "row", mapping({"model": string(syntax.model(entity)), "members": json_literal(members), **owner})
