"""Requirements in Markdown to a draft of the spec: deterministic, without a model, without a network."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, count
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from scaffold.diagnostics import Diagnostic, Span
from scaffold.languages import Languages
from scaffold.requirements.accounts import Accounts, read_accounts, user_model
from scaffold.requirements.callers import nouns
from scaffold.requirements.computed import with_cascades, with_counts, with_guards
from scaffold.requirements.contracts import as_custom
from scaffold.requirements.conventions import leave_guidance, read_conventions, read_stack
from scaffold.requirements.document import Document, Source, parse_document
from scaffold.requirements.draft import Draft, ModelDraft, OperationDraft, RuleDraft, assumptions
from scaffold.requirements.examples import Example, camel_case, enveloped, error_format, shapes_of, with_examples
from scaffold.requirements.exchanges import is_standard, read_exchange, with_exchange
from scaffold.requirements.headed import answered, headed_operation, own_rules, unread
from scaffold.requirements.matrix import with_permissions
from scaffold.requirements.mentions import Mention, mentions
from scaffold.requirements.models import candidates, gathered, read_models, with_ids
from scaffold.requirements.operations import (
    Context,
    listed_operation,
    titled_operation,
    with_limits,
    with_registration,
)
from scaffold.requirements.owners import owned_by_access, with_owner
from scaffold.requirements.prose import prose_models, resolve_people
from scaffold.requirements.report import Ledger, Report
from scaffold.requirements.routes import Routing, route
from scaffold.requirements.rules import attach, beside, read_rules
from scaffold.requirements.scope import Scope, backend_scope
from scaffold.requirements.service import built_in, miss_contracts, read_pagination, read_rates, read_service
from scaffold.requirements.settle import (
    one_action_each,
    owners_only,
    settled,
    with_open_door,
    with_session_calls,
    with_user,
)
from scaffold.requirements.silence import with_default_access
from scaffold.requirements.spec_yaml import write_spec
from scaffold.requirements.sql import sql_models
from scaffold.requirements.states import with_states
from scaffold.requirements.text import read_text
from scaffold.requirements.wire import Shapes, list_shapes


class Reading(Struct, frozen=True):
    """What came of the requirements.

    ``yaml`` is the draft of the spec, empty when a file could not be read; ``diagnostics``
    say why, or that the text describes no service. ``report`` tells of every line what it was used for.
    """

    yaml: str
    report: Report
    diagnostics: tuple[Diagnostic, ...] = ()


def read_requirements(
    path: Path, languages: Languages, claude_md: Path | None = None, language: str | None = None
) -> Reading:
    """Read the requirements of a service.

    Args:
        path: the Markdown file.
        languages: the languages that there are.
        claude_md: the team's conventions, if they have written them down.
        language: the one that the caller asked for; it wins over what is written.

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
    draft = draft_spec(document, guidance, languages, language, ledger)
    return Reading(write_spec(draft, path.name), ledger.report([document, guidance]), tuple(_nothing(draft, path)))


def _nothing(draft: Draft, path: Path) -> Iterator[Diagnostic]:
    if not draft.models and not draft.operations:
        hint = "name endpoints as in `GET /books`, and list the fields of what is stored"
        yield Diagnostic("SC004", "nothing here names an endpoint or a model", Span(str(path), 1, 1), hint)


def draft_spec(
    document: Document, guidance: Document, languages: Languages, language: str | None, ledger: Ledger
) -> Draft:
    """The typed draft, with every use of a line noted in the ledger."""
    scope = backend_scope(document, ledger)
    told = tuple(source for _, source in scope.sentences())
    guides = tuple(guidance.pieces())
    named = mentions(scope.sections)
    examples = enveloped(scope.sections)
    models = _models(scope, named, examples, ledger)
    service = read_service(scope, told, [mention.path for mention in named], ledger)
    models, accounts = with_user(models, read_accounts(models, scope.sections, told, named, ledger))
    models = with_owner(models, accounts.user, accounts.roles, told, ledger)
    base_path = str(service["base_path"].value) if "base_path" in service else ""
    things = nouns((*(each.path for each in named), *(each.name for each in models)))
    context = Context(Routing(tuple(models), accounts.user, base_path), accounts.roles, things, ledger)
    shapes = _shapes(named, models, examples, context)
    operations, own = _operations(named, shapes, context)
    operations = with_permissions(operations, scope.sections, ledger)
    models = owned_by_access(models, operations, accounts.user)
    operations = with_registration(operations, told, models, ledger)
    operations = with_default_access(operations, accounts.default, models, told, context)
    operations = owners_only(operations, models)
    draft = Draft(
        title=str(service["title"].value) if "title" in service else "",
        service=service,
        stack=read_stack(guides, told, languages, language, scope.heading, ledger),
        conventions=read_conventions(guides, told, languages, camel_case(scope.sections), ledger),
        auth=accounts.facts,
        rates=read_rates(told, ledger),
        pagination=read_pagination(told, ledger),
        error_format=error_format(scope.sections, ledger),
        models=models,
        shapes=shapes.shapes,
        operations=operations,
    )
    _note_built_in(told, guides, ledger)
    leave_guidance(guidance, languages, ledger)
    miss_contracts(scope.sections, ledger)
    draft = _with_rules(draft, own, scope, accounts, ledger)
    for assumption, source in assumptions(draft, scope.heading):
        ledger.assume(assumption, source)
    return draft


