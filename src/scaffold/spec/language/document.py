"""The whole document: ``scaffold.yaml``."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, StrictBool, StrictInt

from scaffold.spec.language.base import Duration, Name, Node, Size, shorthand
from scaffold.spec.language.beyond import Dataset, Events, GraphQL, Guard, Inference, Integration, Job
from scaffold.spec.language.endpoints import EndpointSpec, PageStyle, RateLimit
from scaffold.spec.language.models import IdType, JsonNames, ModelSpec, ShapeSpec

SPEC_VERSION = 1


class ApiVersion(Node):
    """One version of the API, side by side with the others."""

    base_path: str
    deprecated: StrictBool = False
    sunset: str | None = Field(None, description="The day it ends, as YYYY-MM-DD.")


class Service(Node):
    """What the service is called and where it is."""

    name: Name = Field(description="Short name: packages, images and folders are called after it.")
    title: str | None = Field(None, description="Name for people.")
    description: str | None = None
    version: str = Field("0.1.0", pattern=r"^[0-9]+\.[0-9]+\.[0-9]+$")
    base_path: str = Field("", description="In front of every path, such as `/api/v1`.")
    versions: dict[Name, ApiVersion] = Field(default_factory=dict, description="API versions that live side by side.")


class Stack(Node):
    """What it is built with."""

    language: Name | None = Field(None, description="What it is written in; `scaffold schema` lists the languages.")
    database: Literal["postgresql", "sqlite", "mongodb"] = "postgresql"
    cache: Literal["redis", "memory"] | None = None
    broker: Literal["nats", "kafka", "rabbitmq"] | None = None
    why: str | None = Field(None, description="The reason for the choice.")


class Conventions(Node):
    """How the project's code and wire format look."""

    json_names: JsonNames = "snake_case"
    ids: IdType = "uuid"
    line_length: StrictInt = Field(100, ge=79, le=160)
    folder: str | None = Field(None, description="Where the backend lives in the repository.")
    module: str | None = Field(
        None, description="Module path such as `github.com/you/service`, where the language has one."
    )
    linters: tuple[str, ...] = Field((), description="Linters that the team asked for by name.")


class HeaderScheme(Node):
    """How the access token is sent: `Authorization: Bearer …` unless said."""

    header: str = "Authorization"
    prefix: str = "Bearer"


class Login(Node):
    """Password login."""

    by: Name = Field("email", description="The unique field that names the user.")
    password: Name = Field("password", description="The secret field.")
    access_for: Duration = Field("15m", description="How long an access token lasts.")
    refresh_for: Duration = Field("30d", description="How long a refresh token lasts.")


class Lockout(Node):
    """An account is closed for a while after failed logins."""

    failures: StrictInt = Field(5, ge=1)
    within: Duration = "15m"
    lasts: Duration = "15m"


class Oidc(Node):
    """Bearer tokens that an identity provider signs."""

    issuer: str
    audience: str
    roles_claim: str = "roles"


class ApiKeys(Node):
    """Keys for machines, in the header `X-API-Key`."""

    header: str = "X-API-Key"


class Auth(Node):
    """Who may call, and how they say who they are."""

    user: Name = Field("User", description="The model whose rows log in.")
    role: Name | None = Field(None, description="Its field that holds the role.")
    active: Name | None = Field(
        None, description="Its boolean field; false means: may not log in, and tokens stop working at once."
    )
    roles: tuple[Name, ...] = Field((), description="The roles.")
    admin: Name | None = Field(
        None, description="The role of the first administrator; the last of `roles` unless said."
    )
    scheme: HeaderScheme = HeaderScheme()
    login: Login | None = None
    lockout: Lockout | None = None
    oidc: Oidc | None = None
    api_keys: ApiKeys | None = None


class Limits(Node):
    """What one caller may ask of the service."""

    body: Size = Field("1MB", description="Largest request body.")
    timeout: Duration = Field("30s", description="Longest time for one request.")
    rates: dict[Name, RateLimit] = Field(
        default_factory=dict, description="Rate limits by name; `default` is everybody's."
    )


class Pagination(Node):
    """How lists are paged."""

    style: PageStyle = "cursor"
    size: StrictInt = Field(20, ge=1, le=1000, description="Items of a page unless `limit` says otherwise.")
    max: StrictInt = Field(100, ge=1, le=1000, description="Greatest `limit`.")


class ErrorFormat(Node):
    """The body of an error: RFC 9457 problem details, or an envelope of your own.

    In an envelope ``$code``, ``$message``, ``$status``, ``$request_id`` and ``$fields`` (an
    object of field name to list of messages) stand for the values.
    """

    envelope: dict[str, Any] | None = None
    media: str | None = Field(None, description="`application/problem+json`, or `application/json` with an envelope.")


