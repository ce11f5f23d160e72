"""Requirements in Markdown to a draft of the spec: deterministic, without a model, without a network."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from scaffold.diagnostics import Diagnostic
from scaffold.requirements.accounts import Accounts, read_accounts, with_owner
from scaffold.requirements.computed import with_counts, with_guards
from scaffold.requirements.conventions import leave_guidance, read_conventions, read_stack
from scaffold.requirements.document import Document, Source, parse_document
from scaffold.requirements.draft import Draft, ModelDraft, OperationDraft, assumptions
from scaffold.requirements.mentions import Mention, mentions
from scaffold.requirements.models import candidates, read_models
from scaffold.requirements.operations import (
    Context,
    as_custom,
    listed_operation,
    with_default_access,
    with_limits,
    with_registration,
)
from scaffold.requirements.report import Ledger, Report
from scaffold.requirements.routes import Routing
from scaffold.requirements.rules import attach, read_rules
from scaffold.requirements.scope import backend_scope
from scaffold.requirements.service import built_in, read_pagination, read_rates, read_service
from scaffold.requirements.spec_yaml import write_spec
from scaffold.requirements.text import read_text


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of the requirements.

    ``yaml`` is the draft of the spec, empty when a file could not be read; ``diagnostics``
    say why. ``report`` tells of every line what it was used for.
    """

    yaml: str
    report: Report
    diagnostics: tuple[Diagnostic, ...] = ()


def read_requirements(path: Path, claude_md: Path | None = None, language: str | None = None) -> Reading:
    """Read the requirements of a service.

    Args:
        path: the Markdown file.
        claude_md: the team's conventions, if they have written them down.
        language: the target that the caller asked for; it wins over what is written.

    Returns:
        A draft of the spec with a report; a file that cannot be read gives diagnostics, never an exception.
    """
    required = read_text(path)
    guiding = read_text(claude_md) if claude_md is not None else None
    diagnostics = (*required.diagnostics, *(guiding.diagnostics if guiding else ()))
    if diagnostics:
        return Reading("", Report(()), diagnostics)
    ledger = Ledger()
    document = parse_document(required.text, path.name)
    guidance = parse_document(guiding.text, claude_md.name) if guiding and claude_md else Document("CLAUDE.md", (), ())
    draft = draft_spec(document, guidance, language, ledger)
    return Reading(write_spec(draft, path.name), ledger.report([document, guidance]))


def draft_spec(document: Document, guidance: Document, language: str | None, ledger: Ledger) -> Draft:
    """The typed draft, with every use of a line noted in the ledger."""
    scope = backend_scope(document, ledger)
    told = tuple(source for _, source in scope.sentences())
    guides = tuple(guidance.pieces())
    named = mentions(scope.sections)
    models = read_models(candidates(scope.sections), ledger)
    service = read_service(
        scope.title, scope.heading, scope.description, told, [mention.path for mention in named], ledger
    )
    accounts = read_accounts(models, scope.sections, told, ledger)
    models = with_owner(models, accounts.user, told, ledger)
    operations = _operations(
        named, models, accounts, str(service["base_path"].value) if "base_path" in service else "", told, ledger
    )
    rates = read_rates(told, ledger)
    pagination = read_pagination(told, ledger)
    stack = read_stack(guides, told, language, scope.heading, ledger)
    conventions = read_conventions(guides, told, None, ledger)
    _note_built_in(told, guides, ledger)
    leave_guidance(guidance, ledger)
    rules = read_rules(scope.sections, ledger)
    operations = with_limits(attach(rules.rules, operations, models, ledger), rates)
    models = with_guards(with_counts(models, operations, rules.rules, ledger), operations, rules.rules, ledger)
    operations = tuple(as_custom(operation, models) for operation in operations)
    draft = Draft(
        title=str(service["title"].value) if "title" in service else "",
        service=service, stack=stack, conventions=conventions, auth=accounts.facts, rates=rates, pagination=pagination,
        models=models, operations=_unique_names(operations), rules=rules.rules, errors=rules.errors,
    )  # fmt: skip
    for assumption, source in assumptions(draft, scope.heading):
        ledger.assume(assumption, source)
    return draft


def _operations(
    named: Sequence[Mention],
    models: Sequence[ModelDraft],
    accounts: Accounts,
    base_path: str,
    told: Sequence[Source],
    ledger: Ledger,
) -> tuple[OperationDraft, ...]:
    context = Context(Routing(tuple(models), accounts.user, base_path), accounts.roles, ledger)
    operations = tuple(listed_operation(mention, context) for mention in named)
    return with_default_access(with_registration(operations, told, models, ledger), accounts.default)


def _note_built_in(told: Sequence[Source], guides: Sequence[Source], ledger: Ledger) -> None:
    for source in (*told, *guides):
        if not ledger.knows(source) and (what := built_in(source.text)):
            ledger.built_in(what, source)


def _unique_names(operations: Sequence[OperationDraft]) -> tuple[OperationDraft, ...]:
    """Names that no two operations share."""
    taken: set[str] = set()
    result: list[OperationDraft] = []
    for operation in operations:
        name = operation.name
        if name and not operation.action:
            tries = [name, f"{name}_{operation.method.lower()}", *(f"{name}_{count}" for count in range(2, 1000))]
            name = next(each for each in tries if each not in taken)
            taken.add(name)
        result.append(replace(operation, name=name))
    return tuple(result)
