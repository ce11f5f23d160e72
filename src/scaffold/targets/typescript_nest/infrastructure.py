"""What a service in TypeScript needs from where it runs."""

from __future__ import annotations

from scaffold.design.design import Design
from scaffold.documents.infrastructure import Command, Infrastructure, Volume
from scaffold.targets.typescript_nest.settings import settings

COMMANDS = (
    Command("make setup", "Install everything into node_modules, and build."),
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
        runtime="Node.js 20.19 or later; 24 is what the image has",
        port=8000,
        memory="256 MB, and 19 MB more for each password that is checked at the same time, four at most;"
        " 1 GB with the embedded database"
        if design.auth
        else "256 MB; 1 GB with the embedded database",
        variables=tuple(setting.variable for setting in settings(design)),
        volumes=(Volume(".data", "The embedded database, where there is no DATABASE_URL."),),
        commands=COMMANDS,
    )
