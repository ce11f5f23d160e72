"""The one way in which templates become text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from scaffold.render.compiled import CompiledTemplates

Filter = Callable[..., Any]


def template_environment(folder: Path, filters: Mapping[str, Filter]) -> Environment:
    """An environment that reads templates from a folder and refuses whatever it does not know.

    Nothing is escaped on its own: source code has no one way to escape. Text from a spec
    comes through the filters of its target, which quote it for the language.

    Args:
        folder: Where the templates are.
        filters: The target's filters by name.
    """
    environment = Environment(
        loader=FileSystemLoader(folder, encoding="utf-8"),
        undefined=StrictUndefined,
        autoescape=False,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        bytecode_cache=CompiledTemplates(folder),
        cache_size=-1,
    )
    environment.filters.update(filters)
    return environment
