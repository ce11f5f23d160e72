"""An operation on its way to a handler: what its service function is given, and what comes before."""

from __future__ import annotations

from msgspec import Struct, field

from scaffold.design.design import Design
from scaffold.design.entities import Entity
from scaffold.design.operations import Operation
from scaffold.names import Name
from scaffold.targets.python_fastapi.arguments import (
    RESERVED,
    argument_name,
    caller_annotation,
    owner_expression,
    path_arguments,
)
from scaffold.targets.python_fastapi.identifiers import member_name, variable_name
from scaffold.targets.python_fastapi.naming import EntityNames, ProjectNames
from scaffold.targets.python_fastapi.text import python_string
from scaffold.targets.python_fastapi.types import caller_type, row_annotation
from scaffold.targets.shared.loading import loads_row

Use = tuple[str, str]
"""A module below the service's package, and a name to import from it."""


class Given(Struct, frozen=True):
    """One thing that a service function is given: a field of its input, and the handler's value for it."""

    name: str
    annotation: str
    value: str


class Call(Struct):
    """An operation, and what has been gathered of its handler.

    Attributes:
        before: Lines before the store is asked.
        inside: Lines that need the store, or the transaction.
        given: What the service function is given.
        notes: What the input says of its fields.
        uses: What has to be imported.
    """

    design: Design
    names: ProjectNames
    operation: Operation
    before: list[str] = field(default_factory=list)
    inside: list[str] = field(default_factory=list)
    given: list[Given] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    uses: list[Use] = field(default_factory=list)

    @property
    def entity(self) -> Entity:
        """The entity that the operation is about."""
        assert self.operation.entity is not None, f"{self.operation.name.snake} is about no entity"
        return self.design.entity[self.operation.entity]

    @property
    def rows(self) -> EntityNames:
        """What the entity is called."""
        return self.names.entities[self.entity.key]

    @property
    def repository(self) -> str:
        """The repository of the entity, as the service function reaches it."""
        return f"request.store.{self.rows.table}"

    @property
    def has_caller(self) -> bool:
        """Whether it is known who calls."""
        return caller_annotation(self.operation) is not None

    @property
    def writes(self) -> bool:
        """Whether it changes anything, and so needs a transaction."""
        return self.operation.method != "GET"

    @property
    def store(self) -> str:
        """The store, as the handler reaches it."""
        return "transaction" if self.writes else "runtime.store"

    @property
    def loads_row(self) -> bool:
        """Whether the handler loads the row that the path names, before the service is asked."""
        is_owned = self.operation.entity is not None and self.owner_of(self.entity.key) is not None
        return loads_row(self.operation, is_owned=is_owned)

    def give(self, name: str, annotation: str, value: str | None = None) -> None:
        """Give the service function one more thing; its value is the variable of its name unless said."""
        self.given.append(Given(name, annotation, value or name))

    def use(self, module: str, *names: str) -> None:
        """Note what has to be imported."""
        self.uses.extend((module, name) for name in names)

    def owner_of(self, entity: str) -> str | None:
        """Whose rows of an entity the caller may see; ``None`` when that does not matter here."""
        return owner_expression(self.design, self.operation, entity)

    def owner(self, entity: str) -> str:
        """The same as a variable of the handler; empty when it does not matter."""
        expression = self.owner_of(entity)
        if expression is None or expression == "caller.id":
            return expression or ""
        line = f"owner = {expression}"
        if line not in self.before:
            self.before.append(line)
        return "owner"

    def caller_id(self, of: str) -> str:
        """The keyword that works out computed fields for the caller, where there are such."""
        return self.known_caller(of) if any(each.per_caller for each in self.entity.computed) else ""

    def known_caller(self, of: str) -> str:
        """The keyword that says who calls, where somebody may be known."""
        if not self.has_caller:
            return ""
        known = f"{of}caller.id if {of}caller else None" if self.operation.policy.optional else f"{of}caller.id"
        return f", caller_id={known}"

    @property
    def row_variable(self) -> str:
        """What the handler calls the row that it loads."""
        return self.variable(self.entity.name)

    def variable(self, row: Name) -> str:
        """A variable of the handler for a row: its name, unless that is taken by something else."""
        name = variable_name(row.snake)
        taken = [each.name for each in path_arguments(self.operation)] + [each.name for each in self.given]
        return f"{name}_row" if name in taken or name in RESERVED else name

    def load_row(self) -> str:
        """Load the row that the path names, and make sure that it stands under what the path says before it.

        Returns:
            The variable that holds it.
        """
        operation, variable = self.operation, self.row_variable
        owner = self.owner(self.entity.key)
        keywords = (f", owner={owner}" if owner else "") + self.caller_id("")
        finder = self.finder("lock" if self.writes else "get", "")
        self.inside.append(f"{variable} = await {self.store}.{self.rows.table}.{finder}{keywords})")
        if operation.parent is not None:
            parent = argument_name(operation.parent.parameter)
            self.inside.append(f"if {variable}.{member_name(operation.parent.reference)} != {parent}:")
            self.inside.append("    raise NotFound")
        return variable

    def finder(self, verb: str, of: str) -> str:
        """The call, left open, that finds the row which the path names; ``of`` is where the parameters are."""
        target = self.operation.target
        assert target is not None, f"{self.operation.name.snake} names no row"
        if target.parameter is None:
            return f"{verb}({of}caller.id"
        name = f"{of}{argument_name(target.parameter)}"
        if target.column == "id":
            return f"{verb}({name}"
        return f"{verb}_by({python_string(member_name(target.column))}, {name}"

    def give_key(self, verb: str) -> str:
        """Tell the service function which row it is; the call, left open, that does something with it."""
        if not self.loads_row:
            return self.finder(verb, "request.")
        self.give("id", row_annotation(self.entity.id_type), f"{self.load_row()}.id")
        return f"{verb}(request.id"

    def give_owner(self) -> str:
        """Tell the service function whose rows count; the keyword that it passes on."""
        owner = self.owner(self.entity.key)
        if not owner:
            return ""
        if owner == "caller.id":
            return ", owner=request.caller.id"
        self.give("owner", f"{caller_type(self.design)} | None")
        self.notes.append(f"`owner` is whose {self.entity.plural.sentence} the caller may see, None for all")
        return ", owner=request.owner"

    def require_parent(self) -> None:
        """Make sure that there is what a nested resource belongs to, and that it is the caller's where that matters."""
        parent = self.operation.parent
        if parent is None:
            return
        owner = self.owner(parent.entity)
        name = argument_name(parent.parameter)
        finder = f"get({name}, owner={owner})" if owner else f"require({name})"
        self.inside.append(f"await {self.store}.{self.names.entities[parent.entity].table}.{finder}")
