"""Where everything is in the documents."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from scaffold.design.design import Design
from scaffold.design.operations import Operation, Resource
from scaffold.design.schemas import Schema
from scaffold.documents.markdown import Markdown, code, escape, heading_anchors, link
from scaffold.render.tree import UnsafePath, verify_path

OBJECTS = "Objects"
LONGEST_HEADING = 60


class Places(Struct, frozen=True):
    """The file and anchor of each thing that documents link to, relative to the folders they are in.

    Attributes:
        files: by resource, the name of its file in ``docs/api``.
        operations: by operation, file and anchor.
        schemas: by schema, file and anchor.
        rules: by rule, the anchor in ``docs/rules.md``.
    """

    files: Mapping[str, str]
    operations: Mapping[str, str]
    schemas: Mapping[str, str]
    rules: Mapping[str, str]


class Links(Struct, frozen=True):
    """Links from one folder: ``docs`` and ``api`` lead to those two from there."""

    places: Places
    docs: str
    api: str

    def operation(self, operation: Operation) -> Markdown:
        """The operation by its name."""
        return link(code(operation.name.snake), f"{self.api}{self.places.operations[operation.name.snake]}")

    def resource(self, resource: Resource) -> Markdown:
        """The guide to a resource."""
        return link(escape(resource.title), f"{self.api}{self.places.files[resource.key]}")

    def schema(self, key: str) -> Markdown:
        """A schema by its name, linked where it is shown."""
        place = self.places.schemas.get(key)
        return code(key) if place is None else link(code(key), f"{self.api}{place}")

    def rule(self, key: str) -> Markdown:
        """The rule by its key."""
        return link(escape(key), f"{self.docs}rules.md{self.places.rules[key]}")

    def document(self, text: str, name: str) -> Markdown:
        """Another document of ``docs``."""
        return link(escape(text), f"{self.docs}{name}")


def find_places(design: Design) -> Places:
    """Work out where everything is."""
    files = {resource.key: _file_name(resource) for resource in design.resources}
    shown = objects_by_resource(design)
    operations: dict[str, str] = {}
    schemas: dict[str, str] = {}
    for resource in design.resources:
        objects = shown.get(resource.key, ())
        headings = [resource.title, *(operation_heading(design.operation[key]) for key in resource.operations)]
        anchors = heading_anchors([*headings, OBJECTS, *(each.key for each in objects)])
        file = files[resource.key]
        keys = zip(resource.operations, anchors[1:], strict=False)
        operations.update((key, file + _fragment(anchor)) for key, anchor in keys)
        places = zip(objects, anchors[len(headings) + 1 :], strict=True)
        schemas.update((each.key, file + _fragment(anchor)) for each, anchor in places)
    anchors = heading_anchors(["Business rules", *(rule.key for rule in design.rules)])
    rules = {rule.key: _fragment(anchor) for rule, anchor in zip(design.rules, anchors[1:], strict=True)}
    return Places(files, operations, schemas, rules)


def operation_heading(operation: Operation) -> str:
    """The heading of an operation: its summary, or its name where the summary is a whole sentence."""
    heading = operation.summary if len(operation.summary) <= LONGEST_HEADING else operation.name.sentence
    return heading[:1].upper() + heading[1:]


def objects_by_resource(design: Design) -> dict[str, tuple[Schema, ...]]:
    """By resource, the schemas that its guide shows on their own: answers, and parts of bodies."""
    found: dict[str, list[Schema]] = {}
    for schema in design.schemas:
        if schema.resource is not None and schema.purpose in ("answer", "part"):
            found.setdefault(schema.resource, []).append(schema)
    return {key: tuple(schemas) for key, schemas in found.items()}


def _file_name(resource: Resource) -> str:
    name = f"{resource.name.kebab}.md"
    try:
        verify_path(name)
    except UnsafePath:
        return f"{resource.name.kebab}-api.md"
    return name


def _fragment(anchor: str) -> str:
    """The anchor as the end of a link; a heading without letters has none."""
    return f"#{anchor}" if anchor.strip("-") else ""
