"""Lists as templates see them: what narrows them, and how they are paged."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from scaffold.design.conditions import FromRequest, request_operands
from scaffold.design.design import Design
from scaffold.design.entities import Default, Entity
from scaffold.design.operations import Filter, Operation, PageStyle
from scaffold.targets.go.expressions import Term, TermWriter, go_sql
from scaffold.targets.go.identifiers import members as member_names
from scaffold.targets.go.naming import ProjectNames
from scaffold.targets.go.sql import sql_name
from scaffold.targets.go.structs import Field
from scaffold.targets.go.text import go_string
from scaffold.targets.go.types import GoTypes

_PAGING: tuple[frozenset[str], ...] = (
    frozenset({"limit", "cursor"}), frozenset({"limit", "offset"}), frozenset({"page", "size"}),
)  # fmt: skip
"""For each style, the parameters that say which page of a list is asked for."""

AT_ONCE: Mapping[FromRequest, str] = {
    FromRequest.CALLER: "callerID(caller)",
    FromRequest.NOW: "s.now()",
    FromRequest.TODAY: "domain.DateOf(s.now())",
}
"""What a request brings, in the methods of a store."""


class PageNames(Struct, frozen=True):
    """The names of one style of pages: its types, how a store reads one, and how a handler does."""

    style: str
    page: str
    request: str
    method: str
    read: str
    answer: str
    answered: str


def _page_names(style: str) -> PageNames:
    name = style.capitalize()
    return PageNames(
        style=style,
        page=f"{name}Page",
        request=f"{name}Request",
        method=f"{style}Page",
        read=f"{style}Request",
        answer=f"{style}Answer",
        answered=f"{style}Page",
    )


PAGES: Mapping[PageStyle, PageNames] = {
    "cursor": _page_names("cursor"),
    "offset": _page_names("offset"),
    "page": _page_names("numbered"),
}


class FilterView(Struct, frozen=True):
    """One field of a query, and the statement that it narrows the list by.

    Attributes:
        is_guarded: Whether the statement may only be reached when the field is given.
    """

    field: str
    statement: str
    is_guarded: bool = False


class ListView(Struct, frozen=True):
    """One list of an entity's rows.

    Attributes:
        method: Of the store.
        fixed: Statements of the conditions that hold whatever the query says.
        order: The list's own order, as a request would ask for it.
    """

    method: str
    sentence: str
    pages: PageNames
    parent: Field | None
    query: str | None
    takes_owner: bool
    takes_caller: bool
    fixed: tuple[str, ...]
    filters: tuple[FilterView, ...]
    order: str


def list_operations(design: Design, entity: Entity) -> list[Operation]:
    """The operations that list an entity's rows; the first of them is the usual one."""
    found = [each for each in design.operations if each.action == "list" and each.entity == entity.key]
    homes = {each.key for each in design.resources if each.entity == entity.key}
    return sorted(found, key=lambda each: each.resource not in homes)


def list_method(design: Design, names: ProjectNames, operation: Operation) -> str:
    """What the store calls the list that an operation answers."""
    assert operation.entity is not None, f"{operation.name.snake} lists nothing"
    usual = list_operations(design, design.entity[operation.entity])[0]
    return "List" if usual is operation else names.operations[operation.name.snake].method


def query_fields(design: Design, types: GoTypes, operation: Operation) -> Iterator[Field]:
    """What the query says beside which page, and in which order."""
    members = query_members(operation)
    for each in operation.parameters_in("query"):
        if each.wire in members:
            is_sure = each.required or (each.default is not None and each.default != Default())
            yield Field(members[each.wire], types.of(each.type, nullable=not is_sure))


def query_members(operation: Operation) -> Mapping[str, str]:
    """By name on the wire, the fields of an operation's query."""
    said = [each.wire for each in operation.parameters_in("query")]
    if operation.listing is not None:
        narrowing = {each.parameter.wire for each in operation.listing.filters} | {"q"}
        wires = [each for each in said if each in narrowing]
    else:
        paging = frozenset(said[-2:]) if operation.answer.page_of is not None else frozenset()
        wires = [each for each in said if paging not in _PAGING or each not in paging]
    return dict(zip(wires, member_names(wires), strict=True))


