"""Policies → security schemes, requirements, and a sentence about who may call."""

from __future__ import annotations

from scaffold.design.design import Auth, Design
from scaffold.design.operations import Policy
from scaffold.openapi.values import Json

ACCESS_TOKEN, API_KEY = "bearer", "api_key"


def security_schemes(design: Design) -> dict[str, Json]:
    """How callers say who they are, by the names that operations refer to."""
    auth = design.auth
    if auth is None:
        return {}
    schemes = {ACCESS_TOKEN: _access_token(auth)}
    if auth.api_key_header:
        schemes[API_KEY] = {
            "type": "apiKey",
            "in": "header",
            "name": auth.api_key_header,
            "description": "A key for a machine, made by an administrator.",
        }
    return schemes


def security_requirements(policy: Policy) -> list[dict[str, list[str]]]:
    """The alternatives by which a call is let in; none for an operation that asks for nothing."""
    if policy.anonymous and not policy.optional:
        return []
    is_for_people = policy.roles is None or bool(policy.roles)
    names = [*([ACCESS_TOKEN] if is_for_people else []), *([API_KEY] if policy.api_key else [])]
    anonymous: list[dict[str, list[str]]] = [{}] if policy.anonymous else []
    return anonymous + [{name: []} for name in names]


def who_may_call(policy: Policy) -> str:
    """The policy in words: ``librarian, admin``."""
    if policy.anonymous:
        return "everybody; a login counts where there is one" if policy.optional else "everybody"
    keys = ["machines with an API key"] if policy.api_key else []
    if policy.owner:
        rows = [f"{', '.join(policy.all_rows)} (all rows)"] if policy.all_rows else []
        return ", ".join(["the owner (own rows)", *rows, *keys])
    if policy.roles is None:
        return ", ".join(["everybody with a login", *keys])
    return ", ".join([*policy.roles, *keys])


def _access_token(auth: Auth) -> Json:
    if auth.header.lower() == "authorization" and auth.prefix.lower() == "bearer":
        return {"type": "http", "scheme": "bearer", "description": "The access token that a login answers."}
    value = f"{auth.prefix} <access token>".strip()
    return {
        "type": "apiKey",
        "in": "header",
        "name": auth.header,
        "description": f"The access token that a login answers, sent as `{auth.header}: {value}`.",
    }
