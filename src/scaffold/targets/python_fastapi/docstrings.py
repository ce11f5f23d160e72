"""The docstring of a service function: what it does, the rules it must obey, the errors it may raise."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from scaffold.design.design import Design, Rule
from scaffold.design.operations import Operation
from scaffold.targets.python_fastapi.naming import ProjectNames
from scaffold.targets.python_fastapi.text import docstring
from scaffold.targets.shared.text import sentence

_INDENT = 4
_MARGIN = " " * _INDENT


def service_docstring(design: Design, names: ProjectNames, operation: Operation) -> str:
    """The inside of the docstring of an operation's service function."""
    width = design.conventions.line_length
    summary = operation.summary.rstrip(".") + "."
    if not operation.is_stub and not operation.rules:
        return docstring(summary, _INDENT, width)
    said = summary if operation.description is None else f"{summary}\n\n{operation.description}"
    rules = [design.rule[key] for key in operation.rules]
    raised = [names.errors[each.code] for each in operation.errors if each.code in names.errors]
    if not rules and not raised:
        return docstring(said, _INDENT, width)
    blocks = [docstring(said, _INDENT, width).rstrip()]
    if rules:
        blocks.append("\n".join((f"{_MARGIN}Rules:", *(line for each in rules for line in _rule(each, width)))))
    if raised and operation.is_stub:
        blocks.append(_wrapped(f"Raises {', '.join(raised)}.", _MARGIN, _MARGIN, width))
    return "\n\n".join(blocks) + f"\n{_MARGIN}"


def _rule(rule: Rule, width: int) -> Iterator[str]:
    source = f" ({rule.source})" if rule.source else ""
    first = f"{_MARGIN * 2}{sentence(rule.key)}  "
    yield _wrapped(_harmless(sentence(rule.text + source)), first, _MARGIN * 3, width)


def _wrapped(text: str, first: str, others: str, width: int) -> str:
    return textwrap.fill(
        text, width, initial_indent=first, subsequent_indent=others, break_long_words=False, break_on_hyphens=False
    )


def _harmless(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"""', '\\"\\"\\"')
