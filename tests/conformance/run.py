"""Performs exchanges against a base URL and records the answers."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

import httpx

from scaffold.testdata.accounts import accounts
from scaffold.testdata.calls import valid_calls
from tests.conformance.contract import Contract, Heard
from tests.conformance.exchange import LITERAL, Content, Exchange, Missing, Part, Request, at, realized
from tests.conformance.masks import Masks, metrics
from tests.conformance.record import Answer, Record
from tests.conformance.seeding import insert

_LONGEST_WALK = 200
_PATIENCE = 30
_LITERAL = re.compile(f'"{LITERAL}(.*?){LITERAL}"')
_METRICS = "/metrics"
_NEGOTIATED = frozenset({"content-type", "vary"})
"""Whoever reads metrics asks for the format, and libraries add to its name what they like."""


@dataclass
class Run:
    """One run: what it has captured so far, and what it has heard."""

    contract: Contract
    client: httpx.Client
    masks: Masks
    exact: bool = False
    captured: dict[str, Any] = field(default_factory=dict)
    answers: list[Answer] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    def perform(self, exchange: Exchange) -> None:
        """Perform one exchange, keep what later ones need, and record the answer."""
        try:
            request = _prepared(exchange.request, self.captured)
        except KeyError as error:
            self.answers.append(Answer(exchange.name, "not sent", None, {}, f"nothing was captured as {error}"))
            return
        said = f"{request.method} {self.masks.text(request.address)}"
        try:
            pages = list(_pages(self.client, request))
        except httpx.HTTPError as error:
            self.answers.append(Answer(exchange.name, said, None, {}, type(error).__name__))
            self.problems.append(f"{exchange.name}: no answer: {error}")
            return
        heard = _heard(pages)
        for key, place in exchange.keeps.items():
            value = at(place, heard.body)
            if value is not None:
                self.captured[key] = value
                self.masks.know(key, value)
        self.problems += (f"{exchange.name}: {each}" for each in self.contract.problems(exchange, heard, self.captured))
        self.answers.append(self._answer(exchange, said, heard, request))

    def _answer(self, exchange: Exchange, said: str, heard: Heard, request: _Prepared) -> Answer:
        sent_id = request.headers.get("X-Request-ID", "")
        answered_id = heard.headers.get("x-request-id", "")
        headers = self.masks.headers(heard.headers, sent_id, exact=self.exact)
        body = heard.body if len(heard.pages) == 1 else list(heard.pages)
        if exchange.request.path == _METRICS and isinstance(body, str):
            headers, body = {name: value for name, value in headers.items() if name not in _NEGOTIATED}, metrics(body)
        masked = self.masks.body(body, answered_id if answered_id != sent_id else "")
        return Answer(exchange.name, said, heard.status, headers, masked)


@dataclass(frozen=True, slots=True)
class _Prepared:
    """A request with every value in its place."""

    method: str
    address: str
    headers: dict[str, str]
    content: bytes | Content | None
    follows: tuple[str, str] | None


def perform(
    contract: Contract,
    parts: tuple[Part, ...],
    base_url: str,
    *,
    service: str,
    database: str | None,
    exact: bool = False,
) -> Record:
    """Perform all parts in order.

    Args:
        contract: What the answers are held against.
        parts: What is asked.
        base_url: Where the service is.
        service: What the record calls it.
        database: The URL of its PostgreSQL; ``None`` where rows are made by calls alone.
        exact: Whether calls that are left are compared too.
    """
    tokens = _tokens(contract)
    with httpx.Client(base_url=base_url, timeout=_PATIENCE, headers={"Accept-Encoding": "identity"}) as client:
        run = Run(contract, client, Masks.of(contract.design, tokens), exact)
        for part in parts:
            if database is not None:
                refused = insert(database, part.seeds)
                run.problems += (f"{part.name}: {line}" for line in refused.splitlines() if "ERROR" in line)
            for exchange in part.exchanges:
                run.perform(exchange)
    return Record(service, tuple(run.answers), tuple(run.problems))


def _tokens(contract: Contract) -> tuple[str, ...]:
    """The members of answers that hold tokens."""
    form = accounts(contract.design, valid_calls(contract.design))
    return (form.tokens.access, form.tokens.refresh) if form and form.tokens.access else ()


def _prepared(request: Request, captured: dict[str, Any]) -> _Prepared:
    values = {name: quote(str(realized(value, captured)), safe="") for name, value in request.values.items()}
    path = request.path
    for name, value in values.items():
        path = path.replace(f"{{{name}}}", value)
    query = [(name, realized(value, captured)) for name, value in request.query if value is not None]
    address = f"{path}?{httpx.QueryParams([(name, str(value)) for name, value in query])}" if query else path
    headers = {name: str(realized(value, captured)) for name, value in request.headers.items() if value is not None}
    if request.body is Missing.BODY:
        return _Prepared(request.method, address, headers, None, request.follows)
    if isinstance(request.body, Content):
        return _Prepared(request.method, address, headers, request.body, request.follows)
    content = _LITERAL.sub(r"\1", json.dumps(realized(request.body, captured))).encode()
    return _Prepared(request.method, address, {"Content-Type": "application/json", **headers}, content, request.follows)


def _pages(client: httpx.Client, request: _Prepared) -> Iterator[httpx.Response]:
    """The answer, and the pages behind it."""
    address = request.address
    for _ in range(_LONGEST_WALK):
        answer = client.request(
            request.method, address, content=_content(request.content),
            headers=[(name.encode(), value.encode()) for name, value in request.headers.items()],
        )  # fmt: skip
        yield answer
        cursor = at((request.follows[0],), _body(answer)) if request.follows else None
        if request.follows is None or not isinstance(cursor, str) or answer.is_error:
            return
        address = str(httpx.URL(request.address).copy_set_param(request.follows[1], cursor))


def _content(content: bytes | Content | None) -> bytes | Iterator[bytes] | None:
    if not isinstance(content, Content):
        return content
    if content.chunked:
        return (content.part for _ in range(content.count))
    return content.part * content.count


def _heard(pages: list[httpx.Response]) -> Heard:
    headers = {name.lower(): value for name, value in pages[0].headers.items()}
    failed = next((page.status_code for page in pages if page.is_error), pages[0].status_code)
    return Heard(failed, headers, tuple(_body(page) for page in pages))


def _body(answer: httpx.Response) -> Any:
    if "json" not in answer.headers.get("content-type", ""):
        return answer.text or None
    try:
        return answer.json()
    except ValueError:
        return answer.text or None
