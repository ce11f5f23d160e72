"""Resources as templates see them: for each operation its input, its handler and its service method."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from scaffold.design.design import Design
from scaffold.design.operations import Operation, Resource
from scaffold.design.types import Enumeration, Type
from scaffold.targets.go.answers import AnswerView, AnswerWriter, ShapeView
from scaffold.targets.go.bodies import BodyView, BodyWriter, QueryView
from scaffold.targets.go.calls import Call, role_constant
from scaffold.targets.go.comments import service_comment
from scaffold.targets.go.handlers import Handler, handler_of, pattern_of, result_type
from scaffold.targets.go.identifiers import Names, handler_names
from scaffold.targets.go.lists import query_fields, query_members
from scaffold.targets.go.naming import OperationNames, ProjectNames, ResourceNames
from scaffold.targets.go.reach import SESSION_ACTIONS, Reach, enumerations_of, reach_of
from scaffold.targets.go.readers import Readers
from scaffold.targets.go.structs import EnumerationView, Field, enumeration_view
from scaffold.targets.go.text import go_string
from scaffold.targets.go.types import GoTypes


class QueryStruct(Struct, frozen=True):
    """The struct of an operation's query."""

    type: str
    method: str
    fields: tuple[Field, ...]


class OperationView(Struct, frozen=True):
    """One operation.

    Attributes:
        results: What its service method returns, as the domain sees it; ``outer_results`` as handlers do.
        comment: What its service method says of itself: a stub's rules and errors are here.
        route: The pattern of its route, as a literal.
    """

    key: str
    names: OperationNames
    results: str
    outer_results: str
    comment: str
    has_service: bool
    handler: Handler
    query: QueryStruct | None
    route: str
    rate: str
    access: str
    has_body: bool


class ResourceView(Struct, frozen=True):
    """The operations that belong together.

    Attributes:
        served: Those whose body is in the service: all but logging in and out.
        shapes: The structs of the domain that its operations take and answer.
        patterns: The variables of patterns that bodies and parameters match, with the literal of each.
    """

    key: str
    names: ResourceNames
    sentence: str
    operations: tuple[OperationView, ...]
    served: tuple[OperationView, ...]
    enumerations: tuple[EnumerationView, ...]
    shapes: tuple[ShapeView, ...]
    answers: tuple[AnswerView, ...]
    bodies: tuple[BodyView, ...]
    queries: tuple[QueryView, ...]
    patterns: tuple[tuple[str, str], ...]

    @property
    def is_described(self) -> bool:
        """Whether it has answers, bodies or queries of its own."""
        return bool(self.answers or self.bodies or self.queries or self.patterns)


def resource_views(
    design: Design, names: ProjectNames, domain: str, rates: Mapping[str, str]
) -> tuple[ResourceView, ...]:
    """See the resources as their templates do.

    Args:
        design: The design.
        names: What everything is called.
        domain: The name of the package of the domain.
        rates: By rate, the constant that counts a call under it.
    """
    reach, variables = reach_of(design), handler_names()
    seen: set[Enumeration] = set(_of_entities(design))
    return tuple(
        _Writer(design, names, domain, rates, reach, variables, seen).resource(each) for each in design.resources
    )


def _of_entities(design: Design) -> Iterator[Enumeration]:
    return enumerations_of(each.type for entity in design.entities for each in entity.attributes)


class _Writer(Struct):
    design: Design
    names: ProjectNames
    domain: str
    rates: Mapping[str, str]
    reach: Reach
    variables: Names
    seen: set[Enumeration]

    def resource(self, resource: Resource) -> ResourceView:
        """See one resource."""
        readers = Readers(self.names, f"{self.domain}.", self.variables)
        answers = AnswerWriter(self.design, self.names, self.domain)
        bodies = BodyWriter(self.design, self.names, self.domain, readers)
        found = [self.design.operation[key] for key in resource.operations]
        operations = tuple(self._operation(answers, readers, each) for each in found)
        own = [each for each in self.design.schemas if each.resource == resource.key]
        read = tuple(self._bodies(bodies, resource))
        queries = (bodies.query(each) for each in found)
        return ResourceView(
            key=resource.key,
            names=self.names.resources[resource.key],
            sentence=resource.name.sentence,
            operations=operations,
            served=tuple(each for each in operations if each.has_service),
            enumerations=tuple(self._enumerations(found, resource)),
            shapes=tuple(answers.shape(each) for each in own if each.key in self.reach.domain),
            answers=tuple(answers.answer(each) for each in own if each.key in self.reach.answered),
            bodies=read,
            queries=tuple(each for each in queries if each is not None),
            patterns=readers.declarations,
        )

    def _bodies(self, bodies: BodyWriter, resource: Resource) -> Iterator[BodyView]:
        for each in self.design.schemas:
            if each.resource != resource.key:
                continue
            if each.key in self.reach.rows:
                yield bodies.body(each, self.reach.rows[each.key])
            if each.key in self.reach.objects:
                yield bodies.object_body(each)
            if each.key in self.reach.sessions:
                yield bodies.session_body(each)

    def _enumerations(self, operations: list[Operation], resource: Resource) -> Iterator[EnumerationView]:
        """The enumerations that this resource is the first to mention."""
        kinds: list[Type] = []
        for operation in operations:
            is_list = operation.listing is not None
            kinds += [each.type for each in operation.parameters if not (is_list and each.wire == "sort")]
            kinds += [each.type for each in operation.answers if each.type is not None]
        for schema in self.design.schemas:
            kinds += [each.type for each in schema.properties if schema.resource == resource.key]
        for each in enumerations_of(iter(kinds)):
            if each not in self.seen:
                self.seen.add(each)
                yield enumeration_view(each, self.names.enumerations[each])

    def _operation(self, answers: AnswerWriter, readers: Readers, operation: Operation) -> OperationView:
        call = Call(self.design, self.names, self.domain, readers, operation)
        handler = handler_of(call, answers)
        own = self.names.operations[operation.name.snake]
        query = None
        if query_members(operation):
            fields = tuple(query_fields(self.design, GoTypes(self.design, self.names), operation))
            query = QueryStruct(own.query, own.method, fields)
        return OperationView(
            key=operation.name.snake,
            names=own,
            results=_results(result_type(call, "")),
            outer_results=_results(result_type(call, f"{self.domain}.")),
            comment=service_comment(self.design, self.names, operation),
            has_service=operation.action not in SESSION_ACTIONS,
            handler=handler,
            query=query,
            route=go_string(pattern_of(operation)),
            rate=self.rates[operation.rate],
            access=self._access(operation),
            has_body=operation.body is not None,
        )

    def _access(self, operation: Operation) -> str:
        policy = operation.policy
        if policy.optional:
            return "optional"
        if policy.anonymous:
            return "public"
        if policy.roles is None:
            return "authenticated"
        allowed = (role_constant(self.design, self.names, self.domain, role) for role in policy.roles)
        return f"roles({', '.join(allowed)})"


def _results(kind: str) -> str:
    return f"({kind}, error)" if kind else "error"
