"""The design as the documents show it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct

from scaffold.design.design import Design
from scaffold.documents.access import view_access
from scaffold.documents.agreements import view_agreements
from scaffold.documents.assumptions import Assumption
from scaffold.documents.errors import view_errors
from scaffold.documents.infrastructure import Infrastructure
from scaffold.documents.links import Links, find_places
from scaffold.documents.markdown import NOTHING, Markdown, code, escape, join, prose, sentence
from scaffold.documents.operations import view_resources
from scaffold.documents.plan import view_plan, view_rules
from scaffold.documents.storage import view_storage
from scaffold.documents.wording import counted, duration_words


class ServiceView(Struct, frozen=True):
    """What the service is."""

    title: Markdown
    description: Markdown
    facts: Markdown


class DocumentRow(Struct, frozen=True):
    """A document and what it answers."""

    link: Markdown
    about: str


class ResourceRow(Struct, frozen=True):
    """A page of the API guide and its operations."""

    link: Markdown
    operations: Markdown


class VariableRow(Struct, frozen=True):
    """An environment variable, as a row of a table."""

    name: Markdown
    default: Markdown
    description: Markdown
    production: Markdown


class PairRow(Struct, frozen=True):
    """Something in code, and what it is for."""

    name: Markdown
    description: Markdown


class InfrastructureView(Struct, frozen=True):
    """What the service needs from where it runs."""

    runtime: Markdown
    port: int
    memory: Markdown
    database: Markdown
    variables: tuple[VariableRow, ...]
    volumes: tuple[PairRow, ...]
    notes: tuple[Markdown, ...]
    commands: tuple[PairRow, ...]


_DATABASES = {
    "postgresql": "PostgreSQL 15 or later in production",
    "sqlite": "SQLite, in one file on a volume that survives a restart",
    "mongodb": "MongoDB in production",
}


def view_documents(
    design: Design,
    openapi: Mapping[str, Any],
    infrastructure: Infrastructure,
    assumptions: tuple[Assumption, ...],
) -> dict[str, object]:
    """Everything that the templates of the documents print, by name."""
    places = find_places(design)
    links, api_links = Links(places, docs="", api="api/"), Links(places, docs="../", api="")
    return {
        "service": _service(design),
        "documents": tuple(_documents(design, links)),
        "api": tuple(
            ResourceRow(links.resource(each), join(links.operation(design.operation[key]) for key in each.operations))
            for each in design.resources
        ),
        "resources": view_resources(design, openapi, api_links),
        "plan": view_plan(design, assumptions, links),
        "rules": view_rules(design, links),
        "storage": view_storage(design, links) if design.tables else None,
        "access": view_access(design, links),
        "errors": view_errors(design, links),
        "agreements": view_agreements(design, links),
        "infrastructure": _infrastructure(design, infrastructure),
    }


def _service(design: Design) -> ServiceView:
    service = design.service
    path = prose(" below {}", code(service.base_path)) if service.base_path else NOTHING
    stubs = prose(", {} with business logic written by hand", len(design.stubs)) if design.stubs else NOTHING
    count = counted(len(design.operations), "operation")
    facts = prose("Version {}: {}{}{}.", escape(service.version), count, path, stubs)
    return ServiceView(escape(service.title), sentence(service.description or ""), facts)


def _documents(design: Design, links: Links) -> Iterator[DocumentRow]:
    yield DocumentRow(links.document("Implementation plan", "plan.md"), "how it is built, and what is open")
    if design.rules:
        yield DocumentRow(links.document("Business rules", "rules.md"), "what the service must obey, and where")
    if design.tables:
        yield DocumentRow(links.document("Data model", "data-model.md"), "entities, tables, indexes")
    yield DocumentRow(links.document("Access", "auth.md"), "who may call what, logins, rate limits")
    yield DocumentRow(links.document("Errors", "errors.md"), "every error code, and what a client does about it")
    yield DocumentRow(links.document("Infrastructure", "infrastructure.md"), "what it needs from where it runs")
    yield DocumentRow(links.document("Agreements", "agreements.md"), "what other teams rely on")


def _infrastructure(design: Design, said: Infrastructure) -> InfrastructureView:
    return InfrastructureView(
        runtime=escape(said.runtime),
        port=said.port,
        memory=escape(said.memory),
        database=Markdown(_DATABASES[design.conventions.database]),
        variables=tuple(
            VariableRow(
                code(each.name),
                code(each.default) if each.default is not None else NOTHING,
                prose("{}{}", sentence(each.description), Markdown(" A secret.") if each.secret else NOTHING),
                Markdown("required" if each.required_in_production else "optional"),
            )
            for each in said.variables
        ),
        volumes=tuple(PairRow(code(each.path), sentence(each.description)) for each in said.volumes),
        notes=(*_running(design), *(sentence(each) for each in said.notes)),
        commands=tuple(PairRow(code(each.line), sentence(each.description)) for each in said.commands),
    )


def _running(design: Design) -> Iterator[Markdown]:
    yield prose(
        "SIGTERM stops accepting calls, finishes those under way, and ends. A call takes at most {}, so allow a little "
        "more before SIGKILL.",
        duration_words(design.limits.timeout_seconds),
    )
    yield Markdown("Logs go to standard output, one JSON object a line.")
