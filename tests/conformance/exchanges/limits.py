"""Every limit of every field and parameter from both sides."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from scaffold.design.operations import Parameter
from scaffold.design.schemas import Property
from scaffold.design.types import ObjectOf, Plain, Reference
from scaffold.testdata.boundaries import NOT_AN_ID, bad_texts, good_values
from scaffold.testdata.calls import ValidCall
from scaffold.testdata.limits import FieldValue, accepted, refused, refused_queries, required
from scaffold.testdata.values import Json, Repeated, Samples
from tests.conformance.exchange import ANYTHING, JSON, Content, Expectation, Part
from tests.conformance.exchanges.access import changes_caller
from tests.conformance.exchanges.people import make_person
from tests.conformance.exchanges.rows import fresh_body, named_row
from tests.conformance.exchanges.script import Person, Script, World

_INVALID = "invalid_request"
_SHORT = 24


def limit_parts(world: World) -> tuple[Part, ...]:
    """The limits of each operation in a part of its own."""
    calls = tuple(world.calls.values())
    good, bad = list(accepted(world.design, calls)), list(refused(world.design))
    queries = list(refused_queries(world.design))
    return tuple(
        _Limits(world, call).part(
            [each for each in good if each.operation == name],
            [each for each in bad if each.operation == name],
            [each for each in queries if each.operation == name],
        )
        for name, call in world.calls.items()
    )


class _Limits:
    """The limits of one operation, tried on one row by one person."""

    def __init__(self, world: World, call: ValidCall) -> None:
        self._script = Script(world, "limits")
        self._call = call
        self._row = named_row(self._script, call, self._script.usual(call))

    def part(self, good: list[FieldValue], bad: list[FieldValue], queries: list[FieldValue]) -> Part:
        """All of them; those that are refused change nothing and come first."""
        if self._call.caller is None or self._script.usual(self._call) is not None:
            for each in bad:
                self._send(each, Expectation(code=_INVALID, blamed=f"body.{each.field}"))
            self._send_bodies()
            for each in queries:
                query, field = {each.member: each.value}, f"query.{each.field}"
                self._sends(
                    f"query {each.member}={_said(each.value)}", Expectation(code=_INVALID, blamed=field), query=query
                )
            self._send_parameters()
            for each in good:
                self._send(each, Expectation(unblamed=f"body.{each.field}"), person=self._newcomer())
        return self._script.part

    def _newcomer(self) -> Person | None:
        person = self._script.usual(self._call)
        if person is None or not changes_caller(self._call.operation):
            return person
        return make_person(self._script, person.role) or person

    def _send(self, each: FieldValue, expected: Expectation, person: Person | None = None) -> None:
        name = self._call.operation.name.snake
        body = {**(fresh_body(self._script, self._call, {}) or self._call.body or {}), each.member: each.value}
        self._script.call(
            f"body {each.field}={_said(each.value)}", name, person or self._script.usual(self._call),
            row=self._row, body=body, expected=expected,
        )  # fmt: skip

    def _send_bodies(self) -> None:
        """Bodies that are no JSON, or lack what is required, one member after the other, and all at once."""
        if self._call.body is not None:
            self._sends("half an object", Expectation(code="malformed_json"), body=Content(b"{"), headers=JSON)
        for each in required(self._script.world.design):
            if each.operation != self._call.operation.name.snake:
                continue
            for member in each.members:
                body = {wire: value for wire, value in (self._call.body or {}).items() if wire != member}
                self._sends(f"without {member}", Expectation(code=_INVALID, blamed=f"body.{member}"), body=body)
            self._sends("with an empty body", Expectation(code=_INVALID, blamed=f"body.{each.members[-1]}"), body={})

    def _send_parameters(self) -> None:
        """Values of parameters of the path, of the query and of headers."""
        operation, samples = self._call.operation, Samples(self._script.world.design)
        for each in operation.parameters_in("path"):
            for text in _bad_path_texts(each):
                expected = Expectation(code=_INVALID, blamed=f"path.{each.wire}")
                self._sends(f"path {each.wire}={_said(text)}", expected, path={each.wire: text})
        for each in operation.parameters_in("header"):
            for text in bad_texts(each):
                self._sends(f"header {each.wire}={_said(text)}", ANYTHING, headers={each.wire: text})
        for each in operation.parameters_in("query"):
            for value in _good_texts(samples, each):
                expected = Expectation(unblamed=f"query.{each.wire}")
                self._sends(f"query {each.wire}={_said(value)}", expected, query={each.wire: value})
        self._send_absent()

    def _send_absent(self) -> None:
        """Calls without what must be there, and with a parameter twice."""
        operation = self._call.operation
        for each in operation.parameters_in("query"):
            if each.required:
                self._sends(
                    f"without the query {each.wire}",
                    Expectation(code=_INVALID, blamed=f"query.{each.wire}"),
                    query={each.wire: None},
                )
        for each in operation.parameters_in("header"):
            if each.required:
                self._sends(f"without the header {each.wire}", Expectation(code=_INVALID), headers={each.wire: None})

    def _sends(
        self,
        name: str,
        expected: Expectation,
        *,
        path: Mapping[str, Json] | None = None,
        query: Mapping[str, Json] | None = None,
        headers: Mapping[str, Json] | None = None,
        body: Json = None,
    ) -> None:
        self._script.call(
            name, self._call.operation.name.snake, self._script.usual(self._call),
            row=self._row, path=path, query=query, headers=headers, body=body, expected=expected,
        )  # fmt: skip


def _bad_path_texts(each: Parameter) -> Iterator[str]:
    if isinstance(each.type, Reference) or (isinstance(each.type, Plain) and each.type.kind == "uuid"):
        yield NOT_AN_ID
    else:
        yield from (text for text in bad_texts(each) if text)


def _good_texts(samples: Samples, each: Parameter) -> Iterator[Json]:
    if isinstance(each.type, ObjectOf | Reference) or each.wire == "cursor":
        return
    like = Property(each.name, each.wire, each.type, required=False, nullable=False)
    for value in good_values(samples, each.type, like):
        yield value if not isinstance(value, bool) else str(value).lower()


def _said(value: Json) -> str:
    """A value as the name of an exchange has it: short."""
    if isinstance(value, Repeated):
        return f"{value.part!r} * {value.count}"
    text = repr(value)
    return text if len(text) <= 2 * _SHORT else f"{text[:_SHORT]}…{text[-_SHORT:]}"
