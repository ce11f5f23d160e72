"""HTTP itself: paths, methods, bodies, headers, and what is beside the API."""

from __future__ import annotations

import re

from scaffold.testdata.calls import ValidCall
from scaffold.testdata.protocol import call_with_body, plain_call
from scaffold.testdata.values import Json
from tests.conformance.exchange import ANYTHING, JSON, Content, Expectation, Missing, Part, Request
from tests.conformance.exchanges.script import Script, World

ORIGIN = "https://app.example.com"
"""An origin that the limited service lets in."""

FEW = 3
"""Calls that the limited service allows in a window."""

_MINUTE = 60
_CHUNK = 65_536
_PARAMETER = re.compile(r"\{[^}]+\}")
_METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
_REQUEST_IDS = (
    ("abc-123", True),
    ("a" * 128, True),
    ("a" * 129, False),
    ('a"b', False),
    ("", False),
    ("a b", False),
    ("é", False),
)
_SECURE = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}


def protocol_parts(world: World) -> tuple[Part, ...]:
    """What holds for every service."""
    scripts = {name: Script(world, name) for name in ("paths", "bodies", "headers", "beside the api")}
    _paths(scripts["paths"])
    _beside(scripts["beside the api"])
    calls = tuple(world.calls.values())
    with_body, plain = call_with_body(calls), plain_call(calls)
    if with_body is not None:
        _bodies(scripts["bodies"], with_body)
    if plain is not None:
        _headers(scripts["headers"], plain)
    return tuple(script.part for script in scripts.values())


def limited_parts(world: World) -> tuple[Part, ...]:
    """What a service answers that allows few calls, and pages of one origin."""
    script = Script(world, "few calls")
    lasting = {rate.key for rate in world.design.limits.rates if rate.seconds >= _MINUTE}
    plain = plain_call(tuple(call for call in world.calls.values() if call.operation.rate in lasting))
    if plain is None:
        return ()
    for number in range(FEW + 2):
        is_over = number >= FEW
        headers = {"RateLimit-Limit": str(FEW), "RateLimit-Remaining": str(max(FEW - number - 1, 0))}
        expected = Expectation(code="rate_limited" if is_over else None, headers=headers)
        script.call(f"number {number + 1}", plain.operation.name.snake, None, expected=expected)
    for path in ("/healthz", "/openapi.json"):
        script.send(f"{path} is not counted", Request("GET", path), Expectation(status=200))
    _origins(script, plain)
    return (script.part,)


def _origins(script: Script, call: ValidCall) -> None:
    for origin in (ORIGIN, "https://elsewhere.example.com"):
        script.send(f"from {origin}", Request("GET", "/healthz", headers={"Origin": origin}))
        for method in ("GET", "DELETE", "TRACE"):
            headers = {
                "Origin": origin,
                "Access-Control-Request-Method": method,
                "Access-Control-Request-Headers": "content-type,authorization",
            }
            script.send(f"asks from {origin} for {method}", _request(call, "OPTIONS", headers, Missing.BODY))


def _paths(script: Script) -> None:
    base = script.world.design.service.base_path
    nowhere = Expectation(code="not_found")
    for path in ("/nowhere", f"{base}/nowhere", f"{base}/nowhere/in/particular", "//", "/%00", "/healthz/"):
        for method in ("GET", "POST"):
            script.send(f"{method} {path}", Request(method, path), nowhere)
    first: dict[str, ValidCall] = {}
    for call in script.world.calls.values():
        first.setdefault(call.operation.path, call)
    for path, call in first.items():
        offered = _offered(script, call)
        for method in (*_METHODS, "HEAD", "OPTIONS"):
            if method not in offered:
                expected = Expectation(headers={"Allow": ", ".join(offered)}, status=405)
                script.send(f"{method} {path}", Request(method, path, values=call.path), expected)
        script.send(f"{path}/", Request(offered[0], f"{path}/", values=call.path))
    for path in ("/healthz", "/openapi.json"):
        script.send(f"POST {path}", Request("POST", path), Expectation(status=405))


def _offered(script: Script, call: ValidCall) -> list[str]:
    """The methods of all operations whose path is, or could be, that of the call."""
    operations = (other.operation for other in script.world.calls.values())
    return sorted({each.method for each in operations if re.fullmatch(_pattern(each.path), _example(call))})


def _example(call: ValidCall) -> str:
    return _PARAMETER.sub("x", call.operation.path)


def _pattern(path: str) -> str:
    return "[^/]+".join(re.escape(part) for part in _PARAMETER.split(path))


def _request(call: ValidCall, method: str, headers: dict[str, Json], body: Json | Content) -> Request:
    return Request(method, call.operation.path, call.path, tuple(call.query.items()), {**call.headers, **headers}, body)


