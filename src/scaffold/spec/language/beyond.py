"""What reaches beyond one request: events, jobs, other systems, other teams' data, GraphQL."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field, StrictBool, StrictInt

from scaffold.spec.language.base import Duration, Name, Node
from scaffold.spec.language.fields import FieldRef


class PublishedEvent(Node):
    """An event that is published through an outbox: sent if, and only if, the change happened."""

    when: str = Field(description="What causes it: an operation, or a state such as `Order.status = paid`.")
    fields: dict[Name, FieldRef] = Field(default_factory=dict)
    subject: str | None = None


class ConsumedEvent(Node):
    """An event that is consumed idempotently: twice or out of order changes nothing more."""

    fields: dict[Name, FieldRef] = Field(default_factory=dict)
    key: Name | None = Field(None, description="The field that tells two events apart.")
    order_by: Name | None = Field(None, description="The field that tells which of two is newer.")
    rules: tuple[Name, ...] = ()


class Events(Node):
    """What is published and what is consumed."""

    publish: dict[Name, PublishedEvent] = Field(default_factory=dict)
    consume: dict[Name, ConsumedEvent] = Field(default_factory=dict)


class Job(Node):
    """Work on a schedule; the body is a stub."""

    every: Duration | None = None
    cron: str | None = None
    rules: tuple[Name, ...] = ()
    description: str | None = None


class Retries(Node):
    """How often, and after which failures, a call is tried again."""

    tries: StrictInt = Field(3, ge=1, le=10)
    on: tuple[str, ...] = ("5xx", "timeout")
    backoff: Duration = "200ms"


class CircuitBreaker(Node):
    """After so many failures in a row no call is made for a while."""

    failures: StrictInt = Field(5, ge=1)
    pause: Duration = "30s"
    error: Name | None = None


class Call(Node):
    """One request that another system answers."""

    method: Literal["GET", "POST", "PUT", "PATCH", "DELETE"]
    path: str
    body: FieldRef | None = None
    answer: FieldRef | None = None
    idempotent: StrictBool = False


class Webhook(Node):
    """A signed call that another system makes to us."""

    path: str
    signature: Literal["hmac-sha256"] = "hmac-sha256"
    header: str = "X-Signature"
    tolerance: Duration = "5m"
    key: Name | None = None
    body: FieldRef | None = None
    rules: tuple[Name, ...] = ()


class Integration(Node):
    """An external API."""

    base_url: str
    openapi: str | None = None
    auth: Literal["none", "bearer", "header"] = "none"
    timeout: Duration = "5s"
    retries: Retries = Retries()
    circuit_breaker: CircuitBreaker | None = None
    calls: dict[Name, Call] = Field(default_factory=dict)
    webhooks: dict[Name, Webhook] = Field(default_factory=dict)
    fallback: str | None = None


class Inference(Node):
    """A machine-learning model behind an API."""

    base_url: str
    path: str
    versions: dict[Name, StrictInt] = Field(description="Version to its share of the traffic in percent.")
    split_by: Name | None = None
    budget: Duration = "200ms"
    body: FieldRef | None = None
    answer: FieldRef | None = None
    fallback: str | None = None


class Dataset(Node):
    """A table that another team writes and we only read."""

    table: str
    fields: dict[Name, FieldRef]
    stale_after: Duration | None = None
    written_by: str | None = None


class GraphQL(Node):
    """A read-only GraphQL endpoint."""

    path: str = "/graphql"
    models: tuple[Name, ...]
    max_depth: StrictInt = Field(6, ge=1)


class Guard(Node):
    """A rule as a machine reads it: when the condition holds, the operation answers the error."""

    when: str
    parameters: dict[str, Any] = Field(default_factory=dict)
