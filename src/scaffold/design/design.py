"""The design: a spec with every question answered, the same for all languages."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any, Literal

from msgspec import Struct

from scaffold.design.entities import Entity, Table
from scaffold.design.operations import Operation, PageStyle, Resource
from scaffold.design.schemas import Schema
from scaffold.names import Name


class Service(Struct, frozen=True):
    """What the service is called and where it is."""

    name: Name
    title: str
    description: str | None
    version: str
    base_path: str


class Conventions(Struct, frozen=True):
    """How code and wire format look."""

    json_names: Literal["snake_case", "camelCase"]
    ids: Literal["uuid", "integer"]
    line_length: int
    database: Literal["postgresql", "sqlite", "mongodb"]
    module: str | None


class Lockout(Struct, frozen=True):
    """Failed logins, and the seconds they are counted within and close the account for."""

    failures: int
    within: int
    lasts: int


class Auth(Struct, frozen=True):
    """Who may log in, and how; times in seconds, columns of the user's entity."""

    user: str
    login_column: str | None
    login_wire: str | None
    password_column: str | None
    password_wire: str | None
    role_column: str | None
    active_column: str | None
    roles: tuple[str, ...]
    admin: str | None
    header: str
    prefix: str
    access_seconds: int
    refresh_seconds: int
    lockout: Lockout | None
    api_key_header: str | None


class Rate(Struct, frozen=True):
    """``count`` calls in ``seconds``, counted by user (else address), address, or key."""

    key: str
    count: int
    seconds: int
    per: Literal["user", "address", "key"]


class Limits(Struct, frozen=True):
    """What one caller may ask of the service."""

    body_bytes: int
    timeout_seconds: float
    rates: tuple[Rate, ...]


class Pagination(Struct, frozen=True):
    """How lists are paged unless they say otherwise."""

    style: PageStyle
    size: int
    max: int


class Error(Struct, frozen=True):
    """A named error. ``declared`` ones come from the spec, the others every service has."""

    code: str
    name: Name
    status: int
    title: str
    message: str
    declared: bool


class Rule(Struct, frozen=True):
    """A sentence of business logic, with the codes of its errors."""

    key: str
    text: str
    source: str | None
    errors: tuple[str, ...]


class ErrorFormat(Struct, frozen=True):
    """The media type of errors, and their envelope unless they are problem details (RFC 9457)."""

    media: str
    envelope: Mapping[str, Any] | None


class Given(Struct, frozen=True):
    """What stands before a scenario starts: a person with a role, or rows of an entity."""

    key: str
    role: str | None
    entity: str | None
    count: int


class Step(Struct, frozen=True):
    """One call of a scenario and what it must answer."""

    actor: str | None
    operation: str
    params: Mapping[str, Any]
    query: Mapping[str, Any]
    headers: Mapping[str, str]
    body: Any
    status: int
    code: str | None
    expected: Mapping[str, Any] | None
    keep: Mapping[str, str]
    times: int


class Scenario(Struct, frozen=True):
    """Calls in sequence that show a behaviour."""

    name: Name
    title: str
    given: tuple[Given, ...]
    steps: tuple[Step, ...]
    rules: tuple[str, ...]


class Design(Struct, frozen=True, dict=True):
    """Everything that is known about the service before a language is chosen."""

    service: Service
    conventions: Conventions
    auth: Auth | None
    limits: Limits
    pagination: Pagination
    error_format: ErrorFormat
    entities: tuple[Entity, ...]
    tables: tuple[Table, ...]
    schemas: tuple[Schema, ...]
    resources: tuple[Resource, ...]
    operations: tuple[Operation, ...]
    errors: tuple[Error, ...]
    rules: tuple[Rule, ...]
    scenarios: tuple[Scenario, ...]

    @cached_property
    def entity(self) -> Mapping[str, Entity]:
        """Entities by key."""
        return {entity.key: entity for entity in self.entities}

    @cached_property
    def schema(self) -> Mapping[str, Schema]:
        """Schemas by key."""
        return {schema.key: schema for schema in self.schemas}

    @cached_property
    def operation(self) -> Mapping[str, Operation]:
        """Operations by their name in snake_case."""
        return {operation.name.snake: operation for operation in self.operations}

    @cached_property
    def error(self) -> Mapping[str, Error]:
        """Errors by code."""
        return {error.code: error for error in self.errors}

    @cached_property
    def rule(self) -> Mapping[str, Rule]:
        """Rules by key."""
        return {rule.key: rule for rule in self.rules}

    @property
    def stubs(self) -> tuple[Operation, ...]:
        """The operations whose body is business logic."""
        return tuple(operation for operation in self.operations if operation.is_stub)
