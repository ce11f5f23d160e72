"""The first administrator, who is made from the environment: which columns take what."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from msgspec import Struct

from scaffold.design.design import Auth, Design
from scaffold.design.entities import Attribute
from scaffold.design.types import Kind, Plain


class AdminValue(StrEnum):
    """What a column of the first administrator holds.

    ``LOGIN`` is the name to log in with, ``NAME`` what stands in front of its ``@``.
    """

    EMAIL = "email"
    LOGIN = "login"
    NAME = "name"
    ROLE = "role"
    ACTIVE = "active"


class AdminColumn(Struct, frozen=True):
    """A column of the first administrator, and what it holds."""

    attribute: Attribute
    value: AdminValue


class FirstAdmin(Struct, frozen=True):
    """How the first administrator is made.

    Attributes:
        login: The setting that holds the name to log in with.
        columns: The values of the new row, without the password.
    """

    login: Literal["admin_email", "admin_login"]
    columns: tuple[AdminColumn, ...]
    password_min: int
    password_max: int

    @property
    def has_email(self) -> bool:
        """Whether the name to log in with, or another column, is an e-mail address."""
        return any(column.value is AdminValue.EMAIL for column in self.columns)

    @property
    def needs_name(self) -> bool:
        """Whether a column takes the name in front of the e-mail address."""
        return any(column.value is AdminValue.NAME for column in self.columns)


def first_admin(design: Design) -> FirstAdmin | None:
    """How to fill a row for the first administrator; ``None`` when a column has no value that makes sense."""
    auth = design.auth
    if auth is None or auth.admin is None or auth.role_column is None:
        return None
    if auth.login_column is None or auth.password_column is None:
        return None
    entity = design.entity[auth.user]
    login, password = entity.attribute(auth.login_column), entity.attribute(auth.password_column)
    columns = []
    for each in entity.attributes:
        if each is password:
            continue
        value = _value(each, login, auth)
        if value is not None:
            columns.append(AdminColumn(each, value))
        elif not (each.nullable or each.default is not None or each.slug_of is not None):
            return None
    limits = password.type if isinstance(password.type, Plain) else Plain(Kind.SECRET)
    return FirstAdmin(
        login="admin_email" if _kind(login) is Kind.EMAIL else "admin_login",
        columns=tuple(columns),
        password_min=max(1, int(limits.min or 1)),
        password_max=int(limits.max or 1024),
    )


def _value(attribute: Attribute, login: Attribute, auth: Auth) -> AdminValue | None:
    kind = _kind(attribute)
    if attribute is login:
        return AdminValue.EMAIL if kind is Kind.EMAIL else AdminValue.LOGIN
    if attribute.column == auth.role_column:
        return AdminValue.ROLE
    if attribute.column == auth.active_column:
        return AdminValue.ACTIVE
    if attribute.nullable or attribute.default is not None:
        return None
    if kind is Kind.EMAIL:
        return AdminValue.EMAIL
    if kind in (Kind.STRING, Kind.TEXT) and _takes_any_name(attribute.type):
        return AdminValue.NAME
    return None


def _takes_any_name(kind: object) -> bool:
    return isinstance(kind, Plain) and kind.pattern is None and (kind.min or 0) <= 1 and (kind.max or 255) >= 64


def _kind(attribute: Attribute) -> Kind | None:
    return attribute.type.kind if isinstance(attribute.type, Plain) else None
