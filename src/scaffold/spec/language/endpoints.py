"""Endpoints: resources with standard actions, and custom operations."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, Discriminator, Field, StrictBool, Tag

from scaffold.spec.language.base import Condition, Duration, Name, Node, Rate, shorthand
from scaffold.spec.language.fields import AccessList, FieldRef

Method = Literal["GET", "POST", "PUT", "PATCH", "DELETE"]
METHODS: tuple[Method, ...] = ("GET", "POST", "PUT", "PATCH", "DELETE")
PageStyle = Literal["cursor", "offset", "page"]


class RateLimit(Node):
    """How often one caller may call."""

    rate: Rate
    per: Literal["user", "address", "key"] = Field(
        "user", description="Who is counted; callers without a login count by address."
    )


class Cache(Node):
    """How long an answer may be served again."""

    lasts: Duration = Field(alias="for")
    drop_on: tuple[Name, ...] = Field((), description="Models whose changes end it early.")


class Idempotency(Node):
    """Safe to repeat: the same key gets the same answer."""

    header: str = "Idempotency-Key"
    keep: Duration = "24h"


class Filter(Node):
    """A query parameter that narrows a list.

    Without ``where`` it compares the field of its name. With ``where`` it holds a condition:
    one that mentions ``value`` gets the parameter's value, any other is switched on by
    ``true`` and inverted by ``false``.
    """

    where: Condition | None = None
    description: str | None = None


def _expand_filters(value: Any) -> Any:
    """``[language, {subject: value in subjects}]`` as a mapping of name to filter."""
    if not isinstance(value, list):
        return value
    filters: dict[Any, Any] = {}
    for entry in value:
        filters.update(entry if isinstance(entry, dict) else {entry: {}})
    return filters


Filters = Annotated[
    dict[Name, Annotated[Filter, BeforeValidator(shorthand("where"), json_schema_input_type=Filter | str)]],
    BeforeValidator(
        _expand_filters, json_schema_input_type=dict[str, Filter | str] | list[str | dict[str, Filter | str]]
    ),
]


class ActionBase(Node):
    """What every standard action and custom operation may say."""

    access: AccessList | None = Field(
        None,
        description="Who may call: `public`, `optional`, `user` (a login; the default), `owner`, `api_key`, roles.",
    )
    limit: Name | None = Field(None, description="The rate limit, by its name in `limits.rates`.")
    errors: tuple[Name, ...] = Field((), description="Errors it may answer besides those of its rules.")
    rules: tuple[Name, ...] = Field((), description="The rules it must obey.")
    cache: Annotated[Cache, BeforeValidator(shorthand("for"), json_schema_input_type=Cache | Duration)] | None = None
    idempotency: Idempotency | None = None
    summary: str | None = Field(None, description="One line for the documentation.")
    description: str | None = None
    versions: tuple[Name, ...] | None = Field(None, description="The API versions that have it; all unless said.")
    deprecated: StrictBool = False
    was: Name | None = Field(None, description="Its former name, so that its body is kept.")


class Action(ActionBase):
    """A standard action on one row: get, delete."""


class WriteAction(ActionBase):
    """A standard action that takes fields: create, update."""

    fields: tuple[Name, ...] | None = Field(
        None, description="The fields that may be sent; all writable ones unless said."
    )
    sets: dict[Name, Any] = Field(
        default_factory=dict, description="Fields that the server sets: a value, or `caller`."
    )


class ListAction(ActionBase):
    """The standard list: pages, filters, search and sort."""

    filter: Filters = Field(default_factory=dict, description="Filters, by field or by condition.")
    search: tuple[Name, ...] = Field((), description="Text fields that `q` looks in.")
    sort: tuple[Name, ...] = Field((), description="Fields that `sort` may name; `-` in front turns the order round.")
    order: str | None = Field(None, description="The order when `sort` is not sent, such as `-created_at`.")
    page: PageStyle | None = Field(None, description="How it is paged; as in `pagination` unless said.")
    where: Condition | None = Field(None, description="The rows it is about.")


def _action(value: Any) -> Any:
    """``get: public`` and ``delete: [admin]`` are short for their access."""
    if value is None:
        return {}
    return value if isinstance(value, dict | BaseModel) else {"access": value}


class ResourceSpec(Node):
    """A model's endpoints: its path and those standard actions that are offered."""

    path: str = Field(
        description="Where the collection is: `/books`, or `/books/{book}/copies` under what it belongs to."
    )
    item_path: str | None = Field(None, description="Where one is, when not below `path`: `/copies/{id}`.")
    key: Name | None = Field(None, description="The unique field that names one in the path; `id` unless said.")
    list: (
        Annotated[ListAction, BeforeValidator(_action, json_schema_input_type=ListAction | AccessList | None)] | None
    ) = None
    get: Annotated[Action, BeforeValidator(_action, json_schema_input_type=Action | AccessList | None)] | None = None
    create: (
        Annotated[WriteAction, BeforeValidator(_action, json_schema_input_type=WriteAction | AccessList | None)] | None
    ) = None
    update: (
        Annotated[WriteAction, BeforeValidator(_action, json_schema_input_type=WriteAction | AccessList | None)] | None
    ) = None
    delete: Annotated[Action, BeforeValidator(_action, json_schema_input_type=Action | AccessList | None)] | None = None
    tag: str | None = Field(None, description="The heading in the documentation; the model's name unless said.")
    description: str | None = None


