"""What the tool says about itself: the page of a code, the schema of the spec language."""

from __future__ import annotations

import json

from scaffold.outcome import Printed
from scaffold.project.problem import PAGES
from scaffold.spec.explain import explain as explain_rule
from scaffold.spec.schema import spec_json_schema
from scaffold.targets import TARGETS


def explain(code: str) -> Printed | None:
    """The page of a code that diagnostics use, in either case; None when there is none."""
    page = explain_rule(code) or _project_page(code.upper())
    return Printed(page, {"code": code.upper(), "page": page}) if page else None


def _project_page(code: str) -> str | None:
    title, text = PAGES.get(code, ("", ""))
    return f"# {code} {title}\n\n{text}\n" if title else None


def schema() -> Printed:
    """The JSON Schema of the spec language, with the languages that there are templates for."""
    document = spec_json_schema(TARGETS)
    return Printed(json.dumps(document, ensure_ascii=False, indent=2) + "\n", document)
