"""Everything that the templates of tests see."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from scaffold.design.design import Design
from scaffold.design.types import Kind
from scaffold.targets.go.naming import ProjectNames
from scaffold.targets.go.testing.access import AccessTables, access_tables
from scaffold.targets.go.testing.calls import call_lines, field_lines
from scaffold.targets.go.testing.errors import ErrorsView, errors_view
from scaffold.targets.go.testing.literals import nowhere
from scaffold.targets.go.testing.paging import PagingView, paging_view
from scaffold.targets.go.testing.people import AccountsView, PeopleView, accounts_view, people_view
from scaffold.targets.go.testing.protocol import ProtocolView, protocol_view
from scaffold.targets.go.testing.rows import ModelView, model_views
from scaffold.targets.go.testing.scenarios import ScenarioView, scenario_views
from scaffold.targets.go.testing.stubs import StubsView, stubs_views
from scaffold.targets.go.testing.tables import (
    LimitTables,
    ReadTables,
    WriteTables,
    limit_tables,
    read_tables,
    write_tables,
)
from scaffold.targets.go.text import go_string
from scaffold.testdata.accounts import accounts, people
from scaffold.testdata.boundaries import NOT_AN_ID
from scaffold.testdata.calls import valid_calls


class TestsView(Struct, frozen=True):
    """The tests of a project.

    Attributes:
        nowhere: An id that no row has, for each kind of ids: the lines of constants.
        calls: For each operation the fields of its call.
        not_an_id: A text that is no id.
        anybody: Whether there are no people.
        environment: By environment variable, what all tests set.
        admin: The role of administrators.
        first_admin: By environment variable, who the first administrator is; empty where there is none.
    """

    __test__ = False

    nowhere: tuple[str, ...]
    not_an_id: str
    calls: tuple[tuple[str, ...], ...]
    models: tuple[ModelView, ...]
    errors: ErrorsView
    people: PeopleView | None
    anybody: bool
    accounts: AccountsView | None
    limits: LimitTables
    writes: WriteTables
    reads: ReadTables
    pages: PagingView
    access: AccessTables
    scenarios: tuple[ScenarioView, ...]
    stubs: tuple[StubsView, ...]
    protocol: ProtocolView
    environment: tuple[str, ...]
    admin: str
    first_admin: tuple[str, ...]


def tests_view(
    design: Design,
    names: ProjectNames,
    rates: Mapping[str, str],
    challenge: str,
    first_admin: Mapping[str, str],
) -> TestsView:
    """See a design as the tests of its project do.

    Args:
        design: The design.
        names: The names of the project.
        rates: By rate, the environment variable that limits it.
        challenge: What ``WWW-Authenticate`` says to who does not log in.
        first_admin: By environment variable, what names the first administrator, without the password.
    """
    calls = valid_calls(design)
    somebody, logins = people(design), accounts(design, calls)
    return TestsView(
        nowhere=tuple(_nowhere(design)),
        not_an_id=go_string(NOT_AN_ID),
        calls=tuple(call_lines(design, call) for call in calls),
        models=model_views(design),
        errors=errors_view(design),
        anybody=somebody is None,
        people=people_view(design, somebody, challenge) if somebody else None,
        accounts=accounts_view(logins, somebody.known_password) if logins and somebody else None,
        limits=limit_tables(design, calls),
        writes=write_tables(design, calls),
        reads=read_tables(design, calls),
        pages=paging_view(design, calls),
        access=access_tables(design, calls),
        scenarios=scenario_views(design),
        stubs=stubs_views(design, names),
        protocol=protocol_view(design, calls, rates),
        environment=field_lines(_environment(design, rates)),
        admin=go_string((design.auth.admin or "") if design.auth else ""),
        first_admin=field_lines(_first_admin(first_admin)),
    )


_NOWHERE = {Kind.UUID: '"00000000-0000-7000-8000-000000000000"', Kind.INTEGER: "1<<53 - 1"}


def _nowhere(design: Design) -> Iterator[str]:
    usual = Kind.UUID if design.conventions.ids == "uuid" else Kind.INTEGER
    kinds = {usual, *(entity.id_type.kind for entity in design.entities)}
    names = {nowhere(kind): literal for kind, literal in _NOWHERE.items() if kind in kinds}
    yield from (f"{name} = {literal}" for name, literal in names.items())


def _environment(design: Design, rates: Mapping[str, str]) -> Mapping[str, str]:
    """The settings of all tests: limits that none reaches, a secret where one is kept."""
    found = {go_string(variable): "unlimited" for variable in rates.values()}
    return found | {'"SECRET_KEY"': '"a secret for tests that nobody else uses"'}


def _first_admin(named: Mapping[str, str]) -> Mapping[str, str]:
    literals = {go_string(variable): go_string(value) for variable, value in named.items()}
    return literals | {'"ADMIN_PASSWORD"': "password"} if named else {}
