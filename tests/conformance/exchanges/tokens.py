"""Access tokens where no operation lets people log in: signed as the service would, with the secret it was given."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from datetime import UTC, datetime, timedelta
from typing import Any

from scaffold.design.design import Design

SECRET_KEY = "a secret of the conformance suite, long enough"
"""The secret that the services of the suite are started with."""

SESSIONS = "auth_sessions"
"""The table of sessions."""

_PURPOSE = b"access tokens"
_LASTS = timedelta(hours=1)


def sign(design: Design, user: str, session: str) -> str:
    """An access token (JWT, RFC 9068) of a session."""
    issued = datetime.now(UTC)
    claims = {
        "iss": design.service.name.kebab,
        "sub": user,
        "sid": session,
        "iat": int(issued.timestamp()),
        "exp": int((issued + _LASTS).timestamp()),
    }
    signed = f"{_encoded({'alg': 'HS256', 'typ': 'at+jwt'})}.{_encoded(claims)}"
    key = hmac.digest(SECRET_KEY.encode(), _PURPOSE, hashlib.sha256)
    return f"{signed}.{_base64(hmac.digest(key, signed.encode(), hashlib.sha256))}"


def session_of(session: str, user: Any) -> dict[str, Any]:
    """The row of a session that nobody can refresh."""
    expires = (datetime.now(UTC) + _LASTS).isoformat()
    return {"id": session, "user_id": user, "token_hash": "\\x" + "00" * 32, "expires_at": expires}


def _encoded(part: dict[str, Any]) -> str:
    return _base64(json.dumps(part, separators=(",", ":")).encode())


def _base64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
