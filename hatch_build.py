"""Compile the templates that go into a wheel, as ``pip`` compiles the modules."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileTemplates(BuildHookInterface[Any]):
    """Runs before a wheel is put together."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile every package of ``templates/`` for the Python that builds; others compile as they run."""
        root = Path(self.root)
        sys.path.insert(0, str(root / "src"))
        from scaffold.render.precompile import compile_package

        for manifest in sorted(root.glob("templates/*/target.toml")):
            compile_package(manifest.parent)
