"""What is called otherwise in the next design, and is still the same: models, tables and columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from scaffold.design.design import Design
from scaffold.design.entities import Attribute, Entity
from scaffold.names import name_of

Column = tuple[str, str]
"""A table and one of its columns."""


class Renames(Struct, frozen=True):
    """New names by former ones, of what has another name now.

    Attributes:
        entities: keys of models.
        tables: names of tables.
        columns: columns, with the names that their tables have before and after.
    """

    entities: Mapping[str, str]
    tables: Mapping[str, str]
    columns: Mapping[Column, Column]

    def reversed(self) -> Renames:
        """The same on the way back."""
        return Renames(_turned(self.entities), _turned(self.tables), {new: old for old, new in self.columns.items()})


def find_renames(former: Design, design: Design) -> Renames:
    """What ``was`` says, where the former design has the old name and lacks the new one."""
    origins = {entity.key: origin for entity in design.entities if (origin := _origin(former, design, entity))}
    tables: dict[str, str] = {}
    columns: dict[Column, Column] = {}
    for key, old in origins.items():
        new = design.entity[key]
        tables[old.table] = new.table
        columns.update(_columns(old, new))
        tables.update(_join_tables(old, new))
    return Renames(
        {old.key: key for key, old in origins.items() if old.key != key},
        {before: after for before, after in tables.items() if before != after},
        columns,
    )


def stored_column(attribute: Attribute) -> str:
    """The column of a table that keeps a field."""
    return f"{attribute.column}_hash" if attribute.secret else attribute.column


def _turned(names: Mapping[str, str]) -> Mapping[str, str]:
    return {new: old for old, new in names.items()}


def _origin(former: Design, design: Design, entity: Entity) -> Entity | None:
    """The model that an entity was in the former design."""
    if entity.key in former.entity:
        return former.entity[entity.key]
    is_gone = entity.was is not None and entity.was not in design.entity
    return former.entity.get(entity.was or "") if is_gone else None


def _columns(old: Entity, new: Entity) -> Iterator[tuple[Column, Column]]:
    before = {each.name.snake: each for each in old.attributes}
    after = {each.name.snake for each in new.attributes}
    for each in new.attributes:
        was = name_of(each.was).snake if each.was else ""
        source = before.get(was)
        if source is None or was in after or each.name.snake in before or source.secret != each.secret:
            continue
        if stored_column(source) != stored_column(each):
            yield (old.table, stored_column(source)), (new.table, stored_column(each))


def _join_tables(old: Entity, new: Entity) -> Iterator[tuple[str, str]]:
    """Tables between two models, which take their names from them."""
    before = {each.name.snake: each for each in old.many}
    for each in new.many:
        if each.name.snake in before:
            yield before[each.name.snake].table, each.table
