"""What is left to do once the project is rendered."""

from __future__ import annotations

from collections.abc import Iterator

from scaffold.design.design import Design
from scaffold.design.operations import Operation
from scaffold.documents.assumptions import Assumption
from scaffold.documents.infrastructure import Infrastructure
from scaffold.documents.markdown import code, escape, join
from scaffold.documents.plan import obliged


def open_stubs(design: Design) -> dict[str, str]:
    """What is to be done for each stub, by its operation; one line of Markdown each."""
    return {operation.name.snake: _stub_task(operation) for operation in design.stubs}


def first_tasks(design: Design, infrastructure: Infrastructure, assumptions: tuple[Assumption, ...]) -> tuple[str, ...]:
    """What a person must decide or set up, once, beside writing the stubs; one line of Markdown each."""
    return tuple(_decisions(design, infrastructure, assumptions))


def _stub_task(operation: Operation) -> str:
    rules = f"; rules {join(escape(key) for key in operation.rules)}" if operation.rules else ""
    return f"{escape(operation.summary)} ({code(f'{operation.method} {operation.path}')}){rules}"


def _decisions(design: Design, infrastructure: Infrastructure, assumptions: tuple[Assumption, ...]) -> Iterator[str]:
    for each in assumptions:
        yield f"Confirm the assumption {code(each.subject)}: {escape(each.text)}"
    for rule in design.rules:
        if not obliged(design, rule):
            yield f"Decide which operations must obey rule {escape(rule.key)}"
    needed = [code(each.name) for each in infrastructure.variables if each.required_in_production]
    if needed:
        yield f"Set {join(needed)} for production (docs/infrastructure.md)"
    yield "Go through docs/agreements.md with the teams that call the service"
