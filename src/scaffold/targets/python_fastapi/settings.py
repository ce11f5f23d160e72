"""The settings of a service, as attributes of a settings class."""

from __future__ import annotations

from msgspec import Struct

from scaffold.design.design import Design
from scaffold.documents.infrastructure import EnvironmentVariable
from scaffold.targets.python_fastapi.text import python_string
from scaffold.targets.shared import settings as shared
from scaffold.targets.shared.settings import RuntimeWording, SettingKind

_WORDING = RuntimeWording(
    embedded="SQLite",
    pool="Connections that one process keeps for single statements, and as many for transactions.",
    traces="; needs the extra `telemetry`",
)


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


def shared_settings(design: Design) -> tuple[shared.Setting, ...]:
    """Every setting of the service, before it is written in Python."""
    return shared.settings(design, _WORDING)


def settings(design: Design) -> tuple[Setting, ...]:
    """Every setting of the service, in the order in which people read them."""
    return tuple(
        Setting(each.name, _annotation(each), _default(each), each.variable) for each in shared_settings(design)
    )


def _annotation(setting: shared.Setting) -> str:
    match setting.kind:
        case SettingKind.CHOICE:
            return f"Literal[{', '.join(map(python_string, setting.choices))}]"
        case SettingKind.TEXT:
            return "str" if setting.default is not None else "str | None"
        case SettingKind.TEXTS:
            return "list[str]"
        case SettingKind.EMAIL:
            return "Email | None"
        case SettingKind.SECRET:
            return "SecretStr | None"
        case SettingKind.FOLDER:
            return "Path"
        case SettingKind.INTEGER:
            return "int"
        case SettingKind.SECONDS:
            return "float"


def _default(setting: shared.Setting) -> str:
    match setting.kind:
        case SettingKind.INTEGER:
            return _field(setting, ge=setting.least, le=setting.most)
        case SettingKind.SECONDS:
            return _field(setting, gt=0)
        case SettingKind.SECRET if setting.least is not None:
            return _field(setting, min_length=setting.least, max_length=setting.most)
        case SettingKind.TEXTS:
            return str(setting.default)
        case SettingKind.FOLDER:
            return f"Path({python_string(str(setting.default))})"
    return "None" if setting.default is None else python_string(setting.default)


def _field(setting: shared.Setting, **limits: int | None) -> str:
    given = "".join(f", {name}={limit}" for name, limit in limits.items() if limit is not None)
    return f"Field(default={setting.default}{given})"
