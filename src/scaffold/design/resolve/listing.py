"""Lists: filters, search, sort, pages."""

from __future__ import annotations

from scaffold.design.conditions import (
    BoundCondition,
    Column,
    Compare,
    Conjunction,
    Contains,
    Disjunction,
    FromRequest,
    Negation,
    OneOf,
    request_operands,
)
from scaffold.design.entities import Default, Entity
from scaffold.design.operations import Filter, ListPlan, Order, PageStyle, Parameter, Sort
from scaffold.design.resolve.conditions import bind_condition, column_of
from scaffold.design.resolve.scope import Scope
from scaffold.design.types import Enumeration, Kind, ListOf, Plain, Type
from scaffold.names import Name, name_of
from scaffold.spec.language import endpoints as language

SEARCH_LENGTH = 200
CURSOR_LENGTH = 1024
MAX_OFFSET = 1_000_000_000


def resolve_listing(scope: Scope, entity: Entity, action: language.ListAction) -> ListPlan:
    """How the rows of ``entity`` are listed."""
    pagination = scope.spec.pagination
    return ListPlan(
        style=action.page or pagination.style,
        size=min(pagination.size, pagination.max),
        max=pagination.max,
        filters=tuple(_filter(scope, entity, key, each) for key, each in action.filter.items()),
        search=tuple(name_of(key).snake for key in action.search),
        sorts=tuple(_sort(scope, entity, key) for key in action.sort),
        order=_order(entity, action.order),
        where=bind_condition(scope, entity.key, action.where) if action.where else None,
    )


def query_parameters(owner: Name, plan: ListPlan) -> tuple[Parameter, ...]:
    """The filters, then ``q``, ``sort`` and those of the page style, as parameters."""
    parameters = [each.parameter for each in plan.filters]
    if plan.search:
        parameters.append(
            _text(
                "q",
                "Only those in which this text occurs, whatever its case.",
                Plain(Kind.STRING, min=1, max=SEARCH_LENGTH),
            )
        )
    if plan.sorts:
        keys = tuple(key for sort in plan.sorts for key in (sort.wire, f"-{sort.wire}"))
        kind = Enumeration(Name((*owner.words, "sort")), keys)
        parameters.append(_text("sort", "The key to sort by; `-` in front turns the order round.", kind))
    return (*parameters, *page_parameters(plan.style, plan.size, plan.max))


def page_parameters(style: PageStyle, size: int, greatest: int) -> tuple[Parameter, ...]:
    """The parameters that ask for one page of a list."""
    holds = Plain(Kind.INTEGER, min=1, max=greatest)
    how_many = "How many a page holds."
    if style == "page":
        return (
            _number("page", "Which page, counted from 1.", Plain(Kind.INTEGER, min=1, max=MAX_OFFSET), 1),
            _number("size", how_many, holds, size),
        )
    limit = _number("limit", how_many, holds, size)
    if style == "offset":
        return (limit, _number("offset", "How many to pass over.", Plain(Kind.INTEGER, min=0, max=MAX_OFFSET), 0))
    cursor = _text(
        "cursor",
        "Where the page starts: `next_cursor` of the one before.",
        Plain(Kind.STRING, min=1, max=CURSOR_LENGTH),
    )
    return (limit, cursor)


def _number(wire: str, description: str, kind: Plain, default: int) -> Parameter:
    return Parameter(
        name_of(wire), wire, "query", kind, required=False, default=Default(value=default), description=description
    )


def _text(wire: str, description: str, kind: Type) -> Parameter:
    return Parameter(name_of(wire), wire, "query", kind, required=False, description=description)


def _filter(scope: Scope, entity: Entity, key: str, said: language.Filter) -> Filter:
    if said.where is None:
        return _field_filter(scope, entity, key, said)
    condition = bind_condition(scope, entity.key, said.where)
    takes_value = FromRequest.VALUE in request_operands(condition)
    kind = _compared_type(entity, condition) if takes_value else Plain(Kind.BOOLEAN)
    parameter = _text(
        scope.wire(key), said.description or _explained(condition, said.where), kind or Plain(Kind.STRING)
    )
    return Filter(parameter, condition, switch=not takes_value)


def _explained(condition: BoundCondition, said: str) -> str:
    match condition:
        case Contains(column, FromRequest.VALUE):
            return f"Only those whose {name_of(column.column).sentence} include it."
        case _ if FromRequest.VALUE in request_operands(condition):
            return f"Only those with `{said}`."
    return f"`true`: only those with `{said}`; `false`: only the others."


def _field_filter(scope: Scope, entity: Entity, key: str, said: language.Filter) -> Filter:
    field = scope.spec.models[entity.key].fields[key]
    attribute = entity.attribute(column_of(key, field))
    column = Column(entity.key, attribute.column)
    if isinstance(attribute.type, ListOf):
        kind: Type = attribute.type.item
        condition: BoundCondition = Contains(column, FromRequest.VALUE)
    else:
        kind = attribute.type
        condition = Compare(column, "=", FromRequest.VALUE)
    parameter = _text(attribute.wire, said.description or f"Only those with this {attribute.name.sentence}.", kind)
    return Filter(parameter, condition, switch=False)


def _compared_type(entity: Entity, condition: BoundCondition) -> Type | None:
    """The type of the column that ``value`` is compared with."""
    match condition:
        case Compare(Column() as column, _, FromRequest.VALUE) | Compare(FromRequest.VALUE, _, Column() as column):
            return entity.attribute(column.column).type
        case Contains(column, FromRequest.VALUE):
            listed = entity.attribute(column.column).type
            return listed.item if isinstance(listed, ListOf) else listed
        case OneOf(Column() as column, _):
            return entity.attribute(column.column).type
        case Negation(inner):
            return _compared_type(entity, inner)
        case Conjunction(parts) | Disjunction(parts):
            return next((found for part in parts if (found := _compared_type(entity, part))), None)
    return None


def _sort(scope: Scope, entity: Entity, key: str) -> Sort:
    if key == "id":
        return Sort("id", "id", nullable=False)
    attribute = entity.attribute(column_of(key, scope.spec.models[entity.key].fields[key]))
    return Sort(attribute.wire, attribute.column, attribute.nullable)


def _order(entity: Entity, said: str | None) -> tuple[Order, ...]:
    """The order when a request names none; ids are in order of creation."""
    if said is None:
        return (Order("id", descending=False),)
    key = said.removeprefix("-")
    column = "id" if key == "id" else entity.attribute(name_of(key).snake).column
    return (Order(column, descending=said.startswith("-")),)
