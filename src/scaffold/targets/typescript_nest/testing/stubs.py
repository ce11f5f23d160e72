"""Tests of stubs alone: what each is given, made of samples and fakes."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from scaffold.design.design import Design
from scaffold.design.entities import Entity
from scaffold.design.operations import Parameter
from scaffold.design.types import Reference, Type
from scaffold.targets.shared.testing.syntax import nowhere
from scaffold.targets.typescript_nest.calls import Given
from scaffold.targets.typescript_nest.entities import computed_type
from scaffold.targets.typescript_nest.imports import Imports
from scaffold.targets.typescript_nest.naming import DtoNames, ProjectNames
from scaffold.targets.typescript_nest.requests import header_arguments, path_arguments
from scaffold.targets.typescript_nest.resources import OperationView, ResourceView
from scaffold.targets.typescript_nest.testing.literals import TypeScriptSyntax, json_literal, mapping, row_literal
from scaffold.testdata.calls import ValidCall, roles_of
from scaffold.testdata.rows import stored_sample
from scaffold.testdata.values import Json, Samples

_SUPPORT = "/../test/support"
_PAGES: Mapping[str, str] = {
    "CursorRequest": 'new CursorRequest(20, undefined, null, () => "")',
    "OffsetRequest": "{ limit: 20, offset: 0, sort: undefined }",
    "NumberedRequest": "{ page: 1, size: 20, sort: undefined }",
}
_NOTHING: Mapping[str, str] = {"boolean": "false", "number": "0", "bigint": "0n", "string": '"0"'}


class StubView(Struct, frozen=True):
    """A stub, and what a test gives it: an object."""

    method: str
    input: str


class StubsView(Struct, frozen=True):
    """The stubs of one resource.

    Attributes:
        path: The file of their tests.
        service: The class that they are methods of.
        caller: Somebody who calls, if one of them is told who.
    """

    path: str
    service: str
    sentence: str
    imports: tuple[str, ...]
    stubs: tuple[StubView, ...]
    caller: str | None


def stubs_views(
    syntax: TypeScriptSyntax,
    design: Design,
    names: ProjectNames,
    calls: tuple[ValidCall, ...],
    resources: tuple[ResourceView, ...],
) -> tuple[StubsView, ...]:
    """The resources that have stubs."""
    by_name = {call.operation.name.snake: call for call in calls}
    found = []
    for resource in resources:
        stubs = [each for each in resource.operations if by_name[each.key].operation.is_stub]
        if stubs:
            found.append(_stubs_view(_Maker(syntax, design, names, _imports(resource)), by_name, resource, stubs))
    return tuple(found)


def _imports(resource: ResourceView) -> Imports:
    path = resource.names.file("service.spec").removeprefix("/")
    imports = Imports(path)
    for name in ("describe", "expect", "test"):
        imports.value("vitest", name)
    imports.value("/common/errors/service-error", "NotImplementedYet")
    imports.value(resource.names.file("service"), resource.names.service)
    return imports


def _stubs_view(
    maker: _Maker, calls: Mapping[str, ValidCall], resource: ResourceView, stubs: list[OperationView]
) -> StubsView:
    views = tuple(StubView(each.names.method, maker.input_of(calls[each.key], each)) for each in stubs)
    has_caller = any(given.name == "caller" for each in stubs for given in each.handler.given)
    return StubsView(
        path=f"src/{maker.imports.path}.ts",
        service=resource.names.service,
        sentence=resource.sentence,
        stubs=views,
        caller=maker.caller() if has_caller else None,
        imports=maker.imports.lines,
    )


class _Maker(Struct, frozen=True):
    """Makes what a stub is given; imports what that takes."""

    syntax: TypeScriptSyntax
    design: Design
    names: ProjectNames
    imports: Imports

    def caller(self) -> str:
        """Somebody: an id, a role where there is one, a session."""
        self.imports.value("/access/caller", "Caller")
        self.imports.value(f"{_SUPPORT}/calls", "NOWHERE")
        roles = [self.syntax.string(roles_of(self.design)[0])] if self.design.auth and self.design.auth.roles else []
        return f"new Caller({', '.join((self._nowhere_of_user(), *roles, 'NOWHERE'))})"

    def input_of(self, call: ValidCall, view: OperationView) -> str:
        """The input of a stub."""
        samples, operation = Samples(self.design), call.operation
        arguments = (*path_arguments(self.design, operation), *header_arguments(operation, frozenset()))
        wires = {each.name: each.wire for each in arguments}
        parameters = {each.wire: each for each in operation.parameters if each.place != "query"}
        given = {
            each.name: self._value(samples, call, each, parameters.get(wires.get(each.name, "")))
            for each in view.handler.given
        }
        return mapping(given)

    def _value(self, samples: Samples, call: ValidCall, given: Given, parameter: Parameter | None) -> str:
        match given.name:
            case "caller":
                return "CALLER"
            case "store":
                return f"{self.imports.value(f'{_SUPPORT}/fakes', 'fakeStore')}()"
            case "page":
                if given.type == "CursorRequest":
                    self.imports.value("/common/pagination/cursor", given.type)
                return _PAGES[given.type]
            case "query":
                return self._parsed(self.names.queries[call.operation.name.snake], call.query)
            case "body" if call.operation.body is not None:
                return self._parsed(self.names.schemas[call.operation.body.schema], call.body)
        if given.type.endswith("| null"):
            return "null"
        if parameter is not None:
            return self._typed(parameter.type, samples.of_type(parameter.type, parameter.name))
        rows = {own.row: self.design.entity[key] for key, own in self.names.entities.items()}
        return self._row(samples, rows[given.type])

    def _parsed(self, dto: DtoNames, value: Json) -> str:
        return f"{self.imports.value(dto.module, dto.schema)}.parse({self._noted(json_literal(value))})"

    def _row(self, samples: Samples, entity: Entity) -> str:
        """A row as the store answers it."""
        members = {"id": self._noted(nowhere(entity.id_type.kind))}
        for each in entity.attributes:
            if not each.secret:
                members[self.syntax.member(each)] = self._typed(each.type, stored_sample(samples, each))
        members |= {each.wire: _NOTHING[computed_type(each)] for each in entity.computed}
        return mapping(members)

    def _typed(self, kind: Type, value: Json) -> str:
        if isinstance(kind, Reference) and value is not None:
            return self._noted(nowhere(kind.id_type.kind))
        return self._noted(row_literal(value, kind))

    def _nowhere_of_user(self) -> str:
        assert self.design.auth is not None, "nobody calls"
        return self._noted(nowhere(self.design.entity[self.design.auth.user].id_type.kind))

    def _noted(self, expression: str) -> str:
        """The expression, with the ids that lead nowhere imported."""
        for name in ("NOWHERE", "NO_NUMBER"):
            if name in expression:
                self.imports.value(f"{_SUPPORT}/calls", name)
        return expression
