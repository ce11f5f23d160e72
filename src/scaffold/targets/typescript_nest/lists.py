"""Lists as templates see them: what narrows them, and how they are paged."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from scaffold.design.conditions import BoundCondition, FromRequest, request_operands
from scaffold.design.design import Design
from scaffold.design.entities import Entity
from scaffold.design.operations import Filter, ListPlan, Operation, PageStyle
from scaffold.targets.typescript_nest.expressions import CONDITIONS, ExpressionWriter
from scaffold.targets.typescript_nest.imports import Imports
from scaffold.targets.typescript_nest.naming import ProjectNames
from scaffold.targets.typescript_nest.text import member, string
from scaffold.targets.typescript_nest.types import id_type, is_camel, wire_of_column

_PAGING = frozenset({"limit", "cursor", "offset", "page", "size", "sort"})


class PageStyleNames(Struct, frozen=True):
    """What belongs to one style of pages: the function that finds a page, and the types of a page and its request."""

    module: str
    function: str
    page: str
    request: str
    reader: str

    @property
    def types_module(self) -> str:
        """Where the types are."""
        return f"/common/pagination/{self.module}"


def _style(module: str) -> PageStyleNames:
    name = module.capitalize()
    return PageStyleNames(module, f"{module}Page", f"{name}Page", f"{name}Request", f"{module}Request")


STYLES: Mapping[PageStyle, PageStyleNames] = {
    "cursor": _style("cursor"),
    "offset": _style("offset"),
    "page": _style("numbered"),
}


class Switch(Struct, frozen=True):
    """A filter by condition: the function that answers the expression; ``false`` asks for its opposite."""

    function: str
    parameters: str
    call: str
    expression: str


class FilterView(Struct, frozen=True):
    """One query parameter and the condition that it adds."""

    parameter: str
    condition: str


class ConditionsView(Struct, frozen=True):
    """The function that yields the conditions of a query."""

    name: str
    parameters: str
    filters: tuple[FilterView, ...]


class ListView(Struct, frozen=True):
    """One list of an entity's rows.

    Attributes:
        operation: The operation that it answers.
        method: What the repository calls it.
        parameters: Of the method, declared.
        page: The type of the page.
        expression: What the method returns.
        conditions: The function of the conditions of the query, if there are any.
        has_query: Whether something of the query narrows the list.
        takes_caller: Whether the method has to know who calls.
        is_owned: Whether the method can be limited to the rows of one user.
    """

    operation: str
    method: str
    comment: str
    style: PageStyleNames
    parameters: tuple[str, ...]
    page: str
    expression: str
    conditions: tuple[ConditionsView, ...]
    switches: tuple[Switch, ...]
    has_query: bool
    takes_caller: bool
    is_owned: bool


def list_operations(design: Design, names: ProjectNames, entity: Entity) -> list[Operation]:
    """The lists of an entity's rows, those of its own resource first."""
    found = [each for each in design.operations if each.action == "list" and each.entity == entity.key]
    return sorted(found, key=lambda each: names.resources[each.resource].folder != names.entities[entity.key].folder)


def narrows(operation: Operation) -> bool:
    """Whether the query says more than which page, and in which order."""
    return any(each.wire not in _PAGING for each in operation.parameters_in("query"))


def list_method(names: ProjectNames, operation: Operation, *, is_first: bool) -> str:
    """What a repository calls a list; the first of them is ``list``."""
    return "list" if is_first else names.operations[operation.name.snake].method


def asks_caller(design: Design, operation: Operation) -> bool:
    """Whether the rows of a list depend on who calls, besides whose they are."""
    plan = operation.listing
    conditions = [each.condition for each in plan.filters] if plan else []
    if plan is not None and plan.where is not None:
        conditions.append(plan.where)
    is_asked = any(FromRequest.CALLER in request_operands(each) for each in conditions)
    return is_asked or any(each.per_caller for each in design.entity[operation.entity or ""].computed)


def list_views(writer: ExpressionWriter, entity: Entity) -> Iterator[ListView]:
    """The lists of an entity's rows, in the module that a writer writes for."""
    design, names = writer.design, writer.names
    for index, operation in enumerate(list_operations(design, names, entity)):
        yield _list_view(writer, entity, operation, is_first=index == 0)


def _list_view(writer: ExpressionWriter, entity: Entity, operation: Operation, *, is_first: bool) -> ListView:
    plan = operation.listing
    assert plan is not None, f"{operation.name.snake} lists nothing"
    design, names, imports = writer.design, writer.names, writer.imports
    method = list_method(names, operation, is_first=is_first)
    prefix = "" if is_first else method
    switches = {each.parameter.wire: _switch(writer, entity, each, prefix) for each in plan.filters if each.switch}
    query = names.queries.get(operation.name.snake) if narrows(operation) else None
    filters = tuple(_filters(writer, entity, plan, switches))
    takes_caller = asks_caller(design, operation)
    is_owned = operation.policy.owner and entity.owner is not None
    conditions = _conditions(imports, filters, query.type if query else None, prefix)
    style = STYLES[plan.style]
    imports.value(f"/database/pages/{style.module}-page", style.function)
    own = names.entities[entity.key]
    page, row = imports.type(style.types_module, style.page), imports.type(own.table_module, own.row)
    return ListView(
        operation=operation.name.snake,
        method=method,
        comment=_comment(entity, is_narrowed=query is not None, is_owned=is_owned),
        style=style,
        parameters=tuple(_parameters(writer, operation, style, is_scoped=is_owned or takes_caller)),
        page=f"{page}<{row}>",
        expression=_expression(writer, entity, operation, conditions),
        conditions=conditions,
        switches=tuple(switches.values()),
        has_query=query is not None,
        takes_caller=takes_caller,
        is_owned=is_owned,
    )


