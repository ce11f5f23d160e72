"""The methods of a store: their signatures in its interface and in what implements it."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from scaffold.design.entities import Entity
from scaffold.targets.go.lists import ListView
from scaffold.targets.go.naming import EntityNames
from scaffold.targets.go.sql import sql_name
from scaffold.targets.go.text import go_string
from scaffold.targets.go.types import GoTypes


class Method(Struct, frozen=True):
    """A method of a store, and what its comment says."""

    name: str
    comment: str
    parameters: str
    results: str


class ReadingMethod(Struct, frozen=True):
    """A method that reads one row.

    Attributes:
        condition: The condition alone, as the end of a query.
        term: The condition beside others.
    """

    name: str
    parameters: str
    results: str
    condition: str
    term: str
    argument: str
    lock: str


class UniqueColumn(Struct, frozen=True):
    """A column by which one row is known: what methods that read by it are called behind, and its type."""

    suffix: str
    parameter: str
    column: str
    type: str


class StoreMethods(Struct, frozen=True):
    """Writes the methods of one entity's store, for one package.

    Attributes:
        per_caller: Whether what is computed of rows depends on the caller.
        update_takes_caller: Whether a change depends on who makes it.
    """

    types: GoTypes
    entity: Entity
    own: EntityNames
    keys: tuple[UniqueColumn, ...]
    per_caller: bool
    update_takes_caller: bool
    in_use: str | None

    @property
    def row(self) -> str:
        """The type of a row."""
        return f"*{self.types.prefix}{self.own.type}"

    @property
    def scope(self) -> str:
        """The parameters that say for whom rows are read."""
        return self._owner + self._caller

    @property
    def _owner(self) -> str:
        if self.entity.owner is None:
            return ""
        return f", owner *{self.types.of(self.entity.attribute(self.entity.owner).type)}"

    @property
    def _caller(self) -> str:
        return f", caller *{self.types.prefix}Caller" if self.per_caller else ""

    def reading(self) -> Iterator[ReadingMethod]:
        """The methods that read one row."""
        table = sql_name(self.entity.table)
        for key in self.keys:
            column = f"{table}.{key.column}"
            for verb in ("Get", "Lock"):
                yield ReadingMethod(
                    name=verb + key.suffix,
                    parameters=f"ctx context.Context, {key.parameter} {key.type}{self.scope}",
                    results=f"({self.row}, error)",
                    condition=go_string(f" WHERE {column} = $1"),
                    term=go_string(f"{column} = ?"),
                    argument=key.parameter,
                    lock=f"+s.dialect.forUpdate({go_string(table)})" if verb == "Lock" else "",
                )

    def find(self) -> Method:
        """The method that finds rows by their columns."""
        return Method(
            "Find",
            f"Find returns all {self.entity.plural.sentence} that the filter selects, oldest first.",
            f"ctx context.Context, filter {self.types.prefix}{self.own.filter}{self._caller}",
            f"([]{self.row}, error)",
        )

    def list(self, view: ListView) -> Method:
        """The method of one list."""
        parameters = ["ctx context.Context"]
        parameters += [f"parent {view.parent.type}"] if view.parent else []
        parameters += [f"query {self.types.prefix}{view.query}"] if view.query else []
        parameters.append(f"page {self.types.prefix}{view.pages.request}")
        owner = self._owner if view.takes_owner else ""
        caller = f", caller *{self.types.prefix}Caller" if view.takes_caller else ""
        selected = " that the query selects" if view.query else ""
        return Method(
            view.method,
            f"{view.method} returns one page of the {view.sentence}{selected}.",
            ", ".join(parameters) + owner + caller,
            f"(*{self.types.prefix}{view.pages.page}[{self.row}], error)",
        )

    def create(self) -> Method:
        """The method that stores a new row."""
        return Method(
            "Create",
            f"Create stores a new {self.entity.name.sentence}; it returns the conflict or the missing reference that"
            " it runs into.",
            f"ctx context.Context, row {self.types.prefix}{self.own.new}{self._caller}",
            f"({self.row}, error)",
        )

    def update(self) -> Method:
        """The method that changes a row."""
        caller = f", caller *{self.types.prefix}Caller" if self.update_takes_caller else ""
        changes = f"changes {self.types.prefix}{self.own.changes}"
        return Method(
            "Update",
            "Update stores what changes; it returns ErrNotFound, or what Create does.",
            f"ctx context.Context, id {self.types.of(self.entity.id_type)}, {changes}{caller}",
            f"({self.row}, error)",
        )

    def delete(self) -> Method:
        """The method that deletes a row."""
        one = self.entity.name.with_article
        otherwise = "ErrNotFound when there is none"
        if self.in_use:
            otherwise = f"ErrNotFound, or {self.in_use} when something refers to it"
        return Method(
            "Delete",
            f"Delete deletes {one}; it returns {otherwise}.",
            f"ctx context.Context, id {self.types.of(self.entity.id_type)}",
            "error",
        )

    def interface(self, lists: tuple[ListView, ...]) -> Iterator[Method]:
        """All methods, as the interface of the store lists them."""
        one = self.entity.name.sentence
        for each in self.reading():
            said = f"{each.name} returns one {one}, or ErrNotFound."
            if each.name.startswith("Lock"):
                got = each.name.replace("Lock", "Get", 1)
                said = f"{each.name} is {got} for {self.entity.name.with_article} that nobody else changes before"
                said += " the transaction ends."
            yield Method(each.name, said, each.parameters, each.results)
        yield self.find()
        yield from (self.list(each) for each in lists)
        yield self.create()
        yield self.update()
        yield self.delete()
