"""What is answered, as templates see it: structs of the domain, and those that are written as JSON."""

from __future__ import annotations

from msgspec import Struct

from scaffold.design.design import Design
from scaffold.design.entities import Default
from scaffold.design.schemas import Property, Schema
from scaffold.design.types import Kind, ListOf, ObjectOf, Plain, Type
from scaffold.targets.go.naming import ProjectNames
from scaffold.targets.go.reach import SESSION_ACTIONS
from scaffold.targets.go.structs import Field
from scaffold.targets.go.types import GoTypes
from scaffold.targets.shared.answers import entity_of_rows


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


class AnswerWriter(Struct, frozen=True):
    """Writes what handlers answer, and the structs of the domain that stubs answer with."""

    design: Design
    names: ProjectNames
    domain: str

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
        shown = tuple(
            self._member(schema, each, sources[each.wire], is_row=entity is not None) for each in schema.properties
        )
        is_same = [(each.name, each.type) for each in shown] == held and (entity is not None or not _has_lists(schema))
        pointer = "*" if entity is not None else ""
        kind = self.names.entities[entity.key].type if entity else own.type
        return AnswerView(
            type=own.answer,
            make=own.make_answer,
            source=f"{pointer}{self.domain}.{kind}",
            description=f"{own.answer} is {(entity or schema).name.with_article} as it is answered.",
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
        is_left_out = schema.is_input and not each.required and each.default in (None, Default())
        return types.of(each.type, nullable=each.nullable or is_left_out)


def _is_tokens(design: Design, schema: Schema) -> bool:
    """Whether a schema is what logging in answers."""
    return any(
        each.action in SESSION_ACTIONS and each.answer.type == ObjectOf(schema.key) for each in design.operations
    )


def _has_lists(schema: Schema) -> bool:
    """Whether a list of it may be nil, although it is answered as an empty one."""
    return any(isinstance(each.type, ListOf) and not each.nullable for each in schema.properties)
