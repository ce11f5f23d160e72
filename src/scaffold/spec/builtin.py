"""What every service has without saying so: errors, words of access."""

from __future__ import annotations

BUILT_IN_ERRORS: dict[str, tuple[int, str]] = {
    "malformed_json": (400, "The body is not valid JSON."),
    "unauthenticated": (401, "A valid login is needed."),
    "invalid_credentials": (401, "The login or the password is wrong."),
    "invalid_refresh_token": (401, "The refresh token is not valid any more."),
    "forbidden": (403, "You may not do this."),
    "not_found": (404, "There is nothing here."),
    "method_not_allowed": (405, "This method is not offered here."),
    "payload_too_large": (413, "The request is too large."),
    "unsupported_media_type": (415, "The body must be JSON."),
    "invalid_request": (422, "The request is not valid."),
    "account_locked": (429, "Too many failed logins; try again later."),
    "rate_limited": (429, "Too many requests; try again later."),
    "internal_error": (500, "Something went wrong on our side."),
    "not_implemented": (501, "This is not there yet."),
    "timed_out": (503, "The request took too long."),
}
"""Errors by code, with status and message; a spec may declare one again to reword it."""

ACCESS_WORDS = ("public", "optional", "user", "owner", "api_key")
"""Words of `access` that are not roles."""
