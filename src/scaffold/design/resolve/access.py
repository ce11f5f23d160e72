"""Access words → policies."""

from __future__ import annotations

from scaffold.design.operations import Policy

WORDS = frozenset({"public", "optional", "user", "owner", "api_key"})
"""Words of ``access`` that are not roles."""


def resolve_policy(access: tuple[str, ...] | None, *, has_auth: bool) -> Policy:
    """Who may call. Access is closed unless said: without a word it takes a login.

    ``owner`` beside roles means that the roles see every row and anybody else their own.
    """
    words = access or ("user",)
    roles = tuple(word for word in words if word not in WORDS)
    if "public" in words or not has_auth:
        return Policy(anonymous=True)
    if "optional" in words:
        return Policy(anonymous=True, optional=True)
    if "owner" in words:
        return Policy(owner=True, all_rows=roles, api_key="api_key" in words)
    closed_to = None if "user" in words else roles
    return Policy(roles=closed_to, api_key="api_key" in words)
