"""The command line: arguments to calls to exit code, and no logic."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from scaffold import __version__
from scaffold.console import Console, Outcome, Unprintable
from scaffold.diagnostics import listed
from scaffold.targets import CLIENTS, TARGETS, Client, Renderers

PROBLEMS, MISUSED, BUG = 1, 2, 70

app = typer.Typer(
    name="scaffold",
    help="Turns requirements.md into a backend that runs.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
export = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
app.add_typer(export, name="export", help="Write the spec in a format of others.")


def _known(language: str | None) -> str | None:
    """The language, where there is a template for it."""
    if language is None or language in TARGETS:
        return language
    raise typer.BadParameter(f"there is no template for {language!r}; choose {listed(TARGETS, 'or')}")


Json = Annotated[bool, typer.Option("--json", help="Print one JSON document on stdout.")]
SpecFile = Annotated[
    Path, typer.Argument(metavar="scaffold.yaml", readable=False, show_default=False, help="The spec.")
]
Project = Annotated[
    Path, typer.Argument(metavar="DIR", readable=False, show_default=False, help="The project; else this folder.")
]
Language = Annotated[
    str | None,
    typer.Option("--language", callback=_known, help=f"{listed(TARGETS, 'or')}; wins over CLAUDE.md and the spec."),
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Say what would be written, and write nothing.")]

SPEC = Path("scaffold.yaml")
HERE = Path()


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


@app.command()
def new(
    requirements: Annotated[
        Path | None, typer.Argument(metavar="requirements.md", readable=False, show_default=False)
    ] = None,
    language: Language = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", readable=False, help="The folder, missing or empty.")
    ] = None,
    offline: Annotated[bool, typer.Option("--offline", help="Read without a language model.")] = False,
    spec: Annotated[
        Path | None, typer.Option("--spec", readable=False, help="Start from a spec instead of requirements.")
    ] = None,
    no_fill: Annotated[bool, typer.Option("--no-fill", help="Leave the business logic open.")] = False,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Make a service from requirements, or from a spec."""
    if (requirements is None) == (spec is None):
        raise typer.BadParameter("give requirements.md, or --spec with a scaffold.yaml")
    with Renderers.prepare(language) as renderers:
        from scaffold import pipeline

        console = Console(json)
        origin = pipeline.Origin(requirements, spec, language, offline)
        _finish(console, lambda: pipeline.new(origin, output, dry_run, renderers, console.progress))


@app.command()
def plan(
    requirements: Annotated[Path, typer.Argument(metavar="requirements.md", readable=False, show_default=False)],
    language: Language = None,
    output: Annotated[
        Path, typer.Option("--output", "-o", readable=False, help="The file to write; `-` prints it.")
    ] = SPEC,
    json: Json = False,
) -> None:
    """Read requirements into a spec, and make nothing else."""
    from scaffold import pipeline

    console = Console(json)
    _finish(console, lambda: pipeline.plan(requirements, language, output, console.progress))


@app.command()
def check(spec: SpecFile = SPEC, language: Language = None, json: Json = False) -> None:
    """Find every problem of a spec at once."""
    from scaffold import pipeline

    console = Console(json)
    _finish(console, lambda: pipeline.check(spec, language, console.progress))


@app.command()
def explain(code: Annotated[str, typer.Argument(metavar="CODE", show_default=False)], json: Json = False) -> None:
    """Say what an error code such as SC012 means."""
    from scaffold import reference

    page = reference.explain(code)
    if page is None:
        raise typer.BadParameter(f"{code} is no code of scaffold; diagnostics show theirs as in error[SC012]")
    _finish(Console(json), lambda: page)


@app.command()
def schema(json: Json = False) -> None:
    """Print the JSON Schema of the spec language."""
    from scaffold import reference

    _finish(Console(json), reference.schema)


@app.command()
def diff(project: Project = HERE, json: Json = False) -> None:
    """Show as a patch what rendering scaffold.yaml again would change."""
    with Renderers() as renderers:
        from scaffold import updating

        console = Console(json)
        _finish(console, lambda: updating.diff(project, renderers, console.progress))


@app.command()
def status(project: Project = HERE, json: Json = False) -> None:
    """Say what of a project is not as its spec says; write nothing."""
    from scaffold.status import status as look

    console = Console(json)
    _finish(console, lambda: look(project, console.progress))


@app.command()
def update(
    project: Project = HERE,
    requirements: Annotated[
        Path | None, typer.Option("--requirements", readable=False, help="Requirements that have changed.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would change and why; write nothing.")] = False,
    allow_breaking: Annotated[
        bool, typer.Option("--allow-breaking", help="Release changes that break clients of the API.")
    ] = False,
    allow_data_loss: Annotated[
        bool, typer.Option("--allow-data-loss", help="Write a migration that drops stored data.")
    ] = False,
    json: Json = False,
) -> None:
    """Bring a project up to date with its spec, and keep every line that was written in it."""
    with Renderers() as renderers:
        from scaffold import updating
        from scaffold.refusal import Consent

        console = Console(json)
        consent = Consent(breaking=allow_breaking, data_loss=allow_data_loss)
        _finish(console, lambda: updating.update(project, requirements, dry_run, consent, renderers, console.progress))


@app.command()
def verify(project: Project = HERE, json: Json = False) -> None:
    """Run the checks and tests of a project."""
    from scaffold.verification import verify_project

    console = Console(json)
    _finish(console, lambda: verify_project(project, console.progress))


@export.command("openapi")
def export_openapi(spec: SpecFile = SPEC, json: Json = False) -> None:
    """Print the OpenAPI 3.1 document of the API."""
    from scaffold import pipeline

    console = Console(json)
    _finish(console, lambda: pipeline.export_openapi(spec, console.progress))


@export.command("json-schema")
def export_json_schema(spec: SpecFile = SPEC, json: Json = False) -> None:
    """Print the JSON Schema of everything that the API takes and answers."""
    from scaffold import pipeline

    console = Console(json)
    _finish(console, lambda: pipeline.export_json_schema(spec, console.progress))


def _export_client(client: Client) -> None:
    """Offer to write a client."""

    @export.command(client.name, help=client.summary)
    def write(
        source: Annotated[
            Path,
            typer.Argument(metavar="SPEC|DIR", readable=False, show_default=False, help="The spec, or the project."),
        ] = SPEC,
        output: Annotated[
            Path, typer.Option("--output", "-o", readable=False, help="The folder: missing, empty, or of a client.")
        ] = Path(client.name),
        dry_run: DryRun = False,
        json: Json = False,
    ) -> None:
        from scaffold import exporting

        console = Console(json)
        _finish(console, lambda: exporting.export_client(client, source, output, dry_run, console.progress))


for _client in CLIENTS:
    _export_client(_client)


def _finish(console: Console, command: Callable[[], Outcome]) -> None:
    """Run a command and exit with its code."""
    from scaffold.refusal import Refused

    try:
        outcome = command()
        console.show(outcome)
    except Refused as problem:
        console.problems(problem.diagnostics, problem.sources, problem.details)
        raise typer.Exit(problem.exit_code) from None
    raise typer.Exit(outcome.exit_code)


def main() -> None:
    """Run the command line and exit with its code."""
    console = Console("--json" in sys.argv)
    try:
        app()
    except Unprintable:
        sys.exit(PROBLEMS)
    except SystemExit as stop:
        if stop.code == MISUSED and stop.__context__ is not None:
            console.misuse(str(stop.__context__))
        raise
    except Exception as error:
        if os.environ.get("SCAFFOLD_DEBUG"):
            raise
        console.bug(error, __version__)
        sys.exit(BUG)
