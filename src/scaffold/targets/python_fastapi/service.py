"""The design as the files see it that a project has once: names, settings, errors, pages, login."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from typing import Any, Literal

from msgspec import Struct

from scaffold.design.design import Design, Rate
from scaffold.design.types import Enumeration, Kind, ListOf, Type
from scaffold.names import name_of
from scaffold.openapi import to_json
from scaffold.targets.python_fastapi.authentication import AuthView, auth_view
from scaffold.targets.python_fastapi.envelopes import envelope_expression
from scaffold.targets.python_fastapi.models import HEADER
from scaffold.targets.python_fastapi.naming import ProjectNames
from scaffold.targets.python_fastapi.scalars import DecimalForm, decimal_forms, used_scalars
from scaffold.targets.python_fastapi.settings import Setting, settings, shared_settings
from scaffold.targets.python_fastapi.storage import (
    RepositoryView,
    has_list_conditions,
    has_search,
    repository_view,
    used_column_types,
)
from scaffold.targets.python_fastapi.text import python_string
from scaffold.targets.shared.api_docs import api_docs_page
from scaffold.targets.shared.cors import Cors, cors_of
from scaffold.targets.shared.envelopes import mentions_fields
from scaffold.targets.shared.pages import PagesView, pages_view
from scaffold.targets.shared.settings import EnvironmentLine, environment_lines, needs_secret, rate_setting
from scaffold.targets.shared.text import sentence


class RateView(Struct, frozen=True):
    """A named rate limit.

    Attributes:
        key: Its name in the spec.
        constant: The dependency in ``access.py`` that counts a call under it.
        setting: The attribute of the settings that holds how many calls are allowed.
        by_address: Whether calls are counted by address even when somebody is logged in.
    """

    key: str
    constant: str
    setting: str
    seconds: int
    by_address: bool


class ErrorView(Struct, frozen=True):
    """An error that the service has whatever its rules are."""

    code: str
    status: int
    message: str


class CorsView(Struct, frozen=True):
    """What browsers of allowed origins may send and read, as Python lists."""

    methods: str
    headers: str
    exposed: str


class ServiceView(Struct, frozen=True):
    """Everything that templates know about the service as a whole.

    Attributes:
        header: The first line of every generated file.
        package: The importable package.
        distribution: The name of the project for installers and images.
        id_type: The Python type of the ids of users, and of rows where models say nothing else.
        row_id_type: The Python type of any row's id.
        insert: How ids are made: by the service, by the database, or by the one or the other.
        has_auth_package: Whether the folder ``auth`` holds the login alone, and no resource.
        rate_type: The type of the names of rates.
        errors: The built-in errors by code.
        envelope: The expression of an error's body; ``None`` for problem details.
        scalars: The types of ``core.schemas`` that models and routes use.
        decimals: The forms of decimals that models read.
        columns: The column types of ``core.columns`` that tables use.
        migration_lock: The number under which one process at a time migrates a PostgreSQL database.
    """

    header: str
    package: str
    distribution: str
    title: str
    description: str
    version: str
    base_path: str
    line_length: int
    openapi: str
    api_docs: str
    id_type: Literal["UUID", "int"]
    row_id_type: str
    insert: Literal["uuid", "int", "mixed"]
    auth: AuthView | None
    has_auth_package: bool
    has_optional_callers: bool
    has_stubs: bool
    has_entities: bool
    rates: tuple[RateView, ...]
    rate_type: str
    errors: Mapping[str, ErrorView]
    envelope: str | None
    envelope_has_fields: bool
    error_media: str
    pages: PagesView
    repository: RepositoryView
    scalars: tuple[str, ...]
    decimals: tuple[DecimalForm, ...]
    columns: tuple[str, ...]
    has_list_conditions: bool
    has_search: bool
    has_number_choices: bool
    has_number_choices_in_bodies: bool
    cors: CorsView
    settings: tuple[Setting, ...]
    variables: tuple[EnvironmentLine, ...]
    has_postgresql: bool
    needs_secret: bool
    migration_lock: int

    @property
    def rate_constant(self) -> Mapping[str, str]:
        """The dependency that counts calls, by the rate's name in the spec."""
        return {rate.key: rate.constant for rate in self.rates}

    @property
    def rates_by_address(self) -> str:
        """A set of the rates that count by address although there is a login; empty without any."""
        keys = [python_string(rate.key) for rate in self.rates if rate.by_address]
        return f"{{{', '.join(keys)}}}" if keys else ""

    @property
    def makes_uuids(self) -> bool:
        """Whether the service makes UUIDs, for rows or for sessions."""
        return self.auth is not None or (self.has_entities and "UUID" in self.row_id_type)

    @property
    def readiness_query(self) -> str:
        """What a database answers that can be used: the migration that it stands at, where there are any."""
        return "SELECT version_num FROM alembic_version" if self.has_entities else "SELECT 1"

    @property
    def has_problem_details(self) -> bool:
        """Whether errors are problem details (RFC 9457)."""
        return self.envelope is None

    @property
    def has_conditions(self) -> bool:
        """Whether there is a condition that takes a function of the service's own."""
        return self.has_list_conditions or self.has_search

    @property
    def has_lockout(self) -> bool:
        """Whether failed logins close an account."""
        return self.auth is not None and self.auth.lockout is not None

    @property
    def has_first_admin(self) -> bool:
        """Whether the first administrator comes from the environment."""
        return self.auth is not None and self.auth.first_admin is not None

    @property
    def required_settings(self) -> str:
        """The settings that production does not start without, as a tuple; empty without any."""
        required = [setting.name for setting in self.settings if setting.variable.required_in_production]
        names = ", ".join(map(python_string, required))
        return f"({names}{',' if len(required) == 1 else ''})" if required else ""

    @property
    def admin_variables(self) -> tuple[str, ...]:
        """The variables that describe the first administrator."""
        return tuple(each.name.upper() for each in self.settings if each.name.startswith("admin_"))


