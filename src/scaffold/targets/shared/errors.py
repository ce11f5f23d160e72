"""The errors that every service has, whatever its spec says."""

from __future__ import annotations

FRAMEWORK_ERRORS = frozenset({
    "malformed_json", "unauthenticated", "invalid_credentials", "invalid_refresh_token", "account_locked", "forbidden",
    "not_found", "method_not_allowed", "payload_too_large", "unsupported_media_type", "invalid_request",
    "rate_limited", "internal_error", "not_implemented", "timed_out",
})  # fmt: skip
"""Codes that the framework part of every service answers; every other error is the service's own."""
