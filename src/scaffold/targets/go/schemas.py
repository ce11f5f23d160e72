"""Schemas as templates see them: structs of the domain, answers, and what reads bodies and queries."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from scaffold.design.design import Design
from scaffold.design.entities import Entity
from scaffold.design.operations import Operation
from scaffold.design.schemas import Property, Schema
from scaffold.design.types import Enumeration, Kind, ListOf, ObjectOf, Plain, Type
from scaffold.names import name_of
from scaffold.targets.go.identifiers import unexported
from scaffold.targets.go.lists import query_members
from scaffold.targets.go.naming import ProjectNames, column_of
from scaffold.targets.go.readers import Readers
from scaffold.targets.go.structs import Field, is_optional, uses_clock
from scaffold.targets.go.text import go_string
from scaffold.targets.go.types import GoTypes, entity_of_rows, is_nilable

_SESSION_ACTIONS = frozenset({"login", "refresh", "logout"})


class ShapeView(Struct, frozen=True):
    """A struct of the domain: what a stub takes or answers."""

    type: str
    description: str
    fields: tuple[Field, ...]


class Member(Struct, frozen=True):
    """A field of an answer: its tag, and the value that it is made from."""

    name: str
    type: str
    tag: str
    value: str


class AnswerView(Struct, frozen=True):
    """A struct that is answered.

    Attributes:
        source: What it is made from.
        is_same: Whether the source has the same fields, but for the tags.
    """

    type: str
    make: str
    source: str
    description: str
    members: tuple[Member, ...]
    is_same: bool


class BodyView(Struct, frozen=True):
    """A function that reads an object of a request.

    Attributes:
        type: What it returns.
        start: The expression that this begins as.
        secrets: The fields of what it returns beside a row, if it returns more than one.
        statements: A field and the expression of its value, each.
    """

    function: str
    type: str
    start: str
    embedded: str
    secrets: tuple[Field, ...]
    assignments: tuple[Field, ...]
    sentence: str

    @property
    def embedded_name(self) -> str:
        """The field that holds the row."""
        return self.embedded.rpartition(".")[2]


class QueryView(Struct, frozen=True):
    """A function that reads the query of an operation."""

    function: str
    type: str
    method: str
    assignments: tuple[Field, ...]


class Reach(Struct, frozen=True):
    """Which schemas are needed for what, by key.

    Attributes:
        domain: Those that stubs take or answer, as structs of the domain.
        answered: Those that are answered.
        rows: Those that are read to make or change a row, with the action.
        objects: Those that are read as they are.
        sessions: Those that are read to log in, to stay logged in, or to log out.
    """

    domain: frozenset[str]
    answered: frozenset[str]
    rows: Mapping[str, str]
    objects: frozenset[str]
    sessions: frozenset[str]


def reach_of(design: Design) -> Reach:
    """Work out which schemas are needed for what."""
    answered: set[str] = set()
    objects: set[str] = set()
    domain: set[str] = set()
    for operation in design.operations:
        kinds = [each.type for each in operation.answers[:1] if each.type is not None]
        if operation.answer.page_of is not None:
            kinds = [ObjectOf(operation.answer.page_of)]
        reached = {key for kind in kinds for key in _reached(design, kind)}
        answered |= reached
        if operation.action not in _SESSION_ACTIONS:
            domain |= reached
        if operation.body is not None and operation.is_stub:
            objects.update(_reached(design, ObjectOf(operation.body.schema)))
        elif operation.body is not None:
            objects.update(_parts(design, operation.body.schema))
    bodies = [each for each in design.operations if each.body is not None and not each.is_stub]
    return Reach(
        domain=frozenset(key for key in domain | objects if entity_of_rows(design, design.schema[key]) is None),
        answered=frozenset(answered),
        rows={
            each.body.schema: each.action or "" for each in bodies if each.body and each.action not in _SESSION_ACTIONS
        },
        objects=frozenset(objects),
        sessions=frozenset(each.body.schema for each in bodies if each.body and each.action in _SESSION_ACTIONS),
    )


def _reached(design: Design, kind: Type) -> Iterator[str]:
    """The schemas that a value is made of."""
    found: dict[str, None] = {}
    pending = [kind]
    while pending:
        each = pending.pop()
        if isinstance(each, ListOf):
            pending.append(each.item)
        elif isinstance(each, ObjectOf) and each.schema not in found:
            found[each.schema] = None
            pending.extend(member.type for member in design.schema[each.schema].properties)
    return iter(found)


def _parts(design: Design, key: str) -> Iterator[str]:
    for each in design.schema[key].properties:
        yield from _reached(design, each.type)


class SchemaWriter(Struct, frozen=True):
    """Writes what handlers need of schemas."""

    design: Design
    names: ProjectNames
    domain: str
    readers: Readers

    @property
    def types(self) -> GoTypes:
        """Types, seen from outside of the domain."""
        return GoTypes(self.design, self.names, f"{self.domain}.")

    def shape(self, schema: Schema) -> ShapeView:
        """The struct of the domain for a schema."""
        types = GoTypes(self.design, self.names)
        own = self.names.schemas[schema.key]
        fields = (Field(own.members[each.wire], self._held(types, schema, each)) for each in schema.properties)
        return ShapeView(own.type, schema.description or f"The {schema.name.sentence}.", tuple(fields))

    def answer(self, schema: Schema) -> AnswerView:
        """The struct that is answered for a schema."""
        own = self.names.schemas[schema.key]
        entity = entity_of_rows(self.design, schema)
        if _is_tokens(self.design, schema):
            return self._tokens(schema)
        if entity is not None:
            members = self.names.entities[entity.key].members
            sources = {each.wire: members[each.attribute or each.name.snake] for each in schema.properties}
            held = [(members["id"], self.types.of(entity.id_type))]
            held += [
                (members[each.column], self.types.of(each.type, nullable=each.nullable))
                for each in entity.attributes
                if not each.secret
            ]
            held += [(members[each.name.snake], self.types.of(each.type)) for each in entity.computed]
        else:
            sources = dict(own.members)
            held = [(own.members[each.wire], self._held(self.types, schema, each)) for each in schema.properties]
        shown = tuple(self._member(schema, each, sources[each.wire], is_row=entity is not None) for each in schema.properties)
        is_same = [(each.name, each.type) for each in shown] == held and (entity is not None or not _has_lists(schema))
        pointer = "*" if entity is not None else ""
        kind = self.names.entities[entity.key].type if entity else own.type
        return AnswerView(
            type=own.answer,
            make=own.make_answer,
            source=f"{pointer}{self.domain}.{kind}",
            description=f"{own.answer} is {entity.name.with_article if entity else schema.name.with_article} as it is answered.",
            members=shown,
            is_same=is_same,
        )

    def _tokens(self, schema: Schema) -> AnswerView:
        """What logging in answers: the tokens of the package ``auth``."""
        own = self.names.schemas[schema.key]
        members = (self._member(schema, each, own.members[each.wire], is_row=False) for each in schema.properties)
        said = f"{own.answer} is {schema.name.with_article} as it is answered."
        return AnswerView(own.answer, own.make_answer, "*auth.Tokens", said, tuple(members), is_same=True)

    def _member(self, schema: Schema, each: Property, source: str, *, is_row: bool) -> Member:
        kind = self.types.answered(each.type, nullable=each.nullable)
        value = self.answered_value(f"value.{source}", each.type, nullable=each.nullable, is_row=is_row)
        return Member(source, kind, f'`json:"{each.wire}"`', value)

    def answered_value(self, value: str, kind: Type, *, nullable: bool, is_row: bool = False) -> str:
        """The expression of what is answered for a value of the domain."""
        match kind:
            case ObjectOf(key):
                make = self.names.schemas[key].make_answer
                if not nullable:
                    return f"{make}({value})"
                is_pointer = entity_of_rows(self.design, self.design.schema[key]) is not None
                return f"{'rowOrNull' if is_pointer else 'orNull'}({value}, {make})"
            case ListOf(item):
                make_item = self._make(item)
                if make_item is None:
                    return value if nullable or is_row else f"orEmpty({value})"
                return f"{'answersOrNull' if nullable else 'answers'}({value}, {make_item})"
            case Plain(Kind.DATETIME):
                return f"(*timestamp)({value})" if nullable else f"timestamp({value})"
            case Plain(Kind.DECIMAL):
                return f"(*decimalText)({value})" if nullable else f"decimalText({value})"
        return value

    def _make(self, item: Type) -> str | None:
        """The function that makes the answer for an item of a list; ``None`` where it is answered as it is."""
        match item:
            case ObjectOf(key):
                return self.names.schemas[key].make_answer
            case Plain(Kind.DATETIME):
                return "newTimestamp"
            case Plain(Kind.DECIMAL):
                return "newDecimalText"
            case ListOf():
                inner = self.answered_value("value", item, nullable=False)
                return f"func(value {self.types.of(item)}) {self.types.answered(item)} {{ return {inner} }}"
        return None

    def _held(self, types: GoTypes, schema: Schema, each: Property) -> str:
        """The type of a member of a struct of the domain: a pointer where it may be left out."""
        is_left_out = schema.is_input and not each.required and not _has_default(each)
        return types.of(each.type, nullable=each.nullable or is_left_out)

    def body(self, schema: Schema, action: str) -> BodyView:
        """The function that reads a row, or the changes of one."""
        assert schema.entity is not None, f"{schema.key} is about no entity"
        entity = self.design.entity[schema.entity]
        own, rows = self.names.schemas[schema.key], self.names.entities[entity.key]
        kind = f"{self.domain}.{rows.new if action == 'create' else rows.changes}"
        secret_wires = [each for each in schema.properties if entity.attribute(each.attribute or "").secret]
        secrets = tuple(Field(self._secret(each), self._secret_type(each, action)) for each in secret_wires)
        start = f"{self._defaults(entity)}" if action == "create" else ""
        return BodyView(
            function=own.read,
            type=own.values if secrets else kind,
            start=start,
            embedded=kind if secrets else "",
            secrets=secrets,
            assignments=tuple(self._assigned(entity, each, action) for each in schema.properties),
            sentence=f"{own.read} reads {self._read_what(entity, action)}.",
        )

    def _read_what(self, entity: Entity, action: str) -> str:
        return f"a new {entity.name.sentence}" if action == "create" else f"the changes of {entity.name.with_article}"

    def _defaults(self, entity: Entity) -> str:
        """What a new row begins as; empty when it begins empty."""
        from scaffold.targets.go.structs import default_fields

        rows = self.names.entities[entity.key]
        if not any(default_fields(entity, rows, self.types)):
            return ""
        return f"{self.domain}.{rows.defaults}({'o.now' if uses_clock(entity) else ''})"

    def _secret(self, each: Property) -> str:
        return unexported(each.name)

    def _secret_type(self, each: Property, action: str) -> str:
        kind = self.types.of(each.type, nullable=each.nullable)
        if action == "create":
            return kind if each.required else f"*{kind.removeprefix('*')}"
        return f"{self.domain}.Optional[{kind}]"

    def _assigned(self, entity: Entity, each: Property, action: str) -> Field:
        attribute = entity.attribute(each.attribute or "")
        rows = self.names.entities[entity.key]
        member = self._secret(each) if attribute.secret else rows.members[column_of(attribute)]
        place = f"o.field({go_string(each.wire)})"
        read = self.readers.of(each.type, unexported(each.name), nullable=each.nullable)
        if action != "create":
            return Field(member, f"changed({place}, {read})")
        if each.required:
            return Field(member, f"required({place}, {read})")
        if (attribute.secret and not each.nullable) or (is_optional(attribute) and not each.nullable):
            return Field(member, f"given({place}, {read})")
        return Field(member, f"givenOr({place}, {read}, {'nil' if attribute.secret else f'row.{member}'})")

    def object_body(self, schema: Schema) -> BodyView:
        """The function that reads an object as it is."""
        own = self.names.schemas[schema.key]
        return BodyView(
            function=own.read_object,
            type=f"{self.domain}.{own.type}",
            start="",
            embedded="",
            secrets=(),
            assignments=tuple(Field(own.members[each.wire], self._object_field(each)) for each in schema.properties),
            sentence=f"{own.read_object} reads {schema.name.with_article}.",
        )

    def session_body(self, schema: Schema) -> BodyView:
        """The function that reads what logging in and out takes."""
        own = self.names.schemas[schema.key]
        return BodyView(
            function=own.read,
            type=own.values,
            start="",
            embedded="",
            secrets=tuple(Field(own.members[each.wire], "string") for each in schema.properties),
            assignments=tuple(Field(own.members[each.wire], self._object_field(each)) for each in schema.properties),
            sentence=f"{own.read} reads {schema.name.with_article}.",
        )

    def _object_field(self, each: Property) -> str:
        place = f"o.field({go_string(each.wire)})"
        read = self.readers.of(each.type, unexported(each.name), nullable=each.nullable)
        if each.required:
            return f"required({place}, {read})"
        if each.default is not None and _has_default(each):
            default = self.types.default(each.default, each.type, "o.now")
            if each.nullable and self.types.of(each.type, nullable=True).startswith("*"):
                default = self.types.address(default, each.type)
            return f"givenOr({place}, {read}, {default})"
        if each.nullable or is_nilable(self.types.of(each.type)):
            return f"givenOr({place}, {read}, nil)"
        return f"given({place}, {read})"

    def query(self, operation: Operation) -> QueryView | None:
        """The function that reads the query of an operation, if it says more than which page."""
        members = query_members(operation)
        if not members:
            return None
        own = self.names.operations[operation.name.snake]
        fields = []
        for each in operation.parameters_in("query"):
            if each.wire in members:
                place = f"args.queryField({go_string(each.wire)})"
                read = self.readers.of(each.type, unexported(name_of(each.wire)))
                if each.required:
                    value = f"required({place}, {read})"
                elif each.default is not None and (each.default.value is not None or each.default.clock):
                    value = f"givenOr({place}, {read}, {self.types.default(each.default, each.type, 'args.request.now')})"
                elif isinstance(each.type, ListOf):
                    value = f"givenOr({place}, {read}, nil)"
                else:
                    value = f"given({place}, {read})"
                fields.append(Field(members[each.wire], value))
        return QueryView(own.read_query, f"{self.domain}.{own.query}", own.method, tuple(fields))


def _is_tokens(design: Design, schema: Schema) -> bool:
    """Whether a schema is what logging in answers."""
    return any(
        each.action in _SESSION_ACTIONS and each.answer.type == ObjectOf(schema.key) for each in design.operations
    )


def _has_default(each: Property) -> bool:
    return each.default is not None and (each.default.value is not None or each.default.clock is not None)


def _has_lists(schema: Schema) -> bool:
    """Whether a list of it may be nil, although it is answered as an empty one."""
    return any(isinstance(each.type, ListOf) and not each.nullable for each in schema.properties)


def enumerations_of(kinds: Iterator[Type]) -> Iterator[Enumeration]:
    """The enumerations among types, or that lists among them have."""
    for kind in kinds:
        while isinstance(kind, ListOf):
            kind = kind.item
        if isinstance(kind, Enumeration):
            yield kind
