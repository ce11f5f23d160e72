"""Tests of stubs alone: what each is given, made of samples and fakes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from scaffold.design.design import Design
from scaffold.design.entities import Attribute, Entity
from scaffold.design.types import Kind, Plain, Reference, Type
from scaffold.targets.python_fastapi.arguments import argument_name
from scaffold.targets.python_fastapi.identifiers import member_name
from scaffold.targets.python_fastapi.naming import ProjectNames
from scaffold.targets.python_fastapi.resources import OperationView, ResourceView
from scaffold.targets.python_fastapi.rows import Member
from scaffold.targets.python_fastapi.testing.literals import json_literal, row_literal
from scaffold.testdata.calls import ValidCall
from scaffold.testdata.rows import stored_sample
from scaffold.testdata.values import Json, RowId, Samples

_PAGES = {
    "CursorRequest": 'CursorRequest(limit=20, sort=None, after=None, scope=b"", key=b"")',
    "OffsetRequest": "OffsetRequest(limit=20, offset=0, sort=None)",
    "NumberedRequest": "NumberedRequest(page=1, size=20, sort=None)",
}


class StubView(Struct, frozen=True):
    """A stub, and what a test gives it: as arguments, in the order of its input."""

    function: str
    input: str
    arguments: str


class StubsView(Struct, frozen=True):
    """The stubs of one resource.

    Attributes:
        module: The name of their test module.
        has_caller: Whether one of them is told who calls.
    """

    package: str
    module: str
    sentence: str
    imports: tuple[str, ...]
    stubs: tuple[StubView, ...]
    has_caller: bool

    @property
    def inputs(self) -> tuple[str, ...]:
        """The classes of what the stubs are given."""
        return tuple(each.input for each in self.stubs)


def stubs_views(
    design: Design, names: ProjectNames, calls: tuple[ValidCall, ...], resources: tuple[ResourceView, ...]
) -> tuple[StubsView, ...]:
    """The resources that have stubs."""
    by_name = {call.operation.name.snake: call for call in calls}
    found = []
    for resource in resources:
        stubs = [each for each in resource.operations if by_name[each.key].operation.is_stub]
        if stubs:
            found.append(_stubs_view(design, names, by_name, resource, stubs))
    return tuple(found)


def _stubs_view(
    design: Design,
    names: ProjectNames,
    calls: Mapping[str, ValidCall],
    resource: ResourceView,
    stubs: list[OperationView],
) -> StubsView:
    views = tuple(
        StubView(each.function, each.input, ", ".join(_arguments(design, names, calls[each.key], each)))
        for each in stubs
    )
    return StubsView(
        package=resource.package,
        module=f"test_{resource.package}_service",
        sentence=resource.sentence,
        imports=resource.imports,
        stubs=views,
        has_caller=any("CALLER" in each.arguments for each in views),
    )


def _arguments(design: Design, names: ProjectNames, call: ValidCall, view: OperationView) -> Iterator[str]:
    samples = Samples(design)
    parameters = {argument_name(each.wire): each for each in call.operation.parameters if each.place != "query"}
    for field in view.handler.fields:
        parameter = parameters.get(field.name)
        if parameter is None:
            yield _argument(design, names, samples, call, field)
        elif field.annotation.endswith("None") and not parameter.required:
            yield "None"
        else:
            yield _typed(parameter.type, samples.of_type(parameter.type, parameter.name))


def _argument(design: Design, names: ProjectNames, samples: Samples, call: ValidCall, field: Member) -> str:
    match field.name:
        case "caller":
            return "CALLER"
        case "owner":
            return "None"
        case "store":
            return "fake_store()"
        case "page":
            return _PAGES[field.annotation]
        case "query":
            return f"{field.annotation}.model_validate({json_literal(call.query)})"
        case "body":
            return f"{field.annotation}.model_validate({json_literal(call.body)})"
    if field.annotation.endswith("None"):
        return "None"
    rows = {own.row: design.entity[key] for key, own in names.entities.items()}
    return _row(names, samples, rows[field.annotation])


def _row(names: ProjectNames, samples: Samples, entity: Entity) -> str:
    """A row as the store answers it."""
    members = {"id": _typed(Reference(entity.key, entity.id_type), RowId(entity.key, entity.id_type.kind))}
    members |= {
        member_name(each.column): _stored(samples, entity, each) for each in entity.attributes if not each.secret
    }
    members |= {
        member_name(each.name.snake): "False" if each.function == "exists" else _typed(each.type, 0)
        for each in entity.computed
    }
    return f"{names.entities[entity.key].row}({', '.join(f'{key}={value}' for key, value in members.items())})"


def _stored(samples: Samples, entity: Entity, each: Attribute) -> str:
    value = stored_sample(samples, each)
    return "None" if value is None else _typed(each.type, value)


def _typed(kind: Type, value: Json) -> str:
    match kind:
        case Reference(_, Plain(Kind.UUID)):
            return "UUID(NOWHERE)"
        case Reference():
            return "NO_NUMBER"
        case Plain(Kind.DECIMAL):
            return f'Decimal("{value}")'
    return row_literal(value, kind)
