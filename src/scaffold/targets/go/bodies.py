"""What requests bring, as templates see it: the functions that read bodies and queries."""

from __future__ import annotations

from msgspec import Struct

from scaffold.design.design import Design
from scaffold.design.entities import Entity
from scaffold.design.operations import Operation, Parameter
from scaffold.design.schemas import Property, Schema
from scaffold.design.types import ListOf
from scaffold.names import name_of
from scaffold.targets.go.identifiers import unexported
from scaffold.targets.go.lists import query_members
from scaffold.targets.go.naming import ProjectNames, column_of
from scaffold.targets.go.readers import Readers
from scaffold.targets.go.structs import Field, default_fields, is_optional, uses_clock
from scaffold.targets.go.text import go_string
from scaffold.targets.go.types import GoTypes, is_nilable


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


class BodyWriter(Struct, frozen=True):
    """Writes what reads bodies and queries."""

    design: Design
    names: ProjectNames
    domain: str
    readers: Readers

    @property
    def types(self) -> GoTypes:
        """Types, seen from outside of the domain."""
        return GoTypes(self.design, self.names, f"{self.domain}.")

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
        parameters = (each for each in operation.parameters_in("query") if each.wire in members)
        fields = (Field(members[each.wire], self._query_field(each)) for each in parameters)
        return QueryView(own.read_query, f"{self.domain}.{own.query}", own.method, tuple(fields))

    def _query_field(self, each: Parameter) -> str:
        place = f"args.queryField({go_string(each.wire)})"
        read = self.readers.of_query(each.type, unexported(name_of(each.wire)))
        if each.required:
            return f"required({place}, {read})"
        if each.default is not None and _has_default(each):
            return f"givenOr({place}, {read}, {self.types.default(each.default, each.type, 'args.request.now')})"
        if isinstance(each.type, ListOf):
            return f"givenOr({place}, {read}, nil)"
        return f"given({place}, {read})"


def _has_default(each: Property | Parameter) -> bool:
    return each.default is not None and (each.default.value is not None or each.default.clock is not None)
