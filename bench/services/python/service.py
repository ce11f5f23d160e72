"""One route by hand, `GET /api/v1/books/{id}`: FastAPI over asyncpg, and around it what LAYERS names."""

from __future__ import annotations

import asyncio
import json
import os
import re
import secrets
import sys
import time
from collections import Counter as Calls
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Annotated, Any
from uuid import UUID

import asyncpg
import structlog
import uvicorn
from fastapi import FastAPI, Request
from fastapi import Path as InPath
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from prometheus_client import CollectorRegistry, Counter, Histogram
from pydantic import BaseModel
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LAYERS = frozenset(filter(None, os.environ.get("LAYERS", "").split(",")))
SQL = Path(__file__).parent.with_name("book.sql").read_text("utf-8")
LIMIT, WINDOW, TIMEOUT = 1_000_000_000, 60, 30
SANE_ID = re.compile(r"[A-Za-z0-9._:/+=-]{1,128}")
SECURITY_HEADERS = [
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"no-referrer"),
    (b"cache-control", b"no-store"),
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
]


class Book(BaseModel):
    """What is answered."""

    id: UUID
    isbn: str
    author: str
    title: str
    language: str
    subjects: list[str]
    published_year: int | None
    summary: str | None
    copies: int
    on_shelf: int


class RateLimit:
    """Calls of an address in this minute."""

    def __init__(self) -> None:
        self._turn = 0
        self._calls: Calls[str] = Calls()

    def headers(self, address: str) -> list[tuple[bytes, bytes]] | None:
        """What is left of the limit; nothing when the call is one too many."""
        turn, elapsed = divmod(time.monotonic(), WINDOW)
        if turn != self._turn:
            self._turn = int(turn)
            self._calls.clear()
        if self._calls[address] >= LIMIT:
            return None
        self._calls[address] += 1
        return [
            (b"ratelimit-limit", b"%d" % LIMIT),
            (b"ratelimit-remaining", b"%d" % (LIMIT - self._calls[address])),
            (b"ratelimit-reset", b"%d" % (WINDOW - elapsed)),
        ]


class Around:
    """What stands around the handler."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        registry = CollectorRegistry()
        self._requests = Counter("http_requests", "Requests.", ("method", "route", "status"), registry=registry)
        self._seconds = Histogram("http_request_seconds", "Time.", ("method", "route"), registry=registry)
        self._rate = RateLimit()
        structlog.configure(
            processors=[
                structlog.stdlib.add_log_level,
                structlog.processors.TimeStamper(fmt="iso", utc=True),
                structlog.processors.JSONRenderer(),
            ],
            logger_factory=structlog.WriteLoggerFactory(sys.stdout),
            cache_logger_on_first_use=True,
        )
        self._log = structlog.get_logger()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started, status, request_id = time.perf_counter(), 0, ""
        added: list[tuple[bytes, bytes]] = []
        if "request_id" in LAYERS:
            given = dict(scope["headers"]).get(b"x-request-id", b"").decode("latin-1")
            request_id = given if SANE_ID.fullmatch(given) else secrets.token_hex(16)
            added.append((b"x-request-id", request_id.encode()))
        if "headers" in LAYERS:
            added += SECURITY_HEADERS

        async def send_with_headers(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message.get("headers", ()), *added]
            await send(message)

        rate = self._rate.headers(scope["client"][0]) if "rate_limit" in LAYERS else []
        if rate is None:
            await problem(429, "rate_limited")(scope, receive, send_with_headers)
        else:
            added += rate
            await self._guarded(scope, receive, send_with_headers)
        self._finish(scope, request_id, status, time.perf_counter() - started)

    async def _guarded(self, scope: Scope, receive: Receive, send: Send) -> None:
        if "errors" not in LAYERS:
            await self._app(scope, receive, send)
            return
        try:
            async with asyncio.timeout(TIMEOUT):
                await self._app(scope, receive, send)
        except Exception:
            await problem(500, "internal_error")(scope, receive, send)

    def _finish(self, scope: Scope, request_id: str, status: int, seconds: float) -> None:
        route = getattr(scope.get("route"), "path", "unmatched")
        if "metrics" in LAYERS:
            self._requests.labels(scope["method"], route, str(status)).inc()
            self._seconds.labels(scope["method"], route).observe(seconds)
        if "log" in LAYERS:
            milliseconds = round(seconds * 1000, 1)
            told = {"method": scope["method"], "route": route, "status": status, "milliseconds": milliseconds}
            self._log.info("request", request_id=request_id, **told)


def problem(status: int, code: str) -> Response:
    body = {"type": "about:blank", "title": code, "status": status, "code": code}
    return JSONResponse(body, status, media_type="application/problem+json")


async def refuse(_request: Request, _error: Exception) -> Response:
    return problem(422, "invalid_request")


async def connect(connection: Any) -> None:
    await connection.set_type_codec("jsonb", encoder=json.dumps, decoder=json.loads, schema="pg_catalog")


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    async with asyncpg.create_pool(os.environ["DATABASE_URL"], min_size=10, max_size=10, init=connect) as pool:
        app.state.pool = pool
        yield


def create_app() -> FastAPI:
    app = FastAPI(openapi_url=None, redirect_slashes=False, lifespan=lifespan)

    @app.get("/api/v1/books/{id}", response_model=Book)
    async def get_book(book_id: Annotated[UUID, InPath(alias="id")], request: Request) -> Any:
        row = await request.app.state.pool.fetchrow(SQL, book_id)
        return dict(row) if row else problem(404, "not_found")

    if "errors" in LAYERS:
        app.add_exception_handler(RequestValidationError, refuse)
    if LAYERS:
        app.add_middleware(Around)
    return app


if __name__ == "__main__":
    uvicorn.run(create_app(), port=int(os.environ["PORT"]), access_log=False, server_header=False, log_level="warning")
