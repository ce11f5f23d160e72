"""Where the spec says what a table and a column are for."""

from __future__ import annotations

from msgspec import Struct

from scaffold.design.design import Design
from scaffold.design.entities import Entity
from scaffold.design.resolve.entities import DELETED_AT
from scaffold.diagnostics import Span
from scaffold.migrations.renames import stored_column
from scaffold.names import name_of
from scaffold.spec.load import LoadedSpec
from scaffold.spec.positions import Path


class Places(Struct, frozen=True):
    """The tables of a design in the words, and at the places, of its spec."""

    design: Design
    loaded: LoadedSpec

    def table(self, name: str) -> tuple[str, Span]:
        """What people call a table, and where it is declared."""
        entity = self._entity(name)
        return (f"`{entity.key}`", self._span(entity)) if entity else (f"the table `{name}`", self._span(None))

    def column(self, table: str, name: str) -> tuple[str, Span]:
        """What people call a column, and where it is declared."""
        entity = self._entity(table)
        field = self._field(entity, name) if entity else None
        if entity is not None and name == DELETED_AT:
            return f"`{entity.key}.{name}`", self._span(entity, "soft_delete")
        if entity is None or field is None:
            return f"`{table}.{name}`", self._span(entity)
        return f"`{entity.key}.{field}`", self._span(entity, "fields", field)

    def _entity(self, table: str) -> Entity | None:
        return next((each for each in self.design.entities if each.table == table), None)

    def _field(self, entity: Entity, column: str) -> str | None:
        """The name of a field in the spec."""
        name = next((each.name for each in entity.attributes if stored_column(each) == column), None)
        spec = self.loaded.spec
        fields = spec.models[entity.key].fields if spec else {}
        return next((key for key in fields if name is not None and name_of(key) == name), None)

    def _span(self, entity: Entity | None, *path: str) -> Span:
        inside: Path = ("models", entity.key, *path) if entity else ("models",)
        return self.loaded.span(inside)
