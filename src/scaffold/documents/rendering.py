"""Design → documents."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from scaffold.design.design import Design
from scaffold.documents.assumptions import Assumption
from scaffold.documents.infrastructure import Infrastructure
from scaffold.documents.markdown import blocks, bullets, numbered, table, wrap
from scaffold.documents.view import view_documents
from scaffold.render.environment import Filter
from scaffold.render.package import read_package, templates_root
from scaffold.render.rendering import render_package
from scaffold.render.tree import Tree

PACKAGE = "documents"
_FILTERS: Mapping[str, Filter] = {
    "blocks": blocks,
    "wrap": wrap,
    "bullets": bullets,
    "numbered": numbered,
    "table": table,
}


def render_documents(
    design: Design,
    openapi: Mapping[str, Any],
    infrastructure: Infrastructure,
    assumptions: tuple[Assumption, ...] = (),
) -> Tree:
    """The folder ``docs`` of the generated project.

    Args:
        design: The service.
        openapi: Its OpenAPI document, whose examples the API guide shows.
        infrastructure: What the target tells about how the service runs.
        assumptions: What the spec says although the requirements do not.
    """
    package = read_package(templates_root() / PACKAGE)
    return render_package(package, view_documents(design, openapi, infrastructure, assumptions), _FILTERS)
