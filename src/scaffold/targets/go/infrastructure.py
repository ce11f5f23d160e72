"""What a service in Go needs from where it runs."""

from __future__ import annotations

from scaffold.design.design import Design
from scaffold.documents.infrastructure import Command, Infrastructure, Volume
from scaffold.targets.go.settings import shared_settings

COMMANDS = (
    Command("make setup", "Download the modules and build the service."),
    Command("make run", "Serve on HOST and PORT."),
    Command("make test", "Run the tests; on PostgreSQL when TEST_DATABASE_URL is set."),
    Command("make lint", "Check layout and code; with golangci-lint too, where it is there."),
    Command("make format", "Lay out the code."),
    Command("make migrate", "Bring the database up to date."),
    Command("make openapi", "Check that openapi.json describes what the service serves."),
)
"""The developer interface."""


def infrastructure(design: Design) -> Infrastructure:
    """What the service of a design needs: its runtime, variables, folders and commands."""
    return Infrastructure(
        runtime="Go 1.26 to build it; the program itself needs nothing",
        port=8000,
        memory="64 MB, and 19 MB more for each password that is checked at the same time, four at most"
        if design.auth
        else "64 MB",
        variables=tuple(setting.variable for setting in shared_settings(design)),
        volumes=(Volume(".data", "The embedded database, where there is no DATABASE_URL."),),
        commands=COMMANDS,
    )
