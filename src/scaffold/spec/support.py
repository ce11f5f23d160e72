"""What a target can render: the features of the language, and which of them it knows."""

from __future__ import annotations

from enum import Enum

from msgspec import Struct


class Feature(Enum):
    """A part of the language that a target may not render yet; the value names it for people."""

    POSTGRESQL = "the database postgresql"
    SQLITE = "the database sqlite"
    MONGODB = "the database mongodb"
    CACHE_STORE = "a cache store"
    BROKER = "a message broker"
    VERSIONS = "API versions"
    OIDC = "login by OpenID Connect"
    API_KEYS = "API keys"
    HEADER_SCHEME = "an access token in a header scheme of its own"
    CACHING = "caching of answers"
    IDEMPOTENCY = "idempotency keys"
    UPLOADS = "uploads"
    FILES = "stored files"
    MONEY = "money"
    DECIMALS = "decimals"
    DURATIONS = "durations"
    JSON_FIELDS = "JSON fields"
    MANY_TO_MANY = "many-to-many relations"
    SHAPES_IN_MODELS = "objects inside of models"
    COMPUTED = "computed fields"
    SOFT_DELETE = "soft delete"
    STATES = "states"
    HTML = "answers in HTML"
    TEXT = "answers in plain text"
    DOWNLOADS = "answers with files"
    STREAMS = "answers as event streams"
    OFFSET_PAGES = "offset pages"
    NUMBERED_PAGES = "numbered pages"
    REQUEST_HEADERS = "request headers"
    ERROR_ENVELOPE = "a custom error envelope"
    CAMEL_CASE = "camelCase JSON names"
    INTEGER_IDS = "integer ids"
    GUARDS = "machine-readable guards and effects of rules"
    EVENTS = "events"
    JOBS = "jobs"
    INTEGRATIONS = "integrations"
    INFERENCE = "inference"
    DATASETS = "datasets"
    GRAPHQL = "GraphQL"


class Support(Struct, frozen=True):
    """The features that a target renders; ``target`` is its name."""

    target: str
    features: frozenset[Feature]


EVERYTHING = Support("any", frozenset(Feature))
"""For checking a spec without regard to a target."""
