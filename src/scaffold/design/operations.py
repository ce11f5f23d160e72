"""Operations: every call that the service answers, with all that is known about it."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from scaffold.design.conditions import BoundCondition
from scaffold.design.entities import Default
from scaffold.design.types import Type
from scaffold.names import Name

Method = Literal["GET", "POST", "PUT", "PATCH", "DELETE"]
PageStyle = Literal["cursor", "offset", "page"]
Action = Literal["list", "get", "create", "update", "delete", "login", "refresh", "logout"]


class Policy(Struct, frozen=True):
    """Who may call.

    Attributes:
        anonymous: works without a login; ``optional`` says that a login, where given, counts.
        roles: with a login, the roles that may call; ``None`` is every role.
        owner: callers outside ``all_rows`` see and change their own rows alone.
        all_rows: the roles that see every row although the policy names the owner.
        api_key: keys for machines may call it too.
    """

    anonymous: bool = False
    optional: bool = False
    roles: tuple[str, ...] | None = None
    owner: bool = False
    all_rows: tuple[str, ...] = ()
    api_key: bool = False


class Parameter(Struct, frozen=True):
    """A path, query or header parameter; ``many`` is its column when it names a row."""

    name: Name
    wire: str
    place: Literal["path", "query", "header"]
    type: Type
    required: bool
    nullable: bool = False
    default: Default | None = None
    description: str | None = None
    example: object = None


class Filter(Struct, frozen=True):
    """A query parameter that narrows a list; a switch inverts its condition when it is false."""

    parameter: Parameter
    condition: BoundCondition
    switch: bool


class Sort(Struct, frozen=True):
    """One key by which a list may be sorted."""

    wire: str
    column: str
    nullable: bool


class Order(Struct, frozen=True):
    """A column to sort by."""

    column: str
    descending: bool


class ListPlan(Struct, frozen=True):
    """How a list is narrowed, sorted and cut into pages."""

    style: PageStyle
    size: int
    max: int
    filters: tuple[Filter, ...]
    search: tuple[str, ...]
    sorts: tuple[Sort, ...]
    order: tuple[Order, ...]
    where: BoundCondition | None


class Target(Struct, frozen=True):
    """The row that the path names.

    Attributes:
        entity: whose row.
        parameter: the path parameter's wire name; ``None`` when the row is the caller's own user.
        column: the unique column that the parameter is compared with.
    """

    entity: str
    parameter: str | None
    column: str


class Parent(Struct, frozen=True):
    """The row that a nested resource belongs to: 404 when there is none."""

    entity: str
    parameter: str
    column: str
    reference: str


class Body(Struct, frozen=True):
    """The request body: the schema of that name."""

    schema: str
    media: Literal["application/json", "multipart/form-data"] = "application/json"
    required: bool = True


class Answer(Struct, frozen=True):
    """One successful response; ``type`` is ``None`` for an empty one."""

    status: int
    type: Type | None
    media: str = "application/json"
    page_of: str | None = None
    location: str | None = None
    description: str | None = None


class OperationError(Struct, frozen=True):
    """One error that an operation may answer, and why (a sentence for the documentation)."""

    code: str
    status: int
    reason: str


class SetValue(Struct, frozen=True):
    """A column that the server sets: to a constant, or to the caller's id."""

    column: str
    value: str | int | float | bool | None
    caller: bool


class Operation(Struct, frozen=True):
    """One operation of the API.

    Attributes:
        name: its words; ``name.camel`` is the operationId unless JSON names are snake_case.
        resource: the resource that it is grouped under.
        path: the whole path with wire names of parameters, base path included.
        action: what it does without a line of business logic; ``None`` is a stub.
        entity: the entity that the action is about.
        errors: every error, by status and code, in the order of the documentation.
        rules: the keys of the rules it must obey.
    """

    name: Name
    resource: str
    method: Method
    path: str
    summary: str
    description: str | None
    action: Action | None
    entity: str | None
    target: Target | None
    parent: Parent | None
    parameters: tuple[Parameter, ...]
    body: Body | None
    answers: tuple[Answer, ...]
    errors: tuple[OperationError, ...]
    policy: Policy
    rate: str
    listing: ListPlan | None
    sets: tuple[SetValue, ...]
    rules: tuple[str, ...]
    deprecated: bool = False
    was: str | None = None

    @property
    def is_stub(self) -> bool:
        """Whether its body is business logic."""
        return self.action is None

    @property
    def answer(self) -> Answer:
        """The first, usual, successful response."""
        return self.answers[0]

    def parameters_in(self, place: Literal["path", "query", "header"]) -> tuple[Parameter, ...]:
        """Its parameters of one place, in the order of the spec."""
        return tuple(each for each in self.parameters if each.place == place)


class Resource(Struct, frozen=True):
    """Operations that belong together: a package, a module, a heading of the documentation."""

    key: str
    name: Name
    title: str
    description: str | None
    entity: str | None
    operations: tuple[str, ...]
