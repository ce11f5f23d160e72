"""The reference of the language and of its rules, as Markdown made from the models and the rules.

``python -m scaffold.spec.document_language docs`` writes ``docs/spec.md``, from the examples in
``docs/spec/``, and ``docs/diagnostics.md``.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Literal, get_args, get_origin

from msgspec import Struct
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from scaffold.spec.explain import page
from scaffold.spec.language import beyond, document, endpoints, fields, models
from scaffold.spec.language.base import Node
from scaffold.spec.rules import RULES
from scaffold.spec.structure import fields_of, noun


class Chapter(Struct, frozen=True):
    """A part of the reference: the constructs it describes, and the example that uses them all."""

    title: str
    example: str
    constructs: tuple[type[Node], ...]


CHAPTERS: tuple[Chapter, ...] = (
    Chapter("The service", "service", (document.Spec, document.Service, document.ApiVersion)),
    Chapter("Stack and conventions", "stack", (document.Stack, document.Conventions)),
    Chapter(
        "Callers",
        "auth",
        (
            document.Auth,
            document.Login,
            document.Lockout,
            document.HeaderScheme,
            document.Oidc,
            document.ApiKeys,
        ),
    ),
    Chapter("Limits and pages", "limits", (document.Limits, endpoints.RateLimit, document.Pagination)),
    Chapter("Models", "models", (models.ModelSpec, models.Unique, models.Index)),
    Chapter("Fields", "fields", (fields.FieldSpec,)),
    Chapter("Computed fields and conditions", "computed", ()),
    Chapter("States", "states", (models.States, models.Transition)),
    Chapter("Shapes", "shapes", (models.ShapeSpec,)),
    Chapter(
        "Resources",
        "resources",
        (
            endpoints.ResourceSpec,
            endpoints.ListAction,
            endpoints.Filter,
            endpoints.WriteAction,
            endpoints.Action,
        ),
    ),
    Chapter(
        "Operations",
        "operations",
        (endpoints.OperationSpec, endpoints.Answer, endpoints.Cache, endpoints.Idempotency),
    ),
    Chapter("Rules and errors", "rules", (document.RuleSpec, beyond.Guard, document.ErrorSpec, document.ErrorFormat)),
    Chapter("Scenarios", "scenarios", (document.Scenario, document.Step, document.Expectation)),
    Chapter("Events", "events", (beyond.Events, beyond.PublishedEvent, beyond.ConsumedEvent)),
    Chapter("Jobs", "jobs", (beyond.Job,)),
    Chapter(
        "Other systems",
        "integrations",
        (beyond.Integration, beyond.Retries, beyond.CircuitBreaker, beyond.Call, beyond.Webhook),
    ),
    Chapter("Inference", "inference", (beyond.Inference,)),
    Chapter("Datasets", "datasets", (beyond.Dataset,)),
    Chapter("GraphQL", "graphql", (beyond.GraphQL,)),
)

_INTRODUCTION = """\
# The spec language

This page is made from the language itself; do not edit it. `scaffold schema` prints the same as
JSON Schema, `scaffold check` tells what is wrong with a spec, and `docs/diagnostics.md` explains
every rule. Each example below is a whole spec, in `docs/spec/`.

A spec is YAML 1.2, in `scaffold.yaml`. Fields are required and access is closed unless the spec
says otherwise, and whatever has a good default is left out.
"""

_WORDS = {
    str: "text",
    int: "whole number",
    float: "number",
    bool: "`true` or `false`",
    Any: "anything",
    type(None): "nothing",
}
_PLAIN = {str, int, float, bool}


def language_reference(examples: Path) -> str:
    """The page of the language; ``examples`` is the folder with the example of each chapter."""
    parts = [_INTRODUCTION]
    for chapter in CHAPTERS:
        example = (examples / f"{chapter.example}.yaml").read_text(encoding="utf-8")
        parts.append(f"## {chapter.title}\n\n```yaml\n{example.rstrip()}\n```\n")
        parts += [_describe(construct) for construct in chapter.constructs]
    return "\n".join(parts)


def _describe(construct: type[Node]) -> str:
    heading = re.sub("^an? ", "", noun(construct))
    heading = heading[0].upper() + heading[1:]
    rows = [_row(name, field) for name, field in fields_of(construct).items()]
    table = "\n".join(["| key | value | unless said | meaning |", "|---|---|---|---|", *rows])
    return f"### {heading}\n\n{_prose(construct)}\n\n{table}\n"


def _prose(construct: type[Node]) -> str:
    """The class's own words, with reStructuredText's marks as Markdown's."""
    text = "\n".join(line.strip() for line in (construct.__doc__ or "").strip().splitlines())
    return re.sub(r":\w+:`([^`]*)`", r"`\1`", text.replace("``", "`"))


def _row(name: str, field: FieldInfo) -> str:
    value = " or ".join(dict.fromkeys(_values(field.annotation)))
    meaning = field.description or ""
    cells = (f"`{field.alias or name}`", value, _default(field), meaning)
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _default(field: FieldInfo) -> str:
    if field.is_required():
        return "*required*"
    value = field.get_default(call_default_factory=True, validated_data={})
    if value is None or value == () or value == {} or value == "" or isinstance(value, BaseModel):
        return ""
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    return f"`[{', '.join(value)}]`" if isinstance(value, tuple) else f"`{value}`"


def _values(annotation: Any) -> Iterator[str]:
    """What a person may write for an annotation, in words."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if isinstance(annotation, type) and issubclass(annotation, Node):
        yield noun(annotation)
    elif origin is Literal:
        yield ", ".join(f"`{argument}`" for argument in arguments)
    elif origin is Annotated:
        yield from _values(arguments[0])
    elif origin is tuple:
        yield f"list of {_plural(arguments[0])}"
    elif origin is dict:
        yield f"names with {_plural(arguments[1])}"
    elif set(arguments) >= _PLAIN:
        yield "a plain value"
        yield from (value for each in arguments if get_origin(each) is tuple for value in _values(each))
    elif arguments:
        yield from (value for each in arguments if each is not type(None) for value in _values(each))
    else:
        yield _WORDS.get(annotation, "text")


def _plural(annotation: Any) -> str:
    return " or ".join(re.sub("^an? (.*)$", _several, value) for value in dict.fromkeys(_values(annotation)))


def _several(match: re.Match[str]) -> str:
    return match[1] + ("es" if match[1].endswith("x") else "s")


def diagnostics_reference() -> str:
    """The page of all rules."""
    introduction = (
        "# Diagnostics\n\nThis page is made from the rules themselves; do not edit it. "
        "`scaffold explain SC012` prints one entry.\n"
    )
    entries = (re.sub(r"^# ", "## ", page(rule), count=1) for rule in RULES)
    return "\n".join([introduction, *entries])


def write_references(docs: Path) -> None:
    """Write both pages into the folder ``docs``."""
    (docs / "spec.md").write_text(language_reference(docs / "spec"), encoding="utf-8")
    (docs / "diagnostics.md").write_text(diagnostics_reference(), encoding="utf-8")


if __name__ == "__main__":
    write_references(Path(sys.argv[1]))
