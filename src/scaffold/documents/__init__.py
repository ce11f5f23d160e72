"""The documents of the generated project: the design, said to people."""

from scaffold.documents.assumptions import Assumption, read_assumptions
from scaffold.documents.infrastructure import Command, EnvironmentVariable, Infrastructure, Volume
from scaffold.documents.rendering import render_documents
from scaffold.documents.tasks import first_tasks, open_stubs

__all__ = [
    "Assumption",
    "Command",
    "EnvironmentVariable",
    "Infrastructure",
    "Volume",
    "first_tasks",
    "open_stubs",
    "read_assumptions",
    "render_documents",
]
