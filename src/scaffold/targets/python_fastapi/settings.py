"""The settings of a service: each an environment variable, a line of ``.env.example`` and of the documents."""

from __future__ import annotations

import math
import textwrap

from msgspec import Struct

from scaffold.design.design import Design, Rate
from scaffold.documents.infrastructure import EnvironmentVariable
from scaffold.names import name_of
from scaffold.targets.python_fastapi.authentication import AuthView, FirstAdmin

_COMMENT_WIDTH = 98


class Setting(Struct, frozen=True):
    """An attribute of the settings, and the variable that sets it.

    Attributes:
        name: The attribute; the variable is the same in capitals.
        annotation: Its type in Python.
        default: The Python expression of its default.
        variable: The variable as people see it.
    """

    name: str
    annotation: str
    default: str
    variable: EnvironmentVariable


class EnvironmentLine(Struct, frozen=True):
    """A line of ``.env.example``, and the lines of the comment over it."""

    name: str
    default: str
    comment: tuple[str, ...]


def environment_lines(own: tuple[Setting, ...]) -> tuple[EnvironmentLine, ...]:
    """The lines of ``.env.example``; what has no default has no value."""
    return tuple(
        EnvironmentLine(each.name, each.default or "", tuple(textwrap.wrap(_comment(each), _COMMENT_WIDTH)))
        for each in (setting.variable for setting in own)
    )


def _comment(variable: EnvironmentVariable) -> str:
    needed = " Production does not start without." if variable.required_in_production else ""
    return variable.description + needed


def settings(design: Design, auth: AuthView | None) -> tuple[Setting, ...]:
    """Every setting of the service, in the order in which people read them."""
    return (
        *_server(design),
        *_storage(design),
        *(_secrets(auth) if needs_secret(design) else ()),
        *_limits(design),
        _setting(
            "cors_origins", "list[str]", "[]", "[]",
            "Origins whose pages may call the API, as a JSON list; none unless set.",
        ),
        _setting(
            "otel_exporter_otlp_endpoint", "str | None", "None", None,
            "Where OpenTelemetry traces go; needs the extra `telemetry`. No traces unless set.",
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
    annotation: str,
    python_default: str,
    default: str | None,
    description: str,
    *,
    required: bool = False,
    secret: bool = False,
) -> Setting:
    variable = EnvironmentVariable(name.upper(), default, description, required, secret)
    return Setting(name, annotation, python_default, variable)


def _server(design: Design) -> tuple[Setting, ...]:
    grace = math.ceil(design.limits.timeout_seconds)
    return (
        _setting(
            "environment", 'Literal["development", "production"]', '"development"', "development",
            "`production` does not start without its secrets and a database.",
        ),
        _setting("host", "str", '"127.0.0.1"', "127.0.0.1", "The address to listen on."),
        _setting("port", "int", "Field(default=8000, ge=0, le=65535)", "8000", "The port to listen on."),
        _setting(
            "forwarded_allow_ips", "str", '"127.0.0.1"', "127.0.0.1",
            "The proxies that may say whose address a request comes from, with commas between.",
        ),
        _setting(
            "log_level", 'Literal["debug", "info", "warning", "error"]', '"info"', "info",
            "The least level that is logged: `debug`, `info`, `warning` or `error`.",
        ),
        _setting(
            "shutdown_seconds", "int", f"Field(default={grace}, ge=0)", str(grace),
            "Seconds that requests under way get to end when the service is stopped.",
        ),
    )  # fmt: skip


def _storage(design: Design) -> tuple[Setting, ...]:
    is_postgresql = design.conventions.database == "postgresql"
    name = design.service.name.snake
    wanted = f"PostgreSQL, as `postgresql://user:password@host:5432/{name}`" if is_postgresql else "The database's URL"
    return (
        _setting(
            "database_url", "SecretStr | None", "None", None,
            f"{wanted}; SQLite in `DATA_DIR` unless set.", required=is_postgresql, secret=True,
        ),
        _setting(
            "database_pool_size", "int", "Field(default=10, ge=1)", "10",
            "Connections that one process keeps for single statements, and as many for transactions.",
        ),
        _setting("data_dir", "Path", 'Path(".data")', ".data", "Where the embedded database lives."),
    )  # fmt: skip


def _secrets(auth: AuthView | None) -> tuple[Setting, ...]:
    key = _setting(
        "secret_key", "SecretStr | None", "Field(default=None, min_length=32)", None,
        "At least 32 random characters; all keys come from it. Made and kept in `DATA_DIR` unless set.",
        required=True, secret=True,
    )  # fmt: skip
    if auth is None or auth.first_admin is None:
        return (key,)
    return (key, *_first_admin(auth.first_admin))


def _first_admin(admin: FirstAdmin) -> tuple[Setting, ...]:
    named = []
    if admin.has_email:
        about = "E-mail address of the first administrator, who is made when there is none."
        named.append(_setting("admin_email", "Email | None", "None", None, about))
    if admin.login == "admin_login":
        about = "Name by which the first administrator logs in, who is made when there is none."
        named.append(_setting("admin_login", "str | None", "None", None, about))
    limits = f"Field(default=None, min_length={admin.password_min}, max_length={admin.password_max})"
    about = f"Password of the first administrator: at least {admin.password_min} characters."
    return (*named, _setting("admin_password", "SecretStr | None", limits, None, about, secret=True))


def _limits(design: Design) -> tuple[Setting, ...]:
    limits = design.limits
    timeout = f"{limits.timeout_seconds:g}"
    return (
        *(_rate(design, rate) for rate in limits.rates),
        _setting(
            "max_body_bytes", "int", f"Field(default={limits.body_bytes}, ge=1)", str(limits.body_bytes),
            "The largest body of a request, in bytes.",
        ),
        _setting(
            "request_timeout", "float", f"Field(default={timeout}, gt=0)", timeout,
            "Seconds that one request may take.",
        ),
    )  # fmt: skip


def _rate(design: Design, rate: Rate) -> Setting:
    by = "address" if rate.per == "address" or design.auth is None else "user, or address without a login"
    which = "" if rate.key == "default" else f" of `{rate.key}`"
    return _setting(
        rate_setting(rate), "int", f"Field(default={rate.count}, ge=1)", str(rate.count),
        f"Calls{which} in {_period(rate.seconds)}, counted by {by}.",
    )  # fmt: skip


def _period(seconds: int) -> str:
    return {1: "a second", 60: "a minute", 3600: "an hour", 86400: "a day"}.get(seconds, f"{seconds} seconds")
