"""The settings of a service: each an environment variable, a line of ``.env.example`` and of the documents."""

from __future__ import annotations

import math
import textwrap
from enum import StrEnum

from msgspec import Struct

from scaffold.design.design import Design, Rate
from scaffold.documents.infrastructure import EnvironmentVariable
from scaffold.names import name_of
from scaffold.targets.shared.first_admin import FirstAdmin, first_admin

_COMMENT_WIDTH = 98


class SettingKind(StrEnum):
    """What a setting holds: ``SECONDS`` may have a fraction, ``TEXTS`` is a JSON list."""

    CHOICE = "choice"
    TEXT = "text"
    TEXTS = "texts"
    EMAIL = "email"
    SECRET = "secret"
    FOLDER = "folder"
    INTEGER = "integer"
    SECONDS = "seconds"


class Setting(Struct, frozen=True):
    """A setting, and the variable that sets it.

    Attributes:
        name: Its name in snake case; the variable is the same in capitals.
        default: What it is unless set, as it stands in the environment; ``None`` for nothing.
        least: The smallest number, or the least characters of a secret; ``most`` the other end.
        choices: All that it may be.
        variable: The variable as people see it.
    """

    name: str
    kind: SettingKind
    default: str | None
    variable: EnvironmentVariable
    least: int | None = None
    most: int | None = None
    choices: tuple[str, ...] = ()


class EnvironmentLine(Struct, frozen=True):
    """A line of ``.env.example``, and the lines of the comment over it."""

    name: str
    default: str
    comment: tuple[str, ...]


class RuntimeWording(Struct, frozen=True):
    """How a language's runtime differs, in the words of its settings.

    Attributes:
        embedded: The database that needs no server.
        pool: What ``DATABASE_POOL_SIZE`` counts.
        traces: What it takes to send traces, behind a semicolon; empty for nothing.
    """

    embedded: str
    pool: str
    traces: str = ""


def environment_lines(own: tuple[Setting, ...]) -> tuple[EnvironmentLine, ...]:
    """The lines of ``.env.example``; what has no default has no value."""
    return tuple(
        EnvironmentLine(each.name, each.default or "", tuple(textwrap.wrap(_comment(each), _COMMENT_WIDTH)))
        for each in (setting.variable for setting in own)
    )


def _comment(variable: EnvironmentVariable) -> str:
    needed = " Production does not start without." if variable.required_in_production else ""
    return variable.description + needed


def settings(design: Design, wording: RuntimeWording) -> tuple[Setting, ...]:
    """Every setting of the service, in the order in which people read them."""
    return (
        *_server(design),
        *_storage(design, wording),
        *(_secrets(first_admin(design)) if needs_secret(design) else ()),
        *_limits(design),
        _setting(
            "cors_origins", SettingKind.TEXTS, "[]",
            "Origins whose pages may call the API, as a JSON list; none unless set.",
        ),
        _setting(
            "otel_exporter_otlp_endpoint", SettingKind.TEXT, None,
            f"Where OpenTelemetry traces go{wording.traces}. No traces unless set.",
        ),
    )  # fmt: skip


def needs_secret(design: Design) -> bool:
    """Whether the service signs anything: access tokens, or the cursors of lists."""
    signs_cursors = any(each.listing.style == "cursor" for each in design.operations if each.listing)
    return design.auth is not None or signs_cursors


def rate_setting(rate: Rate) -> str:
    """The setting that holds how many calls a rate allows."""
    return "rate_limit" if rate.key == "default" else f"{name_of(rate.key).snake}_rate_limit"


def _setting(
    name: str,
    kind: SettingKind,
    default: str | None,
    description: str,
    *,
    required: bool = False,
    least: int | None = None,
    most: int | None = None,
    choices: tuple[str, ...] = (),
) -> Setting:
    secret = kind is SettingKind.SECRET
    variable = EnvironmentVariable(name.upper(), default, description, required, secret)
    return Setting(name, kind, default, variable, least, most, choices)


