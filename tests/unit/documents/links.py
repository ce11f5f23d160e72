"""What a reader of the documents could click on."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from posixpath import dirname, join, normpath

from markdown_it import MarkdownIt

from scaffold.render.tree import Tree

PARSER = MarkdownIt("commonmark").enable("table")


def links_of(tree: Tree) -> Iterator[tuple[str, str]]:
    """Source and target of every link inside the documents."""
    for file in tree.files:
        for token in PARSER.parse(file.text):
            for child in token.children or ():
                target = child.attrs.get("href")
                if child.type == "link_open" and isinstance(target, str) and "://" not in target:
                    yield file.path, target


def broken_links(tree: Tree) -> list[tuple[str, str]]:
    """Links to a file that is not there, or to a heading that it does not have."""
    anchors = {file.path: heading_anchors(file.text) for file in tree.files}
    return [(source, target) for source, target in links_of(tree) if not _leads_somewhere(anchors, source, target)]


def _leads_somewhere(anchors: dict[str, set[str]], source: str, target: str) -> bool:
    path, _, fragment = target.partition("#")
    found = normpath(join(dirname(source), path)) if path else source
    return found in anchors and (not fragment or fragment in anchors[found])


def heading_levels(text: str) -> list[int]:
    """The level of each heading of a document."""
    return [int(token.tag[1]) for token in PARSER.parse(text) if token.type == "heading_open"]


def heading_anchors(text: str) -> set[str]:
    """The anchors that GitHub gives to the headings of a document."""
    anchors: set[str] = set()
    seen: Counter[str] = Counter()
    for opening, inline in pairwise(PARSER.parse(text)):
        if opening.type == "heading_open":
            words = "".join(child.content for child in inline.children or ())
            slug = re.sub(r"[^\w\- ]", "", words.lower()).replace(" ", "-")
            anchors.add(f"{slug}-{seen[slug]}" if seen[slug] else slug)
            seen[slug] += 1
    return anchors