class ErrorSpec(Node):
    """A named error that operations answer."""

    status: StrictInt = Field(ge=400, le=599)
    message: str = Field(description="One sentence for the person who reads it.")


class RuleSpec(Node):
    """One sentence of business logic: part of the contract of every operation that lists it."""

    text: str = Field(min_length=1)
    source: str | None = Field(None, alias="from", description="Where the requirements say so: `requirements.md:145`.")
    errors: tuple[Name, ...] = Field((), description="The errors by which it is refused.")
    error: Name | None = Field(None, description="The error, when it is one.")
    guard: Guard | None = None
    effect: dict[str, Any] | None = None


class Expectation(Node):
    """What a step must answer."""

    status: StrictInt
    code: Name | None = None
    body: dict[str, Any] | None = Field(None, description="Fields that the answer must have, with their values.")


def _expectation(value: Any) -> Any:
    """``201`` and ``409 loan_limit_reached`` are short for status and code."""
    if isinstance(value, int):
        return {"status": value}
    if isinstance(value, str):
        status, _, code = value.partition(" ")
        if status.isdigit():
            return {"status": int(status), **({"code": code.strip()} if code.strip() else {})}
    return value


class Step(Node):
    """One call of a scenario. ``$name`` is a value given or kept before; ``{n}`` counts ``times``."""

    actor: Name | None = Field(None, alias="as", description="Who calls; nobody logged in unless said.")
    call: Name = Field(description="The operation: `borrow_copy`, or an action such as `Book.create`.")
    params: dict[Name, Any] = Field(default_factory=dict)
    query: dict[Name, Any] = Field(default_factory=dict)
    headers: dict[str, str] = Field(default_factory=dict)
    body: Any = None
    expect: Annotated[Expectation, BeforeValidator(_expectation, json_schema_input_type=Expectation | int | str)]
    keep: dict[Name, str] = Field(default_factory=dict, description="Names for values of the answer: `{loan: id}`.")
    times: StrictInt = Field(1, ge=1, le=1000)


class Scenario(Node):
    """A sequence of calls that shows a behaviour: an acceptance test in every language."""

    given: dict[Name, str] = Field(
        default_factory=dict, description="People by role (`ann: member`) and rows by model (`copy: 6 Copy`)."
    )
    steps: tuple[Step, ...] = Field(min_length=1)
    rules: tuple[Name, ...] = Field((), description="The rules that it shows.")


class Spec(Node):
    """A service, described: what it stores, what it offers to whom, and how it behaves."""

    scaffold: Literal[1] = Field(description="The version of this language.")
    includes: tuple[str, ...] = Field((), description="Further files of the same spec, relative to this one.")
    service: Service = Field(description="What the service is called and where it is.")
    stack: Stack = Field(Stack(), description="What it is built with.")
    conventions: Conventions = Field(Conventions(), description="How its code and wire format look.")
    auth: Auth | None = Field(None, description="Who may call, and how they say who they are.")
    limits: Limits = Field(Limits(), description="What one caller may ask of it.")
    pagination: Pagination = Field(Pagination(), description="How lists are paged.")
    models: dict[Name, ModelSpec] = Field(default_factory=dict, description="What it stores.")
    shapes: dict[Name, ShapeSpec] = Field(default_factory=dict, description="Objects that are sent or answered.")
    endpoints: dict[Name, EndpointSpec] = Field(
        default_factory=dict, description="Resources by their model, and operations by their name."
    )
    rules: dict[Name, RuleSpec] = Field(default_factory=dict, description="The sentences of business logic.")
    errors: dict[Name, ErrorSpec] = Field(default_factory=dict, description="The errors by their code.")
    error_format: ErrorFormat = Field(ErrorFormat(), description="The body of an error.")
    events: Events | None = Field(None, description="Events that are published and consumed.")
    jobs: dict[Name, Job] = Field(default_factory=dict, description="Work on a schedule.")
    integrations: dict[Name, Integration] = Field(default_factory=dict, description="Other systems.")
    inference: dict[Name, Inference] = Field(default_factory=dict, description="Machine-learning models.")
    datasets: dict[Name, Dataset] = Field(default_factory=dict, description="Tables that others write.")
    graphql: GraphQL | None = Field(None, description="What is exposed by GraphQL.")
    scenarios: dict[
        str, Annotated[Scenario, BeforeValidator(shorthand("steps"), json_schema_input_type=Scenario | list[Step])]
    ] = Field(default_factory=dict, description="The acceptance tests.")
