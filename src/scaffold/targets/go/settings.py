"""The settings of a service, as fields of a struct that is read from the environment."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from scaffold.design.design import Design
from scaffold.names import name_of
from scaffold.targets.go.identifiers import exported
from scaffold.targets.go.text import go_string
from scaffold.targets.shared import settings as shared
from scaffold.targets.shared.settings import RuntimeWording, SettingKind

_WORDING = RuntimeWording(embedded="SQLite", pool="Connections that one process keeps at most.")
_FIELDS: Mapping[str, str] = {
    "forwarded_allow_ips": "ForwardedAllowIPs",
    "cors_origins": "CORSOrigins",
    "otel_exporter_otlp_endpoint": "OTLPEndpoint",
    "shutdown_seconds": "ShutdownTimeout",
}
_TYPES: Mapping[SettingKind, str] = {
    SettingKind.CHOICE: "string",
    SettingKind.TEXT: "string",
    SettingKind.TEXTS: "[]string",
    SettingKind.EMAIL: "string",
    SettingKind.SECRET: "string",
    SettingKind.FOLDER: "string",
    SettingKind.INTEGER: "int",
    SettingKind.SECONDS: "time.Duration",
}
_SPECIAL: Mapping[str, tuple[str, str]] = {
    "log_level": ("slog.Level", 'r.level("LOG_LEVEL", slog.LevelInfo)'),
    "shutdown_seconds": ("time.Duration", 'r.seconds("SHUTDOWN_SECONDS", {default}*time.Second)'),
}


class Setting(Struct, frozen=True):
    """A field of the configuration.

    Attributes:
        variable: The variable that sets it.
        field: The field; ``type`` its type.
        value: The expression that reads it from ``r``.
    """

    variable: str
    field: str
    type: str
    value: str
    kind: SettingKind
    required: bool


def shared_settings(design: Design) -> tuple[shared.Setting, ...]:
    """Every setting of the service, before it is written in Go."""
    return shared.settings(design, _WORDING)


def settings(design: Design) -> tuple[Setting, ...]:
    """Every setting of the service, in the order in which people read them."""
    return tuple(map(_setting, shared_settings(design)))


def setting_field(name: str) -> str:
    """The field of a setting."""
    return _FIELDS.get(name) or exported(name_of(name))


def _setting(each: shared.Setting) -> Setting:
    kind, value = _TYPES[each.kind], _value(each)
    if each.name in _SPECIAL:
        kind, template = _SPECIAL[each.name]
        value = template.format(default=each.default)
    elif each.name == "max_body_bytes":
        kind, value = "int64", f"int64({value})"
    return Setting(
        each.variable.name,
        setting_field(each.name),
        kind,
        value,
        each.kind,
        each.variable.required_in_production,
    )


def _value(each: shared.Setting) -> str:
    name, default = go_string(each.variable.name), go_string(each.default or "")
    match each.kind:
        case SettingKind.CHOICE:
            others = (go_string(choice) for choice in each.choices if choice != each.default)
            return f"r.choice({', '.join((name, default, *others))})"
        case SettingKind.TEXTS:
            return f"r.list({name})"
        case SettingKind.EMAIL:
            return f"r.email({name})"
        case SettingKind.SECRET if each.least is not None:
            return f"r.secret({name}, {each.least}, {_most(each)})"
        case SettingKind.INTEGER:
            return f"r.integer({name}, {each.default}, {each.least}, {_most(each)})"
        case SettingKind.SECONDS:
            return f"r.seconds({name}, {_duration(float(each.default or 0))})"
    return f"r.text({name}, {default})"


def _most(each: shared.Setting) -> str:
    return "unlimited" if each.most is None else str(each.most)


def _duration(seconds: float) -> str:
    return f"{seconds:g}*time.Second" if seconds.is_integer() else f"{round(seconds * 1000)}*time.Millisecond"
