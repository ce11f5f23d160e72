"""A part as it is written: its rows, its people, its exchanges."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from scaffold.design.design import Design
from scaffold.testdata.accounts import Accounts
from scaffold.testdata.calls import ValidCall
from scaffold.testdata.values import Json
from tests.conformance.exchange import (
    ANYTHING,
    Captured,
    Exchange,
    Expectation,
    Missing,
    Part,
    Place,
    Request,
    Seed,
)
from tests.conformance.exchanges.values import FreshValues


@dataclass(frozen=True, slots=True)
class Row:
    """A row that an exchange is about: by column, its value as far as it is known."""

    entity: str
    columns: Mapping[str, Json]

    @property
    def id(self) -> Json:
        """Its id."""
        return self.columns["id"]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who is logged in.

    Attributes:
        key: What captured values of the person are named by.
    """

    key: str
    role: str
    id: Json
    login: Json
    password: str
    headers: Mapping[str, Json]

    @property
    def refresh_token(self) -> Captured:
        """The refresh token of the first login."""
        return Captured(f"{self.key}.refresh_token")


@dataclass(frozen=True)
class World:
    """What all parts of a run share.

    Attributes:
        seeded: Whether rows are put straight into the database; otherwise they are made by calls alone.
        calls: A valid call of every operation, by its name in snake_case.
        accounts: How people log in; ``None`` where they do not.
        recruit: Makes a person of a role; ``None`` where there is no way to.
    """

    design: Design
    seeded: bool
    calls: Mapping[str, ValidCall]
    accounts: Accounts | None
    fresh: FreshValues
    recruit: Callable[[Script, str], Person | None]


@dataclass
class Script:
    """Writes one part."""

    world: World
    name: str
    seeds: list[Seed] = field(default_factory=list)
    exchanges: list[Exchange] = field(default_factory=list)
    people: dict[str, Person | None] = field(default_factory=dict)

    @property
    def part(self) -> Part:
        """What was written."""
        return Part(self.name, tuple(self.seeds), tuple(self.exchanges))

    def somebody(self, role: str) -> Person | None:
        """The person of a role that the part has; ``None`` where there is no way to make one."""
        if role not in self.people:
            self.people[role] = self.world.recruit(self, role)
        return self.people[role]

    def usual(self, call: ValidCall) -> Person | None:
        """Somebody who may make a call; nobody in particular where everybody may."""
        return self.somebody(call.caller) if call.caller else None

    def send(self, name: str, request: Request, expected: Expectation = ANYTHING) -> None:
        """Add a request that is no operation's."""
        self.exchanges.append(Exchange(f"{self.name}: {name}", request, expected=expected))

    def call(
        self,
        name: str,
        operation: str,
        person: Person | None,
        *,
        row: Row | None = None,
        path: Mapping[str, Json] | None = None,
        query: Mapping[str, Json] | None = None,
        headers: Mapping[str, Json] | None = None,
        body: Json = None,
        expected: Expectation = ANYTHING,
        keeps: Mapping[str, Place] | None = None,
        follows: tuple[str, str] | None = None,
    ) -> None:
        """Add a call of an operation; what is not given is as in its valid call."""
        call = self.world.calls[operation]
        request = Request(
            method=call.operation.method,
            path=call.operation.path,
            values={**call.path, **path_to(call, row), **(path or {})},
            query=tuple({**call.query, **(query or {})}.items()),
            headers={**call.headers, **(person.headers if person else {}), **(headers or {})},
            body=_body(call) if body is None else body,
            follows=follows,
        )
        said = f"{self.name}: {operation} {name}".strip()
        self.exchanges.append(Exchange(said, request, operation, expected, keeps or {}))


def path_to(call: ValidCall, row: Row | None) -> dict[str, Json]:
    """The path parameters that name a row."""
    if row is None or call.row is None:
        return {}
    return {wire: row.columns[column] for wire, column in call.row.parameters.items() if column in row.columns}


def _body(call: ValidCall) -> Json:
    return Missing.BODY if call.body is None else call.body
