"""What requests bring and answers hold, a module each: schemas of zod, and interfaces."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from scaffold.design.design import Design
from scaffold.design.entities import Default
from scaffold.design.operations import Operation, Parameter
from scaffold.design.schemas import Property, Schema
from scaffold.design.types import ListOf, ObjectOf, Type
from scaffold.targets.shared.answers import row_entity
from scaffold.targets.typescript_nest.imports import Imports, Uses
from scaffold.targets.typescript_nest.naming import DtoNames, ProjectNames
from scaffold.targets.typescript_nest.scalars import contains_object, listed, scalar
from scaffold.targets.typescript_nest.text import property_name
from scaffold.targets.typescript_nest.types import answer_type, list_type, or_null, row_type, typed_value

SESSION_ACTIONS = frozenset({"login", "refresh", "logout"})
"""Operations that the accounts answer, and no service."""


class DtoView(Struct, frozen=True):
    """One body, query or part of an answer.

    Attributes:
        path: Its module below ``src``.
        members: The members of the schema, each as a property; of an interface where it is not sent.
        fields: The members of its type, where no compiler can work them out from the schema.
    """

    path: str
    names: DtoNames
    description: str
    imports: tuple[str, ...]
    members: tuple[str, ...]
    fields: tuple[str, ...]
    is_input: bool


def dto_views(design: Design, names: ProjectNames, uses: Uses) -> Iterator[DtoView]:
    """The modules of what is sent, and of what is answered besides rows; ``uses`` notes what they import."""
    answered = frozenset(_answered(design))
    for schema in design.schemas:
        if schema.is_input:
            yield _input(design, names, schema, uses)
        elif schema.key in answered:
            yield _answer(design, names, schema, uses)
    for operation in design.operations:
        if operation.parameters_in("query"):
            yield _query(names, operation, uses)


def parameter_line(parameter: Parameter, schema: str) -> str:
    """A parameter as a property of the schema that it is read by."""
    if parameter.nullable:
        schema += ".nullable()"
    default = _default(parameter.default, parameter.type)
    if default is not None:
        schema += f".default({default})"
    elif not parameter.required:
        schema += ".exactOptional()"
    return f"{property_name(parameter.wire)}: {schema}"


def when_left_out(schema: Schema, member: Property) -> str:
    """What leaving a member out means; in a merge patch it means that nothing changes."""
    if member.required:
        return ""
    if schema.purpose == "update":
        return ".exactOptional()"
    default = _default(member.default, member.type)
    if default is not None and member.roles is None:
        return f".default({default})"
    is_null = member.nullable and member.default is None
    return ".default(null)" if is_null else ".exactOptional()"


def _input(design: Design, names: ProjectNames, schema: Schema, uses: Uses) -> DtoView:
    own = names.schemas[schema.key]
    imports = Imports(own.module[1:], uses)
    imports.value("zod", "z")
    is_circular = _reaches(design, schema.key, schema.key)
    members = tuple(_input_line(design, names, schema, each, imports) for each in schema.properties)
    fields = tuple(_field_lines(design, names, schema, imports)) if is_circular else ()
    return DtoView(own.module[1:], own, _described(schema), imports.lines, members, fields, is_input=True)


def _answer(design: Design, names: ProjectNames, schema: Schema, uses: Uses) -> DtoView:
    own = names.schemas[schema.key]
    imports = Imports(own.module[1:], uses)
    members = tuple(
        f"{property_name(each.wire)}: {or_null(answer_type(design, names, each.type, imports), each.nullable)}"
        for each in schema.properties
    )
    return DtoView(own.module[1:], own, _described(schema), imports.lines, members, (), is_input=False)


def _query(names: ProjectNames, operation: Operation, uses: Uses) -> DtoView:
    own = names.queries[operation.name.snake]
    imports = Imports(own.module[1:], uses)
    imports.value("zod", "z")
    parameters = {each.wire: each for each in operation.parameters_in("query")}
    members = tuple(parameter_line(each, scalar(each.type, "text", imports)) for each in parameters.values())
    description = f"The query of {operation.name.snake}."
    return DtoView(own.module[1:], own, description, imports.lines, members, (), is_input=True)


def _answered(design: Design) -> Iterator[str]:
    """The schemas that service functions answer with, and those inside of them; rows tell the others."""
    waiting: list[Type] = []
    for operation in design.operations:
        answer = operation.answer
        if operation.action not in SESSION_ACTIONS and answer.type is not None:
            waiting.append(ObjectOf(answer.page_of) if answer.page_of is not None else answer.type)
    reached: set[str] = set()
    while waiting:
        kind = waiting.pop()
        key = contains_object(kind)
        if key is None or key in reached or row_entity(design, ObjectOf(key)) is not None:
            continue
        reached.add(key)
        waiting += [each.type for each in design.schema[key].properties]
        yield key


def _described(schema: Schema) -> str:
    return schema.description or f"{schema.name.with_article.capitalize()}."


def _input_line(design: Design, names: ProjectNames, schema: Schema, member: Property, imports: Imports) -> str:
    said = _value(design, names, schema, member.type, imports)
    if member.nullable:
        said += ".nullable()"
    return f"{property_name(member.wire)}: {said}{when_left_out(schema, member)}"


def _default(default: Default | None, kind: Type) -> str | None:
    if default is None or default.value is None:
        return None
    if isinstance(default.value, tuple):
        item = kind.item if isinstance(kind, ListOf) else kind
        return f"[{', '.join(typed_value(each, item) for each in default.value)}]"
    return typed_value(default.value, kind)


def _value(design: Design, names: ProjectNames, holder: Schema, kind: Type, imports: Imports) -> str:
    match kind:
        case ListOf(item):
            return listed(_value(design, names, holder, item, imports), kind, imports)
        case ObjectOf(key):
            dto = names.schemas[key]
            schema = imports.value(dto.module, dto.schema)
            return f"z.lazy(() => {schema})" if _reaches(design, key, holder.key) else schema
    return scalar(kind, "body", imports)


def _reaches(design: Design, start: str, goal: str) -> bool:
    """Whether objects of a schema may hold those of another, however deep."""
    reached: set[str] = set()
    waiting = [start]
    while waiting:
        for each in design.schema[waiting.pop()].properties:
            key = contains_object(each.type)
            if key == goal:
                return True
            if key is not None and key not in reached:
                reached.add(key)
                waiting.append(key)
    return False


def _field_lines(design: Design, names: ProjectNames, schema: Schema, imports: Imports) -> Iterator[str]:
    """The members of an input's type as its handler gets them."""
    for each in schema.properties:
        is_always_there = each.required or when_left_out(schema, each).startswith(".default")
        kind = or_null(_field_type(names, each.type, imports), each.nullable)
        yield f"{property_name(each.wire)}{'' if is_always_there else '?'}: {kind}"


def _field_type(names: ProjectNames, kind: Type, imports: Imports) -> str:
    match kind:
        case ListOf(item):
            return list_type(_field_type(names, item, imports))
        case ObjectOf(key):
            dto = names.schemas[key]
            return imports.type(dto.module, dto.type)
    return row_type(kind)
