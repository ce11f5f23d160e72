"""The rules that a spec must obey: one family to a module, all of them run at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from scaffold.diagnostics import Diagnostic, Related, Span, in_order, split_lines
from scaffold.spec.check import (
    access,
    auth,
    beyond,
    computed,
    conditions,
    enums,
    errors,
    exchange,
    fields,
    limits,
    lists,
    names,
    operations,
    paths,
    references,
    scenarios,
    service,
    states,
    writes,
)
from scaffold.spec.check.finding import Finding
from scaffold.spec.check.scope import Scope
from scaffold.spec.check.support import check_support
from scaffold.spec.load import LoadedSpec
from scaffold.spec.positions import Path
from scaffold.spec.rules import RULES_BY_CODE
from scaffold.spec.structure import construct_at
from scaffold.spec.support import EVERYTHING, Support

Check = Callable[[Scope], Iterator[Finding]]

CHECKS: tuple[Check, ...] = (
    names.check_names,
    names.check_reserved,
    names.check_object_members,
    names.check_derived_names,
    names.check_operation_names,
    names.check_tables,
    enums.check_enums,
    fields.check_kinds,
    fields.check_options,
    fields.check_contradictions,
    limits.check_limits,
    limits.check_patterns,
    limits.check_defaults,
    limits.check_examples,
    references.check_references,
    references.check_reference_cycles,
    references.check_nesting,
    computed.check_computed,
    computed.check_indexes,
    conditions.check_conditions,
    paths.check_methods,
    paths.check_paths,
    paths.check_clashes,
    paths.check_parameters,
    operations.check_resources,
    operations.check_rows,
    operations.check_targets,
    exchange.check_bodies,
    exchange.check_parameter_kinds,
    exchange.check_answers,
    writes.check_written_fields,
    exchange.check_headers_and_caching,
    operations.check_list_paths,
    lists.check_lists,
    lists.check_pages,
    access.check_access,
    access.check_owner_fields,
    access.check_rate_limits,
    access.check_answered_secrets,
    auth.check_auth,
    auth.check_login_operation,
    errors.check_errors,
    errors.check_rules,
    errors.check_unused,
    errors.check_error_format,
    states.check_states,
    scenarios.check_scenarios,
    service.check_versions,
    service.check_places,
    service.check_former_names,
    beyond.check_jobs,
    beyond.check_systems,
    beyond.check_events,
    beyond.check_graphql,
)


def check_spec(loaded: LoadedSpec, support: Support = EVERYTHING) -> tuple[Diagnostic, ...]:
    """Everything that is wrong with a spec, by place: what loading found, and every broken rule.

    ``support`` says what the target can render; whatever else the spec uses is an error. Parts
    that loading refused are left out, so that the rest of the spec is checked all the same.
    """
    if loaded.sound is None:
        return loaded.diagnostics
    scope = Scope(loaded, loaded.sound)
    findings = [finding for check in CHECKS for finding in check(scope)]
    findings += check_support(scope, support)
    unsound = _unsound_nodes(loaded)
    lines = {file: split_lines(text) for file, text in loaded.sources.items()}
    located = (
        _located(finding, loaded, lines) for finding in findings if not _is_consequence(finding, loaded, unsound)
    )
    return in_order([*loaded.diagnostics, *located])


def _unsound_nodes(loaded: LoadedSpec) -> frozenset[Path]:
    """The constructs that lost a part of themselves: what is wrong with them now may be due to that."""
    return frozenset(
        broken[:-1] if construct_at(broken[:-1]) is not None and len(broken) > 1 else broken for broken in loaded.broken
    )


def _is_consequence(finding: Finding, loaded: LoadedSpec, unsound: frozenset[Path]) -> bool:
    if not unsound:
        return False
    path = tuple(step for _, step in loaded.root.steps(finding.path))
    return any(path[:length] in unsound for length in range(1, len(path) + 1))


def _located(finding: Finding, loaded: LoadedSpec, lines: Mapping[str, Sequence[str]]) -> Diagnostic:
    span = loaded.span(finding.path) if finding.part == "key" else loaded.value_span(finding.path)
    diagnostic = Diagnostic(
        code=finding.code,
        message=finding.message,
        span=_at_offset(span, finding.offset, lines),
        hint=finding.hint,
        severity=RULES_BY_CODE[finding.code].severity,
    )
    related = tuple(Related(loaded.span(path), message) for path, message in finding.related)
    return replace(diagnostic, related=related) if related else diagnostic


def _at_offset(span: Span, offset: int, lines: Mapping[str, Sequence[str]]) -> Span:
    """The place of a character inside of a text that is written on one line."""
    if not offset:
        return span
    line = lines[span.file][span.line - 1]
    quoted = line[span.column - 1 : span.column] in ("'", '"')
    return Span(span.file, span.line, min(span.column + quoted + offset, len(line) + 1))
