"""Migrates databases of a generated Python project, inside of its own environment, and says what they hold.

Run as a script in the project. Reads what to do as JSON: ``databases`` are, by name, the URLs of two that
are empty, ``first`` is the folder of a project whose first migration makes the new schema, ``rows`` are
the statements that fill the database, and ``after`` and ``back`` are queries. Writes what it found as JSON.
"""

from __future__ import annotations

import asyncio
import json
import sys
import warnings
from pathlib import Path
from typing import Any

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import Connection, inspect, make_url, text
from sqlalchemy.ext.asyncio import create_async_engine

_DRIVERS = {"postgresql": "postgresql+asyncpg", "sqlite": "sqlite+aiosqlite"}
_INDEXES = {
    "postgresql": "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename <> 'alembic_version'",
    "sqlite": "SELECT sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL",
}


class Database:
    """A database that the migrations of projects are run on."""

    def __init__(self, url: str) -> None:
        given = make_url(url)
        self.url = given.set(drivername=_DRIVERS[given.get_backend_name()])

    def migrate(self, project: Path, revision: str) -> None:
        config = Config(project / "alembic.ini")
        config.attributes["url"] = self.url
        config.set_main_option("script_location", str(project / "migrations"))
        if revision == "down":
            command.downgrade(config, "0001")
        else:
            command.upgrade(config, revision)

    def run(self, work: Any) -> Any:
        """What a function makes of a connection."""

        async def connected() -> Any:
            engine = create_async_engine(self.url)
            async with engine.begin() as connection:
                answer = await connection.run_sync(work)
            await engine.dispose()
            return answer

        return asyncio.run(connected())


def schema(connection: Connection) -> dict[str, Any]:
    """Tables with their columns and keys, and the definitions of indexes."""
    found = inspect(connection)
    tables = {name: table(found, name) for name in found.get_table_names() if name != "alembic_version"}
    indexes = connection.execute(text(_INDEXES[connection.dialect.name])).scalars()
    return {"tables": tables, "indexes": sorted(" ".join(each.replace('"', "").split()) for each in indexes)}


def table(found: Any, name: str) -> dict[str, Any]:
    keys = [
        [each["name"], each["constrained_columns"], each["referred_table"], each["options"].get("ondelete")]
        for each in found.get_foreign_keys(name)
    ]
    primary = found.get_pk_constraint(name)
    return {
        "columns": {
            each["name"]: f"{each['type']}{'' if each['nullable'] else ' NOT NULL'} {each['default']}"
            for each in found.get_columns(name)
        },
        "primary key": [primary["name"], primary["constrained_columns"]],
        "foreign keys": sorted(keys),
    }


def count(connection: Connection) -> dict[str, Any]:
    """How many rows every table has."""
    names = [name for name in inspect(connection).get_table_names() if name != "alembic_version"]
    return {name: connection.execute(text(f'SELECT count(*) FROM "{name}"')).scalar() for name in names}


def answer(queries: list[str]) -> Any:
    """What queries are answered, as text that is the same whatever the driver."""

    def work(connection: Connection) -> list[list[list[Any]]]:
        return [[list(map(_plain, row)) for row in connection.exec_driver_sql(each)] for each in queries]

    return work


def _plain(value: Any) -> Any:
    if isinstance(value, bool):
        return "t" if value else "f"
    if isinstance(value, list | dict):
        return json.dumps(value)
    return None if value is None else str(value)


def fill(statements: list[str]) -> Any:
    def work(connection: Connection) -> None:
        for statement in statements:
            connection.exec_driver_sql(statement)

    return work


def drift(connection: Connection) -> list[str]:
    """What the models say otherwise than the database; indexes for search are PostgreSQL's alone."""
    from importlib import import_module

    package = next(path.name for path in Path("src").iterdir() if (path / "runtime.py").exists())
    import_module(f"{package}.runtime")
    metadata = import_module(f"{package}.core.database").metadata
    context = MigrationContext.configure(connection, opts={"compare_type": True})
    found = compare_metadata(context, metadata)
    return [str(each) for each in found if not isinstance(each, tuple) or each[0] != "remove_index"]


def look(work: dict[str, Any], url: str, fresh: str) -> dict[str, Any]:
    """What a database is before, after, and after it was taken back, and what a new one is."""
    project, database, other = Path.cwd(), Database(url), Database(fresh)
    other.migrate(Path(work["first"]), "head")
    database.migrate(project, "0001")
    said: dict[str, Any] = {"fresh": other.run(schema), "first": database.run(schema)}
    database.run(fill(work["rows"]))
    said |= {"filled": database.run(count)}
    database.migrate(project, "head")
    said |= {"up": database.run(schema), "drift": database.run(drift), "counted": database.run(count)}
    said |= {"after": database.run(answer(work["after"]))}
    database.migrate(project, "down")
    said |= {"down": database.run(schema), "back": database.run(answer(work["back"]))}
    database.migrate(project, "head")
    return said | {"again": database.run(schema)}


def main() -> None:
    warnings.simplefilter("ignore")
    work = json.load(sys.stdin)
    print(json.dumps({name: look(work, *urls) for name, urls in work["databases"].items()}))


if __name__ == "__main__":
    main()
