"""The import statements of one module: exactly what its text uses, sorted."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from msgspec import Struct, field


class Uses(Struct):
    """What the modules of a project import of each other: what nobody imports is not rendered."""

    names: dict[str, set[str]] = field(default_factory=dict)

    def of(self, module: str) -> frozenset[str]:
        """The names that are imported from a module."""
        return frozenset(self.names.get(module, ()))


class Imports(Struct):
    """What a module of the service imports.

    Names are given out as they are noted, so that whoever writes code cannot forget to import what it says.

    Attributes:
        path: The module's own path below ``src``, without its ending. Modules of the service are named in the same
            way, with a ``/`` in front, packages by their name.
        uses: Where it is noted what the whole project imports.
    """

    path: str
    uses: Uses = field(default_factory=Uses)
    _values: dict[str, set[str]] = field(default_factory=dict)
    _types: dict[str, set[str]] = field(default_factory=dict)

    def value(self, module: str, name: str) -> str:
        """Import something that exists when the code runs."""
        if module != f"/{self.path}":
            self._values.setdefault(module, set()).add(name)
            self.uses.names.setdefault(module, set()).add(name)
        return name

    def type(self, module: str, name: str) -> str:
        """Import something that only the compiler needs."""
        if module != f"/{self.path}":
            self._types.setdefault(module, set()).add(name)
            self.uses.names.setdefault(module, set()).add(name)
        return name

    @property
    def lines(self) -> tuple[str, ...]:
        """The statements: those of packages, an empty line, those of the service."""
        modules = sorted(self._values.keys() | self._types.keys(), key=_order)
        packages = [self._statement(each) for each in modules if not each.startswith("/")]
        own = [self._statement(each) for each in sorted(modules, key=self._relative) if each.startswith("/")]
        return (*packages, *([""] if packages and own else []), *own)

    def _statement(self, module: str) -> str:
        values = self._values.get(module, set())
        types = self._types.get(module, set()) - values
        names = ", ".join(_named(values, types))
        where = self._relative(module) if module.startswith("/") else module
        return f'import {"" if values else "type "}{{ {names} }} from "{where}";'

    def _relative(self, module: str) -> str:
        relative = posixpath.relpath(module.removeprefix("/"), self.path.rpartition("/")[0] or ".")
        return f"{relative if relative.startswith('.') else f'./{relative}'}.js"


def _named(values: set[str], types: set[str]) -> Iterator[str]:
    for name in sorted(values | types, key=str.lower):
        yield name if name in values or not values else f"type {name}"


def _order(module: str) -> tuple[bool, str]:
    return module.startswith("/"), module.lower()
