"""Test data as Go source."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from scaffold.design.entities import Entity
from scaffold.design.types import Kind, ListOf, Plain, Type
from scaffold.targets.go.naming import column_of
from scaffold.targets.go.text import go_string
from scaffold.testdata.conditions import Known, Values
from scaffold.testdata.values import Distinct, Json, Numbered, Repeated, RowId

_DURATION = re.compile(r"P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?")
_UNITS = (86_400, 3_600, 60, 1)
_KNOWN = {Known.CALLER: "caller", Known.PARENT: "parent"}


def nowhere(ids: Kind) -> str:
    """The name of an id that no row has, among ids of a kind."""
    return "nowhere" if ids is Kind.UUID else "noNumber"


def json_literal(value: Json) -> str:
    """A value as it is in JSON; the id of a row leads nowhere."""
    match value:
        case RowId(_, kind):
            return nowhere(kind)
        case Repeated(str() as part, count):
            return f"text({go_string(part)}, {count})"
        case Repeated(part, count):
            return f"items({', '.join(map(json_literal, part))}, {count})"
        case str():
            return go_string(value)
        case Mapping():
            return mapping({key: json_literal(each) for key, each in value.items()})
        case list() | tuple():
            return f"list{{{', '.join(map(json_literal, value))}}}"
        case int() | float() if not isinstance(value, bool):
            return _number(value)
    return "nil" if value is None else str(value).lower()


def _number(value: Json) -> str:
    if isinstance(value, float):
        return repr(value) if value % 1 else f"{int(value)}.0"
    return f'json.Number("{value}")' if value >= 2**63 or value < -(2**63) else str(value)


def column_literal(value: Json, kind: Type) -> str:
    """A value as its column holds it: what is no text, number or boolean is bound as text."""
    match kind:
        case _ if value is None:
            return "nil"
        case ListOf() | Plain(Kind.JSON):
            return go_string(json.dumps(value, ensure_ascii=False))
        case Plain(Kind.NUMBER):
            return repr(float(value))
        case Plain(Kind.DURATION):
            return str(_microseconds(value))
        case Plain(Kind.DATETIME):
            moment = datetime.fromisoformat(value).astimezone(UTC)
            return go_string(f"{moment:%Y-%m-%dT%H:%M:%S}.{moment.microsecond // 1000:03}Z")
    return json_literal(value)


def _microseconds(text: str) -> int:
    """The length of an ISO 8601 duration of days, hours, minutes and seconds."""
    parts = _DURATION.fullmatch(text)
    assert parts is not None, text
    return sum(int(count or 0) * unit for count, unit in zip(parts.groups(), _UNITS, strict=True)) * 1_000_000


def distinct_literal(values: Distinct, kind: Type) -> str:
    """An expression for the value of the row with the number ``n``."""
    if isinstance(values, Numbered):
        return _numbered(values)
    first = values.values[0]
    if isinstance(first, int) and not isinstance(first, bool) and len(values.values) > 2:
        return f"{first} + n"
    return (_counted(kind, first) if isinstance(kind, Plain) else None) or _picked(values.values, kind)


def _numbered(values: Numbered) -> str:
    before, after = (each.replace("%", "%%") for each in (values.before, values.after))
    number = "%d" if values.digits == 1 else f"%0{values.digits}d"
    return f"numbered({go_string(before + number + after)}, n)"


def _counted(kind: Plain, first: Json) -> str | None:
    match kind.kind:
        case Kind.NUMBER:
            return f"{float(first)} + float64(n)"
        case Kind.DATE:
            return f"day({go_string(first)}, n)"
        case Kind.DATETIME:
            return f"moment({go_string(first)}, n)"
        case Kind.DURATION:
            return "(n + 1) * 86_400_000_000"
        case Kind.UUID:
            return 'numbered("00000000-0000-7000-8000-%012x", n+1)'
    return None


def _picked(values: tuple[Json, ...], kind: Type) -> str:
    return f"list{{{', '.join(column_literal(value, kind) for value in values)}}}[n]"


def mapping(expressions: Mapping[str, str], kind: str = "object") -> str:
    """A map of expressions."""
    return f"{kind}{{{', '.join(f'{go_string(key)}: {value}' for key, value in expressions.items())}}}"


def row(*values: str) -> str:
    """A row of a table: a composite literal whose type is known."""
    return f"{{{', '.join(values)}}}"


def strings(values: Iterable[str]) -> str:
    """A slice of strings, ``nil`` where there are none."""
    said = ", ".join(map(go_string, values))
    return f"[]string{{{said}}}" if said else "nil"


def row_values(entity: Entity, values: Values) -> str:
    """The columns of a row; what only a running test knows stands as a name."""
    return mapping(
        {
            column_name(entity, column): _KNOWN[value]
            if isinstance(value, Known)
            else column_literal(value, entity.attribute(column).type)
            for column, value in values.items()
        },
        "row",
    )


def column_name(entity: Entity, column: str) -> str:
    """The name of a column in its table."""
    return column if column == "id" else column_of(entity.attribute(column))
