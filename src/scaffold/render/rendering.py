"""View and template package to tree: the loop over resources is here, not in file names or templates."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from jinja2 import Environment, TemplateSyntaxError
from jinja2 import TemplateError as JinjaError

from scaffold.render.environment import Filter, template_environment
from scaffold.render.package import FileRule, Package, TemplateError
from scaffold.render.tree import RenderedFile, Tree, UnsafePath

_NAME = re.compile(r"\{\{ *([A-Za-z_][A-Za-z0-9_.]*) *\}\}")


def render_package(package: Package, view: Mapping[str, object], filters: Mapping[str, Filter]) -> Tree:
    """Render every file that a package's table asks for.

    Pure: the same package, view and filters give the same bytes.

    Args:
        package: The template package.
        view: What the templates see, by name.
        filters: The target's filters by name.

    Raises:
        TemplateError: When a template does not parse, asks for something that the view does not
            have, or names a path that a project must not hold.
    """
    return _render(package, package.manifest.files, view, filters)


def render_migration(package: Package, view: Mapping[str, object], filters: Mapping[str, Filter]) -> Tree:
    """Render the files of one migration after the first; else as :func:`render_package`."""
    return _render(package, package.manifest.migrations, view, filters)


def _render(
    package: Package, rules: Iterable[FileRule], view: Mapping[str, object], filters: Mapping[str, Filter]
) -> Tree:
    environment = template_environment(package.folder, filters)
    try:
        return Tree(tuple(file for rule in rules for file in _render_rule(environment, rule, view)))
    except UnsafePath as error:
        raise TemplateError(f"template package {package.manifest.name}: {error}") from error


def _render_rule(environment: Environment, rule: FileRule, view: Mapping[str, object]) -> Iterator[RenderedFile]:
    try:
        if rule.when is not None and not _named(view, rule.when):
            return
        template = environment.get_template(rule.template)
        for item in _items(rule, view):
            where = _own(_filled(rule.path, {**view, **item}))
            yield RenderedFile(where, template.render(view, **item), rule.owner, rule.executable)
    except KeyError as error:
        raise TemplateError(f"{rule.template}: the view has no {error}") from error
    except TemplateSyntaxError as error:
        raise TemplateError(f"{error.name or rule.template}:{error.lineno}: {error.message}") from error
    except JinjaError as error:
        raise TemplateError(f"{rule.template}: {error}") from error


def _filled(path: str, names: Mapping[str, object]) -> str:
    """A path of the table with the names in it filled in. Paths hold names alone, so they need no template.

    Raises:
        KeyError: The view has nothing of a name.
    """
    return _NAME.sub(lambda match: str(_named(names, match[1])), path)


def _own(path: str) -> str:
    """The path, which is not one that scaffold keeps for its records of the project."""
    if path.split("/")[0].casefold() == ".scaffold":
        raise UnsafePath(f"{path!r} is scaffold's own")
    return path


def _items(rule: FileRule, view: Mapping[str, object]) -> Iterator[dict[str, object]]:
    if rule.each is None:
        yield {}
        return
    items = _named(view, rule.each)
    if not isinstance(items, tuple | list):
        raise TemplateError(f"{rule.template}: {rule.each!r} of the view is not a list")
    for item in items:
        yield {rule.name: item}


def _named(view: Mapping[str, object], name: str) -> object:
    """What the view has under a name; dots lead to attributes, as in templates.

    Raises:
        KeyError: It has nothing of that name.
    """
    first, *attributes = name.split(".")
    found = view[first]
    for attribute in attributes:
        if not hasattr(found, attribute):
            raise KeyError(name)
        found = getattr(found, attribute)
    return found
