"""Everything that the templates of tests see."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from scaffold.design.design import Design
from scaffold.design.types import Kind
from scaffold.targets.python_fastapi.authentication import AuthView
from scaffold.targets.python_fastapi.naming import ProjectNames
from scaffold.targets.python_fastapi.resources import ResourceView
from scaffold.targets.python_fastapi.service import ServiceView
from scaffold.targets.python_fastapi.testing.accounts import PeopleView, people_view
from scaffold.targets.python_fastapi.testing.calls import call_arguments
from scaffold.targets.python_fastapi.testing.errors import ErrorsView, errors_view
from scaffold.targets.python_fastapi.testing.literals import PythonSyntax, mapping
from scaffold.targets.python_fastapi.testing.paging import PagingView, paging_view
from scaffold.targets.python_fastapi.testing.protocol import ProtocolView, protocol_view
from scaffold.targets.python_fastapi.testing.rows import ModelView, model_views
from scaffold.targets.python_fastapi.testing.scenarios import ScenarioView, scenario_views
from scaffold.targets.python_fastapi.testing.stubs import StubsView, stubs_views
from scaffold.targets.python_fastapi.text import python_string
from scaffold.targets.shared.testing.access import AccessTables, access_tables
from scaffold.targets.shared.testing.limits import LimitTables, limit_tables
from scaffold.targets.shared.testing.reads import ReadTables, read_tables
from scaffold.targets.shared.testing.syntax import nowhere
from scaffold.targets.shared.testing.writes import WriteTables, write_tables
from scaffold.testdata.accounts import Accounts, accounts
from scaffold.testdata.boundaries import NOT_AN_ID
from scaffold.testdata.calls import roles_of, valid_calls


class TestsView(Struct, frozen=True):
    """The tests of a project.

    Attributes:
        nowhere: By name, an id that no row has, as a Python literal, for each kind of ids.
        calls: For each operation the arguments of its call.
        not_an_id: A text that is no id.
        rates: The settings of rate limits.
        caller: A caller, as Python makes one.
        admin: The role of administrators.
        first_admin: The settings that say who the first administrator is, as a dictionary.
    """

    __test__ = False

    nowhere: Mapping[str, str]
    not_an_id: str
    calls: tuple[str, ...]
    models: tuple[ModelView, ...]
    errors: ErrorsView
    people: PeopleView | None
    accounts: Accounts | None
    limits: LimitTables
    writes: WriteTables
    reads: ReadTables
    pages: PagingView
    access: AccessTables
    scenarios: tuple[ScenarioView, ...]
    stubs: tuple[StubsView, ...]
    protocol: ProtocolView
    rates: tuple[str, ...]
    caller: str
    admin: str
    first_admin: str


def tests_view(
    design: Design,
    names: ProjectNames,
    service: ServiceView,
    resources: tuple[ResourceView, ...],
) -> TestsView:
    """See a design as the tests of its project do."""
    calls = valid_calls(design)
    auth = service.auth
    user = names.entities[design.auth.user].table if design.auth else ""
    syntax = PythonSyntax()
    return TestsView(
        nowhere=_nowhere(design),
        not_an_id=python_string(NOT_AN_ID),
        calls=tuple(call_arguments(design, call) for call in calls),
        models=model_views(design, names),
        errors=errors_view(design),
        people=people_view(design, user, auth.challenge if auth else ""),
        accounts=accounts(design, calls),
        limits=limit_tables(syntax, design, calls),
        writes=write_tables(syntax, design, calls),
        reads=read_tables(syntax, design, calls),
        pages=paging_view(design, calls),
        access=access_tables(syntax, design, calls),
        scenarios=scenario_views(design),
        stubs=stubs_views(design, names, calls, resources),
        protocol=protocol_view(design, calls, {each.key: each.setting for each in service.rates}),
        rates=tuple(each.setting for each in service.rates),
        caller=f"Caller({', '.join(_caller(design, service))})",
        admin=(design.auth.admin or "") if design.auth else "",
        first_admin=_first_admin(auth),
    )


_NOWHERE = {Kind.UUID: '"00000000-0000-7000-8000-000000000000"', Kind.INTEGER: "2**53 - 1"}


def _nowhere(design: Design) -> dict[str, str]:
    usual = Kind.UUID if design.conventions.ids == "uuid" else Kind.INTEGER
    kinds = {usual, *(entity.id_type.kind for entity in design.entities)}
    return {nowhere(kind): literal for kind, literal in _NOWHERE.items() if kind in kinds}


def _caller(design: Design, service: ServiceView) -> Iterator[str]:
    """The arguments of a caller: id, role where there is one, session."""
    yield "new_id()" if service.id_type == "UUID" else "1"
    if service.auth is not None and service.auth.role is not None:
        yield python_string(roles_of(design)[0])
    yield "new_id()"


def _first_admin(auth: AuthView | None) -> str:
    if auth is None or auth.first_admin is None:
        return "{}"
    named = {auth.first_admin.login: '"root"'} if auth.first_admin.login != "admin_email" else {}
    email = {"admin_email": '"root@example.com"'} if auth.first_admin.has_email else {}
    return mapping({**email, **named})