def service_view(
    design: Design, openapi: Mapping[str, Any], contract: Mapping[str, Any], names: ProjectNames
) -> ServiceView:
    """See a design as the files do that a project has once; ``contract`` is what its models are made from."""
    auth = auth_view(design, names.entities[design.auth.user]) if design.auth else None
    rates = tuple(_rate(rate) for rate in design.limits.rates)
    envelope = design.error_format.envelope
    scalars = used_scalars(design, contract, auth)
    id_types = _id_types(design)
    return ServiceView(
        header=HEADER,
        package=names.package,
        distribution=design.service.name.kebab,
        title=design.service.title,
        description=design.service.description or design.service.title,
        version=design.service.version,
        base_path=design.service.base_path,
        line_length=design.conventions.line_length,
        openapi=to_json(dict(openapi)),
        api_docs=api_docs_page(sentence(design.service.title)),
        id_type=_user_id_type(design),
        row_id_type=" | ".join(id_types),
        insert="mixed" if len(id_types) > 1 else "uuid" if id_types == ("UUID",) else "int",
        auth=auth,
        has_auth_package=auth is not None and "auth" not in names.resources.values(),
        has_optional_callers=any(each.policy.optional for each in design.operations),
        has_stubs=bool(design.stubs),
        has_entities=bool(design.entities),
        rates=rates,
        rate_type=f"Literal[{', '.join(python_string(rate.key) for rate in rates)}]",
        errors={each.code: ErrorView(each.code, each.status, each.message) for each in design.errors},
        envelope=envelope_expression(envelope) if envelope is not None else None,
        envelope_has_fields=mentions_fields(envelope),
        error_media=design.error_format.media,
        pages=pages_view(design),
        repository=repository_view(design),
        decimals=decimal_forms(openapi, scalars),
        scalars=scalars,
        columns=used_column_types(design),
        has_list_conditions=has_list_conditions(design),
        has_search=has_search(design),
        has_number_choices=_has_number_choices(design),
        has_number_choices_in_bodies=_has_number_choices_in_bodies(design),
        cors=_cors(cors_of(design)),
        settings=settings(design),
        variables=environment_lines(shared_settings(design)),
        has_postgresql=design.conventions.database == "postgresql",
        needs_secret=needs_secret(design),
        migration_lock=zlib.crc32(design.service.name.snake.encode()),
    )


def _has_number_choices(design: Design) -> bool:
    """Whether a query chooses one of several numbers, which arrives as text."""
    chosen = (each.type for operation in design.operations for each in operation.parameters_in("query"))
    return any(map(_chooses_numbers, chosen))


def _has_number_choices_in_bodies(design: Design) -> bool:
    """Whether a body chooses one of several numbers, which ``true`` may equal."""
    inputs = (each.type for schema in design.schemas if schema.is_input for each in schema.properties)
    return any(_chooses_numbers(kind.item if isinstance(kind, ListOf) else kind) for kind in inputs)


def _chooses_numbers(kind: Type) -> bool:
    return isinstance(kind, Enumeration) and not isinstance(kind.values[0], str)


def _id_types(design: Design) -> tuple[str, ...]:
    """The Python types of the ids of all rows."""
    kinds = {entity.id_type.kind for entity in design.entities}
    found = (("UUID", Kind.UUID), ("int", Kind.INTEGER))
    return tuple(name for name, kind in found if kind in kinds) or (_user_id_type(design),)


def _user_id_type(design: Design) -> Literal["UUID", "int"]:
    if design.auth is not None:
        return "UUID" if design.entity[design.auth.user].id_type.kind is Kind.UUID else "int"
    return "UUID" if design.conventions.ids == "uuid" else "int"


def _rate(rate: Rate) -> RateView:
    return RateView(
        key=rate.key,
        constant=f"{name_of(rate.key).snake.upper()}_RATE",
        setting=rate_setting(rate),
        seconds=rate.seconds,
        by_address=rate.per == "address",
    )


def _cors(allowed: Cors) -> CorsView:
    return CorsView(_strings(allowed.methods), _strings(allowed.headers), _strings(allowed.exposed))


def _strings(values: Sequence[str]) -> str:
    return f"[{', '.join(map(python_string, values))}]"
