"""Everything that the templates of tests see."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from scaffold.design.design import Design
from scaffold.design.types import GREATEST_EXACT, Kind, Plain
from scaffold.targets.shared.settings import needs_secret, rate_setting
from scaffold.targets.shared.testing.access import AccessTables, access_tables
from scaffold.targets.shared.testing.limits import LimitTables, limit_tables
from scaffold.targets.shared.testing.reads import ReadTables, read_tables
from scaffold.targets.shared.testing.syntax import nowhere
from scaffold.targets.shared.testing.writes import WriteTables, write_tables
from scaffold.targets.typescript_nest.naming import ProjectNames
from scaffold.targets.typescript_nest.resources import ResourceView
from scaffold.targets.typescript_nest.testing.accounts import (
    FirstAdminView,
    PeopleView,
    first_admin_view,
    people_view,
)
from scaffold.targets.typescript_nest.testing.calls import call_literal
from scaffold.targets.typescript_nest.testing.errors import ErrorsView, errors_view
from scaffold.targets.typescript_nest.testing.literals import TypeScriptSyntax
from scaffold.targets.typescript_nest.testing.rows import ModelView, model_views
from scaffold.targets.typescript_nest.testing.scenarios import ScenarioView, scenario_views
from scaffold.targets.typescript_nest.testing.stubs import StubsView, stubs_views
from scaffold.targets.typescript_nest.text import string
from scaffold.targets.typescript_nest.types import id_type, is_camel
from scaffold.testdata.accounts import Accounts, accounts
from scaffold.testdata.boundaries import NOT_AN_ID
from scaffold.testdata.calls import ValidCall, valid_calls
from scaffold.testdata.limits import accepted, refused
from scaffold.testdata.paging import Paging, paging
from scaffold.testdata.protocol import Unoffered, call_with_body, plain_call, unoffered_method
from scaffold.testdata.values import Json, Repeated


class ProtocolView(Struct, frozen=True):
    """What stands for all operations.

    Attributes:
        body: An operation that takes a body, whoever calls; ``any`` is some operation.
        rate: The variable of the rate that ``any`` counts under.
        max_body_bytes: The size of the largest body.
    """

    body: str | None
    any: str | None
    rate: str
    unoffered: Unoffered | None
    max_body_bytes: int


class TestsView(Struct, frozen=True):
    """The tests of a project.

    Attributes:
        nowhere: By name, an id that no row has, as a literal, for each kind of ids.
        not_an_id: A text that is no id.
        id_type: The type of ids.
        calls: By operation, its call.
        rates: The variables of rate limits.
        needs_secret: Whether the service signs anything.
        needs_settings: Whether production does not start without some settings.
        has_wide_integers: Whether bodies hold integers that no double does.
    """

    __test__ = False

    nowhere: Mapping[str, str]
    not_an_id: str
    id_type: str
    calls: Mapping[str, str]
    models: tuple[ModelView, ...]
    errors: ErrorsView
    people: PeopleView | None
    accounts: Accounts | None
    first_admin: FirstAdminView | None
    limits: LimitTables
    writes: WriteTables
    reads: ReadTables
    access: AccessTables
    pages: Paging
    scenarios: tuple[ScenarioView, ...]
    stubs: tuple[StubsView, ...]
    protocol: ProtocolView
    rates: tuple[str, ...]
    needs_secret: bool
    needs_settings: bool
    has_wide_integers: bool

    @property
    def has_accounts(self) -> bool:
        """Whether logging in and out can be tried."""
        return self.accounts is not None and self.accounts.is_tried

    @property
    def has_cursors(self) -> bool:
        """Whether lists are paged by cursors."""
        return "cursor" in self.pages.used

    @property
    def hashes_passwords(self) -> bool:
        """Whether rows hold the hash of a password."""
        return any("passwordHash()" in each.values for each in self.models)

    @property
    def counts_days(self) -> bool:
        """Whether the dates of rows are counted up."""
        return any("DAY" in each.values for each in self.models)


def tests_view(design: Design, names: ProjectNames, resources: tuple[ResourceView, ...]) -> TestsView:
    """See a design, and its resources as their own templates see them, as the tests of its project do."""
    calls = valid_calls(design)
    syntax = TypeScriptSyntax(is_camel(design))
    rates = {each.key: rate_setting(each).upper() for each in design.limits.rates}
    return TestsView(
        nowhere=_nowhere(design),
        not_an_id=string(NOT_AN_ID),
        id_type=_id_type(design),
        calls={call.operation.name.snake: call_literal(syntax, design, call) for call in calls},
        models=model_views(syntax, design, names),
        errors=errors_view(design),
        people=people_view(syntax, design, names),
        accounts=accounts(design, calls),
        first_admin=first_admin_view(syntax, design, names),
        limits=limit_tables(syntax, design, calls),
        writes=write_tables(syntax, design, calls),
        reads=read_tables(syntax, design, calls),
        access=access_tables(syntax, design, calls),
        pages=paging(design, calls),
        scenarios=scenario_views(syntax, design),
        stubs=stubs_views(syntax, design, names, calls, resources),
        protocol=_protocol_view(design, calls, rates),
        rates=tuple(rates.values()),
        needs_secret=needs_secret(design),
        needs_settings=needs_secret(design) or design.conventions.database == "postgresql",
        has_wide_integers=any(_is_wide(each.value) for each in (*accepted(design, calls), *refused(design))),
    )


def _protocol_view(design: Design, calls: tuple[ValidCall, ...], rates: Mapping[str, str]) -> ProtocolView:
    body, plain = call_with_body(calls), plain_call(calls)
    return ProtocolView(
        body=body.operation.name.snake if body else None,
        any=plain.operation.name.snake if plain else None,
        rate=rates[plain.operation.rate] if plain else "",
        unoffered=unoffered_method(calls),
        max_body_bytes=design.limits.body_bytes,
    )


_NOWHERE = {Kind.UUID: '"00000000-0000-7000-8000-000000000000"', Kind.INTEGER: "Number.MAX_SAFE_INTEGER"}


def _id_kinds(design: Design) -> set[Kind]:
    usual = Kind.UUID if design.conventions.ids == "uuid" else Kind.INTEGER
    return {usual, *(entity.id_type.kind for entity in design.entities)}


def _nowhere(design: Design) -> dict[str, str]:
    kinds = _id_kinds(design) | ({Kind.UUID} if design.auth else set())
    return {nowhere(kind): literal for kind, literal in _NOWHERE.items() if kind in kinds}


def _id_type(design: Design) -> str:
    return " | ".join(sorted({id_type(Plain(kind)) for kind in _id_kinds(design)}))


def _is_wide(value: Json) -> bool:
    """Whether a value is or holds an integer that no double does."""
    match value:
        case int():
            return abs(value) > GREATEST_EXACT
        case list() | tuple():
            return any(map(_is_wide, value))
        case Repeated(part, _):
            return _is_wide(part)
    return False
