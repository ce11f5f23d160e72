"""The spec as its checks see it: names by kind, and what is known to be broken."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

from msgspec import Struct

from scaffold.names import words_of
from scaffold.spec.check.calls import Call, calls
from scaffold.spec.language.document import Auth, Spec
from scaffold.spec.language.fields import FieldSpec
from scaffold.spec.language.models import ModelSpec
from scaffold.spec.load import LoadedSpec
from scaffold.spec.positions import Path

IMPLIED_FIELDS = ("id",)
"""Fields that every model has without saying so."""

KINDS = ("type", "enum", "list", "ref", "many", "shape", "object", "like", "count", "exists", "sum")
COMPUTED = ("count", "exists", "sum")


def kind_of(field: FieldSpec) -> str | None:
    """Which of the kinds a field is; ``None`` when it says none or several."""
    kinds = [kind for kind in KINDS if getattr(field, kind) is not None]
    return kinds[0] if len(kinds) == 1 else None


def is_computed(field: FieldSpec) -> bool:
    """Whether a field is worked out in the query."""
    return kind_of(field) in COMPUTED


def wire_name(name: str, field: FieldSpec) -> str:
    """A field's name in JSON, before the JSON naming convention: ``book_id`` for a reference."""
    return f"{name}_id" if field.ref is not None else name


class Scope(Struct, frozen=True, dict=True):
    """A loaded spec with its names looked up.

    Names of broken parts count as declared: what is wrong with them has been said, and is no
    reason to call every reference to them unknown.
    """

    loaded: LoadedSpec
    spec: Spec

    @cached_property
    def calls(self) -> tuple[Call, ...]:
        """Every call of the API."""
        return tuple(calls(self.spec))

    @cached_property
    def call_names(self) -> Mapping[str, Call]:
        """The calls by name."""
        return {call.name: call for call in self.calls}

    def names(self, section: str) -> tuple[str, ...]:
        """The names that a section declares: ``names("models")``."""
        declared = self.loaded.data.get(section)
        return tuple(key for key in declared if isinstance(key, str)) if isinstance(declared, dict) else ()

    @cached_property
    def _declared(self) -> Mapping[str, frozenset[str]]:
        sections = ("models", "shapes", "endpoints", "rules", "errors")
        return {section: frozenset(self.names(section)) for section in sections}

    def declares(self, section: str, name: str) -> bool:
        """Whether a section declares a name, sound or not."""
        return name in self._declared[section]

    @cached_property
    def constraint_errors(self) -> frozenset[str]:
        """The codes of the errors that unique fields, references and states make."""
        found: set[str] = set()
        for model, spec in self.spec.models.items():
            found |= {f"{name}_taken" for name, field in spec.fields.items() if field.unique}
            found |= {unique.error or "_".join(unique.fields) + "_taken" for unique in spec.unique}
            found.add("_".join((*words_of(model), "in_use")))
            if spec.states is not None:
                found.add(spec.states.error)
        return frozenset(found)

    @property
    def auth(self) -> Auth | None:
        """The sound part of ``auth``."""
        return self.spec.auth

    def model(self, name: str | None) -> ModelSpec | None:
        """The sound model of that name."""
        return self.spec.models.get(name) if name else None

    def fields_of(self, model: str | None) -> Mapping[str, FieldSpec]:
        """The sound fields of a model."""
        found = self.model(model)
        return found.fields if found else {}

    def lacks_field(self, model: str, name: str) -> bool:
        """Whether a sound model certainly has no field of that name."""
        found = self.spec.models.get(model)
        if found is None or name in found.fields or name in IMPLIED_FIELDS:
            return False
        return not self.is_broken(("models", model, "fields", name))

    def is_broken(self, path: Path) -> bool:
        """Whether the node at ``path``, or a part of it, was refused by validation."""
        return any(broken[: len(path)] == path for broken in self.loaded.broken)

    def walk_fields(self) -> Iterator[tuple[Path, FieldSpec]]:
        """Every field of the spec at any depth, with the keys that lead to it."""
        for model, model_spec in self.spec.models.items():
            yield from walk(("models", model, "fields"), model_spec.fields)
        for shape, shape_spec in self.spec.shapes.items():
            yield from walk(("shapes", shape, "fields"), shape_spec.fields)
        for call in self.calls:
            yield from _fields_of_operation(call)
        yield from _fields_beyond(self.spec)

    @cached_property
    def fields(self) -> tuple[tuple[Path, FieldSpec], ...]:
        """The result of :meth:`walk_fields`, worked out once."""
        return tuple(self.walk_fields())

    @cached_property
    def field_at(self) -> Mapping[Path, FieldSpec]:
        """Every field by the keys that lead to it."""
        return dict(self.fields)


def walk(path: Path, fields: Mapping[str, FieldSpec]) -> Iterator[tuple[Path, FieldSpec]]:
    """The fields of a mapping and those nested in them."""
    for name, field in fields.items():
        yield from walk_field((*path, name), field)


def walk_field(path: Path, field: FieldSpec) -> Iterator[tuple[Path, FieldSpec]]:
    """A field and those nested in it."""
    yield path, field
    if field.list is not None:
        yield from walk_field((*path, "list"), field.list)
    if field.object is not None:
        yield from walk((*path, "object"), field.object)


def _fields_of_operation(call: Call) -> Iterator[tuple[Path, FieldSpec]]:
    operation = call.operation
    if operation is None:
        return
    for place in ("params", "query", "headers"):
        yield from walk((*call.where, place), getattr(operation, place))
    if operation.body is not None:
        yield from walk_field((*call.where, "body"), operation.body)
    for status, answer in operation.answer.items():
        if answer.body is not None:
            yield from walk_field((*call.where, "answer", status, "body"), answer.body)


def _fields_beyond(spec: Spec) -> Iterator[tuple[Path, FieldSpec]]:
    """Fields of events, other systems and datasets."""
    groups: list[tuple[Path, Any]] = []
    if spec.events:
        groups += [(("events", "publish", name), each) for name, each in spec.events.publish.items()]
        groups += [(("events", "consume", name), each) for name, each in spec.events.consume.items()]
    groups += [(("datasets", name), each) for name, each in spec.datasets.items()]
    for path, node in groups:
        yield from walk((*path, "fields"), node.fields)
    bodies: list[tuple[Path, Any]] = [(("inference", name), each) for name, each in spec.inference.items()]
    for name, integration in spec.integrations.items():
        bodies += [(("integrations", name, "calls", key), each) for key, each in integration.calls.items()]
        bodies += [(("integrations", name, "webhooks", key), each) for key, each in integration.webhooks.items()]
    for path, node in bodies:
        for key in ("body", "answer"):
            field = getattr(node, key, None)
            if field is not None:
                yield from walk_field((*path, key), field)
