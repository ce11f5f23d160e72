"""Design → project: views, templates, and the layout of it all."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from scaffold.design.design import Design
from scaffold.render.package import Package
from scaffold.render.rendering import render_package
from scaffold.render.tree import Tree
from scaffold.targets.shared.oxfmt import format_like_prettier
from scaffold.targets.typescript_nest.dtos import dto_views
from scaffold.targets.typescript_nest.entities import entity_view
from scaffold.targets.typescript_nest.errors import error_classes
from scaffold.targets.typescript_nest.migration import first_migration
from scaffold.targets.typescript_nest.naming import name_project
from scaffold.targets.typescript_nest.resources import resource_view
from scaffold.targets.typescript_nest.scalars import used_scalars
from scaffold.targets.typescript_nest.service import service_view
from scaffold.targets.typescript_nest.testing.view import tests_view
from scaffold.targets.typescript_nest.text import FILTERS
