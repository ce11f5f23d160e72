"""An operation on its way to a handler: what its service is given, and what comes before."""

from __future__ import annotations

from msgspec import Struct, field

from scaffold.design.design import Design
from scaffold.design.entities import Entity
from scaffold.design.operations import Operation
from scaffold.names import name_of
from scaffold.targets.go.identifiers import Names, exported, handler_names, unexported
from scaffold.targets.go.naming import EntityNames, ProjectNames
from scaffold.targets.go.readers import Readers
from scaffold.targets.go.text import go_string
from scaffold.targets.go.types import GoTypes
from scaffold.targets.shared.loading import loads_row

INPUT_FIELDS = ("Caller", "Owner", "ID", "Query", "Page", "Body", "New", "Changes", "Now", "Store")


class Given(Struct, frozen=True):
    """One thing that a service is given: a field of its input, and the handler's value for it."""

    name: str
    type: str
    value: str


class Call(Struct):
    """An operation, and what has been gathered of its handler.

    Attributes:
        reading: Statements that read the request.
        before: Statements between the check of the request and the store.
        inside: Statements that need the store, or the transaction.
        notes: What the input says of its fields.
        locals: By name on the wire, the variables of parameters.
    """

    design: Design
    names: ProjectNames
    domain: str
    readers: Readers
    operation: Operation
    reading: list[str] = field(default_factory=list)
    before: list[str] = field(default_factory=list)
    inside: list[str] = field(default_factory=list)
    given: list[Given] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    locals: dict[str, str] = field(default_factory=dict)
    fields: dict[str, str] = field(default_factory=dict)
    variables: Names = field(default_factory=handler_names)
    members: Names = field(default_factory=lambda: Names(INPUT_FIELDS))

    @property
    def types(self) -> GoTypes:
        """Types, seen from the handler."""
        return GoTypes(self.design, self.names, f"{self.domain}.")

    @property
    def inner(self) -> GoTypes:
        """Types, seen from the domain."""
        return GoTypes(self.design, self.names)

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
    def has_caller(self) -> bool:
        """Whether it may be known who calls."""
        policy = self.operation.policy
        return policy.optional or not policy.anonymous

    @property
    def writes(self) -> bool:
        """Whether it changes anything, and so needs a transaction."""
        return self.operation.method != "GET"

    @property
    def store(self) -> str:
        """The store, as the handler reaches it."""
        return "tx.Store" if self.writes else "a.db.Store"

    @property
    def loads_row(self) -> bool:
        """Whether the handler loads the row that the path names, before the service is asked."""
        is_owned = self.operation.entity is not None and self.owns(self.entity)
        return loads_row(self.operation, is_owned=is_owned)

    def fail(self, error: str = "err") -> str:
        """The statement that ends what stands beside the store, without a result."""
        answer = self.operation.answer
        if not self.writes or answer.type is None:
            return f"return {error}"
        return f"return {self.zero}, {error}"

    @property
    def zero(self) -> str:
        """What stands for no result."""
        answer = self.operation.answer
        if answer.type is None or answer.page_of is not None:
            return "nil"
        return self.types.zero(answer.type)

    def give(self, name: str, kind: str, value: str) -> None:
        """Give the service one more thing."""
        self.given.append(Given(name, kind, value))

    def parameter(self, wire: str) -> str:
        """The variable of a path or header parameter."""
        if wire not in self.locals:
            name = unexported(name_of(wire))
            self.locals[wire] = self.variables.take(name, f"{name}Value")
        return self.locals[wire]

    def field_of(self, wire: str) -> str:
        """The field of the input for a path or header parameter."""
        if wire not in self.fields:
            name = exported(name_of(wire))
            free = name == "ID" and not self.loads_row
            self.fields[wire] = name if free else self.members.take(name, f"{name}Parameter")
        return self.fields[wire]

    def owns(self, entity: Entity) -> bool:
        """Whether it matters whose row of an entity it is."""
        return self.operation.policy.owner and entity.owner is not None

    def owner(self, entity: Entity) -> str:
        """Whose rows of an entity the caller may see, as a variable; ``nil`` where that does not matter."""
        if not self.owns(entity):
            return "nil"
        roles = self.operation.policy.all_rows
        if not roles:
            return "&r.caller.ID"
        line = f"owner := r.caller.OwnerUnless({self.roles(roles)})"
        if line not in self.before:
            self.before.append(line)
        return "owner"

    def roles(self, roles: tuple[str, ...]) -> str:
        """Roles as arguments."""
        return ", ".join(role_constant(self.design, self.names, self.domain, role) for role in roles)

    def scope(self, entity: Entity, owner: str, caller: str) -> str:
        """The arguments that say for whom rows of an entity are read."""
        said = f", {owner}" if entity.owner is not None else ""
        return said + (f", {caller}" if is_per_caller(entity) else "")

    @property
    def caller_here(self) -> str:
        """The caller in the handler."""
        return "r.caller" if self.has_caller else "nil"

    @property
    def caller_there(self) -> str:
        """The caller in the service."""
        return "in.Caller" if self.has_caller else "nil"

    def row_variable(self, name: str) -> str:
        """A variable of the handler for a row."""
        return self.variables.take(name, f"{name}Row")

    def load_row(self) -> str:
        """Load the row that the path names, and make sure that it stands under what the path says before it.

        Returns:
            The variable that holds it.
        """
        operation = self.operation
        variable = self.row_variable(unexported(self.entity.name))
        scope = self.scope(self.entity, self.owner(self.entity), self.caller_here)
        finder = self.finder("Lock" if self.writes else "Get", "")
        self.inside.append(f"{variable}, err := {self.store}.{self.rows.member}.{finder}{scope})")
        self.fail_if("err != nil")
        if operation.parent is not None:
            parent = self.parameter(operation.parent.parameter)
            reference = f"{variable}.{self.rows.members[operation.parent.reference]}"
            if self.entity.attribute(operation.parent.reference).nullable:
                differs = f"{reference} == nil || *{reference} != {parent}"
            else:
                differs = f"{reference} != {parent}"
            self.fail_if(differs, f"{self.domain}.ErrNotFound")
        return variable

    def fail_if(self, condition: str, error: str = "err") -> None:
        """Give up where a condition holds."""
        self.inside += [f"if {condition} {{", f"\t{self.fail(error)}", "}"]

    def finder(self, verb: str, of: str) -> str:
        """The call, left open, that finds the row which the path names; ``of`` is where the parameters are."""
        target = self.operation.target
        assert target is not None, f"{self.operation.name.snake} names no row"
        context = "ctx"
        if target.parameter is None:
            return f"{verb}({context}, {of or 'r.'}{'Caller' if of else 'caller'}.ID"
        name = f"{of}{self.field_of(target.parameter)}" if of else self.parameter(target.parameter)
        suffix = "" if target.column == "id" else f"By{self.rows.members[target.column]}"
        return f"{verb}{suffix}({context}, {name}"

    def give_key(self, verb: str) -> str:
        """Tell the service which row it is; the call, left open, that does something with it."""
        if not self.loads_row:
            return self.finder(verb, "in.")
        self.give("ID", self.inner.of(self.entity.id_type), f"{self.load_row()}.{self.rows.members['id']}")
        return f"{verb}(ctx, in.ID"

    def give_owner(self) -> str:
        """Tell the service whose rows count; what it passes on."""
        owner = self.owner(self.entity)
        if owner == "&r.caller.ID":
            return "&in.Caller.ID"
        if owner == "owner":
            assert self.entity.owner is not None
            self.give("Owner", f"*{self.inner.of(self.entity.attribute(self.entity.owner).type)}", owner)
            self.notes.append(f"Owner is whose {self.entity.plural.sentence} the caller may see, nil for all")
            return "in.Owner"
        return "nil"

    def require_parent(self) -> None:
        """Make sure that there is what a nested resource belongs to, and that it is the caller's where that matters."""
        parent = self.operation.parent
        if parent is None:
            return
        entity = self.design.entity[parent.entity]
        member = self.names.entities[parent.entity].member
        scope = self.scope(entity, self.owner(entity), self.caller_here)
        get = f"{self.store}.{member}.Get(ctx, {self.parameter(parent.parameter)}{scope})"
        self.inside += [f"if _, err := {get}; err != nil {{", f"\t{self.fail()}", "}"]


def is_per_caller(entity: Entity) -> bool:
    """Whether what is computed of rows depends on the caller."""
    return any(each.per_caller for each in entity.computed)


def role_constant(design: Design, names: ProjectNames, domain: str, role: str) -> str:
    """The constant of a role."""
    auth = design.auth
    if auth is None or auth.role_column is None:
        return go_string(role)
    kind = design.entity[auth.user].attribute(auth.role_column).type
    return GoTypes(design, names, f"{domain}.").constant(role, kind)
