"""Rows straight into PostgreSQL, where no operation makes them."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable

from scaffold.testdata.values import Json
from tests.conformance.exchange import Seed, realized


def insert(url: str, seeds: Iterable[Seed]) -> str:
    """Insert rows; what the database said about those that it refused.

    Raises:
        RuntimeError: There is no such database.
    """
    statements = "\n".join(map(_statement, seeds))
    if not statements:
        return ""
    done = subprocess.run(
        ["psql", url, "--quiet", "--no-psqlrc", "--file=-"],
        input=statements,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise RuntimeError(f"{url}: {done.stderr}")
    return done.stderr


def _statement(seed: Seed) -> str:
    columns = ", ".join(_name(column) for column in seed.values)
    values = ", ".join(_literal(value) for value in seed.values.values())
    return f"INSERT INTO {_name(seed.table)} ({columns}) OVERRIDING SYSTEM VALUE VALUES ({values});"


def _name(name: str) -> str:
    quoted = name.replace('"', '""')
    return f'"{quoted}"'


def _literal(value: Json) -> str:
    """A value as the database reads it, whatever the type of its column."""
    match realized(value, {}):
        case None:
            return "NULL"
        case bool() as truth:
            return f"'{str(truth).lower()}'"
        case str() as text:
            quoted = text.replace("'", "''")
            return f"'{quoted}'"
        case int() | float() as number:
            return f"'{number}'"
        case other:
            quoted = json.dumps(other).replace("'", "''")
            return f"'{quoted}'"