def _bodies(script: Script, call: ValidCall) -> None:
    """Bodies that are no JSON, none at all, or too large."""
    person = script.usual(call)
    headers = dict(person.headers) if person else {}
    if call.caller and person is None:
        return
    largest = script.world.design.limits.body_bytes
    endless = Content(b" " * _CHUNK, largest // _CHUNK + 2, chunked=True)
    for name, sent, content, code in (
        ("half an object", JSON, Content(b"{"), "malformed_json"),
        ("no UTF-8", JSON, Content(b"\xff"), "malformed_json"),
        ("no UTF-8 in a text", JSON, Content(b'{"x": "\xff"}'), "malformed_json"),
        ("a deep list", JSON, Content(b"[", 100_000), "malformed_json"),
        ("two values", JSON, Content(b"{} {}"), "malformed_json"),
        ("a trailing comma", JSON, Content(b'{"x": 1,}'), "malformed_json"),
        ("not a number", JSON, Content(b'{"x": NaN}'), "malformed_json"),
        ("single quotes", JSON, Content(b"{'x': 1}"), "malformed_json"),
        ("a list", JSON, Content(b"[1, 2]"), "invalid_request"),
        ("a text", JSON, Content(b'"x"'), "invalid_request"),
        ("a number", JSON, Content(b"7"), "invalid_request"),
        ("null", JSON, Content(b"null"), "invalid_request"),
        ("nothing", JSON, Content(b""), "invalid_request"),
        ("nothing at all", {}, Missing.BODY, None),
        ("a member twice", JSON, Content(b'{"surprise": 1, "surprise": 2}'), "invalid_request"),
        ("JSON with a charset", {"Content-Type": "application/json; charset=utf-8"}, Content(b"{"), "malformed_json"),
        ("JSON of another kind", {"Content-Type": "application/merge-patch+json"}, Content(b"{"), "malformed_json"),
        ("JSON in capitals", {"Content-Type": "Application/JSON"}, Content(b"{"), "malformed_json"),
        ("plain text", {"Content-Type": "text/plain"}, Content(b"{}"), "unsupported_media_type"),
        ("a form", {"Content-Type": "application/x-www-form-urlencoded"}, Content(b"a=b"), "unsupported_media_type"),
        ("no content type", {}, Content(b"{}"), "unsupported_media_type"),
        ("an odd content type", {"Content-Type": "json"}, Content(b"{}"), "unsupported_media_type"),
        ("one byte too many", JSON, Content(b" ", largest + 1), "payload_too_large"),
        ("as large as may be", JSON, Content(b" ", largest), "malformed_json"),
        ("too much of unknown length", JSON, endless, "payload_too_large"),
    ):  # fmt: skip
        expected = Expectation(code=code) if code else ANYTHING
        script.send(name, _request(call, call.operation.method, {**headers, **sent}, content), expected)


def _headers(script: Script, call: ValidCall) -> None:
    for given, kept in _REQUEST_IDS:
        expected = Expectation(status=200, headers={"X-Request-ID": given} if kept else {})
        script.send(
            f"request id {given[:8]!r} ({len(given)})",
            Request("GET", "/healthz", headers={"X-Request-ID": given}),
            expected,
        )
    person = script.usual(call)
    script.call("is secure", call.operation.name.snake, person, expected=Expectation(headers=_SECURE))
    for name, headers in (
        ("from another origin", {"Origin": ORIGIN}),
        ("asked for HTML", {"Accept": "text/html"}),
        ("asked for nothing it has", {"Accept": "image/png"}),
        ("asked to compress", {"Accept-Encoding": "gzip, br"}),
        ("with a body", {"Content-Type": "text/plain"}),
    ):
        script.call(name, call.operation.name.snake, person, headers=headers)
    headers = {"Origin": ORIGIN, "Access-Control-Request-Method": "GET"}
    script.send("asks from another origin", _request(call, "OPTIONS", headers, Missing.BODY))
    query = (("surprise", "1"), ("surprise", "2"))
    script.send(
        "a parameter twice",
        Request(call.operation.method, call.operation.path, call.path, query, dict(person.headers) if person else {}),
    )


def _beside(script: Script) -> None:
    for path in ("/healthz", "/readyz"):
        script.send(path, Request("GET", path), Expectation(status=200, holds={"status": "ok"}, headers=_SECURE))
        script.send(f"{path}?x=1", Request("GET", path, query=(("x", "1"),)), Expectation(status=200))
    for path in ("/openapi.json", "/docs"):
        script.send(path, Request("GET", path), Expectation(status=200))
        script.send(f"HEAD {path}", Request("HEAD", path))
    script.send("/metrics", Request("GET", "/metrics"), Expectation(status=200))
