"""Compiled templates, kept beside a template package as Python keeps its ``__pycache__``.

Whoever installs scaffold compiles them once; a run only reads. What is not there, or was
compiled from other text or by another version, is compiled in memory as if there were none.
"""

from __future__ import annotations

from pathlib import Path

import jinja2
from jinja2.bccache import Bucket, FileSystemBytecodeCache

FOLDER = "__jinja__"


class KeptTemplates(FileSystemBytecodeCache):
    """Bytecode by the name of its template, wherever the package lies, and the version of Jinja."""

    def __init__(self, folder: Path) -> None:
        super().__init__(str(folder / FOLDER), "%s.bin")

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """The key of a template: its name in the package."""
        return super().get_cache_key(f"{jinja2.__version__} {name}")


class CompiledTemplates(KeptTemplates):
    """What was compiled when scaffold was installed; a run adds nothing to it."""

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep nothing: a run writes nothing outside of the project that it makes."""
