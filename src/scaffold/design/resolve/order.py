"""One order for every mapping of a spec, so that the order in the file changes nothing.

Rendering is pure: the same spec gives the same bytes, however its mappings are ordered.
Fields are put as people list them: what identifies a row, what it belongs to, what it
needs, what it may have, what the server adds; each group by name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TypeVar

from scaffold.spec.language.document import Scenario, Spec, Step
from scaffold.spec.language.endpoints import Answer, EndpointSpec, OperationSpec, ResourceSpec
from scaffold.spec.language.fields import FieldSpec
from scaffold.spec.language.models import ModelSpec, ShapeSpec

_V = TypeVar("_V")
_DIGITS = re.compile(r"([0-9]+)")


def in_order(spec: Spec) -> Spec:
    """The same spec with every mapping in its one order."""
    return spec.model_copy(
        update={
            "models": {key: _model(each) for key, each in by_key(spec.models).items()},
            "shapes": {key: _shape(each) for key, each in by_key(spec.shapes).items()},
            "endpoints": {key: _endpoint(each) for key, each in by_key(spec.endpoints).items()},
            "rules": by_key(spec.rules),
            "error_format": spec.error_format.model_copy(update={"envelope": _plain(spec.error_format.envelope)}),
            "errors": dict(sorted(spec.errors.items(), key=lambda item: (item[1].status, item[0]))),
            "limits": spec.limits.model_copy(update={"rates": by_key(spec.limits.rates)}),
            "scenarios": {key: _scenario(each) for key, each in by_key(spec.scenarios).items()},
        }
    )


def by_key(mapping: Mapping[str, _V]) -> dict[str, _V]:
    """By key, with numbers in keys compared as numbers: ``R2`` before ``R10``."""
    return dict(sorted(mapping.items(), key=lambda item: _natural(item[0])))


def _natural(key: str) -> list[tuple[int, int, str]]:
    parts = (part for part in _DIGITS.split(key) if part)
    return [(0, int(part), part) if part.isdecimal() else (1, 0, part) for part in parts]


def _fields(fields: Mapping[str, FieldSpec]) -> dict[str, FieldSpec]:
    ordered = sorted(fields.items(), key=lambda item: (_rank(item[1]), _natural(item[0])))
    return {key: _field(field) for key, field in ordered}


def _rank(field: FieldSpec) -> int:
    if field.count or field.exists or field.sum or field.many:
        return 7
    if field.read_only or field.on_update:
        return 6 if field.optional else 5
    if field.unique:
        return 0
    if field.optional:
        return 4
    if field.default is not None:
        return 3
    return 1 if field.ref else 2


def _field(field: FieldSpec) -> FieldSpec:
    if isinstance(field.example, dict | list):
        field = field.model_copy(update={"example": _plain(field.example)})
    if field.object is not None:
        return field.model_copy(update={"object": _fields(field.object)})
    if field.list is not None:
        return field.model_copy(update={"list": _field(field.list)})
    return field


def _model(model: ModelSpec) -> ModelSpec:
    return model.model_copy(update={"fields": _fields(model.fields)})


def _shape(shape: ShapeSpec) -> ShapeSpec:
    return shape.model_copy(update={"fields": _fields(shape.fields)})


def _endpoint(endpoint: EndpointSpec) -> EndpointSpec:
    if isinstance(endpoint, OperationSpec):
        return _operation(endpoint)
    return _resource(endpoint)


def _resource(resource: ResourceSpec) -> ResourceSpec:
    changed: dict[str, object] = {}
    if resource.list is not None:
        changed["list"] = resource.list.model_copy(update={"filter": by_key(resource.list.filter)})
    for action in ("create", "update"):
        said = getattr(resource, action)
        if said is not None:
            changed[action] = said.model_copy(update={"sets": by_key(said.sets)})
    return resource.model_copy(update=changed)


def _operation(operation: OperationSpec) -> OperationSpec:
    return operation.model_copy(
        update={
            "sets": by_key(operation.sets),
            "params": by_key(operation.params),
            "query": by_key(operation.query),
            "headers": by_key(operation.headers),
            "body": _field(operation.body) if operation.body else None,
            "answer": {status: _answer(each) for status, each in sorted(operation.answer.items())},
        }
    )


def _answer(answer: Answer) -> Answer:
    return answer.model_copy(update={"body": _field(answer.body) if answer.body else None})


def _scenario(scenario: Scenario) -> Scenario:
    steps = tuple(_step(step) for step in scenario.steps)
    return scenario.model_copy(update={"given": by_key(scenario.given), "steps": steps})


def _step(step: Step) -> Step:
    maps = ("params", "query", "headers", "keep", "body")
    changed: dict[str, object] = {name: _plain(getattr(step, name)) for name in maps}
    changed["expect"] = step.expect.model_copy(update={"body": _plain(step.expect.body)})
    return step.model_copy(update=changed)


def _plain(value: object) -> object:
    """Plain data, with its mappings in order."""
    if isinstance(value, dict):
        ordered = sorted(value.items(), key=lambda item: _natural(str(item[0])))
        return {key: _plain(each) for key, each in ordered}
    return [_plain(each) for each in value] if isinstance(value, list) else value
