"""What an answer that asks for a login says of how to log in."""

from __future__ import annotations

import re

from scaffold.design.design import Auth

_TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
"""A token of HTTP (RFC 9110, section 5.6.2)."""


def challenge(auth: Auth) -> str:
    """A challenge is a must with 401 (RFC 9110, section 11.6.1), whatever carries the token."""
    candidates = (auth.prefix.strip(), auth.header.strip())
    return next((each for each in candidates if _TOKEN.fullmatch(each)), "Bearer")
