"""The command line: arguments to calls to exit code, and no logic."""

from __future__ import annotations

from typing import Annotated

import typer

from scaffold import __version__

app = typer.Typer(
    name="scaffold",
    help="Turns requirements.md into a backend that runs.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"scaffold {__version__}")
        raise typer.Exit


@app.callback()
def _scaffold(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """Turns requirements.md into a backend that runs."""


def main() -> None:
    """Run the command line and exit with its code."""
    app()
