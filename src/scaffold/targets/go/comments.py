"""The comment of a service method: what it does, the rules it must obey, the errors it may return."""

from __future__ import annotations

import textwrap

from scaffold.design.design import Design, Rule
from scaffold.design.operations import Operation
from scaffold.targets.go.naming import ProjectNames
from scaffold.targets.go.text import as_gofmt_prints, comment
from scaffold.targets.shared.text import sentence

_WIDTH = 100


def service_comment(design: Design, names: ProjectNames, operation: Operation) -> str:
    """The comment of an operation's service method, in whole lines."""
    method = names.operations[operation.name.snake].method
    summary = sentence(operation.summary).rstrip(".") + "."
    blocks = [_block(f"{method} answers {operation.method} {operation.path}."), _block(summary)]
    if operation.is_stub and operation.description:
        blocks.append(_block(operation.description))
    rules = [design.rule[key] for key in operation.rules]
    if rules:
        blocks.append("\n".join(("// Rules:", *(_rule(each) for each in rules))))
    returned = [names.errors[each.code] for each in operation.errors if each.code in names.errors]
    if returned and operation.is_stub:
        blocks.append(_block(f"It returns {', '.join(returned)}."))
    return "\n//\n".join(blocks)


def _block(text: str) -> str:
    return "\n".join(f"// {line}" for line in comment(text))


def _rule(rule: Rule) -> str:
    source = f" ({rule.source})" if rule.source else ""
    said = as_gofmt_prints(f"{rule.key}: {rule.text}{source}")
    return textwrap.fill(
        said,
        _WIDTH,
        initial_indent="//   - ",
        subsequent_indent="//     ",
        break_long_words=False,
        break_on_hyphens=False,
    )
