"""The page that shows the API's document to people: one file that loads nothing but the document."""

from __future__ import annotations

import html
from importlib.resources import files

_TITLE, _STYLE, _SCRIPT = "@title@", "@style@", "@script@"


def api_docs_page(title: str) -> str:
    """The page.

    Args:
        title: What the service is called, on one line.
    """
    assets = files(__name__)
    page, style, script = (assets.joinpath(f"page.{each}").read_text("utf-8") for each in ("html", "css", "js"))
    filled = page.replace(_STYLE, style.rstrip("\n")).replace(_SCRIPT, script.rstrip("\n"))
    return filled.replace(_TITLE, html.escape(title))
