"""The page of a rule: what it means, a wrong example and a right one."""

from __future__ import annotations

from importlib.resources import files

from scaffold.spec.rules import RULES_BY_CODE, Rule


def explain(code: str) -> str | None:
    """The page of the rule ``code`` as Markdown, in either case; ``None`` for an unknown code."""
    rule = RULES_BY_CODE.get(code.upper())
    return page(rule) if rule else None


def page(rule: Rule) -> str:
    """The page of a rule: its reason, what it means, and examples."""
    kind = "a warning" if rule.severity == "warning" else "an error"
    text = files("scaffold.spec").joinpath("pages", f"{rule.code}.md").read_text(encoding="utf-8")
    return f"# {rule.code} {rule.name}\n\n{rule.reason} Breaking it is {kind}.\n\n{text}"
