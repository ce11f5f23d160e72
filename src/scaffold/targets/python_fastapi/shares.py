"""A large contract in shares, so that two processes can write its models at the same time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from typing import Any

from msgspec import Struct

from scaffold.openapi.walking import objects_in

_WORTH_SHARING = 500
"""Schemas from which on a second process saves more time than it takes to start."""


class Share(Struct, frozen=True):
    """A part of a contract: whole modules, and whatever they refer to.

    Attributes:
        contract: The document for one process.
        modules: The modules that this process is to write; others in the document are only referred to.
    """

    contract: Mapping[str, Any]
    modules: frozenset[str]


def shares_of(contract: Mapping[str, Any]) -> tuple[Share, ...]:
    """One share, or two of about the same size when that pays.

    Modules that import each other in a circle are not shared out: they are written as one.
    """
    schemas: Mapping[str, Any] = contract["components"]["schemas"]
    modules: dict[str, list[str]] = {}
    for name in schemas:
        modules.setdefault(_module(name), []).append(name)
    references = {name: frozenset(_referred(schema)) for name, schema in schemas.items()}
    if len(schemas) < _WORTH_SHARING or _has_circle(references):
        return (Share(contract, frozenset(modules)),)
    halves: tuple[list[str], list[str]] = ([], [])
    sizes = [0, 0]
    for module, names in modules.items():
        smaller = sizes.index(min(sizes))
        halves[smaller].append(module)
        sizes[smaller] += len(names)
    return tuple(_share(contract, references, frozenset(half)) for half in halves)


def _share(contract: Mapping[str, Any], references: Mapping[str, frozenset[str]], modules: frozenset[str]) -> Share:
    wanted = [name for name in references if _module(name) in modules]
    reached: set[str] = set()
    while wanted:
        name = wanted.pop()
        if name not in reached:
            reached.add(name)
            wanted.extend(references[name])
    schemas = {name: schema for name, schema in contract["components"]["schemas"].items() if name in reached}
    return Share({**contract, "components": {"schemas": schemas}}, modules)


def _has_circle(references: Mapping[str, frozenset[str]]) -> bool:
    imports: dict[str, set[str]] = {}
    for name, referred in references.items():
        own = _module(name)
        imports.setdefault(own, set()).update(_module(each) for each in referred if _module(each) != own)
    try:
        TopologicalSorter(imports).prepare()
    except CycleError:
        return True
    return False


def _referred(schema: Mapping[str, Any]) -> Iterator[str]:
    for each in objects_in(schema):
        reference = each.get("$ref")
        if isinstance(reference, str):
            yield reference.rpartition("/")[2]


def _module(name: str) -> str:
    """``books`` of ``books.schemas.Book``."""
    return name.partition(".")[0]