def takes_caller(entity: Entity, operation: Operation) -> bool:
    """Whether a list has to know who calls."""
    if any(each.per_caller for each in entity.computed):
        return True
    plan = operation.listing
    conditions = [each.condition for each in plan.filters] if plan else []
    conditions += [plan.where] if plan and plan.where is not None else []
    return any(FromRequest.CALLER in request_operands(each) for each in conditions)


def list_view(design: Design, names: ProjectNames, types: GoTypes, entity: Entity, operation: Operation) -> ListView:
    """See a list as the template of its store does."""
    plan = operation.listing
    assert plan is not None, f"{operation.name.snake} lists nothing"
    own = names.operations[operation.name.snake]
    members = query_members(operation)
    parent = None
    fixed = []
    writer = TermWriter(types, _operands(types))
    table = sql_name(entity.table)
    if operation.parent is not None:
        id_type = types.of(design.entity[operation.parent.entity].id_type)
        parent = Field("parent", id_type)
        fixed.append(f"where.add({go_string(f'{table}.{sql_name(operation.parent.reference)} = ?')}, parent)")
    if plan.where is not None:
        fixed.append(f"where.add({writer.term(plan.where, entity.key).call()})")
    return ListView(
        method=list_method(design, names, operation),
        sentence=entity.plural.sentence,
        pages=PAGES[plan.style],
        parent=parent,
        query=own.query if members else None,
        takes_owner=entity.owner is not None,
        takes_caller=takes_caller(entity, operation),
        fixed=tuple(fixed),
        filters=tuple(_filters(types, entity, operation, members)),
        order=_order(entity, operation),
    )


def _operands(types: GoTypes, value: str = "") -> Mapping[FromRequest, str]:
    operands = {**AT_ONCE, FromRequest.TODAY: AT_ONCE[FromRequest.TODAY].replace("domain.", types.prefix)}
    return {**operands, FromRequest.VALUE: value}


def _filters(types: GoTypes, entity: Entity, operation: Operation, members: Mapping[str, str]) -> Iterator[FilterView]:
    plan = operation.listing
    if plan is None:
        return
    if plan.search:
        columns = ", ".join(go_string(f"{sql_name(entity.table)}.{sql_name(column)}") for column in plan.search)
        yield FilterView(members["q"], f"where.addSearch(query.{members['q']}, {columns})")
    for each in plan.filters:
        member = members[each.parameter.wire]
        term = TermWriter(types, _operands(types, f"*query.{member}")).term(each.condition, entity.key)
        yield _filter(each, member, term)


def _filter(said: Filter, member: str, term: Term) -> FilterView:
    """The statement of a filter: usually it takes the field as it is, given or not."""
    field = f"query.{member}"
    if said.switch:
        return FilterView(member, f"where.addSwitch({term.call(field)})")
    match term.arguments:
        case (value,) if value == f"*{field}":
            return FilterView(member, f"addGiven(&where, {go_sql(term.sql, '+')}, {field})")
        case (value,) if value.endswith(f"{{*{field}}}"):
            return FilterView(member, f"addGivenItem(&where, {go_sql(term.sql, '+')}, {field})")
    return FilterView(member, f"where.add({term.call()})", is_guarded=True)


def _order(entity: Entity, operation: Operation) -> str:
    """The list's own order, by the name that a request would sort by."""
    assert operation.listing is not None
    said = operation.listing.order[0]
    wire = "id" if said.column == "id" else entity.attribute(said.column).wire
    return f"-{wire}" if said.descending else wire


def sort_columns(design: Design, entity: Entity) -> dict[str, str]:
    """By name on the wire, the columns that lists of an entity are sorted by; the id aside."""
    found: dict[str, str] = {}
    for operation in list_operations(design, entity):
        if operation.listing is not None:
            found.update((each.wire, each.column) for each in operation.listing.sorts if each.column != "id")
            said = operation.listing.order[0]
            if said.column != "id":
                found.setdefault(entity.attribute(said.column).wire, said.column)
    return found
