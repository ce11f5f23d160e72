"""Resources as templates see them: for each operation its route, its handler and its service function."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from scaffold.design.design import Design
from scaffold.design.operations import Operation, Resource
from scaffold.targets.python_fastapi.docstrings import service_docstring
from scaffold.targets.python_fastapi.handlers import Handler, handler_of
from scaffold.targets.python_fastapi.identifiers import is_builtin
from scaffold.targets.python_fastapi.naming import ProjectNames

_SESSION_ACTIONS = frozenset({"login", "refresh", "logout"})


class OperationView(Struct, frozen=True):
    """One operation.

    Attributes:
        key: Its name in the design.
        function: The function of its route and of its service.
        docstring: What its service function says of itself: a stub's rules and errors are here.
    """

    key: str
    function: str
    input: str
    method: str
    docstring: str
    has_service: bool
    handler: Handler


class ResourceView(Struct, frozen=True):
    """The operations that belong together, and the package that they are in.

    Attributes:
        sentence: What it is called in running text.
        operations: All of its operations.
        served: Those whose body is in the service: all but logging in and out.
        router: What the list of routes calls its router.
        imports: Import statements for what its operations take and answer.
        service_imports: Import statements for its own service, if it has one.
        inputs: The classes of what its service functions are given.
    """

    key: str
    package: str
    base_path: str
    router: str
    sentence: str
    tag: str
    description: str
    operations: tuple[OperationView, ...]
    served: tuple[OperationView, ...]
    imports: tuple[str, ...]
    service_imports: tuple[str, ...]
    inputs: tuple[str, ...]


def resource_view(design: Design, names: ProjectNames, resource: Resource, rates: Mapping[str, str]) -> ResourceView:
    """See a resource as its templates do.

    Args:
        design: The design.
        names: What everything is called.
        resource: The resource.
        rates: By rate, the constant that counts a call under it.
    """
    operations = tuple(_operation_view(design, names, design.operation[key], rates) for key in resource.operations)
    served = tuple(each for each in operations if each.has_service)
    return ResourceView(
        key=resource.key,
        package=names.resources[resource.key],
        base_path=design.service.base_path,
        router=_router_name(names.resources[resource.key]),
        sentence=resource.name.sentence,
        tag=resource.key,
        description=resource.description or f"{resource.title}.",
        operations=operations,
        served=served,
        imports=_imports(names.package, operations),
        service_imports=_service_imports(f"{names.package}.{names.resources[resource.key]}", served),
        inputs=tuple(each.input for each in served),
    )


def _operation_view(
    design: Design, names: ProjectNames, operation: Operation, rates: Mapping[str, str]
) -> OperationView:
    own = names.operations[operation.name.snake]
    return OperationView(
        key=operation.name.snake,
        function=own.function,
        input=own.input,
        method=operation.method.lower(),
        docstring=service_docstring(design, names, operation),
        has_service=operation.action not in _SESSION_ACTIONS,
        handler=handler_of(design, names, operation, rates[operation.rate]),
    )


def _imports(package: str, operations: tuple[OperationView, ...]) -> tuple[str, ...]:
    """What modules of a resource may need of others; what they do not use is taken out when the code is laid out."""
    found: dict[str, dict[str, None]] = {}
    for each in operations:
        for module, name in each.handler.uses:
            found.setdefault(module, {})[name] = None
    return tuple(f"from {package}.{module} import {', '.join(names)}" for module, names in found.items())


def _service_imports(package: str, served: tuple[OperationView, ...]) -> tuple[str, ...]:
    if not served:
        return ()
    inputs = ", ".join(each.input for each in served)
    return (f"from {package} import service", f"from {package}.operations import {inputs}")


def _router_name(package: str) -> str:
    return f"{package}_router" if package in ("api", "router") or is_builtin(package) else package
