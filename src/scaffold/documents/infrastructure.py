"""What a target tells about how its service runs; the rest of the page is the same for all."""

from __future__ import annotations

from msgspec import Struct


class EnvironmentVariable(Struct, frozen=True):
    """A variable that the service reads when it starts.

    Attributes:
        default: what holds when it is not set; None when there is nothing to fall back on.
        required_in_production: whether the service refuses to start in production without it.
        secret: whether it belongs into a secret store, never into a file of the repository.
    """

    name: str
    default: str | None
    description: str
    required_in_production: bool = False
    secret: bool = False


class Volume(Struct, frozen=True):
    """A folder that the service writes to."""

    path: str
    description: str


class Command(Struct, frozen=True):
    """A command of the developer interface, such as ``make test``."""

    line: str
    description: str


class Infrastructure(Struct, frozen=True):
    """What the service needs from where it runs.

    Attributes:
        runtime: what runs it, with the version that it needs.
        port: where it listens unless ``PORT`` says otherwise.
        memory: what one instance needs, in words.
        notes: what else whoever runs it must know, a sentence each.
    """

    runtime: str
    port: int
    memory: str
    variables: tuple[EnvironmentVariable, ...]
    volumes: tuple[Volume, ...] = ()
    notes: tuple[str, ...] = ()
    commands: tuple[Command, ...] = ()