def _with_rules(
    draft: Draft, own: dict[int, tuple[Source, ...]], scope: Scope, accounts: Accounts, ledger: Ledger
) -> Draft:
    """The draft with its rules, what they change in models, and the contracts of what they make business logic."""
    found = read_rules(scope.sections, ledger)
    operations = attach(found.rules, draft.operations, draft.models, scope.sections, ledger)
    operations, rules = _with_own_rules(with_idempotency(operations, scope, ledger), own, found.rules)
    operations = with_limits(operations, draft.rates)
    models = with_cascades(draft.models, operations, rules)
    models = with_counts(models, operations, rules, ledger)
    models = with_guards(models, operations, rules, ledger)
    operations = one_action_each(with_session_calls(operations, accounts))
    operations = with_open_door(operations, accounts)
    operations = tuple(settled(as_custom(operation, models), models, accounts.user) for operation in operations)
    return replace(draft, models=models, operations=_unique_names(operations), rules=rules, errors=found.errors)


def _models(
    scope: Scope, named: Sequence[Mention], examples: Sequence[Example], ledger: Ledger
) -> tuple[ModelDraft, ...]:
    """Models from tables and lists, then from prose, then what examples add."""
    tables = read_models(candidates(scope.sections), ledger)
    known = {model.name for model in tables}
    tables += tuple(model for model in sql_models(scope.sections, ledger) if model.name not in known)
    models = (*tables, *prose_models(scope.sections, tables, _collections(named), ledger))
    user = user_model(models)
    models = with_examples(resolve_people(models, user), examples, named, user)
    told = [sentence for _, sentence in scope.sentences()]
    models = with_states(models, told, ledger)
    return tuple(gathered(model) for model in with_ids(models, told, ledger))


def _collections(named: Sequence[Mention]) -> frozenset[str]:
    """The words that stand in paths."""
    return frozenset(segment for mention in named for segment in mention.path.split("/") if segment[:1].isalpha())


def _shapes(
    named: Sequence[Mention], models: Sequence[ModelDraft], examples: Sequence[Example], context: Context
) -> Shapes:
    shapes = Shapes(tuple(examples), tuple(models), shapes_of(examples, models, context.ledger))
    return replace(shapes, shapes=(*shapes.shapes, *list_shapes(named, shapes, context.ledger)))


def _operations(
    named: Sequence[Mention], shapes: Shapes, context: Context
) -> tuple[tuple[OperationDraft, ...], dict[int, tuple[Source, ...]]]:
    """The operations, and for each by its place the sentences that are rules of it alone."""
    operations: list[OperationDraft] = []
    own: dict[int, tuple[Source, ...]] = {}
    for mention in named:
        if mention.style == "heading":
            operation, own[len(operations)] = _under_heading(mention, operations, shapes, context)
        else:
            operation = listed_operation(mention, context)
        operations.append(operation)
    return tuple(operations), own


def who_may_call(operation: OperationDraft) -> Source:
    """What is said about callers as a rule of the operation alone: access cannot say it."""
    return replace(operation.source, text=f"Who may call it: {operation.restriction}.")


def _under_heading(
    mention: Mention, earlier: Sequence[OperationDraft], shapes: Shapes, context: Context
) -> tuple[OperationDraft, tuple[Source, ...]]:
    """An endpoint with a heading of its own: a contract where examples show one, else a standard action."""
    base = route(mention, context.routing)
    model = context.routing.model(base.model)
    exchange = read_exchange(mention.section)
    context.ledger.use(f"endpoints: {mention.method} {mention.path}", *exchange.sources)
    said = replace(mention, details=tuple(each for each in mention.details if each not in exchange.sources))
    if shapes.examples or (exchange.is_there and not is_standard(exchange, base, model)):
        headed = headed_operation(said, base, earlier, shapes, context)
        return answered(with_exchange(headed, exchange, model)), own_rules(said, context)
    operation = titled_operation(said, context)
    return operation, unread(said, context)


def _with_own_rules(
    operations: Sequence[OperationDraft], own: dict[int, tuple[Source, ...]], rules: Sequence[RuleDraft]
) -> tuple[tuple[OperationDraft, ...], tuple[RuleDraft, ...]]:
    """Number the rules of single operations behind the others."""
    result = list(operations)
    numbered = list(rules)
    for at, operation in enumerate(operations):
        callers = (who_may_call(operation),) if operation.restriction else ()
        for sentence in (*own.get(at, ()), *callers):
            rule = RuleDraft(id=f"R{len(numbered) + 1}", text=sentence.text, source=sentence)
            numbered.append(rule)
            result[at] = replace(result[at], rules=(*result[at].rules, rule.id))
    return tuple(result), tuple(numbered)


def with_idempotency(operations: Sequence[OperationDraft], scope: Scope, ledger: Ledger) -> tuple[OperationDraft, ...]:
    """Operations that are safe to repeat with the same key, by a sentence beside them."""
    result = list(operations)
    for _, sentence in scope.sentences():
        if "idempotency-key" in sentence.text.lower() and not ledger.knows(sentence):
            for at in beside(sentence, operations, scope.sections):
                ledger.use(f"endpoints: {result[at].method} {result[at].path}: idempotency", sentence)
                result[at] = replace(result[at], idempotency=True)
    return tuple(result)


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
            numbered = (f"{name}_{number}" for number in count(2))
            tries = chain((name, f"{name}_{operation.method.lower()}"), numbered)
            name = next(each for each in tries if each not in taken)
            taken.add(name)
        result.append(replace(operation, name=name))
    return tuple(result)
