"""The shape of the language: which construct is where, and which keys it takes."""

from __future__ import annotations

import re
from typing import Annotated, Any, get_args, get_origin

from pydantic import Tag
from pydantic.fields import FieldInfo

from scaffold.spec.language.base import Node
from scaffold.spec.language.document import Spec
from scaffold.spec.positions import Path

_NOUNS = {
    "Spec": "a spec",
    "Unique": "a unique index",
    "ApiVersion": "an API version",
    "Inference": "an inference model",
    "Service": "`service`",
    "Stack": "`stack`",
    "Conventions": "`conventions`",
    "Auth": "`auth`",
    "Login": "`login`",
    "Lockout": "`lockout`",
    "HeaderScheme": "`scheme`",
    "Oidc": "`oidc`",
    "ApiKeys": "`api_keys`",
    "Limits": "`limits`",
    "Pagination": "`pagination`",
    "States": "`states`",
    "Cache": "`cache`",
    "Idempotency": "`idempotency`",
    "ErrorFormat": "`error_format`",
    "Expectation": "`expect`",
    "Events": "`events`",
    "Retries": "`retries`",
    "CircuitBreaker": "`circuit_breaker`",
    "GraphQL": "`graphql`",
}
"""Constructs that are not called after their class: sections are called as they are spelled."""


def construct_at(path: Path) -> type[Node] | None:
    """The construct whose keys stand at a pydantic ``loc``; ``None`` where there is none."""
    here: list[Any] = [Spec]
    for step in path:
        here = [inner for each in here for inner in _step(each, step)] or here
    return next((model for each in here for model in _models(each)), None)


def _models(annotation: Any) -> list[type[Node]]:
    if isinstance(annotation, type) and issubclass(annotation, Node):
        return [annotation]
    if get_origin(annotation) in (dict, tuple):
        return []
    return [model for each in get_args(annotation) for model in _models(each)]


def _step(annotation: Any, step: str | int) -> list[Any]:
    """The annotations that ``step`` leads to."""
    if isinstance(annotation, type) and issubclass(annotation, Node):
        return [field.annotation for name, field in fields_of(annotation).items() if step in (field.alias, name)]
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is dict:
        return [arguments[1]]
    if origin is tuple:
        return [arguments[0]]
    if origin is Annotated:
        if any(isinstance(each, Tag) and each.tag == step for each in arguments[1:]):
            return [arguments[0]]
        return _step(arguments[0], step)
    tagged = [each for each in arguments if _has_tag(each, step)]
    return tagged or [inner for each in arguments for inner in _step(each, step)]


def fields_of(construct: type[Node]) -> dict[str, FieldInfo]:
    """The fields of a construct; those that mention it itself are resolved at first use."""
    if not construct.__pydantic_fields_complete__:
        construct.model_rebuild()
    return construct.model_fields


def _has_tag(annotation: Any, step: str | int) -> bool:
    return any(isinstance(each, Tag) and each.tag == step for each in get_args(annotation)[1:])


def allowed_keys(construct: type[Node] | None) -> tuple[str, ...]:
    """The keys that a construct takes, as they are spelled in a spec."""
    if construct is None:
        return ()
    return tuple(field.alias or name for name, field in construct.model_fields.items())


def noun(construct: type[Node] | None) -> str:
    """What a construct is called in a sentence: ``a list action``, ```auth```."""
    if construct is None:
        return "this"
    if construct.__name__ in _NOUNS:
        return _NOUNS[construct.__name__]
    words = re.findall(r"[A-Z][a-z]*", construct.__name__.removesuffix("Spec"))
    name = " ".join(words).lower()
    return f"{'an' if name[0] in 'aeiou' else 'a'} {name}"
