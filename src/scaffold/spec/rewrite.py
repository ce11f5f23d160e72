"""Changing one value of a spec's text and nothing else of it."""

from __future__ import annotations

from io import StringIO

from ruamel.yaml import YAML


def with_language(text: str, language: str) -> str:
    """The same spec in another ``stack.language``; comments and order stay.

    Args:
        text: A spec that loads without errors.
        language: The language.
    """
    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = 120
    document = yaml.load(text)
    document.setdefault("stack", {})["language"] = language
    out = StringIO()
    yaml.dump(document, out)
    return out.getvalue()