class Answer(Node):
    """One successful response."""

    body: Annotated[
        FieldRef | None,
        Field(description="A model, a shape, `[Model]`, or a field that is an `object` (an envelope)."),
    ] = None
    page: Name | None = Field(None, description="A page of this model or shape, in the shape of `pagination`.")
    media: str = Field(
        "application/json", description="`text/html`, `text/plain`, any file type, or `text/event-stream`."
    )
    description: str | None = None


def _answer(value: Any) -> Any:
    if value is None or value == {} or value == "nothing":
        return {}
    if isinstance(value, dict | BaseModel) and (not isinstance(value, dict) or set(value) & {"body", "page", "media"}):
        return value
    if isinstance(value, dict):
        return {"body": value if set(value) & {"object", "list", "shape", "type"} else {"object": value}}
    return {"body": value}


class OperationSpec(ActionBase):
    """A custom operation: the contract is here, the body is a stub.

    Exactly one of the methods gives the path. With ``do`` the body is generated too:
    ``create User``, ``get User``, ``update User``, ``delete User``, ``list User``, ``login``,
    ``refresh`` or ``logout``, at a path or for a row that the standard actions do not have.
    """

    get: str | None = Field(None, alias="GET")
    post: str | None = Field(None, alias="POST")
    put: str | None = Field(None, alias="PUT")
    patch: str | None = Field(None, alias="PATCH")
    delete: str | None = Field(None, alias="DELETE")
    do: str | None = Field(None, description="A generated body instead of a stub.")
    row: Literal["caller"] | None = Field(None, description="With `do`: the row is the caller's own user.")
    fields: tuple[Name, ...] | None = Field(
        None, description="With `do: create` and `do: update`: the fields that may be sent."
    )
    sets: dict[Name, Any] = Field(
        default_factory=dict, description="With `do: create` and `do: update`: fields that the server sets."
    )
    on: Name | None = Field(
        None, description="The model whose row the path names: loaded, or 404, before the body runs."
    )
    params: dict[Name, FieldRef] = Field(
        default_factory=dict, description="Path parameters that `on` does not explain."
    )
    query: dict[Name, FieldRef] = Field(default_factory=dict, description="Query parameters.")
    headers: dict[str, FieldRef] = Field(default_factory=dict, description="Request headers.")
    body: FieldRef | None = Field(None, description="The request body: a shape, or an `object`.")
    upload: StrictBool = Field(False, description="The body is multipart/form-data.")
    answer: dict[
        int,
        Annotated[
            Answer, BeforeValidator(_answer, json_schema_input_type=Answer | str | list[Any] | dict[str, Any] | None)
        ],
    ] = Field(default_factory=dict, description="Status and shape of success.")
    page: PageStyle | None = Field(None, description="Takes the page parameters and answers a page.")
    tag: str | None = None


_OF_OPERATIONS = frozenset({*METHODS, "do", "row", "on", "params", "query", "headers", "body", "upload", "answer"})


def _endpoint_kind(value: Any) -> str:
    keys = set(value) if isinstance(value, dict) else set()
    if isinstance(value, OperationSpec) or keys & _OF_OPERATIONS:
        return "operation"
    return "resource"


EndpointSpec = Annotated[
    Annotated[ResourceSpec, Tag("resource")] | Annotated[OperationSpec, Tag("operation")],
    Discriminator(_endpoint_kind),
]
