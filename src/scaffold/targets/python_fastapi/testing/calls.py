"""The table of valid calls."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from scaffold.design.design import Design
from scaffold.targets.python_fastapi.testing.literals import PythonSyntax, json_literal, mapping, strings
from scaffold.targets.python_fastapi.text import python_string
from scaffold.targets.shared.testing.syntax import member_of
from scaffold.testdata.calls import ValidCall


def call_arguments(design: Design, call: ValidCall) -> str:
    """What the call of the table is made from."""
    return ", ".join(_arguments(design, call))


def model(design: Design, entity: str) -> str:
    """What the tests call an entity."""
    return design.entity[entity].name.snake


def _arguments(design: Design, call: ValidCall) -> Iterator[str]:
    operation = call.operation
    yield from (python_string(operation.name.snake), f'"{operation.method}"', python_string(operation.path))
    if call.roles is not None:
        yield f"roles=frozenset({{{strings(call.roles)}}})"
        yield f"caller={python_string(call.caller or '')}"
    for name, values in (("values", call.path), ("query", call.query), ("headers", call.headers)):
        if values:
            yield f"{name}={json_literal(values)}"
    if call.body is not None:
        yield f"body={json_literal(call.body)}"
    if call.references:
        yield f"references={json_literal(_models(design, call.references))}"
    if call.row is not None:
        yield f"row={_path_row(design, call)}"


def _models(design: Design, entities: Mapping[str, str]) -> dict[str, str]:
    return {wire: model(design, entity) for wire, entity in entities.items()}


def _path_row(design: Design, call: ValidCall) -> str:
    row = call.row
    assert row is not None, "the path names no row"
    entity = design.entity[row.entity]
    syntax = PythonSyntax()
    members = {wire: python_string(member_of(syntax, entity, column)) for wire, column in row.parameters.items()}
    owner = f", owner={python_string(member_of(syntax, entity, call.owner))}" if call.owner else ""
    return f"PathRow({python_string(model(design, row.entity))}, {mapping(members)}{owner})"
