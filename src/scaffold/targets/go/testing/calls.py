"""The table of valid calls."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from scaffold.design.design import Design
from scaffold.targets.go.testing.literals import column_name, json_literal, mapping, strings
from scaffold.targets.go.text import go_string
from scaffold.testdata.calls import ValidCall


def call_lines(design: Design, call: ValidCall) -> tuple[str, ...]:
    """The fields of a call, one a line."""
    return field_lines(dict(_fields(design, call)))


def field_lines(fields: Mapping[str, str]) -> tuple[str, ...]:
    """The fields of a composite literal."""
    return tuple(f"{name}: {value}" for name, value in fields.items())


def model(design: Design, entity: str) -> str:
    """What the tests call an entity."""
    return design.entity[entity].name.snake


def _fields(design: Design, call: ValidCall) -> Iterator[tuple[str, str]]:
    operation = call.operation
    yield "operation", go_string(operation.name.snake)
    yield "method", go_string(operation.method)
    yield "path", go_string(operation.path)
    if call.roles is not None:
        yield "roles", strings(call.roles)
        yield "caller", go_string(call.caller or "")
    for name, values in (("values", call.path), ("query", call.query), ("header", call.headers)):
        if values:
            yield name, json_literal(values)
    if call.body is not None:
        yield "body", json_literal(call.body)
    if call.references:
        yield "references", _texts({wire: model(design, entity) for wire, entity in call.references.items()})
    if call.row is not None:
        yield "row", _named_row(design, call)


def _named_row(design: Design, call: ValidCall) -> str:
    row = call.row
    assert row is not None, "the path names no row"
    entity = design.entity[row.entity]
    parts = [f"model: {go_string(model(design, row.entity))}"]
    if row.parameters:
        columns = {wire: column_name(entity, column) for wire, column in row.parameters.items()}
        parts.append(f"columns: {_texts(columns)}")
    if call.owner:
        parts.append(f"owner: {go_string(column_name(entity, call.owner))}")
    return f"&namedRow{{{', '.join(parts)}}}"


def _texts(texts: Mapping[str, str]) -> str:
    return mapping({key: go_string(text) for key, text in texts.items()}, "map[string]string")
