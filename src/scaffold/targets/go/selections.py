"""The query that reads all rows of an entity, with what is computed of them."""

from __future__ import annotations

from scaffold.design.conditions import FromRequest
from scaffold.design.entities import Computed, Entity
from scaffold.design.types import Kind
from scaffold.targets.go.expressions import TermWriter, go_sql, varies
from scaffold.targets.go.lists import AT_ONCE
from scaffold.targets.go.sql import sql_name
from scaffold.targets.go.text import go_string
from scaffold.targets.go.types import GoTypes

_SUMS = {Kind.NUMBER: "DOUBLE PRECISION", Kind.DECIMAL: "NUMERIC(38, 10)"}
_LINE = 100


def selection_of(types: GoTypes, entity: Entity) -> tuple[str, tuple[str, ...]]:
    """The query of all rows, and what it is given."""
    table = sql_name(entity.table)
    writer = TermWriter(types, {**AT_ONCE, FromRequest.TODAY: f"{types.prefix}DateOf(s.now())"})
    columns = [f"{table}.id"]
    columns += [f"{table}.{sql_name(each.column)}" for each in entity.attributes if not each.secret]
    columns += [_computed(writer, entity, each) for each in entity.computed]
    written = f"SELECT {', '.join(columns)} FROM {table}"
    if varies(written):
        written = written.replace("s.dialect", "d")
    for position in range(1, len(writer.arguments) + 1):
        written = written.replace("?", f"${position}", 1)
    return _folded(written), tuple(writer.arguments)


def _computed(writer: TermWriter, entity: Entity, computed: Computed) -> str:
    rows, name = writer.related(computed.entity, computed.column, computed.where, (entity.table,))
    match computed.function:
        case "exists":
            return f"EXISTS (SELECT 1 FROM {rows})"
        case "count":
            return f"(SELECT count(*) FROM {rows})"
    summed = f"coalesce(sum({sql_name(name)}.{sql_name(computed.summed or '')}), 0)"
    return f"(SELECT CAST({summed} AS {_SUMS.get(computed.type.kind, 'BIGINT')}) FROM {rows})"


def _folded(written: str) -> str:
    """A long query as literals of a line each."""
    if varies(written):
        return go_sql(written)
    lines, line = [], ""
    for word in written.split(" "):
        if line and len(line) + len(word) >= _LINE:
            lines.append(line)
            line = ""
        line += f" {word}" if lines or line else word
    lines.append(line)
    return " +\n\t".join(go_string(each) for each in lines)
