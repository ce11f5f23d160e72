"""What concerns every call, before and now."""

from __future__ import annotations

from collections.abc import Iterator

from scaffold.compatibility.findings import Difference, Kind, Subject
from scaffold.design.design import Auth, Design


def compare_service(former: Design, now: Design) -> Iterator[Difference]:
    """Base path, spelling of names, login, roles, form of errors, size of requests."""
    if former.service.base_path != now.service.base_path:
        yield Difference(
            Kind.BASE_PATH_CHANGED,
            Subject((("service", "base_path"), ("service",))),
            f"every path begins with `{now.service.base_path or '/'}` now, `{former.service.base_path or '/'}` before",
            "calls to the former paths find nothing",
        )
    if former.conventions.json_names != now.conventions.json_names:
        before, after = former.conventions.json_names, now.conventions.json_names
        yield Difference(
            Kind.JSON_NAMES_CHANGED,
            Subject((("conventions", "json_names"), ("conventions",))),
            f"all names of parameters and fields are in {after} now, {before} before",
            "clients send and read names that nobody knows",
        )
    yield from _error_format(former, now)
    if former.limits.body_bytes > now.limits.body_bytes:
        yield Difference(
            Kind.BODY_LIMIT_NARROWED,
            Subject((("limits", "body"), ("limits",))),
            f"requests have at most {now.limits.body_bytes} bytes now, {former.limits.body_bytes} before",
            "larger ones are refused with 413",
        )
    if former.auth is not None and now.auth is not None:
        yield from _auth(former.auth, now.auth)


def _error_format(former: Design, now: Design) -> Iterator[Difference]:
    before, after = former.error_format, now.error_format
    if before.media == after.media and before.envelope == after.envelope:
        return
    what = f"errors are `{after.media}` now, `{before.media}` before"
    if before.media == after.media:
        what = "errors have another envelope"
    effect = "clients cannot tell which error they got"
    yield Difference(Kind.ERROR_FORMAT_CHANGED, Subject((("error_format",),)), what, effect)


def _auth(former: Auth, now: Auth) -> Iterator[Difference]:
    scheme = Subject((("auth", "scheme"), ("auth",)))
    if (former.header.lower(), former.prefix) != (now.header.lower(), now.prefix):
        before, after = (f"`{each.header}: {each.prefix}`".replace(": `", "`") for each in (former, now))
        what, effect = f"access tokens are sent as {after} now, {before} before", "calls are refused with 401"
        yield Difference(Kind.AUTH_SCHEME_CHANGED, scheme, what, effect)
    if former.api_key_header is not None and now.api_key_header != former.api_key_header:
        keys = Subject((("auth", "api_keys"), ("auth",)))
        what = (
            f"API keys are sent in `{now.api_key_header}` now" if now.api_key_header else "API keys are taken no more"
        )
        effect = f"calls with `{former.api_key_header}` are refused with 401"
        yield Difference(Kind.AUTH_SCHEME_CHANGED, keys, what, effect)
    for role in former.roles:
        if role not in now.roles:
            what, effect = f"there is no role `{role}` any more", "whoever has it is refused with 403"
            yield Difference(Kind.ROLE_REMOVED, Subject((("auth", "roles"), ("auth",))), what, effect)
