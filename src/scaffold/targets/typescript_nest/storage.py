"""What the repositories of a service have in common, and what requests are read with: only what something needs."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from scaffold.design.conditions import BoundCondition, FromRequest, request_operands
from scaffold.design.design import Design
from scaffold.design.types import Kind, ListOf, Plain, Reference, Type
from scaffold.targets.shared.integers import is_exact_as_double
from scaffold.targets.typescript_nest.imports import Uses
from scaffold.targets.typescript_nest.tables import deleted_key
from scaffold.targets.typescript_nest.types import caller_id_type


class ScopeMember(Struct, frozen=True):
    """Something that a call asks of a repository besides the row."""

    name: str
    type: str
    comment: str


class SumView(Struct, frozen=True):
    """A function that adds up a column: what it answers, and how the database and the driver hold that."""

    function: str
    type: str
    stored: str
    mapped: str


_SUMS = (
    SumView("sumOf", "bigint", "bigint", ".mapWith(BigInt)"),
    SumView("sumOfNumbers", "number", "double precision", ".mapWith(Number)"),
    SumView("sumOfDecimals", "string", "numeric(38, 10)", ""),
)
_CONDITION_IMPORTS = {"containsText": ("ilike", "or"), "hasElement": ("sql",), "differs": ("bindIfParam", "sql"),
                      "opposite": ("sql",)}  # fmt: skip
_WITH_COLUMNS = frozenset({"containsText", "hasElement", "differs"})


class StorageView(Struct, frozen=True):
    """What the base class of repositories does, and the functions beside it.

    Attributes:
        scope: What calls may ask of a repository.
        owner: Whether rows belong to users.
        per_caller: Whether computed fields depend on who calls.
        brought: What each statement brings, as members of an object: the caller and the time of computed fields.
        by_column: Whether paths name rows by another column than the id.
        referred: Whether bodies refer to rows.
        deleted_key: The property that says when a row was deleted.
        conditions: The functions of conditions that repositories use.
        related: The functions of computed fields that they use.
        columns: The column types of the service's own that tables use.
        pages: The styles in which lists are paged.
        big_integers: Whether JSON may hold integers that a double cannot.
    """

    scope: tuple[ScopeMember, ...]
    owner: bool
    per_caller: bool
    brought: tuple[str, ...]
    soft_delete: bool
    by_column: bool
    referred: bool
    deleted_key: str
    conditions: frozenset[str]
    related: frozenset[str]
    columns: frozenset[str]
    pages: frozenset[str]
    slugs: bool
    states: bool
    locations: bool
    headers: bool
    big_integers: bool

    @property
    def scope_parameter(self) -> str:
        """The parameter of a method that may be asked about."""
        return ", scope: Scope = {}" if self.scope_is_read else ""

    @property
    def caller_parameter(self) -> str:
        """The parameter of a method for which it only counts who calls."""
        return ", scope: Scope = {}" if self.per_caller else ""

    @property
    def scope_is_read(self) -> bool:
        """Whether all repositories look at what a call asks."""
        return self.owner or self.per_caller

    @property
    def lists(self) -> bool:
        """Whether there are lists."""
        return bool(self.pages)

    @property
    def has_cursor_pages(self) -> bool:
        """Whether some lists are paged by cursors."""
        return "cursor" in self.pages

    @property
    def has_offset_pages(self) -> bool:
        """Whether some lists are paged by offset."""
        return "offset" in self.pages

    @property
    def has_numbered_pages(self) -> bool:
        """Whether some lists are paged by number."""
        return "numbered" in self.pages

    @property
    def counted(self) -> bool:
        """Whether lists say how many rows they have."""
        return bool(self.pages & {"offset", "numbered"})

    @property
    def values(self) -> str:
        """What statements are executed with."""
        return f"{{ {', '.join(self.brought)} }}" if self.brought else ""

    @property
    def values_with_id(self) -> str:
        """The same for the statement that finds a row by its id."""
        return f"{{ {', '.join(('id', *self.brought))} }}"

    @property
    def clock(self) -> str:
        """The functions of the clock that repositories need in general."""
        text = " ".join((*self.brought, *(["now()"] if self.soft_delete else [])))
        return ", ".join(name for name in ("now", "today") if f"{name}()" in text)

    @property
    def repository_imports(self) -> str:
        """What the base class takes of Drizzle."""
        names = ["and"] if self.owner or self.lists or self.soft_delete else []
        names += ["eq"]
        names += ["getTableColumns"] if self.lists or self.by_column else []
        names += ["getTableName", *(["isNull"] if self.soft_delete else []), "sql", "type SQL"]
        return ", ".join(names)

    @property
    def related_imports(self) -> str:
        """What the functions of computed fields take of Drizzle."""
        return ", ".join(name for name, of in (("count", "countOf"), ("exists", "anyOf")) if of in self.related)

    @property
    def sums(self) -> tuple[SumView, ...]:
        """The functions that add up."""
        return tuple(each for each in _SUMS if each.function in self.related)

    @property
    def condition_imports(self) -> str:
        """What the conditions take of Drizzle."""
        names = {name for each in self.conditions for name in _CONDITION_IMPORTS[each]}
        return ", ".join((*sorted(names), "type SQL"))

    @property
    def condition_columns(self) -> bool:
        """Whether conditions are about single columns."""
        return bool(self.conditions & _WITH_COLUMNS)

    def alive(self, condition: str) -> str:
        """A condition, for rows that have not been deleted."""
        return f"this.alive({condition})" if self.soft_delete else condition


class ScalarsView(Struct, frozen=True):
    """The functions of each module below ``common/scalars`` that schemas use."""

    text: frozenset[str]
    email: frozenset[str]
    url: frozenset[str]
    uuid: frozenset[str]
    row_id: frozenset[str]
    integer: frozenset[str]
    big_integer: frozenset[str]
    number: frozenset[str]
    decimal: frozenset[str]
    boolean: frozenset[str]
    one_of: frozenset[str]
    list: frozenset[str]
    date: frozenset[str]
    timestamp: frozenset[str]
    duration: frozenset[str]
    json: frozenset[str]

    @property
    def any(self) -> bool:
        """Whether there are any at all."""
        return any(getattr(self, name) for name in self.__struct_fields__)


def scalars_view(uses: Uses) -> ScalarsView:
    """The scalars that the modules of a project import."""
    found = {name: uses.of(f"/common/scalars/{name.replace('_', '-')}") for name in ScalarsView.__struct_fields__}
    if found["email"] or found["url"]:
        found["text"] |= {"limitedText"}
    return ScalarsView(**found)


def storage_view(design: Design, uses: Uses) -> StorageView:
    """What the base class of all repositories does for the entities of a design."""
    computed = [each for entity in design.entities for each in entity.computed]
    asked = frozenset[FromRequest]().union(*(request_operands(each.where) for each in computed if each.where))
    per_caller = any(each.per_caller for each in computed)
    return StorageView(
        scope=tuple(_scope(design)),
        owner=design.auth is not None and any(each.owner for each in design.entities),
        per_caller=per_caller,
        brought=tuple(_brought(asked, per_caller=per_caller)),
        soft_delete=any(each.soft_delete for each in design.entities),
        by_column=any(each.target.column != "id" for each in design.operations if each.target),
        referred=any(_refers(design, each.body.schema) for each in design.stubs if each.body and each.method != "GET"),
        deleted_key=deleted_key(design),
        conditions=uses.of("/database/conditions"),
        related=uses.of("/database/related"),
        columns=uses.of("/database/columns"),
        pages=frozenset(name for name in ("cursor", "offset", "numbered") if uses.of(f"/database/pages/{name}-page")),
        slugs=bool(uses.of("/database/slugs")),
        states=bool(uses.of("/database/states")),
        locations=bool(uses.of("/common/http/location")),
        headers=bool(uses.of("/common/http/headers")),
        big_integers=has_big_integers(design),
    )


def _scope(design: Design) -> Iterator[ScopeMember]:
    """What a call may ask of a repository besides the row."""
    caller = caller_id_type(design)
    if design.auth is not None and any(each.owner for each in design.entities):
        yield ScopeMember("owner", caller, "Only rows of this user count, if that is given.")
    computed = any(each.per_caller for entity in design.entities for each in entity.computed)
    if computed or any(FromRequest.CALLER in request_operands(each) for each in _list_conditions(design)):
        yield ScopeMember("callerId", caller, "Who calls.")
    if any(each.states for each in design.entities):
        yield ScopeMember("role", "string", "The role of who moves a row from state to state.")


def has_big_integers(design: Design) -> bool:
    """Whether bodies or answers may hold integers that a double cannot."""
    kinds = [each.type for schema in design.schemas if schema.is_input for each in schema.properties]
    kinds += [each.type for entity in design.entities for each in entity.attributes]
    kinds += [entity.id_type for entity in design.entities]
    return any(_is_big(each) for each in kinds)


def _is_big(kind: Type) -> bool:
    match kind:
        case ListOf(item):
            return _is_big(item)
        case Reference(_, key):
            return _is_big(key)
        case Plain(Kind.INTEGER):
            return not is_exact_as_double(kind)
        case Plain(Kind.JSON):
            return True
    return False


def _brought(asked: frozenset[FromRequest], *, per_caller: bool) -> Iterator[str]:
    if per_caller:
        yield "callerId: scope.callerId ?? null"
    if FromRequest.NOW in asked:
        yield "now: now()"
    if FromRequest.TODAY in asked:
        yield "today: today()"


def _refers(design: Design, schema: str) -> bool:
    return any(isinstance(each.type, Reference) for each in design.schema[schema].properties)


def _list_conditions(design: Design) -> Iterator[BoundCondition]:
    for operation in design.operations:
        if operation.listing is not None:
            yield from (each.condition for each in operation.listing.filters)
            if operation.listing.where is not None:
                yield operation.listing.where
