"""Schemas: the objects that are sent and answered."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from scaffold.design.entities import Default
from scaffold.design.types import Type
from scaffold.names import Name

Purpose = Literal["answer", "create", "update", "page", "body", "part"]


class Property(Struct, frozen=True):
    """One member of a schema.

    Attributes:
        wire: its name in JSON.
        required: must be there. In answers every property is.
        nullable: may be null.
        default: what the server takes when it is left out; documented, and filled in on input.
        roles: in a body, the only roles that may send it.
        attribute: the column of the entity that it shows or sets, if it is one.
    """

    name: Name
    wire: str
    type: Type
    required: bool
    nullable: bool
    default: Default | None = None
    roles: tuple[str, ...] | None = None
    attribute: str | None = None
    description: str | None = None
    example: object = None


class Schema(Struct, frozen=True):
    """A named object of the API.

    Attributes:
        name: its words; ``name.pascal`` is the component in the OpenAPI document.
        purpose: what it is for. Inputs (create, update, body, and the parts of bodies) refuse
            unknown members; an update is a merge patch (RFC 7396).
        entity: the entity whose rows it shows or changes, if it is one's.
        resource: the resource (see :class:`~scaffold.design.operations.Resource`) that it belongs to.
    """

    name: Name
    purpose: Purpose
    properties: tuple[Property, ...]
    is_input: bool
    entity: str | None = None
    resource: str | None = None
    description: str | None = None

    @property
    def key(self) -> str:
        """How types refer to it."""
        return self.name.pascal
