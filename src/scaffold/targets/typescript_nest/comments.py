"""What a service function says of itself: what it does, the rules it must obey, the errors it may throw."""

from __future__ import annotations

from scaffold.design.design import Design, Rule
from scaffold.design.operations import Operation
from scaffold.targets.shared.text import sentence
from scaffold.targets.typescript_nest.naming import ProjectNames


def service_comment(design: Design, names: ProjectNames, operation: Operation) -> str:
    """The paragraphs of the comment of an operation's service function."""
    summary = f"{operation.summary.rstrip('.')}."
    if not operation.is_stub and not operation.rules:
        return summary
    paragraphs = [summary] if operation.description is None else [summary, operation.description]
    rules = [design.rule[key] for key in operation.rules]
    if rules:
        paragraphs.append("\n".join(("Rules:", *map(_rule, rules))))
    thrown = [names.errors[each.code] for each in operation.errors if each.code in names.errors]
    if thrown and operation.is_stub:
        paragraphs.append(f"Throws {', '.join(thrown)}.")
    return "\n\n".join(paragraphs)


def _rule(rule: Rule) -> str:
    source = f" ({rule.source})" if rule.source else ""
    return f"- {sentence(rule.key)} {sentence(rule.text + source)}"
