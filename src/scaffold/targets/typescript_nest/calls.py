"""An operation on its way to a handler: what its service function is given, and what comes before."""

from __future__ import annotations

from msgspec import Struct, field

from scaffold.design.design import Design
from scaffold.design.entities import Entity
from scaffold.design.operations import Operation
from scaffold.names import Name
from scaffold.targets.shared.loading import loads_row
from scaffold.targets.typescript_nest.identifiers import variable_name
from scaffold.targets.typescript_nest.imports import Imports
from scaffold.targets.typescript_nest.naming import EntityNames, ProjectNames
from scaffold.targets.typescript_nest.requests import RESERVED, has_caller, owner_expression, path_arguments
from scaffold.targets.typescript_nest.text import member, string
from scaffold.targets.typescript_nest.types import caller_id_type, id_type, is_camel, wire_of_column


class Given(Struct, frozen=True):
    """One thing that a service function is given: a member of its input, and the handler's value for it."""

    name: str
    type: str
    value: str

    @property
    def pair(self) -> str:
        """The member in an object literal."""
        return self.name if self.name == self.value else f"{self.name}: {self.value}"


class Call(Struct):
    """An operation, and what has been gathered of its handler.

    Attributes:
        controller: What the controller imports.
        inputs: What the module of the inputs imports.
        service: What the service imports.
        before: Statements before the store is asked.
        inside: Statements that need the store, or the transaction.
        given: What the service function is given.
        notes: What the input says of its members.
        parts: The parts of the request that the handler reads.
    """

    design: Design
    names: ProjectNames
    operation: Operation
    controller: Imports
    inputs: Imports
    service: Imports
    before: list[str] = field(default_factory=list)
    inside: list[str] = field(default_factory=list)
    given: list[Given] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

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
        return f"input.store.{self.rows.table}"

    @property
    def has_caller(self) -> bool:
        """Whether it is known who calls."""
        return has_caller(self.operation)

    @property
    def writes(self) -> bool:
        """Whether it changes anything, and so needs a transaction."""
        return self.operation.method != "GET"

    @property
    def store(self) -> str:
        """The store, as the handler reaches it."""
        return "store" if self.writes else "this.store"

    @property
    def loads_row(self) -> bool:
        """Whether the handler loads the row that the path names, before the service is asked."""
        is_owned = self.operation.entity is not None and self.owner_of(self.entity.key) is not None
        return loads_row(self.operation, is_owned=is_owned)

    def give(self, name: str, kind: str, value: str | None = None) -> None:
        """Give the service function one more thing; its value is the variable of its name unless said."""
        self.given.append(Given(name, kind, value or name))

    def give_row(self, entity: Entity, variable: str, *, is_sure: bool = True) -> None:
        """Give the service function a row."""
        own = self.names.entities[entity.key]
        row = self.inputs.type(own.table_module, own.row)
        self.give(variable, row if is_sure else f"{row} | null")

    def owner_of(self, entity: str) -> str | None:
        """Whose rows of an entity the caller may see; ``None`` when that does not matter here."""
        return owner_expression(self.design, self.operation, entity)

    def owner(self, entity: str) -> str:
        """The same as a variable of the handler; empty when it does not matter."""
        expression = self.owner_of(entity)
        if expression is None or expression == "caller.id":
            return expression or ""
        line = f"const owner = {expression};"
        if line not in self.before:
            self.before.append(line)
        return "owner"

    def caller_id(self, of: str) -> str:
        """The member of a scope that works out computed fields for the caller, where there are such."""
        if not self.has_caller or not any(each.per_caller for each in self.entity.computed):
            return ""
        return f"callerId: {self.known_caller(of)}"

    def known_caller(self, of: str) -> str:
        """The id of the caller, or null where nobody has to be known."""
        return f"{of}caller?.id ?? null" if self.operation.policy.optional else f"{of}caller.id"

    @property
    def row_variable(self) -> str:
        """What the handler calls the row that it loads."""
        return self.variable(self.entity.name)

    def variable(self, row: Name) -> str:
        """A variable of the handler for a row: its name, unless that is taken by something else."""
        arguments = (each.name for each in path_arguments(self.design, self.operation))
        return variable_name(row.camel, {*arguments, *(each.name for each in self.given), *RESERVED})

    def load_row(self) -> str:
        """Load the row that the path names, and make sure that it stands under what the path says before it.

        Returns:
            The variable that holds it.
        """
        operation, variable = self.operation, self.row_variable
        owner = self.owner(self.entity.key)
        scope = scope_of(f"owner: {owner}" if owner and owner != "owner" else owner, self.caller_id(""))
        finder = self.finder("lock" if self.writes else "get", "path", "")
        self.inside.append(f"const {variable} = await {self.store}.{self.rows.table}.{finder}{scope});")
        if operation.parent is not None:
            reference = wire_of_column(self.entity, operation.parent.reference, camel=is_camel(self.design))
            parent = member("path", operation.parent.parameter)
            missing = self.controller.value("/common/errors/service-error", "NotFound")
            self.inside.append(f"if ({member(variable, reference)} !== {parent}) {{ throw new {missing}(); }}")
        return variable

    def finder(self, verb: str, holder: str, of: str) -> str:
        """The call, left open, that finds the row which the path names; ``holder`` has the parameters."""
        target = self.operation.target
        assert target is not None, f"{self.operation.name.snake} names no row"
        if target.parameter is None:
            return f"{verb}({of}caller.id"
        named = {each.wire: each.name for each in path_arguments(self.design, self.operation)}
        sent = member(holder, target.parameter if holder == "path" else named[target.parameter])
        if target.column == "id":
            return f"{verb}({sent}"
        key = wire_of_column(self.entity, target.column, camel=is_camel(self.design))
        return f"{verb}By({string(key)}, {sent}"

    def give_key(self, verb: str) -> str:
        """Tell the service function which row it is; the call, left open, that does something with it."""
        if not self.loads_row:
            return self.finder(verb, "input", "input.")
        self.give("id", id_type(self.entity.id_type), f"{self.load_row()}.id")
        return f"{verb}(input.id"

    def give_owner(self) -> str:
        """Tell the service function whose rows count; the member of the scope that it passes on."""
        owner = self.owner(self.entity.key)
        if not owner:
            return ""
        if owner == "caller.id":
            return "owner: input.caller.id"
        self.give("owner", f"{caller_id_type(self.design)} | null")
        self.notes.append(f"`owner` is whose {self.entity.plural.sentence} the caller may see, null for all")
        return "owner: input.owner"

    def require_parent(self) -> None:
        """Make sure that there is what a nested resource belongs to, and that it is the caller's where that matters."""
        parent = self.operation.parent
        if parent is None:
            return
        owner = self.owner(parent.entity)
        sent = member("path", parent.parameter)
        scope = scope_of(owner if owner == "owner" else f"owner: {owner}" if owner else "")
        finder = f"get({sent}{scope})" if owner else f"require({sent})"
        self.inside.append(f"await {self.store}.{self.names.entities[parent.entity].table}.{finder};")


def scope_of(*members: str) -> str:
    """The members of a scope as the last argument of a call; nothing without any."""
    said = ", ".join(each for each in members if each)
    return f", {{ {said} }}" if said else ""
