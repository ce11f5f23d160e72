"""The objects that operations take and answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct, field
from msgspec.structs import replace

from scaffold.design.entities import Attribute, Entity
from scaffold.design.resolve.entities import default_of
from scaffold.design.resolve.listing import CURSOR_LENGTH
from scaffold.design.resolve.scope import Scope
from scaffold.design.schemas import Property, Purpose, Schema
from scaffold.design.types import COUNT, Kind, ListOf, ObjectOf, Plain, Type
from scaffold.names import Name, capitalized, name_of, page_name
from scaffold.spec.language.fields import FieldSpec
from scaffold.spec.language.models import ShapeSpec


class SchemaBook(Struct):
    """The schemas made so far, by key; operations add the ones that they need."""

    scope: Scope
    entities: Mapping[str, Entity]
    schemas: dict[str, Schema] = field(default_factory=dict)

    def add(self, schema: Schema) -> ObjectOf:
        """Keep a schema, and give the type that refers to it."""
        self.schemas.setdefault(schema.key, schema)
        return ObjectOf(schema.key)

    def answered_by(self, key: str) -> ObjectOf:
        """A model or shape as it is answered."""
        if key in self.entities:
            return self.add(self._answer_of(self.entities[key]))
        return self._shape(key, is_input=False)

    def accepted_by(self, key: str) -> ObjectOf:
        """A model or shape as it is sent."""
        if key in self.entities:
            return self.create_schema(self.entities[key], None, ())
        return self._shape(key, is_input=True)

    def create_schema(
        self, entity: Entity, only: tuple[str, ...] | None, without: Iterable[str], name: Name | None = None
    ) -> ObjectOf:
        """What a request sends to make a row, which begins in its initial state unless ``only`` names the field."""
        state = [entity.states.column] if entity.states and only is None else []
        return self.add(
            Schema(
                name=name or entity.name + "create",
                purpose="create",
                description=f"A new {entity.name.sentence}.",
                properties=tuple(_create_property(each) for each in _sent(entity, only, (*without, *state))),
                is_input=True,
                entity=entity.key,
            )
        )

    def update_schema(
        self, entity: Entity, only: tuple[str, ...] | None, without: Iterable[str], name: Name | None = None
    ) -> ObjectOf:
        """What a request sends to change a row: a merge patch (RFC 7396)."""
        changeable = (each for each in _sent(entity, only, without) if not each.create_only)
        return self.add(
            Schema(
                name=name or entity.name + "update",
                purpose="update",
                description=f"Changes to {entity.name.with_article}; what is left out stays.",
                properties=tuple(replace(_create_property(each), required=False, default=None) for each in changeable),
                is_input=True,
                entity=entity.key,
            )
        )

    def page_schema(self, item: ObjectOf, style: str) -> ObjectOf:
        """One page of a list, in the shape of its style."""
        name = page_name(self.schemas[item.schema].name, style, self.scope.spec.pagination.style)
        counts = [("total", "How many there are on all pages.")]
        if style == "offset":
            counts += [("limit", "How many a page holds."), ("offset", "How many were passed over.")]
        if style == "page":
            counts += [("page", "Which page this is, counted from 1."), ("size", "How many a page holds.")]
        rest = (
            (
                Property(
                    name_of("next_cursor"),
                    self.scope.wire("next_cursor"),
                    Plain(Kind.STRING, max=CURSOR_LENGTH),
                    True,
                    True,
                    description="Send it as `cursor` for the next page; null on the last.",
                ),
            )
            if style == "cursor"
            else tuple(Property(name_of(key), key, COUNT, True, False, description=text) for key, text in counts)
        )
        items = Property(name_of("items"), "items", ListOf(item), True, False)
        entity = self.schemas[item.schema].entity
        listed = self.entities[entity].plural if entity else self.schemas[item.schema].name.plural
        description = f"One page of {listed.sentence}."
        return self.add(Schema(name, "page", (items, *rest), False, entity=entity, description=description))

    def object_schema(
        self,
        name: Name,
        fields: Mapping[str, FieldSpec],
        purpose: Purpose,
        *,
        is_input: bool,
        operation: Name | None = None,
    ) -> ObjectOf:
        """A schema of fields that are spelled out; nested objects become parts of their own."""
        properties = tuple(self._property(name, key, each, is_input=is_input) for key, each in fields.items())
        does = "takes" if is_input else "answers"
        description = f"What {operation.snake} {does}." if operation else f"{name.with_article.capitalize()}."
        return self.add(Schema(name, purpose, properties, is_input, description=description))

    def type_of(self, owner: Name, key: str, said: FieldSpec, *, is_input: bool) -> Type:
        """The type of a field of a body or answer, making the schemas that it needs."""
        if said.object is not None:
            return self.object_schema(owner + key, said.object, "part", is_input=is_input)
        if said.list is not None:
            item = self.type_of(owner, "item" if said.list.object else key, said.list, is_input=is_input)
            return ListOf(
                item, None if said.min is None else int(said.min), None if said.max is None else int(said.max)
            )
        if said.shape is not None:
            return self.accepted_by(said.shape) if is_input else self.answered_by(said.shape)
        return self.scope.type_of(owner, key, said)

    def _property(self, owner: Name, key: str, said: FieldSpec, *, is_input: bool) -> Property:
        original = self.scope.field(said.like)[1] if said.like else said
        default = default_of(said)
        return Property(
            name=name_of(key),
            wire=self.scope.field_wire(key, original),
            type=self.type_of(owner, key, said, is_input=is_input),
            required=not is_input or (default is None and not said.optional),
            nullable=said.optional if said.nullable is None else said.nullable,
            default=default if is_input else None,
            roles=said.access,
            description=said.description or original.description,
            example=said.example if said.example is not None else original.example,
        )

    def _shape(self, key: str, *, is_input: bool) -> ObjectOf:
        shape = self.scope.spec.shapes[key]
        name = name_of(key)
        if name.pascal in self.schemas:
            return ObjectOf(name.pascal)
        placeholder = Schema(name, "part", (), is_input)
        self.schemas[name.pascal] = placeholder
        properties = {
            each.wire: each
            for each in (
                *self._inherited(shape, is_input=is_input),
                *(self._property(name, field_key, each, is_input=is_input) for field_key, each in shape.fields.items()),
            )
        }
        self.schemas[name.pascal] = replace(
            placeholder, properties=tuple(properties.values()), description=shape.description
        )
        return ObjectOf(name.pascal)

    def _inherited(self, shape: ShapeSpec, *, is_input: bool) -> tuple[Property, ...]:
        if shape.of is None:
            return ()
        base = (self.accepted_by(shape.of) if is_input else self.answered_by(shape.of)).schema
        wanted = None if shape.only is None else {name_of(key).words for key in shape.only}
        unwanted = {name_of(key).words for key in shape.without}
        return tuple(
            each
            for each in self.schemas[base].properties
            if (wanted is None or each.name.words in wanted) and each.name.words not in unwanted
        )

    def _answer_of(self, entity: Entity) -> Schema:
        identity = Property(name_of("id"), "id", entity.id_type, True, False, attribute="id")
        shown = (
            Property(
                each.name,
                each.wire,
                each.type,
                True,
                each.nullable,
                attribute=each.column,
                description=each.description,
                example=each.example,
            )
            for each in entity.attributes
            if each.answered
        )
        computed = (
            Property(
                each.name, each.wire, each.type, True, False, attribute=each.name.snake, description=each.description
            )
            for each in entity.computed
        )
        return Schema(
            entity.name,
            "answer",
            (identity, *shown, *computed),
            is_input=False,
            entity=entity.key,
            description=_sentence(entity.description or entity.name.with_article),
        )


def _sentence(text: str) -> str:
    return capitalized(text) + ("" if text.endswith((".", "!", "?")) else ".")


def _sent(entity: Entity, only: tuple[str, ...] | None, without: Iterable[str]) -> list[Attribute]:
    """The attributes that a request may set: those named, else all writable ones but the owner."""
    unwanted = set(without)
    if only is not None:
        return [attribute for key in only if (attribute := entity.attribute(name_of(key).snake)).column not in unwanted]
    return [
        each
        for each in entity.attributes
        if each.writable and each.column != entity.owner and each.column not in unwanted
    ]


def _create_property(attribute: Attribute) -> Property:
    left_out = attribute.nullable or attribute.default is not None or attribute.slug_of is not None
    return Property(
        name=attribute.name,
        wire=attribute.wire,
        type=attribute.type,
        required=not left_out,
        nullable=attribute.nullable,
        default=attribute.default,
        attribute=attribute.column,
        description=attribute.description,
        example=attribute.example,
    )
