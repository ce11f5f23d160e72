"""What a service in Python needs from where it runs."""

from __future__ import annotations

from scaffold.design.design import Design
from scaffold.documents.infrastructure import Command, Infrastructure, Volume
from scaffold.targets.python_fastapi.settings import settings

COMMANDS = (
    Command("make setup", "Install everything into .venv, with uv where it is there."),
    Command("make run", "Serve on HOST and PORT."),
    Command("make test", "Run the tests; on PostgreSQL when TEST_DATABASE_URL is set."),
    Command("make lint", "Check layout, code and types."),
    Command("make format", "Lay out the code."),
    Command("make migrate", "Bring the database up to date."),
    Command("make openapi", "Check that openapi.json describes what the service serves."),
)
"""The developer interface."""


def infrastructure(design: Design) -> Infrastructure:
    """What the service of a design needs: its runtime, variables, folders and commands."""
    return Infrastructure(
        runtime="Python 3.11 or later",
        port=8000,
        memory="256 MB, and 19 MB more for each password that is checked at the same time, four at most"
        if design.auth
        else "256 MB",
        variables=tuple(setting.variable for setting in settings(design)),
        volumes=(Volume(".data", "The embedded database, where there is no DATABASE_URL."),),
        commands=COMMANDS,
    )
