"""A client of the API in TypeScript: a package of its own, which needs nothing but ``fetch``."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from scaffold.design.design import Auth, Design
from scaffold.names import name_of
from scaffold.render.package import Package, read_package, templates_root
from scaffold.render.rendering import render_package
from scaffold.render.tree import Tree
from scaffold.targets.shared.oxfmt import format_like_prettier
from scaffold.targets.typescript_client.errors import errors_view
from scaffold.targets.typescript_client.operations import OperationView, operation_views
from scaffold.targets.typescript_client.types import has_long_integers, object_views, type_names
from scaffold.targets.typescript_nest.text import FILTERS, string

TEMPLATE = "typescript-client"
_TYPES = "src/types.ts"


def render_client(design: Design, package: Package) -> Tree:
    """The whole package.

    Raises:
        TemplateError: the template package cannot be rendered.
        ProjectError: the formatter is not installed.
    """
    tree = render_package(package, _view(design), FILTERS)
    return Tree(format_like_prettier(tree.files, design.conventions.line_length))


def api_types(design: Design) -> str:
    """The module of the API's types alone, for a package that holds nothing else.

    Raises:
        TemplateError: the template package cannot be rendered.
        ProjectError: the formatter is not installed.
    """
    files = render_client(design, read_package(templates_root() / TEMPLATE)).files
    return next(file.text for file in files if file.path == _TYPES)


def _view(design: Design) -> Mapping[str, object]:
    names = type_names(design)
    objects = object_views(design, names)
    operations = operation_views(design, type(names)(names.schemas, "api."))
    return {
        "name": f"{design.service.name.kebab}-client",
        "title": design.service.title,
        "version": design.service.version,
        "description": design.service.description or f"A client of {design.service.title}.",
        "line_length": design.conventions.line_length,
        "objects": objects,
        "operations": operations,
        "requests": tuple(each.request for each in operations if each.request is not None),
        "followed": tuple(dict.fromkeys(each.send for each in operations if each.item is not None)),
        "sends": _sends(operations),
        "uses_path": any("segment(" in each.path for each in operations),
        "uses_types": any("api." in each for each in _spelled(operations)),
        "long_integers": has_long_integers(objects, iter(_spelled(operations))),
        "next_cursor": "nextCursor" if design.conventions.json_names == "camelCase" else "next_cursor",
        "auth": design.auth,
        "token_value": _token_value(design.auth),
        "tokens": _tokens(design),
        "login": next((each for each in operations if each.action == "login"), None),
        "refresh": next((each for each in operations if each.action == "refresh"), None),
        "errors": errors_view(design),
        "example": next((each for each in operations if each.item is not None), None),
    }


def _sends(operations: tuple[OperationView, ...]) -> tuple[str, ...]:
    """What the client needs of its transport: pages are sent as one answer each."""
    return tuple(sorted({"sendAny" if each.send == "sendAny" else "send" for each in operations}))


class TokenNames(Struct, frozen=True):
    """What the tokens are called in the answer to a login."""

    access: str
    refresh: str


def _tokens(design: Design) -> TokenNames:
    access, refresh = name_of("access_token"), name_of("refresh_token")
    if design.conventions.json_names == "camelCase":
        return TokenNames(access.camel, refresh.camel)
    return TokenNames(access.snake, refresh.snake)


def _token_value(auth: Auth | None) -> str | None:
    """The expression of the header's value."""
    prefix = auth.prefix.strip() if auth is not None else ""
    return f"{string(f'{prefix} ')} + token" if prefix else "token"


def _spelled(operations: tuple[OperationView, ...]) -> list[str]:
    """Every type that an operation spells."""
    spelled = [each.answer for each in operations] + [each.item or "" for each in operations]
    for request in (each.request for each in operations if each.request is not None):
        spelled += [request.body or "", *(member.type for part in request.parts for member in part.members)]
    return spelled
