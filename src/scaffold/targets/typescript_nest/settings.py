"""The settings of a service, as schemas of zod for its environment variables."""

from __future__ import annotations

from msgspec import Struct

from scaffold.design.design import Design
from scaffold.documents.infrastructure import EnvironmentVariable
from scaffold.targets.shared import settings as shared
from scaffold.targets.shared.settings import RuntimeWording, SettingKind
from scaffold.targets.typescript_nest.text import string

_WORDING = RuntimeWording(embedded="PGlite", pool="Connections that one process keeps.")


class Setting(Struct, frozen=True):
    """A setting: the variable as people see it, and the schema of its value."""

    schema: str
    variable: EnvironmentVariable

    @property
    def name(self) -> str:
        """The variable, which is also the property of the settings."""
        return self.variable.name


def shared_settings(design: Design) -> tuple[shared.Setting, ...]:
    """Every setting of the service, before it is written in TypeScript."""
    return shared.settings(design, _WORDING)


def settings(design: Design) -> tuple[Setting, ...]:
    """Every setting of the service, in the order in which people read them."""
    return tuple(Setting(_schema(each), each.variable) for each in shared_settings(design))


def _schema(setting: shared.Setting) -> str:
    value = _value(setting)
    return f"{value}.optional()" if setting.default is None else f"{value}.default({_default(setting)})"


def _value(setting: shared.Setting) -> str:
    match setting.kind:
        case SettingKind.CHOICE:
            return f"z.enum([{', '.join(map(string, setting.choices))}])"
        case SettingKind.TEXTS:
            return "texts"
        case SettingKind.EMAIL:
            return "email()"
        case SettingKind.SECRET:
            ends = (("min", setting.least), ("max", setting.most))
            return "z.string()" + "".join(f".{name}({number(limit)})" for name, limit in ends if limit is not None)
        case SettingKind.INTEGER:
            limits = ", ".join(number(limit) for limit in (setting.least, setting.most) if limit is not None)
            return f"integer({limits})"
        case SettingKind.SECONDS:
            return "z.coerce.number().positive()"
    return "z.string()"


def _default(setting: shared.Setting) -> str:
    default = str(setting.default)
    match setting.kind:
        case SettingKind.INTEGER:
            return number(int(default))
        case SettingKind.TEXTS | SettingKind.SECONDS:
            return default
    return string(default)


def number(value: int) -> str:
    """A whole number, with its thousands apart where there are many of them."""
    return f"{value:_}" if abs(value) >= 10_000 else str(value)
