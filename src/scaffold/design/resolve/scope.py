"""What the resolver knows about the whole spec while it works on a part of it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec import Struct

from scaffold.design.types import Enumeration, Kind, ListOf, ObjectOf, Plain, Reference, Type
from scaffold.names import Name, name_of
from scaffold.spec.check.calls import calls
from scaffold.spec.language.base import size_in_bytes
from scaffold.spec.language.document import Spec
from scaffold.spec.language.endpoints import ResourceSpec
from scaffold.spec.language.fields import FieldSpec

STRING_LENGTH = 255
"""Greatest length of a ``string`` that says none; a ``text`` has no limit but the body's."""

_PLAIN_WIRE = re.compile(r"^[A-Za-z_][A-Za-z0-9_]*$")
_LENGTHS = {Kind.STRING: STRING_LENGTH, Kind.SLUG: STRING_LENGTH, Kind.EMAIL: 254, Kind.URL: 2048, Kind.SECRET: 1024}
_ENDLESS = re.compile(r"[*+]|\{[0-9]+,\}")
_SLUG_PATTERN = "^[a-z0-9]+(?:-[a-z0-9]+)*$"


class Scope(Struct, frozen=True):
    """A spec, with the answers that all parts of the resolver ask for.

    Attributes:
        entity_names: by model, its name for one.
        plurals: by model, its name for several.
        restricted: the models whose rows others can keep from being deleted.
        created: the models whose rows an operation makes without a line of business logic.
    """

    spec: Spec
    entity_names: Mapping[str, Name]
    plurals: Mapping[str, Name]
    restricted: frozenset[str]
    created: frozenset[str]

    def id_type(self, entity: str | None) -> Plain:
        """The type of the ids of an entity; of any entity that says nothing when it is ``None``."""
        said = self.spec.models[entity].id if entity is not None else None
        chosen = said or self.spec.conventions.ids
        return Plain(Kind.UUID) if chosen == "uuid" else Plain(Kind.INTEGER, min=1)

    def wire(self, text: str) -> str:
        """The JSON name of what the spec calls ``text``."""
        if self.spec.conventions.json_names == "camelCase":
            return name_of(text).camel
        return text if _PLAIN_WIRE.match(text) else name_of(text).snake

    def field_wire(self, key: str, field: FieldSpec) -> str:
        """The JSON name of a field: a reference ``book`` is ``book_id`` or ``bookId``."""
        wire = self.wire(key)
        if field.ref is None:
            return wire
        return f"{wire}Id" if wire != wire.lower() or self.spec.conventions.json_names == "camelCase" else f"{wire}_id"

    def field(self, path: str) -> tuple[str, FieldSpec]:
        """The owner's key and the field that ``Model.field`` or ``Shape.field`` names.

        Raises:
            KeyError: there is no such field.
        """
        owner, _, key = path.partition(".")
        if owner in self.spec.models:
            return owner, self.spec.models[owner].fields[key]
        return owner, self.spec.shapes[owner].fields[key]

    def type_of(self, owner: Name, key: str, field: FieldSpec) -> Type:
        """What a field holds. ``owner`` gives an enumeration its name, ``CopyCondition``.

        Nested objects have schemas of their own and are not resolved here.
        """
        if field.like is not None:
            other, original = self.field(field.like)
            limits = {name: value for name in ("min", "max", "pattern") if (value := getattr(field, name)) is not None}
            return self.type_of(name_of(other), field.like.partition(".")[2], original.model_copy(update=limits))
        if field.enum is not None:
            return Enumeration(Name(owner.words + name_of(key).words), field.enum)
        if field.ref is not None:
            return Reference(field.ref, self.id_type(field.ref))
        if field.list is not None:
            return ListOf(self.type_of(owner, key, field.list), _whole(field.min), _whole(field.max))
        if field.shape is not None:
            return ObjectOf(name_of(field.shape).pascal)
        return plain_type(field)


def plain_type(field: FieldSpec) -> Plain:
    """A field's plain type with its limits, and those that its kind has anyway."""
    kind = Kind(field.type or "string")
    return Plain(
        kind=kind,
        min=field.min,
        max=field.max if field.max is not None or _is_bounded(field.pattern) else _LENGTHS.get(kind),
        pattern=field.pattern or (_SLUG_PATTERN if kind is Kind.SLUG else None),
        digits=field.digits,
        places=field.places,
        currency=field.currency,
        media=field.media or (),
        max_bytes=size_in_bytes(field.max_size) if field.max_size else None,
    )


def _is_bounded(pattern: str | None) -> bool:
    """Whether a pattern itself limits the length: it is anchored and repeats nothing without end."""
    if pattern is None or not (pattern.startswith("^") and pattern.endswith("$")):
        return False
    return _ENDLESS.search(pattern) is None


def scope_of(spec: Spec) -> Scope:
    """Gather what concerns the whole spec: the names of its entities, for one and for several."""
    names = {key: name_of(key) for key in spec.models}
    plurals = {key: name.plural for key, name in names.items()}
    for key, endpoint in spec.endpoints.items():
        if isinstance(endpoint, ResourceSpec) and key in names:
            plurals[key] = _plural_in(endpoint.path, names[key]) or plurals[key]
    restricted = {
        field.ref
        for model in spec.models.values()
        for field in model.fields.values()
        if field.ref is not None and field.on_delete == "restrict"
    }
    created = {call.model for call in calls(spec) if call.does == "create" and call.model is not None}
    return Scope(spec, names, plurals, frozenset(restricted), frozenset(created))


def _plural_in(path: str, name: Name) -> Name | None:
    """The plural that a person chose in ``/branches``, if the path ends in one."""
    segment = path.rstrip("/").rpartition("/")[2]
    if not segment or segment.startswith("{"):
        return None
    chosen = name_of(segment)
    return chosen if chosen.words[-1][:2] == name.words[-1][:2] and len(chosen.words) >= len(name.words) else None


def _whole(limit: int | float | None) -> int | None:
    return None if limit is None else int(limit)