def _server(design: Design) -> tuple[Setting, ...]:
    grace = math.ceil(design.limits.timeout_seconds)
    return (
        _setting(
            "environment", SettingKind.CHOICE, "development",
            "`production` does not start without its secrets and a database.",
            choices=("development", "production"),
        ),
        _setting("host", SettingKind.TEXT, "127.0.0.1", "The address to listen on."),
        _setting("port", SettingKind.INTEGER, "8000", "The port to listen on.", least=0, most=65535),
        _setting(
            "forwarded_allow_ips", SettingKind.TEXT, "127.0.0.1",
            "The proxies that may say whose address a request comes from, with commas between.",
        ),
        _setting(
            "log_level", SettingKind.CHOICE, "info",
            "The least level that is logged: `debug`, `info`, `warning` or `error`.",
            choices=("debug", "info", "warning", "error"),
        ),
        _setting(
            "shutdown_seconds", SettingKind.INTEGER, str(grace),
            "Seconds that requests under way get to end when the service is stopped.", least=0,
        ),
    )  # fmt: skip


def _storage(design: Design, wording: RuntimeWording) -> tuple[Setting, ...]:
    is_postgresql = design.conventions.database == "postgresql"
    name = design.service.name.snake
    wanted = f"PostgreSQL, as `postgresql://user:password@host:5432/{name}`" if is_postgresql else "The database's URL"
    return (
        _setting(
            "database_url", SettingKind.SECRET, None,
            f"{wanted}; {wording.embedded} in `DATA_DIR` unless set.", required=is_postgresql,
        ),
        _setting("database_pool_size", SettingKind.INTEGER, "10", wording.pool, least=1),
        _setting("data_dir", SettingKind.FOLDER, ".data", "Where the embedded database lives."),
    )  # fmt: skip


def _secrets(admin: FirstAdmin | None) -> tuple[Setting, ...]:
    key = _setting(
        "secret_key", SettingKind.SECRET, None,
        "At least 32 random characters; all keys come from it. Made and kept in `DATA_DIR` unless set.",
        required=True, least=32,
    )  # fmt: skip
    return (key,) if admin is None else (key, *_first_admin(admin))


def _first_admin(admin: FirstAdmin) -> tuple[Setting, ...]:
    named = []
    if admin.has_email:
        about = "E-mail address of the first administrator, who is made when there is none."
        named.append(_setting("admin_email", SettingKind.EMAIL, None, about))
    if admin.login == "admin_login":
        about = "Name by which the first administrator logs in, who is made when there is none."
        named.append(_setting("admin_login", SettingKind.TEXT, None, about))
    about = f"Password of the first administrator: at least {admin.password_min} characters."
    password = _setting(
        "admin_password", SettingKind.SECRET, None, about, least=admin.password_min, most=admin.password_max
    )
    return (*named, password)


def _limits(design: Design) -> tuple[Setting, ...]:
    limits = design.limits
    return (
        *(_rate(design, rate) for rate in limits.rates),
        _setting(
            "max_body_bytes", SettingKind.INTEGER, str(limits.body_bytes),
            "The largest body of a request, in bytes.", least=1,
        ),
        _setting(
            "request_timeout", SettingKind.SECONDS, f"{limits.timeout_seconds:g}",
            "Seconds that one request may take.",
        ),
    )  # fmt: skip


def _rate(design: Design, rate: Rate) -> Setting:
    by = "address" if rate.per == "address" or design.auth is None else "user, or address without a login"
    which = "" if rate.key == "default" else f" of `{rate.key}`"
    about = f"Calls{which} in {_period(rate.seconds)}, counted by {by}."
    return _setting(rate_setting(rate), SettingKind.INTEGER, str(rate.count), about, least=1)


def _period(seconds: int) -> str:
    return {1: "a second", 60: "a minute", 3600: "an hour", 86400: "a day"}.get(seconds, f"{seconds} seconds")
