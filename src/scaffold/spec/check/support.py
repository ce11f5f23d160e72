"""SC130: what the language can say but the target does not render yet."""

from __future__ import annotations

from collections.abc import Iterator

from scaffold.spec.check.finding import Finding, at_key
from scaffold.spec.check.scope import COMPUTED, Scope, kind_of
from scaffold.spec.positions import Path
from scaffold.spec.support import Feature, Support

_DATABASES = {"postgresql": Feature.POSTGRESQL, "sqlite": Feature.SQLITE, "mongodb": Feature.MONGODB}
_TYPES = {
    "money": Feature.MONEY, "decimal": Feature.DECIMALS, "duration": Feature.DURATIONS, "json": Feature.JSON_FIELDS,
}  # fmt: skip
_PAGES = {"offset": Feature.OFFSET_PAGES, "page": Feature.NUMBERED_PAGES}
_MEDIA = {"text/html": Feature.HTML, "text/plain": Feature.TEXT, "text/event-stream": Feature.STREAMS}
_SECTIONS = (
    ("events", Feature.EVENTS), ("jobs", Feature.JOBS), ("integrations", Feature.INTEGRATIONS),
    ("inference", Feature.INFERENCE), ("datasets", Feature.DATASETS), ("graphql", Feature.GRAPHQL),
)  # fmt: skip

Use = tuple[Feature, Path]


def check_support(scope: Scope, support: Support) -> Iterator[Finding]:
    """A finding for each use of a feature that the target lacks."""
    for feature, path in used_features(scope):
        if feature not in support.features:
            message = f"not supported by target {support.target} yet: {feature.value}"
            yield at_key("SC130", path, message, "leave it out, or choose a target that supports it")


def used_features(scope: Scope) -> Iterator[Use]:
    """Every use of a feature, with the keys that lead to it."""
    yield from _of_service(scope)
    yield from _of_auth(scope)
    yield from _of_models(scope)
    yield from _of_fields(scope)
    yield from _of_calls(scope)
    for key, rule in scope.spec.rules.items():
        for part in ("guard", "effect"):
            if getattr(rule, part) is not None:
                yield Feature.GUARDS, ("rules", key, part)
    for section, feature in _SECTIONS:
        if getattr(scope.spec, section):
            yield feature, (section,)


def _of_service(scope: Scope) -> Iterator[Use]:
    spec = scope.spec
    yield _DATABASES[spec.stack.database], ("stack", "database")
    said: tuple[tuple[bool, Feature, Path], ...] = (
        (spec.stack.cache is not None, Feature.CACHE_STORE, ("stack", "cache")),
        (spec.stack.broker is not None, Feature.BROKER, ("stack", "broker")),
        (bool(spec.service.versions), Feature.VERSIONS, ("service", "versions")),
        (spec.conventions.json_names == "camelCase", Feature.CAMEL_CASE, ("conventions", "json_names")),
        (spec.conventions.ids == "integer", Feature.INTEGER_IDS, ("conventions", "ids")),
        (spec.error_format.envelope is not None, Feature.ERROR_ENVELOPE, ("error_format", "envelope")),
    )
    yield from ((feature, path) for used, feature, path in said if used)
    if spec.pagination.style in _PAGES:
        yield _PAGES[spec.pagination.style], ("pagination", "style")


def _of_auth(scope: Scope) -> Iterator[Use]:
    auth = scope.auth
    if auth is None:
        return
    if auth.oidc is not None:
        yield Feature.OIDC, ("auth", "oidc")
    if auth.api_keys is not None:
        yield Feature.API_KEYS, ("auth", "api_keys")
    if (auth.scheme.header, auth.scheme.prefix) != ("Authorization", "Bearer"):
        yield Feature.HEADER_SCHEME, ("auth", "scheme")


def _of_models(scope: Scope) -> Iterator[Use]:
    for model, spec in scope.spec.models.items():
        if spec.id == "integer":
            yield Feature.INTEGER_IDS, ("models", model, "id")
        if spec.soft_delete:
            yield Feature.SOFT_DELETE, ("models", model, "soft_delete")
        if spec.states is not None:
            yield Feature.STATES, ("models", model, "states")


def _of_fields(scope: Scope) -> Iterator[Use]:
    for path, field in scope.fields:
        stored = path[0] == "models"
        kind = kind_of(field)
        if field.type in _TYPES:
            yield _TYPES[field.type], path
        elif field.type == "file" and stored:
            yield Feature.FILES, path
        elif kind == "many":
            yield Feature.MANY_TO_MANY, path
        elif kind in ("object", "shape") and stored:
            yield Feature.SHAPES_IN_MODELS, path
        elif kind in COMPUTED:
            yield Feature.COMPUTED, path


def _of_calls(scope: Scope) -> Iterator[Use]:
    for call in scope.calls:
        spec, operation = call.spec, call.operation
        if spec.cache is not None:
            yield Feature.CACHING, (*call.where, "cache")
        if spec.idempotency is not None:
            yield Feature.IDEMPOTENCY, (*call.where, "idempotency")
        page = call.listing.page if call.listing else operation.page if operation else None
        if page in _PAGES:
            yield _PAGES[page], (*call.where, "page")
        if operation is None:
            continue
        if operation.upload:
            yield Feature.UPLOADS, (*call.where, "upload")
        if operation.headers:
            yield Feature.REQUEST_HEADERS, (*call.where, "headers")
        for status, answer in operation.answer.items():
            if answer.media != "application/json":
                yield _MEDIA.get(answer.media, Feature.DOWNLOADS), (*call.where, "answer", status)
