"""Lists as templates see them: what narrows them, and how they are paged."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from scaffold.design.conditions import FromRequest, request_operands
from scaffold.design.design import Design
from scaffold.design.entities import Entity
from scaffold.design.operations import Filter, ListPlan, Operation, PageStyle
from scaffold.targets.python_fastapi.expressions import AT_ONCE, ExpressionWriter, may_be_null
from scaffold.targets.python_fastapi.identifiers import column_access, member_name, member_of_wire
from scaffold.targets.python_fastapi.naming import ProjectNames
from scaffold.targets.python_fastapi.text import python_string
from scaffold.targets.python_fastapi.types import caller_type, row_annotation

_BRANCHES = 9
"""How often one function may branch, as linters count."""

_PAGING = frozenset({"limit", "cursor", "offset", "page", "size", "sort"})


class PageClasses(Struct, frozen=True):
    """The classes of one style of pages, how a repository finds one, and how a request is read."""

    module: str
    repository: str
    method: str
    page: str
    request: str
    reader: str


def _classes(module: str) -> PageClasses:
    name = module.capitalize()
    return PageClasses(
        module=module,
        repository=f"{name}Repository",
        method=f"_{module}_page",
        page=f"{name}Page",
        request=f"{name}Request",
        reader=f"{module}_request",
    )


STYLES: Mapping[PageStyle, PageClasses] = {
    "cursor": _classes("cursor"),
    "offset": _classes("offset"),
    "page": _classes("numbered"),
}


class Switch(Struct, frozen=True):
    """A filter by condition: the function that answers the expression; ``false`` asks for its opposite."""

    function: str
    parameters: str
    arguments: str
    expression: str


class FilterView(Struct, frozen=True):
    """One query parameter and the condition that it adds."""

    parameter: str
    condition: str
    branches: int = 1
    takes_caller: bool = False


class Conditions(Struct, frozen=True):
    """The function that yields the conditions of a query; ``call`` is how the list asks for them."""

    name: str
    parameters: str
    call: str
    filters: tuple[FilterView, ...]


class ListView(Struct, frozen=True):
    """One list of an entity's rows.

    Attributes:
        operation: The function of the operation that it answers.
        method: What the repository calls it.
        parameters: Of the method, declared.
        arguments: Of the page that the method asks for.
        query: The class of its query, when something of it narrows the list, and the package of that class.
        functions: The function of its conditions, if there are any.
        sorts: By name on the wire, the columns to sort by.
        takes_caller: Whether the method has to know who calls.
        entities: The entities whose tables the conditions mention.
        aliases: Second names of tables that the conditions need, with the table of each.
    """

    operation: str
    method: str
    docstring: str
    style: PageClasses
    parameters: tuple[str, ...]
    arguments: tuple[str, ...]
    query: str | None
    query_package: str
    functions: tuple[Conditions, ...]
    switches: tuple[Switch, ...]
    sorts: tuple[tuple[str, str], ...]
    takes_caller: bool
    entities: tuple[str, ...]
    aliases: Mapping[str, str]


def list_views(design: Design, names: ProjectNames, entity: Entity) -> tuple[ListView, ...]:
    """The lists of an entity's rows; the first of them is called ``list``."""
    found = [each for each in design.operations if each.action == "list" and each.entity == entity.key]
    found.sort(key=lambda each: names.resources[each.resource] != names.entities[entity.key].package)
    return tuple(_list_view(design, names, entity, each, index == 0) for index, each in enumerate(found))


def narrows(operation: Operation) -> bool:
    """Whether the query says more than which page, and in which order."""
    return any(each.wire not in _PAGING for each in operation.parameters_in("query"))


def _list_view(design: Design, names: ProjectNames, entity: Entity, operation: Operation, is_first: bool) -> ListView:
    plan = operation.listing
    assert plan is not None, f"{operation.name.snake} lists nothing"
    writer = ExpressionWriter(design, names, AT_ONCE)
    own = names.entities[entity.key]
    function = names.operations[operation.name.snake].function
    prefix = "" if is_first else f"_{function}"
    switches = {each.parameter.wire: _switch(writer, entity, each, prefix) for each in plan.filters if each.switch}
    query = names.queries.get(operation.name.snake) if narrows(operation) else None
    asks = any(FromRequest.CALLER in request_operands(each.condition) for each in plan.filters)
    fixed = list(_fixed(writer, entity, own.table, operation))
    filters = tuple(_filters(writer, entity, own.table, plan, switches))
    functions = tuple(_functions(filters, query, prefix, caller_type(design)))
    fixed += [f"*{each.call}" for each in functions]
    per_caller = any(each.per_caller for each in entity.computed)
    keywords = [("owner", operation.policy.owner and entity.owner is not None)]
    keywords.append(("caller_id", asks or per_caller or _is_about_caller(plan)))
    asked = [name for name, is_asked in keywords if is_asked]
    passed = [name for name in asked if name != "caller_id" or per_caller]
    return ListView(
        operation=function,
        method="list" if is_first else function,
        docstring=_docstring(entity, query, "owner" in asked),
        style=STYLES[plan.style],
        parameters=tuple(_parameters(design, operation, query, STYLES[plan.style].request, asked)),
        arguments=("page", *fixed, *_order(plan), *(f"{name}={name}" for name in passed)),
        query=query,
        query_package=names.resources[operation.resource],
        functions=functions,
        switches=tuple(switches.values()),
        sorts=tuple((each.wire, member_name(each.column)) for each in plan.sorts),
        takes_caller="caller_id" in asked,
        entities=tuple(writer.entities),
        aliases=writer.aliases,
    )


