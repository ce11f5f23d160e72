"""Fields: what a model, a body, a parameter or a shape is made of."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, Field, StrictBool, StrictFloat, StrictInt, WithJsonSchema

from scaffold.spec.language.base import Condition, Name, Node, Size

FieldType = Literal[
    "string", "text", "integer", "number", "decimal", "money", "boolean", "date", "datetime",
    "duration", "uuid", "email", "url", "slug", "json", "file", "secret",
]  # fmt: skip

Scalar = str | int | float | bool


class FieldSpec(Node):
    """One field.

    Exactly one of ``type``, ``enum``, ``list``, ``ref``, ``many``, ``shape``, ``object``, ``like``,
    ``count``, ``exists`` and ``sum`` says what it holds.
    """

    type: FieldType | None = Field(None, description="A plain value.")
    enum: tuple[Scalar, ...] | None = Field(None, description="One of these values.")
    list: FieldRef | None = Field(None, description="Several values of one kind, in order.")
    ref: Name | None = Field(None, description="A reference to one row of a model; `book` is `book_id` on the wire.")
    many: Name | None = Field(None, description="Many-to-many: any number of rows of a model, through a join table.")
    shape: Name | None = Field(None, description="A nested object: a shape, or a model as it is answered.")
    object: dict[Name, FieldRef] | None = Field(None, description="A nested object, spelled out here.")
    like: str | None = Field(None, description="The same type and limits as another field: `Article.slug`.")
    count: str | None = Field(None, description="Computed: how many rows refer here, such as `Copy.book`.")
    exists: str | None = Field(None, description="Computed: whether a row refers here, such as `Favorite.article`.")
    sum: str | None = Field(
        None, description="Computed: the total of a number over the rows that refer here, `Line.order.quantity`."
    )
    where: Condition | None = Field(None, description="Which rows `count`, `exists` and `sum` look at.")

    optional: StrictBool = Field(False, description="May be left out, and is null then.")
    nullable: StrictBool | None = Field(None, description="May be null; follows `optional` unless said.")
    default: Scalar | tuple[Scalar, ...] | None = Field(
        None, description="Used when left out. `now` and `today` are the server's time."
    )
    unique: StrictBool | Literal["ignore_case"] = Field(
        False, description="No two rows share the value; `ignore_case` also regards Ada and ADA as the same."
    )
    min: StrictInt | StrictFloat | None = Field(
        None, description="Least value; least length of a string; least number of items of a list."
    )
    max: StrictInt | StrictFloat | None = Field(
        None, description="Greatest value; greatest length; greatest number of items."
    )
    pattern: str | None = Field(None, description="RE2 regular expression that the whole string must match.")
    digits: StrictInt | None = Field(None, ge=1, le=38, description="All digits of a decimal.")
    places: StrictInt | None = Field(None, ge=0, le=38, description="Digits of a decimal behind the point.")
    currency: str | None = Field(None, pattern="^[A-Z]{3}$", description="The one ISO 4217 currency of a money field.")
    media: tuple[str, ...] | None = Field(None, description="Media types that a file may have.")
    max_size: Size | None = Field(None, description="Largest file.")
    read_only: StrictBool = Field(False, description="In answers only: the server sets it.")
    write_only: StrictBool = Field(False, description="In requests only: never answered.")
    create_only: StrictBool = Field(False, description="Given when a row is made, never changed.")
    on_update: Literal["now"] | None = Field(None, description="Set to the server's time at every change.")
    owner: StrictBool = Field(
        False, description="This reference says whose row it is; `access: owner` compares it with the caller."
    )
    on_delete: Literal["restrict", "cascade", "set_null"] = Field(
        "restrict", description="What happens to this row when the row it refers to is deleted."
    )
    source: str | None = Field(None, alias="from", description="A slug is made from this field.")
    access: AccessList | None = Field(None, description="In a body: only these callers may send it.")
    was: Name | None = Field(None, description="Its former name, so that a rename keeps the data.")
    description: str | None = Field(None, description="What it means, for the documentation.")
    example: Any = Field(None, description="An example value, for the documentation.")


def _expand_field(value: Any) -> Any:
    """``string`` and ``Model`` and ``Model.field`` and ``[X]`` are short for a whole field."""
    if isinstance(value, (dict, BaseModel)):
        return value
    if isinstance(value, list):
        return {"list": value[0]} if len(value) == 1 else {"enum": value}
    if not isinstance(value, str):
        return {"type": value}
    if "." in value:
        return {"like": value}
    return {"shape": value} if value[:1].isupper() else {"type": value}


FieldRef = Annotated[FieldSpec, BeforeValidator(_expand_field, json_schema_input_type=FieldSpec | str | list[Any])]
"""A field, or its short form: a type, the name of a shape or model, `Model.field`, or `[item]`."""

AccessList = Annotated[
    tuple[Name, ...],
    BeforeValidator(lambda value: (value,) if isinstance(value, str) else value),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}, "minItems": 1}]}),
]
"""Who may: `public`, `optional`, `user`, `owner`, `api_key` or roles; one word or a list."""
