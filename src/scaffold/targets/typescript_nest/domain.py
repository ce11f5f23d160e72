"""The part of a service that its spec is about: entities, resources, and only what they need beside them."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from scaffold.design.design import Design
from scaffold.targets.typescript_nest.dtos import dto_views
from scaffold.targets.typescript_nest.entities import EntityView, entity_view
from scaffold.targets.typescript_nest.errors import errors_view
from scaffold.targets.typescript_nest.imports import Imports, Uses
from scaffold.targets.typescript_nest.migration import first_migration
from scaffold.targets.typescript_nest.naming import ProjectNames
from scaffold.targets.typescript_nest.resources import resource_view
from scaffold.targets.typescript_nest.storage import scalars_view, storage_view


class RepositoryOfStore(Struct, frozen=True):
    """A repository: its class, and what the store calls it."""

    table: str
    repository: str


class StoreView(Struct, frozen=True):
    """The repositories of the store, and what its module imports."""

    repositories: tuple[RepositoryOfStore, ...]
    imports: tuple[str, ...]


def domain_view(design: Design, names: ProjectNames, uses: Uses) -> Mapping[str, object]:
    """What templates see of entities and resources, by the name that they know it by.

    Args:
        design: The design.
        names: What everything is called.
        uses: What the rest of the project imports; what these modules do is noted there.
    """
    entities = tuple(entity_view(design, names, each, uses) for each in design.entities)
    resources = tuple(resource_view(design, names, each, uses) for each in design.resources)
    dtos = tuple(dto_views(design, names, uses))
    return {
        "entities": entities,
        "resources": resources,
        "served_resources": tuple(each for each in resources if each.has_service),
        "sent": tuple(each for each in dtos if each.is_input),
        "answered": tuple(each for each in dtos if not each.is_input),
        "errors": errors_view(design, names),
        "store": _store_view(entities),
        "storage": storage_view(design, uses),
        "scalars": scalars_view(uses),
        "migration": first_migration(design),
    }


def _store_view(entities: tuple[EntityView, ...]) -> StoreView:
    imports = Imports("database/store")
    for each in entities:
        imports.value(each.names.repository_module, each.names.repository)
    imports.type("/database/session", "Session")
    return StoreView(
        tuple(RepositoryOfStore(each.names.table, each.names.repository) for each in entities), imports.lines
    )