def _parameters(
    design: Design, operation: Operation, query: str | None, request: str, asked: list[str]
) -> Iterator[str]:
    yield "self"
    if operation.parent is not None:
        parent = row_annotation(design.entity[operation.parent.entity].id_type)
        yield f"{member_name(operation.parent.reference)}: {parent}"
    if query is not None:
        yield f"query: {query}"
    yield f"page: {request}"
    if asked:
        yield "*"
        yield from (f"{name}: {caller_type(design)} | None = None" for name in asked)


def _fixed(writer: ExpressionWriter, entity: Entity, table: str, operation: Operation) -> Iterator[str]:
    """Conditions that hold whatever the query says."""
    if operation.parent is not None:
        reference = member_name(operation.parent.reference)
        yield f"{column_access(table, reference)} == {reference}"
    if operation.listing is not None and operation.listing.where is not None:
        yield writer.condition(operation.listing.where, entity.key)


def _functions(filters: tuple[FilterView, ...], query: str | None, prefix: str, identity: str) -> Iterator[Conditions]:
    """The filters in functions of a size that linters accept: one, or several with a number."""
    if query is None:
        return
    for number, part in enumerate(_parts(filters), start=1):
        name = f"{prefix}_conditions" + (f"_{number}" if number > 1 else "")
        if any(each.takes_caller for each in part):
            yield Conditions(name, f"query: {query}, caller_id: {identity} | None", f"{name}(query, caller_id)", part)
        else:
            yield Conditions(name, f"query: {query}", f"{name}(query)", part)


def _parts(filters: tuple[FilterView, ...]) -> Iterator[tuple[FilterView, ...]]:
    part: list[FilterView] = []
    for each in filters:
        if sum(other.branches for other in part) + each.branches > _BRANCHES:
            yield tuple(part)
            part = []
        part.append(each)
    yield tuple(part)


def _docstring(entity: Entity, query: str | None, is_owned: bool) -> str:
    selected = " that the query selects" if query is not None else ""
    owned = "; only `owner`'s, if that is given" if is_owned else ""
    return f"One page of the {entity.plural.sentence}{selected}{owned}."


def _is_about_caller(plan: ListPlan) -> bool:
    return plan.where is not None and FromRequest.CALLER in request_operands(plan.where)


def _switch(writer: ExpressionWriter, entity: Entity, said: Filter, prefix: str) -> Switch:
    asks_caller = FromRequest.CALLER in request_operands(said.condition)
    return Switch(
        function=f"{prefix}_{said.parameter.name.snake}",
        arguments="caller_id" if asks_caller else "",
        parameters=f"caller_id: {caller_type(writer.design)} | None" if asks_caller else "",
        expression=writer.condition(said.condition, entity.key),
    )


def _filters(
    writer: ExpressionWriter, entity: Entity, table: str, plan: ListPlan, switches: Mapping[str, Switch]
) -> Iterator[FilterView]:
    if plan.search:
        columns = ", ".join(column_access(table, member_name(column)) for column in plan.search)
        yield FilterView("q", f"contains_text(query.q, {columns})")
    for each in plan.filters:
        parameter = member_of_wire(each.parameter.wire)
        if each.switch:
            switch = switches[each.parameter.wire]
            call = f"{switch.function}({switch.arguments})"
            is_unsure = may_be_null(writer.design, each.condition)
            opposite = f"{call}.is_not(True)" if is_unsure else f"not_({call})"
            yield FilterView(parameter, f"{call} if query.{parameter} else {opposite}", 2, bool(switch.arguments))
            continue
        valued = replace(writer, operands={**writer.operands, FromRequest.VALUE: f"query.{parameter}"})
        takes_caller = FromRequest.CALLER in request_operands(each.condition)
        yield FilterView(parameter, valued.condition(each.condition, entity.key), 1, takes_caller)


def _order(plan: ListPlan) -> Iterator[str]:
    """The order of the list, where it is not the usual one."""
    said = plan.order[0]
    if said.column != "id" or said.descending:
        yield f"order={python_string(('-' if said.descending else '') + member_name(said.column))}"
