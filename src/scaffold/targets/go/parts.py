"""What the templates of entities, resources and operations see, by the name that they know it by."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from scaffold.design.design import Design
from scaffold.targets.go.entities import entity_view
from scaffold.targets.go.helpers import helpers_view
from scaffold.targets.go.migration import first_migrations
from scaffold.targets.go.naming import ProjectNames
from scaffold.targets.go.resources import resource_views


class OwnError(Struct, frozen=True):
    """An error of the service's own rules: its variable, and what it says."""

    name: str
    code: str
    message: str


def parts_view(design: Design, names: ProjectNames, domain: str, rates: Mapping[str, str]) -> Mapping[str, object]:
    """See entities, resources and operations as their templates do.

    Args:
        design: The design.
        names: What everything is called.
        domain: The name of the package of the domain.
        rates: By rate, the constant that counts a call under it.
    """
    entities = tuple(entity_view(design, names, domain, each) for each in design.entities)
    resources = resource_views(design, names, domain, rates)
    errors = (each for each in design.errors if each.code in names.errors)
    return {
        "entities": entities,
        "resources": resources,
        "served_resources": tuple(each for each in resources if each.served),
        "described_resources": tuple(each for each in resources if each.is_described),
        "own_errors": tuple(OwnError(names.errors[each.code], each.code, each.message) for each in errors),
        "migrations": first_migrations(design, names),
        "helpers": helpers_view(design, entities, resources),
    }