def _parameters(
    writer: ExpressionWriter, operation: Operation, style: PageStyleNames, *, is_scoped: bool
) -> Iterator[str]:
    design, imports = writer.design, writer.imports
    if operation.parent is not None:
        yield f"{_parent(design, operation)}: {id_type(design.entity[operation.parent.entity].id_type)}"
    if narrows(operation):
        query = writer.names.queries[operation.name.snake]
        yield f"query: {imports.type(query.module, query.type)}"
    yield f"page: {imports.type(style.types_module, style.request)}"
    if is_scoped:
        yield f"scope: {imports.type('/database/repository', 'Scope')} = {{}}"


def _parent(design: Design, operation: Operation) -> str:
    assert operation.parent is not None
    entity = design.entity[operation.entity or ""]
    return f"{entity.attribute(operation.parent.reference).name.camel}Id"


def _expression(
    writer: ExpressionWriter, entity: Entity, operation: Operation, functions: tuple[ConditionsView, ...]
) -> str:
    """The page of the rows for which all conditions hold."""
    plan = operation.listing
    assert plan is not None
    fixed = list(_fixed(writer, entity, operation))
    fixed += [f"...{each.name}(query{', scope' if 'scope' in each.parameters else ''})" for each in functions]
    condition = "undefined"
    if fixed:
        is_one = len(fixed) == 1 and not fixed[0].startswith("...")
        condition = fixed[0] if is_one else f"{writer.imports.value('drizzle-orm', 'and')}({', '.join(fixed)})"
    scope = _scope(writer.design, entity, plan)
    if (operation.policy.owner and entity.owner is not None) or asks_caller(writer.design, operation):
        scope = f"{{ ...scope, {scope} }}" if scope else "scope"
    elif scope:
        scope = f"{{ {scope} }}"
    arguments = f"{condition}{f', {scope}' if scope else ''}" if scope or condition != "undefined" else ""
    return f"{STYLES[plan.style].function}(this.listing({arguments}), page)"


def _scope(design: Design, entity: Entity, plan: ListPlan) -> str:
    """The order of the list, where it is not the usual one."""
    said = plan.order[0]
    if said.column == "id" and not said.descending:
        return ""
    key = wire_of_column(entity, said.column, camel=is_camel(design))
    return f"order: {string(('-' if said.descending else '') + key)}"


def _fixed(writer: ExpressionWriter, entity: Entity, operation: Operation) -> Iterator[str]:
    """Conditions that hold whatever the query says."""
    if operation.parent is not None:
        own = writer.table(entity.key)
        column = writer.column(own, entity.key, operation.parent.reference)
        yield f"{writer.imports.value('drizzle-orm', 'eq')}({column}, {_parent(writer.design, operation)})"
    if operation.listing is not None and operation.listing.where is not None:
        yield _about(writer, operation.listing.where).condition(operation.listing.where, entity.key)


def _about(writer: ExpressionWriter, condition: BoundCondition, **brought: str) -> ExpressionWriter:
    """A writer that knows who calls, where the condition asks: nobody is equal to nothing."""
    operands = {FromRequest(key): text for key, text in brought.items()}
    if FromRequest.CALLER in request_operands(condition):
        sql = writer.imports.value("drizzle-orm", "sql")
        operands[FromRequest.CALLER] = f"{sql}`${{scope.callerId ?? null}}`"
    return ExpressionWriter(writer.design, writer.names, writer.imports, operands, aliases=writer.aliases)


def _conditions(
    imports: Imports, filters: tuple[FilterView, ...], query: str | None, prefix: str
) -> tuple[ConditionsView, ...]:
    if query is None or not filters:
        return ()
    imports.type("drizzle-orm", "SQL")
    name = f"{prefix}Conditions" if prefix else "conditions"
    asks = any("scope" in each.condition for each in filters)
    parameters = f"query: {query}" + (", scope: Scope" if asks else "")
    return (ConditionsView(name, parameters, filters),)


def _comment(entity: Entity, *, is_narrowed: bool, is_owned: bool) -> str:
    selected = " that the query selects" if is_narrowed else ""
    owned = "; only `owner`'s, if that is given" if is_owned else ""
    return f"One page of the {entity.plural.sentence}{selected}{owned}."


def _switch(writer: ExpressionWriter, entity: Entity, said: Filter, prefix: str) -> Switch:
    is_about_caller = FromRequest.CALLER in request_operands(said.condition)
    name = said.parameter.name
    function = f"{prefix}{name.pascal}Condition" if prefix else f"{name.camel}Condition"
    if is_about_caller:
        writer.imports.type("/database/repository", "Scope")
    writer.imports.type("drizzle-orm", "SQL")
    return Switch(
        function=function,
        parameters="scope: Scope" if is_about_caller else "",
        call=f"{function}({'scope' if is_about_caller else ''})",
        expression=_about(writer, said.condition).condition(said.condition, entity.key),
    )


def _filters(
    writer: ExpressionWriter, entity: Entity, plan: ListPlan, switches: Mapping[str, Switch]
) -> Iterator[FilterView]:
    table = writer.table(entity.key)
    if plan.search:
        columns = ", ".join(writer.column(table, entity.key, column) for column in plan.search)
        yield FilterView("query.q", f"{writer.imports.value(CONDITIONS, 'containsText')}(query.q, {columns})")
    for each in plan.filters:
        parameter = member("query", each.parameter.wire)
        if each.switch:
            call = switches[each.parameter.wire].call
            yield FilterView(parameter, f"{parameter} ? {call} : {writer.opposite(call)}")
            continue
        condition = _about(writer, each.condition, value=parameter).condition(each.condition, entity.key)
        yield FilterView(parameter, condition)
